// Rule: identity columns count whole numbers, and the default of an enum is one of its values.
#include <algorithm>

#include "compiler/diag/kinds.h"
#include "compiler/sema/rules/column_rules.h"
#include "compiler/sema/wording.h"

namespace kura::sema::rules {
namespace {

bool is_whole_number(const ir::Type& type) {
  switch (type.kind) {
    case ir::TypeKind::tinyint:
    case ir::TypeKind::smallint:
    case ir::TypeKind::int_:
    case ir::TypeKind::bigint:
    case ir::TypeKind::hugeint:
    case ir::TypeKind::native:  // the engine knows
      return true;
    case ir::TypeKind::decimal:
      return type.scale <= 0;
    default:
      return false;
  }
}

const ast::EnumDecl* find_enum(const Lowering& lowering, const ir::QualifiedName& name) {
  const Relation* relation = lowering.relations.find(name.schema, name.name, name.schema);
  if (relation == nullptr) return nullptr;
  return std::get_if<ast::EnumDecl>(&relation->declaration->node);
}

void check_enum_default(Lowering& lowering, const ir::Column& column) {
  if (column.type.kind != ir::TypeKind::enumeration || !column.default_value) return;
  const ir::Expression& value = *column.default_value;
  if (value.kind != ir::ExpressionKind::string) return;
  const ast::EnumDecl* decl = find_enum(lowering, *column.type.enum_name);
  if (decl == nullptr) return;
  std::vector<std::string> labels;
  for (const ast::EnumLabel& label : decl->labels) labels.emplace_back(label.text);
  if (std::find(labels.begin(), labels.end(), value.text) != labels.end()) return;
  auto& diagnostic =
      lowering.sink.report(diag::default_is_no_value, value.at, {value.text, column.type.enum_name->name});
  suggest(diagnostic, value.text, labels, "its values are");
  diagnostic.labels.push_back({decl->name.name.at, "declared here"});
}

}  // namespace

void check_column(Lowering& lowering, const ir::Column& column) {
  if (column.identity && !is_whole_number(column.type)) {
    lowering.sink.report(diag::identity_type, column.type_at, {column.name, ir::to_text(column.type)});
  }
  check_enum_default(lowering, column);
}

}  // namespace kura::sema::rules
