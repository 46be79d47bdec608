// Conditions of SQLite's answers.
#include "compiler/dialect/sqlite/alter_conditions.h"

#include <algorithm>

#include "compiler/base/ascii.h"
#include "compiler/dialect/reads.h"
#include "compiler/dialect/sqlite/affinity.h"
#include "compiler/dialect/sqlite/rules.h"

namespace kura::dialect::sqlite {
namespace {

using change::Change;
using change::Kind;
using dialect::may_read;
using ir::ExpressionKind;

bool holds(const std::vector<std::string>& names, const std::string& name) {
  return std::any_of(names.begin(), names.end(), [&](const std::string& it) { return equals_ignoring_case(it, name); });
}

bool may_read(const ir::Index& index, const std::string& column) {
  if (index.where && may_read(*index.where, column)) return true;
  return std::any_of(index.parts.begin(), index.parts.end(),
                     [&](const ir::IndexPart& part) { return may_read(part.expression, column); });
}

bool is_index_dropped(const Facing& facing, std::size_t place) {
  return std::any_of(facing.siblings.begin(), facing.siblings.end(),
                     [place](const Change& it) { return it.kind == Kind::drop_index && it.part.before == place; });
}

bool is_named_in(const Facing& facing, const ir::Table& table, const std::string& column) {
  if (table.primary_key && holds(table.primary_key->columns, column)) return true;
  const auto has_column = [&](const auto& key) { return holds(key.columns, column); };
  if (std::any_of(table.unique_keys.begin(), table.unique_keys.end(), has_column)) return true;
  if (std::any_of(table.foreign_keys.begin(), table.foreign_keys.end(), has_column)) return true;
  const auto reads = [&](const ir::Check& check) { return may_read(check.expression, column); };
  if (std::any_of(table.checks.begin(), table.checks.end(), reads)) return true;
  const auto computes = [&](const ir::Column& it) {
    return it.generated && may_read(it.generated->expression, column);
  };
  if (std::any_of(table.columns.begin(), table.columns.end(), computes)) return true;
  for (std::size_t i = 0; i < table.physical.indexes.size(); ++i) {
    if (!is_index_dropped(facing, i) && may_read(table.physical.indexes[i], column)) return true;
  }
  return false;
}

/// Columns are dropped before new ones come: one that is not generated has to stay meanwhile.
bool keeps_plain_column(const Facing& facing, const ir::Table& table) {
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    const bool is_dropped = std::any_of(facing.siblings.begin(), facing.siblings.end(), [i](const Change& it) {
      return it.kind == Kind::drop_column && it.part.before == i;
    });
    if (!is_dropped && !table.columns[i].generated) return true;
  }
  return false;
}

bool has_value(const ir::Column& column) {
  return column.default_value && column.default_value->kind != ExpressionKind::null_literal;
}

bool has_constant_default(const ir::Column& column) {
  return !column.default_value || ir::is_literal(*column.default_value);
}

bool is_plain(const ir::Column& column) {
  return !column.generated && !column.identity;
}

bool reads_new_column(const Facing& facing, const ir::Column& column) {
  const ir::Table& table = *facing.new_table();
  return std::any_of(facing.siblings.begin(), facing.siblings.end(), [&](const Change& it) {
    return it.kind == Kind::add_column && may_read(column.generated->expression, table.columns[it.part.after].name);
  });
}

bool is_virtual(const Facing& facing) {
  const ir::Column& column = *facing.new_column();
  return column.generated && column.generated->storage == ir::GeneratedStorage::virtual_ &&
         !reads_new_column(facing, column);
}

}  // namespace

bool is_added_with_constant(const Facing& facing) {
  const ir::Column& column = *facing.new_column();
  return is_plain(column) && has_constant_default(column) && (column.is_nullable || has_value(column));
}

bool is_added_to_empty_table(const Facing& facing) {
  const ir::Column& column = *facing.new_column();
  return is_plain(column) && !column.is_nullable && !has_value(column);
}

