// Conditions of SQLite's answers: one question about one change each.
#pragma once

#include "compiler/dialect/alteration.h"

namespace kura::dialect::sqlite {

bool is_added_with_constant(const Facing& facing);
bool is_added_to_empty_table(const Facing& facing);
bool is_added_virtual(const Facing& facing);
bool is_added_virtual_not_null(const Facing& facing);
bool is_counting(const Facing& facing);
bool is_generated(const Facing& facing);
bool is_dropped_alone(const Facing& facing);
bool is_dropped_alone_and_computed(const Facing& facing);
bool was_generated(const Facing& facing);
bool is_same_spelling(const Facing& facing);
bool keeps_values(const Facing& facing);
bool always_converts(const Facing& facing);
bool has_new_default(const Facing& facing);
bool is_same_generated(const Facing& facing);
bool is_new_index_unique(const Facing& facing);
bool becomes_strict(const Facing& facing);

}  // namespace kura::dialect::sqlite
