// Conditions of Redshift's answers: one question about one change each.
#pragma once

#include "compiler/dialect/alteration.h"

namespace kura::dialect::redshift {

template <Condition First, Condition Second>
bool both(const Facing& facing) {
  return First(facing) && Second(facing);
}

bool is_public_schema(const Facing& facing);
bool is_created_unsorted(const Facing& facing);
bool is_materialized(const Facing& facing);
bool is_also_moved(const Facing& facing);

// A rebuild copies rows; the values of an identity column that is always generated cannot be copied.
bool renumbers(const Facing& facing);

bool adds_identity(const Facing& facing);
bool adds_collation(const Facing& facing);
bool adds_not_null_without_default(const Facing& facing);

bool is_same_type(const Facing& facing);
bool widens(const Facing& facing);
bool grows_in_place(const Facing& facing);
bool shrinks_in_place(const Facing& facing);
bool resizes_column_with_default(const Facing& facing);
bool resizes_key_column(const Facing& facing);
bool resizes_held_column(const Facing& facing);
bool resizes_varbyte(const Facing& facing);
bool is_same_collation(const Facing& facing);
bool fills_nulls(const Facing& facing);
bool becomes_always_generated(const Facing& facing);
/// The column can be added anew, filled, dropped and renamed.
bool recreates_column(const Facing& facing);

bool is_encoding_still_automatic(const Facing& facing);
bool is_encoding_left_open(const Facing& facing);
bool is_encoding_held_by_interleaving(const Facing& facing);
bool turns_encoding_of_interleaved(const Facing& facing);
bool turns_encoding_automatic(const Facing& facing);
bool is_backup(const Facing& facing);

bool is_same_distribution(const Facing& facing);
bool is_distribution_held_by_interleaving(const Facing& facing);
bool is_same_sort_key(const Facing& facing);
bool is_interleaved_key(const Facing& facing);

bool keeps_view_columns(const Facing& facing);
bool is_same_refresh(const Facing& facing);

}  // namespace kura::dialect::redshift