bool is_added_virtual(const Facing& facing) {
  return is_virtual(facing) && facing.new_column()->is_nullable;
}
bool is_added_virtual_not_null(const Facing& facing) {
  return is_virtual(facing) && !facing.new_column()->is_nullable;
}
bool is_counting(const Facing& facing) {
  return facing.new_column()->identity.has_value();
}
bool is_generated(const Facing& facing) {
  return facing.new_column()->generated.has_value();
}

bool is_dropped_alone(const Facing& facing) {
  const ir::Table& table = *facing.old_table();
  return keeps_plain_column(facing, table) && !is_named_in(facing, table, facing.old_column()->name);
}

bool was_generated(const Facing& facing) {
  return facing.old_column()->generated.has_value();
}
bool is_dropped_alone_and_computed(const Facing& facing) {
  return was_generated(facing) && is_dropped_alone(facing);
}

bool is_same_spelling(const Facing& facing) {
  return spelt_type(*facing.old_column(), *facing.old_table()) == spelt_type(*facing.new_column(), *facing.new_table());
}
bool keeps_values(const Facing& facing) {
  return keeps_values(affinity_of(*facing.old_column(), *facing.old_table()),
                      affinity_of(*facing.new_column(), *facing.new_table()));
}
bool always_converts(const Facing& facing) {
  return always_converts(affinity_of(*facing.old_column(), *facing.old_table()),
                         affinity_of(*facing.new_column(), *facing.new_table()));
}

bool has_new_default(const Facing& facing) {
  return has_value(*facing.new_column());
}

bool is_held(const Facing& facing) {
  const ir::Table& table = *facing.new_table();
  const std::string& name = facing.new_column()->name;
  const auto has = [&](const auto& key) { return holds(key.columns, name); };
  return (table.primary_key && has(*table.primary_key)) ||
         std::any_of(table.unique_keys.begin(), table.unique_keys.end(), has) ||
         std::any_of(table.foreign_keys.begin(), table.foreign_keys.end(), has) ||
         std::any_of(table.checks.begin(), table.checks.end(),
                     [&](const ir::Check& it) { return may_read(it.expression, name); }) ||
         std::any_of(table.physical.indexes.begin(), table.physical.indexes.end(),
                     [&](const ir::Index& it) { return it.is_unique && may_read(it, name); });
}

bool was_nullable(const Facing& facing) {
  return facing.old_column()->is_nullable;
}

bool has_new_default_that_is_held(const Facing& facing) {
  return has_new_default(facing) && is_held(facing);
}

bool is_generated_and_may_fail(const Facing& facing) {
  return is_generated(facing) && (!facing.new_column()->is_nullable || is_held(facing));
}

bool is_same_generated(const Facing& facing) {
  const ir::Generated& before = *facing.old_column()->generated;
  const ir::Generated& after = *facing.new_column()->generated;
  const auto is_virtual = [](const ir::Generated& it) { return it.storage == ir::GeneratedStorage::virtual_; };
  return before.expression == after.expression && is_virtual(before) == is_virtual(after);
}

/// A date is a text here.
bool is_same_default(const Facing& facing) {
  const auto spelt = [](ir::Expression value) {
    if (value.kind != ExpressionKind::typed_string) return value;
    value.kind = ExpressionKind::string;
    value.path.clear();
    return value;
  };
  const ir::Column& before = *facing.old_column();
  const ir::Column& after = *facing.new_column();
  return before.default_value && after.default_value && spelt(*before.default_value) == spelt(*after.default_value);
}

bool is_new_index_unique(const Facing& facing) {
  return facing.new_index()->is_unique;
}
bool becomes_strict(const Facing& facing) {
  return is_strict(*facing.new_table()) && !is_strict(*facing.old_table());
}

}  // namespace kura::dialect::sqlite
