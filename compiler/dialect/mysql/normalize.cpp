// Normalizing: operators that the server spells otherwise.
#include "compiler/dialect/mysql/normalize.h"

#include "compiler/dialect/mysql/rules.h"

namespace kura::dialect::mysql {
namespace {

using ir::Expression;
using ir::ExpressionKind;

/// `a is distinct from b` is NOT (a <=> b).
void spell_distinct(Expression& expression) {
  for (Expression& operand : expression.operands) spell_distinct(operand);
  if (expression.kind != ExpressionKind::binary) return;
  const bool is_distinct = expression.text == "is distinct from";
  if (!is_distinct && expression.text != "is not distinct from") return;
  expression.text = "<=>";
  if (!is_distinct) return;
  Expression negation;
  negation.kind = ExpressionKind::unary;
  negation.text = "not";
  negation.at = expression.at;
  negation.operands.push_back(std::move(expression));
  expression = std::move(negation);
}

}  // namespace

void normalize(ir::Schema& schema, const Dialect&) {
  for (ir::Table& table : schema.tables) {
    for_each_expression(table, [](const PlacedExpression& placed) { spell_distinct(placed.expression); });
  }
}

}  // namespace kura::dialect::mysql
