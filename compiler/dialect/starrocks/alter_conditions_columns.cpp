// Conditions about columns: which ones can come, go and change where they are.
#include <algorithm>

#include "compiler/base/ascii.h"
#include "compiler/dialect/starrocks/alter_conditions.h"
#include "compiler/dialect/starrocks/column_order.h"
#include "compiler/dialect/starrocks/conversions.h"
#include "compiler/dialect/starrocks/literals.h"
#include "compiler/dialect/starrocks/properties.h"
#include "compiler/dialect/starrocks/rules.h"
#include "compiler/dialect/starrocks/starrocks.h"

namespace kura::dialect::starrocks {
namespace {

using change::Kind;
using ir::KeyModelKind;

Target target(const Facing& facing) {
  return target_of(facing.after, kDialect);
}

/// The column, on the side that has it; the next state's where both do.
const ir::Column& column_of(const Facing& facing) {
  return facing.new_column() != nullptr ? *facing.new_column() : *facing.old_column();
}

bool reads(const ir::Expression& expression, const std::string& column) {
  const std::vector<std::string> names = ir::columns_read(expression);
  const bool is_named = std::any_of(names.begin(), names.end(),
                                    [&column](const std::string& it) { return equals_ignoring_case(it, column); });
  if (is_named) return true;
  // The engine's own text is not looked into: the name somewhere in it is enough.
  if (expression.kind == ir::ExpressionKind::raw)
    return to_lower(expression.text).find(to_lower(column)) != std::string::npos;
  return std::any_of(expression.operands.begin(), expression.operands.end(),
                     [&column](const ir::Expression& it) { return reads(it, column); });
}

bool partitions_by(const ir::Table& table, const std::string& column) {
  if (!table.physical.partitioning) return false;
  const auto& expressions = table.physical.partitioning->expressions;
  return std::any_of(expressions.begin(), expressions.end(),
                     [&column](const ir::Expression& it) { return reads(it, column); });
}

bool hashes_by(const ir::Table& table, const std::string& column) {
  if (!table.physical.distribution) return false;
  const auto& columns = table.physical.distribution->columns;
  return std::find(columns.begin(), columns.end(), column) != columns.end();
}

bool sorts_by(const ir::Table& table, const std::string& column) {
  if (!table.physical.sort_key) return false;
  const auto& columns = table.physical.sort_key->columns;
  return std::any_of(columns.begin(), columns.end(), [&column](const ir::SortColumn& it) { return it.name == column; });
}

/// Tables whose tablets are ranges of the sort key: shared data, and nothing said about the distribution.
bool may_be_range_distributed(const ir::Table& table, const Target& where) {
  return where.run_mode == RunMode::shared_data && where.version.has(4, 1) && !table.physical.distribution;
}

bool has_replace(const ir::Table& table) {
  return std::any_of(table.columns.begin(), table.columns.end(),
                     [](const ir::Column& it) { return it.aggregate.starts_with("replace"); });
}

bool has_slow_evolution(const ir::Table& table) {
  for (const std::string_view key : {"fast_schema_evolution", "light_schema_change"}) {
    const ir::Property* property = find_property(table.physical, key);
    if (property != nullptr && equals_ignoring_case(property->value, "false")) return true;
  }
  return false;
}

bool has_rollup_or_index(const ir::Table& table) {
  return !table.physical.indexes.empty() || find_native(table.physical.native, "rollup") != nullptr;
}

bool is_at(const ir::Column& column, std::initializer_list<TypeFamily> families) {
  const TypeFamily family = family_of(column.type);
  return std::find(families.begin(), families.end(), family) != families.end();
}

/// Whether MODIFY COLUMN takes the column at all.
bool is_modifiable(const Facing& facing) {
  const ir::Column& before = *facing.old_column();
  const bool is_primary = has_model(*facing.old_table(), KeyModelKind::primary);
  const bool is_sorted = is_key(facing) || is_sort_column(facing);
  if (is_primary && is_sorted) return false;
  if (is_sorted && may_be_range_distributed(*facing.old_table(), target(facing))) return false;
  const bool is_bound = is_partition_column(facing) || is_hash_column(facing) || feeds_generated_column(facing);
  return !is_bound && !before.identity && !before.generated && !is_nested(family_of(before.type));
}

}  // namespace

bool takes_name_back(const Facing& facing) {
  const std::string& name = facing.new_column()->name;
  const ir::Table& before = *facing.old_table();
  const ir::Table& after = *facing.new_table();
  const bool is_renamed_away = std::any_of(after.columns.begin(), after.columns.end(), [&name](const ir::Column& it) {
    return !it.was.empty() && equals_ignoring_case(it.was, name);
  });
  return is_renamed_away || std::any_of(facing.siblings.begin(), facing.siblings.end(), [&](const change::Change& it) {
           return it.kind == Kind::drop_column && equals_ignoring_case(before.columns[it.part.before].name, name);
         });
}

bool is_identity(const Facing& facing) {
  return column_of(facing).identity.has_value();
}

bool has_no_value(const Facing& facing) {
  const ir::Column& column = *facing.new_column();
  const bool is_empty_state = is_at(column, {TypeFamily::bitmap, TypeFamily::hll});
  return !column.is_nullable && !column.default_value && !column.generated && !column.identity && !is_empty_state;
}

bool has_made_up_default(const Facing& facing) {
  const auto& value = facing.new_column()->default_value;
  return value && (ir::is_portable_call(*value, "uuid") || ir::is_portable_call(*value, "uuid_numeric"));
}

bool is_sum_with_default(const Facing& facing) {
  const ir::Column& column = *facing.new_column();
  if (column.aggregate != "sum" || !column.default_value) return false;
  return literal_text(*column.default_value).value_or("") != "0";
}

bool needs_fast_evolution(const Facing& facing) {
  const ir::Column& column = *facing.new_column();
  return is_nested(family_of(column.type)) && column.default_value && has_slow_evolution(*facing.old_table());
}

bool is_key(const Facing& facing) {
  const std::string& name = column_of(facing).name;
  return (facing.new_column() != nullptr && is_key_column(*facing.new_table(), name)) ||
         (facing.old_column() != nullptr && is_key_column(*facing.old_table(), name));
}

bool is_primary_key_column(const Facing& facing) {
  const bool is_primary =
      has_model(*facing.old_table(), KeyModelKind::primary) || has_model(*facing.new_table(), KeyModelKind::primary);
  return is_primary && is_key(facing);
}

bool is_fixed_key_column(const Facing& facing) {
  if (!is_key(facing)) return false;
  const ir::Table& before = *facing.old_table();
  const ir::Table& after = *facing.new_table();
  const bool has_sort_key = before.physical.sort_key.has_value() || after.physical.sort_key.has_value();
  const bool is_range = may_be_range_distributed(before, target(facing));
  if (has_sort_key || has_model(before, KeyModelKind::primary) || (is_range && has_rollup_or_index(before)))
    return true;
  if (facing.change.kind == Kind::add_column) {
    const auto& value = facing.new_column()->default_value;
    return (value && !literal_text(*value)) || (is_range && !value);
  }
  // Something of the key has to be there at every moment.
  const std::vector<std::string>& key = before.key_model->columns;
  const bool keeps_some = std::any_of(
      key.begin(), key.end(), [&after](const std::string& name) { return ir::find_column(after, name) != nullptr; });
  return !keeps_some || has_model(before, KeyModelKind::unique) ||
         (has_model(before, KeyModelKind::aggregate) && has_replace(before));
}

bool is_generated(const Facing& facing) {
  return column_of(facing).generated.has_value();
}

// Columns change before the sort key and the distribution do: what the table is by then decides.

bool is_partition_column(const Facing& facing) {
  return partitions_by(*facing.old_table(), column_of(facing).name);
}
bool is_hash_column(const Facing& facing) {
  return hashes_by(*facing.old_table(), column_of(facing).name);
}

bool is_hash_column_of_group(const Facing& facing) {
  return is_hash_column(facing) && stays_in_colocate_group(facing);
}

bool is_sort_column(const Facing& facing) {
  return sorts_by(*facing.old_table(), column_of(facing).name);
}

bool feeds_generated_column(const Facing& facing) {
  const std::string& name = column_of(facing).name;
  const ir::Table& after = *facing.new_table();
  const auto is_fed = [&](const ir::Column& it) {
    const ir::Column* stays = ir::find_column(after, it.name);
    if (!it.generated || stays == nullptr) return false;
    return reads(it.generated->expression, name) || (stays->generated && reads(stays->generated->expression, name));
  };
  const auto& columns = facing.old_table()->columns;
  return std::any_of(columns.begin(), columns.end(), is_fed);
}

bool is_rename_unknown(const Facing& facing) {
  const Version version = target(facing).version;
  return version.is_written &&
         (!version.has(3, 3) || (version.parts[0] == 3 && version.parts[1] == 3 && version.parts[2] < 2));
}

bool is_rename_of_case(const Facing& facing) {
  const ir::Table& after = *facing.new_table();
  return std::any_of(after.columns.begin(), after.columns.end(), [&facing](const ir::Column& it) {
    return !it.was.empty() && equals_ignoring_case(it.was, facing.new_column()->name) &&
           it.name == facing.new_column()->name;
  });
}

bool takes_dropped_name(const Facing& facing) {
  const ir::Table& before = *facing.old_table();
  return std::any_of(facing.siblings.begin(), facing.siblings.end(), [&](const change::Change& it) {
    return it.kind == Kind::drop_column &&
           equals_ignoring_case(before.columns[it.part.before].name, facing.new_column()->name);
  });
}

bool is_stored_alike(const Facing& facing) {
  return is_same_stored(facing.old_column()->type, facing.new_column()->type);
}

bool is_merging_key(const Facing& facing) {
  const ir::Table& after = *facing.new_table();
  if (!is_key_column(after, facing.new_column()->name) || has_model(after, KeyModelKind::duplicate)) return false;
  return changes_values(facing.old_column()->type, facing.new_column()->type);
}

bool is_widened(const Facing& facing) {
  return is_modifiable(facing) &&
         in_place_conversion(facing.old_column()->type, facing.new_column()->type) == InPlace::fits;
}

bool is_converted(const Facing& facing) {
  return is_modifiable(facing) &&
         in_place_conversion(facing.old_column()->type, facing.new_column()->type) == InPlace::checked;
}

bool is_rounded(const Facing& facing) {
  return is_modifiable(facing) &&
         in_place_conversion(facing.old_column()->type, facing.new_column()->type) == InPlace::rounds;
}

bool changes_fields_only(const Facing& facing) {
  if (!target(facing).version.has(3, 3) || has_slow_evolution(*facing.old_table()) || feeds_generated_column(facing))
    return false;
  return field_changes(facing.old_column()->type, facing.new_column()->type).has_value();
}

bool adds_fields_only(const Facing& facing) {
  if (!changes_fields_only(facing)) return false;
  const auto fields = field_changes(facing.old_column()->type, facing.new_column()->type);
  return std::all_of(fields->begin(), fields->end(), [](const FieldChange& it) { return it.is_added; });
}

bool is_not_castable(const Facing& facing) {
  // Generated values are computed, not converted.
  return !is_generated(facing) && !is_castable(facing.old_column()->type, facing.new_column()->type);
}

bool is_copied_unchanged(const Facing& facing) {
  const ir::Type& from = facing.old_column()->type;
  const ir::Type& to = facing.new_column()->type;
  return !may_not_fit(from, to) && !changes_values(from, to);
}

bool loses_something_inside(const Facing& facing) {
  return loses_inside(facing.old_column()->type, facing.new_column()->type);
}
bool is_copied_if_it_fits(const Facing& facing) {
  return !changes_values(facing.old_column()->type, facing.new_column()->type);
}
bool is_copied_whole(const Facing& facing) {
  return !may_not_fit(facing.old_column()->type, facing.new_column()->type);
}

bool has_default(const Facing& facing) {
  return facing.new_column()->default_value.has_value();
}

bool is_default_same(const Facing& facing) {
  const auto& before = facing.old_column()->default_value;
  const auto& after = facing.new_column()->default_value;
  if (!before || !after) return false;
  const auto computed = computed_default(*before);
  if (computed) return computed == computed_default(*after);
  const auto text = literal_text(*before);
  return text && text == literal_text(*after);
}

bool can_loosen(const Facing& facing) {
  return is_modifiable(facing) &&
         !is_at(*facing.old_column(), {TypeFamily::hll, TypeFamily::percentile, TypeFamily::varbinary});
}

bool is_generated_fixed(const Facing& facing) {
  if (!is_generated(facing)) return false;
  return is_partition_column(facing) || is_hash_column(facing) || is_sort_column(facing);
}

bool has_comment_clause(const Facing& facing) {
  return target(facing).version.has(3, 3);
}

bool is_ordered_anyway(const Facing& facing) {
  return is_ordered_by_positions(*facing.old_table(), *facing.new_table(), facing.siblings);
}

bool can_reorder(const Facing& facing) {
  const ir::Table& before = *facing.old_table();
  const ir::Table& after = *facing.new_table();
  const auto& columns = after.columns;
  const bool has_generated =
      std::any_of(columns.begin(), columns.end(), [](const ir::Column& it) { return it.generated.has_value(); });
  const bool has_sort_key = before.physical.sort_key.has_value() || after.physical.sort_key.has_value();
  const bool is_range = may_be_range_distributed(before, target(facing));
  return !has_model(before, KeyModelKind::primary) && !has_generated && !has_sort_key && !is_range;
}

}  // namespace kura::dialect::starrocks
