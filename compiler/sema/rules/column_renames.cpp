// Rule: a column was something that is no column any more, and no two columns were the same.
#include "compiler/diag/kinds.h"
#include "compiler/sema/rules/table_rules.h"

namespace kura::sema::rules {

void check_column_renames(TableParts& parts) {
  std::unordered_map<std::string_view, const ir::Column*> olds;
  diag::Sink& sink = parts.scope.lowering.sink;
  for (const ir::Column& column : parts.table.columns) {
    if (column.was.empty()) continue;
    if (const auto still = parts.scope.columns.find(column.was)) {
      auto& diagnostic = sink.report(diag::renamed_from_existing, column.at, {column.name, column.was});
      diagnostic.labels.push_back({parts.scope.columns.place(*still), "still declared here"});
      continue;
    }
    const auto [found, is_new] = olds.try_emplace(column.was, &column);
    if (is_new) continue;
    auto& diagnostic = sink.report(diag::renamed_from_same, column.at, {column.name, found->second->name, column.was});
    diagnostic.labels.push_back({found->second->at, "the other one"});
  }
}

}  // namespace kura::sema::rules
