// What SHOW CREATE TABLE and people write, read back.
#include "compiler/dialect/reading.h"

#include <algorithm>
#include <span>

namespace kura::dialect::starrocks {
namespace {

using ir::TypeKind;

constexpr TypeSpelling kTypes[] = {
    {"datetime", TypeKind::timestamp, -1, -1, false, ""},
    {"float", TypeKind::real, -1, -1, false, ""},
};

/// What SHOW CREATE TABLE says of every table, declared or not.
struct DefaultProperty {
  std::string_view key;
  std::string_view value;
};
constexpr DefaultProperty kDefaults[] = {
    {"compression", "LZ4"},
    {"fast_schema_evolution", "true"},
    {"replicated_storage", "true"},
    {"in_memory", "false"},
    {"storage_format", "DEFAULT"},
    {"enable_persistent_index", "true"},
    {"bucket_size", "4294967296"},
    {"light_schema_change", "true"},
    {"storage_medium", "HDD"},
    {"datacache.enable", "true"},
    {"enable_async_write_back", "false"},
    {"storage_volume", "builtin_storage_volume"},
    {"persistent_index_type", "CLOUD_NATIVE"},
    {"file_bundling", "true"},
    {"base_compaction_forbidden_time_ranges", ""},
};

/// What SHOW CREATE MATERIALIZED VIEW says of every one.
constexpr DefaultProperty kViewDefaults[] = {
    {"replicated_storage", "true"},
    {"storage_medium", "HDD"},
    {"warehouse", "default_warehouse"},
};

bool is_noise(NativeScope scope, std::string_view words) {
  return scope == NativeScope::table && words == "engine=olap";
}

bool is_among(std::span<const DefaultProperty> defaults, const ir::Property& property) {
  return std::any_of(defaults.begin(), defaults.end(),
                     [&](const DefaultProperty& it) { return it.key == property.key && it.value == property.value; });
}

/// The server prints every bound in quotes.
void unquote_bounds(ir::Table& table) {
  if (!table.physical.partitioning) return;
  const auto unquote = [&](std::vector<ir::Expression>& values, std::size_t at) {
    const auto& parts = table.physical.partitioning->expressions;
    const bool is_column = at < parts.size() && parts[at].kind == ir::ExpressionKind::name;
    const ir::Column* column = is_column ? ir::find_column(table, parts[at].path.back()) : nullptr;
    if (column == nullptr || !is_number(column->type.kind)) return;
    if (values[at].kind == ir::ExpressionKind::string) values[at].kind = ir::ExpressionKind::number;
  };
  for (ir::Partition& partition : table.physical.partitioning->partitions) {
    const bool is_range = partition.bound.kind == ir::PartitionBound::Kind::less_than ||
                          partition.bound.kind == ir::PartitionBound::Kind::from_to;
    if (!is_range) continue;
    for (std::size_t i = 0; i < partition.bound.lower.size(); ++i) unquote(partition.bound.lower, i);
    for (std::size_t i = 0; i < partition.bound.upper.size(); ++i) unquote(partition.bound.upper, i);
  }
}

void settle(ir::Table& table, bool is_printed_by_server) {
  unquote_numbers(table);
  unquote_bounds(table);
  if (!is_printed_by_server) return;
  std::erase_if(table.physical.properties, [](const ir::Property& it) { return is_among(kDefaults, it); });
  if (table.comment == "OLAP") table.comment.clear();
  for (ir::Column& column : table.columns) {
    const bool is_null = column.default_value && column.default_value->kind == ir::ExpressionKind::null_literal;
    if (is_null) column.default_value.reset();
  }
}

void settle_view(ir::View& view) {
  std::erase_if(view.physical.properties, [](const ir::Property& it) { return is_among(kViewDefaults, it); });
  // Neither distributed nor refreshed: kept up to date with each load.
  if (view.is_materialized && !view.refresh && !view.physical.distribution && !view.physical.partitioning)
    view.physical.native.push_back({"synchronous", {}, {}, view.at});
}

}  // namespace

extern const Reading kReading;
const Reading kReading{
    .lexical = {.has_backslash_escapes = true,
                .has_double_quoted_strings = true,
                .has_bracketed_names = false,
                .has_hash_comments = true,
                .has_dollar_strings = false,
                .folds_names = false,
                .has_inline_indexes = true},
    .folds_own_words = false,
    .lists_view_columns = true,
    .concatenates_with_bars = false,
    .has_bare_intervals = true,
    .default_index_method = "",
    .default_namespace = "",
    .types = kTypes,
    .calls = {},
    .is_noise = is_noise,
    .other_type = nullptr,
    .settle = settle,
    .settle_sequence = nullptr,
    .settle_view = settle_view,
};

}  // namespace kura::dialect::starrocks
