// Reading of columns.
#include "compiler/dialect/reads.h"

#include <algorithm>

#include "compiler/base/ascii.h"

namespace kura::dialect {

bool may_read(const ir::Expression& expression, const std::string& column) {
  if (expression.kind == ir::ExpressionKind::raw) return true;
  if (expression.kind == ir::ExpressionKind::name && !expression.path.empty() &&
      equals_ignoring_case(expression.path.back(), column)) {
    return true;
  }
  return std::any_of(expression.operands.begin(), expression.operands.end(),
                     [&](const ir::Expression& operand) { return may_read(operand, column); });
}

}  // namespace kura::dialect
