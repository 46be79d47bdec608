// Rule: the columns that a foreign key refers to are unique.
#include <fmt/format.h>

#include <algorithm>

#include "compiler/diag/kinds.h"
#include "compiler/sema/rules/reference_rules.h"

namespace kura::sema::rules {
namespace {

using Columns = std::vector<std::string>;

bool is_same_set(Columns left, Columns right) {
  std::sort(left.begin(), left.end());
  std::sort(right.begin(), right.end());
  return left == right;
}

Columns columns_of(const ir::Index& index) {
  Columns columns;
  for (const ir::IndexPart& part : index.parts) {
    if (part.expression.kind == ir::ExpressionKind::name) columns.push_back(part.expression.path.back());
  }
  return columns;
}

bool has_unique_model(const ir::Table& table, const Columns& columns) {
  if (!table.key_model) return false;
  const ir::KeyModelKind kind = table.key_model->kind;
  return kind != ir::KeyModelKind::duplicate && is_same_set(table.key_model->columns, columns);
}

bool is_unique(const ir::Table& table, const Columns& columns) {
  if (table.primary_key && is_same_set(table.primary_key->columns, columns)) return true;
  for (const ir::Key& key : table.unique_keys) {
    if (is_same_set(key.columns, columns)) return true;
  }
  for (const ir::Index& index : table.physical.indexes) {
    if (index.is_unique && !index.where && is_same_set(columns_of(index), columns)) return true;
  }
  return has_unique_model(table, columns);
}

}  // namespace

void check_reference_is_unique(Lowering& lowering, const ir::ForeignKey& key, const ir::Table& target, SourceRange at) {
  if (is_unique(target, key.target_columns)) return;
  const std::string columns = fmt::format("({})", fmt::join(key.target_columns, ", "));
  auto& diagnostic = lowering.sink.report(diag::reference_not_unique, at, {target.name.name + columns, columns});
  diagnostic.yields_to = key.at;  // some engines refuse such a key
  diagnostic.labels.push_back({target.at, "declared here"});
}

}  // namespace kura::sema::rules
