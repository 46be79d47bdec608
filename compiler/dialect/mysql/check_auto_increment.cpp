// AUTO_INCREMENT: one column a table, an integer, first in a key, counted by one.
#include <fmt/format.h>

#include <algorithm>

#include "compiler/base/ascii.h"
#include "compiler/dialect/mysql/rules.h"
#include "compiler/dialect/mysql/shape.h"

namespace kura::dialect::mysql {
namespace {

bool leads(const std::vector<std::string>& columns, const std::string& name) {
  return !columns.empty() && equals_ignoring_case(columns.front(), name);
}

bool leads_a_key(const ir::Table& table, const std::string& name) {
  if (table.primary_key && leads(table.primary_key->columns, name)) return true;
  for (const ir::Key& key : table.unique_keys) {
    if (leads(key.columns, name)) return true;
  }
  return std::any_of(table.physical.indexes.begin(), table.physical.indexes.end(), [&](const ir::Index& index) {
    const bool is_plain = index.method != "fulltext" && index.method != "spatial";
    return is_plain && !index.parts.empty() && equals_ignoring_case(column_of(index.parts.front()), name);
  });
}

void check_counting(const ir::Column& column, const RuleContext& context) {
  const ir::Identity& identity = *column.identity;
  if (identity.step != 1) {
    auto& diagnostic =
        context.report(auto_increment_option, column.at, {column.name, fmt::format("in steps of {}", identity.step)});
    diagnostic.notes.emplace_back("the step is the server's setting `auto_increment_increment`, not the column's");
  }
  if (identity.start < 1)
    context.report(auto_increment_option, column.at, {column.name, fmt::format("from {}", identity.start)});
}

}  // namespace

void check_auto_increment(ir::Schema& schema, const RuleContext& context) {
  for (ir::Table& table : schema.tables) {
    const ir::Column* first = nullptr;
    for (const ir::Column& column : table.columns) {
      if (!column.identity) continue;
      if (first != nullptr) {
        context.report(second_auto_increment, column.at, {column.name, table.name.name})
            .labels.push_back({first->at, "the first one"});
        continue;
      }
      first = &column;
      if (!leads_a_key(table, column.name))
        context.report(auto_increment_without_key, column.at, {column.name, table.name.name});
      if (shape_of(column, schema, context.flavour).family != Family::integer) {
        context.report(auto_increment_type, column.type_at, {column.name, ir::to_text(column.type)});
      }
      check_counting(column, context);
    }
  }
}

}  // namespace kura::dialect::mysql
