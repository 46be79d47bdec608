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
/// A key, a check or a unique index looks at the column: other values may break it.
bool is_held(const Facing& facing);
bool was_nullable(const Facing& facing);
bool has_new_default_that_is_held(const Facing& facing);
/// What is computed may be null, or break what looks at it.
bool is_generated_and_may_fail(const Facing& facing);
bool is_same_generated(const Facing& facing);
bool is_same_default(const Facing& facing);
bool is_new_index_unique(const Facing& facing);
bool becomes_strict(const Facing& facing);

}  // namespace kura::dialect::sqlite
