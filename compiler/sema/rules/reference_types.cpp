// Rule: a column has the type of the column it refers to.
#include "compiler/diag/kinds.h"
#include "compiler/sema/rules/reference_rules.h"

namespace kura::sema::rules {
namespace {

bool is_text(ir::TypeKind kind) {
  return kind == ir::TypeKind::char_ || kind == ir::TypeKind::varchar || kind == ir::TypeKind::text;
}

/// Lengths may differ: no engine minds.
bool is_same_kind(const ir::Type& left, const ir::Type& right) {
  const bool is_known = left.kind != ir::TypeKind::native && right.kind != ir::TypeKind::native;
  if (!is_known || (is_text(left.kind) && is_text(right.kind))) return true;
  if (left.kind != right.kind) return false;
  if (left.kind == ir::TypeKind::decimal) return left.scale == right.scale;
  return left.enum_name == right.enum_name && left.fields == right.fields;
}

}  // namespace

void check_reference_types(Lowering& lowering, const ir::Table& table, const ir::ForeignKey& key,
                           const ir::Table& target) {
  for (std::size_t i = 0; i < key.columns.size(); ++i) {
    const ir::Column* column = ir::find_column(table, key.columns[i]);
    const ir::Column* referred = ir::find_column(target, key.target_columns[i]);
    if (column == nullptr || referred == nullptr || is_same_kind(column->type, referred->type)) continue;
    auto& diagnostic = lowering.sink.report(diag::reference_type_differs, column->type_at,
                                            {column->name, ir::to_text(column->type),
                                             target.name.name + "." + referred->name, ir::to_text(referred->type)});
    diagnostic.yields_to = key.at;  // some engines refuse such a key
    diagnostic.labels.push_back({referred->type_at, "the column it refers to"});
  }
}

}  // namespace kura::sema::rules
