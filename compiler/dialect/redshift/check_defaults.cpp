// Defaults: constants and calls without columns, queries or functions that Redshift lacks.
#include <fmt/format.h>

#include "compiler/dialect/redshift/kinds.h"
#include "compiler/dialect/redshift/rules.h"
#include "compiler/dialect/redshift/storage.h"

namespace kura::dialect::redshift {
namespace {

bool has_query(std::string_view sql) {
  for (const sql::Token& token : sql::tokenize(sql)) {
    if (token.is_word("select")) return true;
  }
  return false;
}

void check_expression(const ir::Expression& expression, SourceRange column, diag::Sink& sink) {
  const SourceRange at = expression.at.is_valid() ? expression.at : column;
  if (ir::is_portable_call(expression, "uuid")) {
    sink.report(default_uuid, at);
  } else if (expression.kind == ir::ExpressionKind::name) {
    sink.report(default_not_constant, at, {fmt::format("the column `{}`", fmt::join(expression.path, "."))});
  } else if (expression.kind == ir::ExpressionKind::raw && has_query(expression.text)) {
    sink.report(default_not_constant, at, {"a query"});
  }
  for (const ir::Expression& operand : expression.operands) check_expression(operand, column, sink);
}

}  // namespace

void check_defaults(ir::Schema& schema, diag::Sink& sink) {
  for (const ir::Table& table : schema.tables) {
    for (const ir::Column& column : table.columns) {
      if (!column.default_value) continue;
      check_expression(*column.default_value, column.at, sink);
      if (storage_of(column.type) == "super" && column.default_value->kind == ir::ExpressionKind::string) {
        sink.report(default_super, column.at, {column.name});
      }
    }
  }
}

}  // namespace kura::dialect::redshift
