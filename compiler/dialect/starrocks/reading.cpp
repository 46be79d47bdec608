// What SHOW CREATE TABLE and people write, read back.
#include "compiler/dialect/reading.h"

#include <algorithm>
#include <span>

#include "compiler/dialect/starrocks/printed_bounds.h"

namespace kura::dialect::starrocks {
namespace {

using ir::TypeKind;

constexpr TypeSpelling kTypes[] = {
    {"datetime", TypeKind::timestamp, -1, -1, false, ""},
    {"float", TypeKind::real, -1, -1, false, ""},
    {"binary", TypeKind::varbinary, -1, -1, false, ""},
    {"signed", TypeKind::int_, -1, -1, false, ""},
    {"signed int", TypeKind::int_, -1, -1, false, ""},
    {"varchar", TypeKind::varchar, 1, -1, false, ""},
    {"decimal", TypeKind::decimal, 10, 0, false, ""},
    {"numeric", TypeKind::decimal, 10, 0, false, ""},
    {"number", TypeKind::decimal, 10, 0, false, ""},
    // How wide a decimal is stored follows from its precision.
    {"decimal32", TypeKind::decimal, -1, -1, false, ""},
    {"decimal64", TypeKind::decimal, -1, -1, false, ""},
    {"decimal128", TypeKind::decimal, -1, -1, false, ""},
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
    // The same, in older and in newer versions.
    {"bucket_size", "4294967296"},
    {"bucket_size", "1073741824"},
    {"mutable_bucket_num", "0"},
    {"light_schema_change", "true"},
    {"storage_medium", "HDD"},
    {"datacache.enable", "true"},
    {"enable_async_write_back", "false"},
    {"storage_volume", "builtin_storage_volume"},
    {"persistent_index_type", "CLOUD_NATIVE"},
    {"file_bundling", "true"},
    {"cloud_native_fast_schema_evolution_v2", "true"},
    {"storage_type", "column"},
    {"bloom_filter_fpp", "0.05"},
    {"write_quorum", "MAJORITY"},
    {"primary_index_cache_expire_sec", "0"},
    {"enable_statistic_collect_on_first_load", "true"},
    {"labels.location", "*"},
    {"dynamic_partition.start", "-2147483648"},
    {"dynamic_partition.prefix", "p"},
    {"dynamic_partition.history_partition_num", "0"},
    {"base_compaction_forbidden_time_ranges", ""},
};

/// What SHOW CREATE MATERIALIZED VIEW says of every one.
constexpr DefaultProperty kViewDefaults[] = {
    {"replicated_storage", "true"},
    {"storage_medium", "HDD"},
    {"warehouse", "default_warehouse"},
    {"mv_rewrite_staleness_second", "0"},
    {"storage_volume", "builtin_storage_volume"},
    {"labels.location", "*"},
    // What a view's table has, and no view may be created with.
    {"compression", "LZ4"},
    {"fast_schema_evolution", "true"},
    {"bucket_size", "4294967296"},
    {"bucket_size", "1073741824"},
    {"datacache.enable", "true"},
    {"enable_async_write_back", "false"},
    {"file_bundling", "true"},
    {"cloud_native_fast_schema_evolution_v2", "true"},
};

bool is_noise(NativeScope scope, std::string_view words) {
  return scope == NativeScope::table && words == "engine=olap";
}

bool is_among(std::span<const DefaultProperty> defaults, const ir::Property& property) {
  return std::any_of(defaults.begin(), defaults.end(),
                     [&](const DefaultProperty& it) { return it.key == property.key && it.value == property.value; });
}

/// Until 3.1 SHOW CREATE TABLE said it of every table; it is of the primary key's index.
void drop_index_of_no_key(ir::Table& table) {
  if (table.primary_key) return;
  std::erase_if(table.physical.properties, [](const ir::Property& it) { return it.key == "enable_persistent_index"; });
}

void settle(ir::Table& table, bool is_printed_by_server) {
  unquote_numbers(table);
  unquote_printed_bounds(table);
  drop_index_of_no_key(table);
  if (!is_printed_by_server) return;
  join_printed_ranges(table);
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
                .has_inline_indexes = true,
                .longest_name = 0},
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
