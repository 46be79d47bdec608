// Partitioned tables: the scheme, the columns and functions in it, what such tables cannot have.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "compiler/base/ascii.h"
#include "compiler/diag/kinds.h"
#include "compiler/dialect/mysql/partition_style.h"
#include "compiler/dialect/mysql/rules.h"
#include "compiler/dialect/mysql/shape.h"

namespace kura::dialect::mysql {
namespace {

using ir::ExpressionKind;

// The functions that a partition expression may call, sorted.
constexpr auto kFunctions = std::to_array<std::string_view>({
    "abs",        "ceiling",        "datediff", "day",    "dayofmonth",  "dayofweek",
    "dayofyear",  "extract",        "floor",    "hour",   "microsecond", "minute",
    "mod",        "month",          "quarter",  "second", "time_to_sec", "to_days",
    "to_seconds", "unix_timestamp", "weekday",  "year",   "yearweek",
});
static_assert(std::is_sorted(kFunctions.begin(), kFunctions.end()));

bool is_hash(const PartitionStyle& style) {
  return style.words.ends_with("HASH") || style.words.ends_with("KEY");
}

bool is_partition_column(const Shape& shape, const PartitionStyle& style, const Flavour& flavour) {
  if (style.words.ends_with("KEY")) return !is_stored_aside(shape);
  switch (shape.family) {
    case Family::integer:
    case Family::date:
    case Family::datetime:
    case Family::text:
    case Family::binary:
      return true;
    case Family::timestamp:
    case Family::decimal:
    case Family::approximate:
    case Family::uuid:
    case Family::time:
    case Family::year:
      return flavour.has_wide_partition_types;
    default:
      return false;
  }
}

void check_column(const ir::Table& table, const ir::Expression& expression, const PartitionStyle& style,
                  const ir::Schema& schema, const RuleContext& context) {
  const ir::Column* column = column_named(table, expression.path.back());
  if (column == nullptr) return;
  const Shape shape = shape_of(*column, schema, context.flavour);
  const bool is_right =
      style.is_by_columns ? is_partition_column(shape, style, context.flavour) : shape.family == Family::integer;
  if (is_right) return;
  auto& diagnostic =
      context.report(partition_type, table.physical.partitioning->at, {column->name, ir::to_text(column->type)});
  diagnostic.labels.push_back({column->type_at, "its type"});
  if (shape.family == Family::timestamp) {
    diagnostic.helps.emplace_back("make it a `timestamp`, or partition by `floor(unix_timestamp(column))`");
  } else {
    diagnostic.helps.emplace_back(
        "whole numbers, dates, `timestamp`, `varchar(n)` and `varbinary(n)` can be partitioned by");
  }
}

void check_functions(const ir::Table& table, const PartitionStyle& style, const RuleContext& context) {
  for (const ir::Expression& expression : style.expressions) {
    for_each_node(expression, [&](const ir::Expression& node) {
      if (node.kind != ExpressionKind::call) return;
      const std::string name = to_lower(node.path.back());
      if (std::binary_search(kFunctions.begin(), kFunctions.end(), std::string_view(name))) return;
      context.report(partition_function, node.at.is_valid() ? node.at : table.physical.partitioning->at, {name + "()"});
    });
  }
}

void check_scheme(ir::Table& table, const ir::Schema& schema, const RuleContext& context) {
  ir::Partitioning& partitioning = *table.physical.partitioning;
  const PartitionStyle style = style_of(table, schema, context.flavour);
  if (style.words.empty()) {
    context.refuse("partitions by a bare expression",
                   "write `partition by range(…)`, `list(…)`, `hash(…)` or `key(…)` in a `for` block", partitioning.at);
    return;
  }
  if (!style.is_by_columns && style.expressions.size() > 1) {
    context.refuse("partitions by several expressions", "partition by columns, or by one expression", partitioning.at);
  }
  for (const ir::Expression& expression : style.expressions) {
    if (expression.kind == ExpressionKind::name) check_column(table, expression, style, schema, context);
    if (expression.kind != ExpressionKind::name && style.words.ends_with("KEY")) {
      context.refuse("expressions in `key(…)`", "name columns only, or use `hash(…)`", partitioning.at);
    }
  }
  check_functions(table, style, context);
  const bool is_counted = partitioning.partition_count > 0 || !partitioning.partitions.empty() ||
                          find_native(table.physical.native, "partitions") != nullptr;
  if (!is_hash(style) || is_counted) return;
  auto& diagnostic = context.report(partition_count_missing, partitioning.at, {table.name.name});
  diagnostic.helps.emplace_back(partitioning.scheme == ir::PartitionScheme::hash
                                    ? "say how many: `partition by hash(…) partitions 4`"
                                    : "say how many, in the same `for` block: `partitions 4;`");
}

void check_unique_indexes(const ir::Table& table, const RuleContext& context) {
  for (const ir::Index& index : table.physical.indexes) {
    if (!index.is_unique) continue;
    for (const ir::Expression& expression : table.physical.partitioning->expressions) {
      for (const std::string& name : ir::columns_read(expression)) {
        const bool is_held = std::any_of(index.parts.begin(), index.parts.end(), [&](const ir::IndexPart& part) {
          return prefix_length(part) == nullptr && equals_ignoring_case(column_of(part), name);
        });
        if (is_held) continue;
        auto& diagnostic = context.report(diag::partition_column_not_in_key, index.at,
                                          {"unique index", ir::to_text(table.name), name});
        diagnostic.labels.push_back({table.physical.partitioning->at, "partitioned here"});
      }
    }
  }
}

void check_features(const ir::Table& table, const ir::Schema& schema, const RuleContext& context) {
  for (const ir::Index& index : table.physical.indexes) {
    if (index.method == "fulltext" || index.method == "spatial")
      context.report(partition_feature, index.at, {index.method + " indexes"});
  }
  for (const ir::Column& column : table.columns) {
    if (shape_of(column, schema, context.flavour).family == Family::geometry)
      context.report(partition_feature, column.type_at, {"geometries"});
  }
}

}  // namespace

void check_partition_scheme(ir::Schema& schema, const RuleContext& context) {
  for (ir::Table& table : schema.tables) {
    if (table.physical.partitioning) check_scheme(table, schema, context);
  }
}

void check_partitioned_tables(ir::Schema& schema, const RuleContext& context) {
  for (const ir::Table& table : schema.tables) {
    for (const ir::ForeignKey& key : table.foreign_keys) {
      const ir::Table* target = table_named(schema, key.target);
      const ir::Table* partitioned = table.physical.partitioning                          ? &table
                                     : target != nullptr && target->physical.partitioning ? target
                                                                                          : nullptr;
      if (partitioned == nullptr) continue;
      auto& diagnostic = context.report(foreign_key_of_partitioned, key.at);
      diagnostic.labels.push_back({partitioned->physical.partitioning->at, "partitioned here"});
    }
    if (!table.physical.partitioning) continue;
    check_unique_indexes(table, context);
    check_features(table, schema, context);
  }
}

}  // namespace kura::dialect::mysql
