// Conditions of Redshift's answers: tables and their parts.
#include "compiler/dialect/redshift/alter_conditions.h"

#include <algorithm>

#include "compiler/base/ascii.h"
#include "compiler/dialect/dialect.h"
#include "compiler/dialect/migrator.h"
#include "compiler/dialect/redshift/design.h"
#include "compiler/dialect/redshift/storage.h"

namespace kura::dialect::redshift {
namespace {

using change::Kind;
using change::ObjectKind;

bool is_view(const Facing& facing) {
  return facing.change.object != ObjectKind::table;
}

bool holds(const std::vector<std::string>& columns, const std::string& name) {
  return std::find(columns.begin(), columns.end(), name) != columns.end();
}

/// The column is part of a key of its table, or a foreign key of any table points to it.
bool is_in_constraint(const ir::Schema& schema, const ir::Table& table, const std::string& column) {
  if (table.primary_key && holds(table.primary_key->columns, column)) return true;
  const auto has = [&](const auto& key) { return holds(key.columns, column); };
  if (std::any_of(table.unique_keys.begin(), table.unique_keys.end(), has)) return true;
  if (std::any_of(table.foreign_keys.begin(), table.foreign_keys.end(), has)) return true;
  return std::any_of(schema.tables.begin(), schema.tables.end(), [&](const ir::Table& other) {
    return std::any_of(other.foreign_keys.begin(), other.foreign_keys.end(), [&](const ir::ForeignKey& key) {
      return key.target == table.name && holds(key.target_columns, column);
    });
  });
}

bool is_key_column(const ir::Table& table, const std::string& column) {
  return is_distribution_key(table, column) || is_in_sort_key(table, column);
}

bool is_key_column_anywhere(const Facing& facing) {
  return is_key_column(*facing.old_table(), facing.old_column()->name) ||
         is_key_column(*facing.new_table(), facing.new_column()->name);
}

bool is_resize(const Facing& facing) {
  return varchar_length(facing.old_column()->type) && varchar_length(facing.new_column()->type);
}

bool grows(const Facing& facing) {
  return *varchar_length(facing.old_column()->type) <= *varchar_length(facing.new_column()->type);
}

bool has_default_anywhere(const Facing& facing) {
  return facing.old_column()->default_value || facing.new_column()->default_value;
}

bool can_resize(const Facing& facing) {
  return is_resize(facing) && !has_default_anywhere(facing) && !is_key_column_anywhere(facing) &&
         !resizes_held_column(facing);
}

std::string collation_name(const std::string& collation) {
  const std::string lower = to_lower(collation);
  if (lower == "cs") return "case_sensitive";
  return lower == "ci" ? "case_insensitive" : lower;
}

}  // namespace

bool is_public_schema(const Facing& facing) {
  const auto& list = facing.change.at.after != change::kNowhere ? facing.after.namespaces : facing.before.namespaces;
  const std::size_t place =
      facing.change.at.after != change::kNowhere ? facing.change.at.after : facing.change.at.before;
  return to_lower(list.at(place).name) == "public";
}

bool is_created_unsorted(const Facing& facing) {
  return sort_key_of(facing.new_table()->physical, false).style == ir::SortStyle::none;
}

bool is_materialized(const Facing& facing) {
  return facing.change.object == ObjectKind::materialized_view;
}

bool is_also_moved(const Facing& facing) {
  const ir::Table& table = *facing.new_table();
  return table.was.schema != table.name.schema;
}

bool renumbers(const Facing& facing) {
  const ir::Table& before = *facing.old_table();
  const ir::Table& after = *facing.new_table();
  return std::any_of(after.columns.begin(), after.columns.end(), [&](const ir::Column& column) {
    return column.identity && column.identity->is_always && ir::find_column(before, column.name) != nullptr;
  });
}

bool adds_identity(const Facing& facing) {
  return static_cast<bool>(facing.new_column()->identity);
}
bool adds_collation(const Facing& facing) {
  return !facing.new_column()->collation.empty();
}
bool adds_not_null_without_default(const Facing& facing) {
  return !facing.new_column()->is_nullable && !has_value(*facing.new_column());
}

bool is_same_type(const Facing& facing) {
  return same_words(facing.old_column()->type, facing.new_column()->type, facing.after);
}
bool widens(const Facing& facing) {
  return conversion(facing.old_column()->type, facing.new_column()->type) == Conversion::widening;
}
bool grows_in_place(const Facing& facing) {
  return can_resize(facing) && grows(facing);
}
bool shrinks_in_place(const Facing& facing) {
  return can_resize(facing) && !grows(facing);
}
bool resizes_column_with_default(const Facing& facing) {
  return is_resize(facing) && has_default_anywhere(facing);
}
bool resizes_key_column(const Facing& facing) {
  return is_resize(facing) && is_key_column_anywhere(facing);
}

bool resizes_held_column(const Facing& facing) {
  // Encodings of an interleaved table cannot change, so they cannot make room for the new length either.
  const bool is_held = holds_length(facing.old_column()->encoding) || holds_length(facing.new_column()->encoding);
  return is_resize(facing) && is_held && is_interleaved(*facing.new_table());
}

bool resizes_varbyte(const Facing& facing) {
  return storage_of(facing.old_column()->type) == "varbyte" && storage_of(facing.new_column()->type) == "varbyte";
}

bool is_same_collation(const Facing& facing) {
  return collation_name(facing.old_column()->collation) == collation_name(facing.new_column()->collation);
}
bool fills_nulls(const Facing& facing) {
  return has_value(*facing.new_column());
}
bool becomes_always_generated(const Facing& facing) {
  return facing.new_column()->identity->is_always;
}

bool recreates_column(const Facing& facing) {
  const ir::Column& before = *facing.old_column();
  const ir::Column& after = *facing.new_column();
  // ADD COLUMN takes no identity, no collation for certain, and NOT NULL only with a default.
  if (before.identity || after.identity || !before.collation.empty() || !after.collation.empty()) return false;
  if (!after.is_nullable && !has_value(after)) return false;
  if (is_key_column_anywhere(facing)) return false;
  return !is_in_constraint(facing.before, *facing.old_table(), before.name) &&
         !is_in_constraint(facing.after, *facing.new_table(), after.name);
}

bool is_encoding_still_automatic(const Facing& facing) {
  return has_automatic_encoding(*facing.old_table()) && has_automatic_encoding(*facing.new_table());
}
bool is_encoding_left_open(const Facing& facing) {
  return facing.new_column()->encoding.empty() && !has_automatic_encoding(*facing.new_table());
}
bool is_encoding_held_by_interleaving(const Facing& facing) {
  return is_interleaved(*facing.new_table());
}
bool turns_encoding_of_interleaved(const Facing& facing) {
  const bool turns = has_automatic_encoding(*facing.old_table()) != has_automatic_encoding(*facing.new_table());
  return turns && is_interleaved(*facing.new_table());
}
bool turns_encoding_automatic(const Facing& facing) {
  return !has_automatic_encoding(*facing.old_table()) && has_automatic_encoding(*facing.new_table());
}
bool is_backup(const Facing& facing) {
  return facing.change.key == "backup";
}

bool is_same_distribution(const Facing& facing) {
  return same_distribution(*facing.old_physical(), *facing.new_physical(), is_view(facing));
}
bool is_distribution_held_by_interleaving(const Facing& facing) {
  return !is_view(facing) && is_interleaved(*facing.new_table());
}
bool is_same_sort_key(const Facing& facing) {
  return same_sort_key(*facing.old_physical(), *facing.new_physical(), is_view(facing));
}
bool is_interleaved_key(const Facing& facing) {
  return !is_view(facing) && is_interleaved(*facing.new_table());
}

}  // namespace kura::dialect::redshift
