// Conditions of this family's answers: one question about one change each, and what the migrator asks as well.
#pragma once

#include "compiler/dialect/alteration.h"
#include "compiler/dialect/mysql/renderer.h"
#include "compiler/dialect/reads.h"

namespace kura::dialect::mysql {

#define KURA_CONDITION(name) bool name(const Facing& facing);
#include "compiler/dialect/mysql/alter_conditions.def"
#undef KURA_CONDITION

using dialect::may_read;
bool may_read(const ir::Index& index, const std::string& column);
bool has_name(const std::vector<std::string>& names, const std::string& name);

/// A key, a check or a unique index is over the column, or over a generated one that reads it.
bool is_constrained(const ir::Table& table, const std::string& column);

/// A default that is not NULL.
bool has_value(const ir::Column& column);
bool is_virtual_column(const ir::Column& column);
bool is_stored_column(const ir::Column& column);

const Flavour& flavour_of(const Facing& facing);

/// A table option that says the character set or collation.
bool is_charset_word(std::string_view option);

/// Two indexes that differ in nothing but whether the optimizer uses them.
bool differ_in_visibility(const ir::Index& before, const ir::Index& after);

}  // namespace kura::dialect::mysql
