// Engines that keep a unique index in each partition: every key must hold the partition columns.
#include <algorithm>

#include "compiler/diag/kinds.h"
#include "compiler/dialect/rules/rules.h"

namespace kura::dialect::rules {
namespace {

void check_key(const ir::Table& table, const ir::Key& key, std::string_view what, const Dialect& dialect,
               diag::Sink& sink) {
  for (const ir::Expression& expression : table.physical.partitioning->expressions) {
    for (const std::string& column : ir::columns_read(expression)) {
      if (std::find(key.columns.begin(), key.columns.end(), column) != key.columns.end()) continue;
      auto& diagnostic =
          sink.report(diag::partition_column_not_in_key, key.at,
                      {std::string(dialect.display_name), std::string(what), ir::to_text(table.name), column});
      diagnostic.labels.push_back({table.physical.partitioning->at, "partitioned here"});
    }
  }
}

}  // namespace

void check_partition_keys(ir::Schema& schema, const Dialect& dialect, diag::Sink& sink) {
  if (!dialect.capabilities->partition_columns_in_keys) return;
  for (const ir::Table& table : schema.tables) {
    if (!table.physical.partitioning) continue;
    if (table.primary_key) check_key(table, *table.primary_key, "primary key", dialect, sink);
    for (const ir::Key& key : table.unique_keys) check_key(table, key, "unique key", dialect, sink);
  }
}

}  // namespace kura::dialect::rules
