// Questions that several rules of SQLite and its renderer ask.
#include "compiler/base/ascii.h"
#include "compiler/dialect/sqlite/rules.h"

namespace kura::dialect::sqlite {
namespace {

void visit_index(ir::Index& index, const std::function<void(ir::Expression&, Place, SourceRange)>& visit) {
  for (ir::IndexPart& part : index.parts) visit(part.expression, Place::index, index.at);
  if (index.where) visit(*index.where, Place::index, index.at);
}

}  // namespace

bool is_strict(const ir::Table& table) {
  return find_native(table.physical.native, "strict") != nullptr;
}
bool is_without_rowid(const ir::Table& table) {
  return find_native(table.physical.native, "without rowid") != nullptr;
}

const ir::Column* rowid_column(const ir::Table& table) {
  if (!table.primary_key || table.primary_key->columns.size() != 1) return nullptr;
  const ir::Column* column = ir::find_column(table, table.primary_key->columns[0]);
  return column != nullptr && column->identity ? column : nullptr;
}

std::string_view strict_word(const ir::Type& type) {
  switch (type.kind) {
    case ir::TypeKind::boolean:
    case ir::TypeKind::tinyint:
    case ir::TypeKind::smallint:
    case ir::TypeKind::int_:
    case ir::TypeKind::bigint:
      return "INT";
    case ir::TypeKind::real:
    case ir::TypeKind::double_:
      return "REAL";
    case ir::TypeKind::binary:
    case ir::TypeKind::varbinary:
    case ir::TypeKind::bytes:
      return "BLOB";
    case ir::TypeKind::native:
      return equals_ignoring_case(type.native, "any") ? "ANY" : "";
    case ir::TypeKind::decimal:
      return "";
    default:
      return "TEXT";
  }
}

void for_each_expression(ir::Schema& schema, const std::function<void(ir::Expression&, Place, SourceRange)>& visit) {
  for (ir::Table& table : schema.tables) {
    for (ir::Column& column : table.columns) {
      if (column.default_value) visit(*column.default_value, Place::default_value, column.at);
      if (column.generated) visit(column.generated->expression, Place::generated, column.at);
    }
    for (ir::Check& check : table.checks) visit(check.expression, Place::check, check.at);
    for (ir::Index& index : table.physical.indexes) visit_index(index, visit);
  }
}

}  // namespace kura::dialect::sqlite
