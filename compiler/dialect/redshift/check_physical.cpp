// Physical design: the distribution key, the sort key, and whether snapshots hold the data.
#include <fmt/format.h>

#include "compiler/base/ascii.h"
#include "compiler/dialect/redshift/kinds.h"
#include "compiler/dialect/redshift/rules.h"
#include "compiler/dialect/redshift/storage.h"

namespace kura::dialect::redshift {
namespace {

constexpr std::size_t kLongestCompound = 400;
constexpr std::size_t kLongestInterleaved = 8;

/// A materialized view's columns have the types of its query, which are not known here: `table` is null.
void check_key_column(const ir::Table* table, const std::string& name, std::string_view key, SourceRange at,
                      diag::Sink& sink) {
  const ir::Column* column = table == nullptr ? nullptr : ir::find_column(*table, name);
  if (column == nullptr) return;
  const std::string_view storage = storage_of(column->type);
  if (storage.empty() || may_be_key(storage)) return;
  auto& diagnostic = sink.report(key_type, at, {name, std::string(storage), std::string(key)});
  diagnostic.labels.push_back({column->at, "declared here"});
  diagnostic.helps.emplace_back("keys are made of booleans, numbers, dates, times, `char` and `varchar`");
}

void check_distribution(ir::Distribution& distribution, const ir::Table* table, const ir::QualifiedName& name,
                        diag::Sink& sink) {
  if (distribution.style == ir::DistributionStyle::random) {
    sink.report(random_as_even, distribution.at, {ir::to_text(name)});
    distribution.style = ir::DistributionStyle::even;
  }
  if (distribution.style != ir::DistributionStyle::hash) return;
  if (distribution.columns.size() != 1) {
    sink.report(distribution_columns, distribution.at, {std::to_string(distribution.columns.size())});
  }
  for (const std::string& column : distribution.columns) {
    check_key_column(table, column, "distribution key", distribution.at, sink);
  }
}

void check_sort_key(const ir::SortKey& key, const ir::Table* table, const ir::Schema& schema, diag::Sink& sink) {
  const bool is_interleaved = key.style == ir::SortStyle::interleaved;
  const std::size_t limit = is_interleaved ? kLongestInterleaved : kLongestCompound;
  if (key.columns.size() > limit) {
    sink.report(sort_key_columns, key.at,
                {is_interleaved ? "an interleaved" : "a", std::to_string(limit), std::to_string(key.columns.size())});
  }
  if (is_interleaved && table == nullptr) sink.report(interleaved_view, key.at);
  if (is_interleaved && table != nullptr && is_serverless(schema)) sink.report(interleaved_serverless, key.at);
  for (const ir::SortColumn& column : key.columns) {
    if (column.is_descending) sink.report(sort_descending, key.at);
    check_key_column(table, column.name, "sort key", key.at, sink);
  }
}

void check_backup(const ir::Physical& physical, const ir::Schema& schema, diag::Sink& sink) {
  const ir::NativeClause* backup = find_native(physical.native, "backup");
  if (backup == nullptr) return;
  const std::string value = to_lower(backup->argument);
  if (value != "yes" && value != "no") {
    sink.report(backup_value, backup->at, {backup->argument});
  } else if (value == "no" && is_serverless(schema)) {
    sink.report(backup_ignored, backup->at);
  }
}

}  // namespace

void check_distribution(ir::Schema& schema, diag::Sink& sink) {
  for (ir::Table& table : schema.tables) {
    if (table.physical.distribution) check_distribution(*table.physical.distribution, &table, table.name, sink);
  }
  for (ir::View& view : schema.views) {
    if (view.physical.distribution) check_distribution(*view.physical.distribution, nullptr, view.name, sink);
  }
}

void check_sort_keys(ir::Schema& schema, diag::Sink& sink) {
  for (const ir::Table& table : schema.tables) {
    if (table.physical.sort_key) check_sort_key(*table.physical.sort_key, &table, schema, sink);
  }
  for (const ir::View& view : schema.views) {
    if (view.physical.sort_key) check_sort_key(*view.physical.sort_key, nullptr, schema, sink);
  }
}

void check_backup(ir::Schema& schema, diag::Sink& sink) {
  for (const ir::Table& table : schema.tables) check_backup(table.physical, schema, sink);
  for (const ir::View& view : schema.views) check_backup(view.physical, schema, sink);
}

}  // namespace kura::dialect::redshift
