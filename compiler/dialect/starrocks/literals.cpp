// Literals: constants as text.
#include "compiler/dialect/starrocks/literals.h"

#include <fmt/format.h>

namespace kura::dialect::starrocks {

std::optional<std::string> literal_text(const ir::Expression& expression) {
  using ir::ExpressionKind;
  switch (expression.kind) {
    case ExpressionKind::boolean_literal:
    case ExpressionKind::number:
    case ExpressionKind::string:
    case ExpressionKind::typed_string:
      return expression.text;
    case ExpressionKind::unary:
      if (!ir::is_literal(expression)) return std::nullopt;
      return (expression.text == "-" ? "-" : "") + expression.operands[0].text;
    case ExpressionKind::cast:
      return literal_text(expression.operands[0]);
    default:
      return std::nullopt;
  }
}

std::string quoted(std::string_view text) {
  std::string literal = "\"";
  for (const char c : text) {
    switch (c) {
      case '\n':
        literal += "\\n";
        break;
      case '"':
      case '\\':
        literal += '\\';
        [[fallthrough]];
      default:
        literal += c;
    }
  }
  return literal + "\"";
}

bool is_now(const ir::Expression& expression) {
  if (ir::is_portable_call(expression, "now")) return true;
  const bool is_call = expression.kind == ir::ExpressionKind::call && expression.path.size() == 1;
  if (!is_call || expression.operands.size() != 1) return false;
  if (expression.path[0] != "now" && expression.path[0] != "current_timestamp") return false;
  const ir::Expression& precision = expression.operands[0];
  return precision.kind == ir::ExpressionKind::number && precision.text.size() == 1 && precision.text[0] <= '6';
}

std::optional<std::string> computed_default(const ir::Expression& expression) {
  if (is_now(expression)) {
    return expression.operands.empty() ? "CURRENT_TIMESTAMP"
                                       : fmt::format("CURRENT_TIMESTAMP({})", expression.operands[0].text);
  }
  if (ir::is_portable_call(expression, "uuid")) return "(uuid())";
  if (ir::is_portable_call(expression, "uuid_numeric")) return "(uuid_numeric())";
  return std::nullopt;
}

}  // namespace kura::dialect::starrocks
