// Renderer: scalar expressions with the fewest parentheses that keep their meaning.
#include <fmt/format.h>

#include "compiler/base/ascii.h"
#include "compiler/dialect/renderer.h"

namespace kura::dialect {
namespace {

using ir::Expression;
using ir::ExpressionKind;

// How tightly an operator binds; operands that bind less are put in parentheses.
enum Precedence : int { kOr = 1, kAnd, kNot, kComparison, kAdditive, kMultiplicative, kUnary, kAtom };

int precedence(const Expression& expression) {
  switch (expression.kind) {
    case ExpressionKind::binary:
      if (expression.text == "or") return kOr;
      if (expression.text == "and") return kAnd;
      if (expression.text == "+" || expression.text == "-" || expression.text == "||") return kAdditive;
      if (expression.text == "*" || expression.text == "/" || expression.text == "%") return kMultiplicative;
      return kComparison;
    case ExpressionKind::unary:
      return expression.text == "not" ? kNot : kUnary;
    case ExpressionKind::is_test:
    case ExpressionKind::in_list:
    case ExpressionKind::between:
    case ExpressionKind::like:
      return kComparison;
    case ExpressionKind::raw:
      return kOr;
    default:
      return kAtom;
  }
}

}  // namespace

std::string Renderer::boolean_literal(bool value) const {
  return value ? "TRUE" : "FALSE";
}

std::string Renderer::typed_literal(const Expression& expression, const RenderContext&) const {
  return to_upper(expression.path[0]) + " " + string_literal(expression.text);
}

std::string Renderer::cast(const Expression& expression, const RenderContext& context) const {
  return fmt::format("CAST({} AS {})", this->expression(expression.operands[0], context),
                     type(*expression.type, context));
}

std::string Renderer::concatenation(const Expression& expression, const RenderContext& context) const {
  return this->expression(expression.operands[0], context) + " || " + this->expression(expression.operands[1], context);
}

std::string Renderer::call(const Expression& expression, const RenderContext& context) const {
  if (ir::is_portable_call(expression, "now")) return "CURRENT_TIMESTAMP";
  if (ir::is_portable_call(expression, "today")) return "CURRENT_DATE";
  return fmt::format("{}({})", fmt::join(expression.path, "."), expression_list(expression.operands, context));
}

std::string Renderer::operand(const Expression& parent, std::size_t index, int at_least,
                              const RenderContext& context) const {
  const Expression& child = parent.operands[index];
  std::string text = expression(child, context);
  return precedence(child) < at_least ? "(" + text + ")" : text;
}

std::string Renderer::operation(const Expression& it, const RenderContext& context) const {
  if (it.text == "||") return concatenation(it, context);
  const int own = precedence(it);
  // Comparisons do not chain: both sides are put in parentheses when they compare themselves.
  const int left = own == kComparison ? kAdditive : own;
  return operand(it, 0, left, context) + " " + to_upper(it.text) + " " + operand(it, 1, own + 1, context);
}

std::string Renderer::predicate(const Expression& it, const RenderContext& context) const {
  const std::string subject = operand(it, 0, kAdditive, context);
  const std::string negation = it.is_negated ? "NOT " : "";
  if (it.kind == ExpressionKind::is_test) return fmt::format("{} IS {}{}", subject, negation, to_upper(it.text));
  if (it.kind == ExpressionKind::in_list) {
    const std::vector<Expression> values(it.operands.begin() + 1, it.operands.end());
    return fmt::format("{} {}IN ({})", subject, negation, expression_list(values, context));
  }
  const std::string second = operand(it, 1, kAdditive, context);
  if (it.kind == ExpressionKind::between) {
    return fmt::format("{} {}BETWEEN {} AND {}", subject, negation, second, operand(it, 2, kAdditive, context));
  }
  std::string text = fmt::format("{} {}{} {}", subject, negation, to_upper(it.text), second);
  if (it.operands.size() > 2) text += " ESCAPE " + operand(it, 2, kAdditive, context);
  return text;
}

std::string Renderer::case_when(const Expression& it, const RenderContext& context) const {
  std::string text = "CASE";
  std::size_t at = 0;
  if (it.has_case_operand) text += " " + operand(it, at++, kOr, context);
  const std::size_t end = it.operands.size() - (it.has_else ? 1 : 0);
  for (; at + 1 < end; at += 2) {
    text += fmt::format(" WHEN {} THEN {}", operand(it, at, kOr, context), operand(it, at + 1, kOr, context));
  }
  if (it.has_else) text += " ELSE " + operand(it, it.operands.size() - 1, kOr, context);
  return text + " END";
}

std::string Renderer::expression(const Expression& it, const RenderContext& context) const {
  switch (it.kind) {
    case ExpressionKind::null_literal:
      return "NULL";
    case ExpressionKind::boolean_literal:
      return boolean_literal(it.text == "true");
    case ExpressionKind::number:
    case ExpressionKind::raw:
      return it.text;
    case ExpressionKind::string:
      return string_literal(it.text);
    case ExpressionKind::typed_string:
      return typed_literal(it, context);
    case ExpressionKind::name: {
      std::vector<std::string> parts;
      for (const std::string& part : it.path) parts.push_back(identifier(part, context));
      return join(parts, ".");
    }
    case ExpressionKind::call:
      return call(it, context);
    case ExpressionKind::star:
      return "*";
    case ExpressionKind::unary:
      return it.text == "not" ? "NOT " + operand(it, 0, kNot, context) : it.text + operand(it, 0, kAtom, context);
    case ExpressionKind::binary:
      return operation(it, context);
    case ExpressionKind::is_test:
    case ExpressionKind::in_list:
    case ExpressionKind::between:
    case ExpressionKind::like:
      return predicate(it, context);
    case ExpressionKind::case_when:
      return case_when(it, context);
    case ExpressionKind::cast:
      return cast(it, context);
    case ExpressionKind::row:
      return "(" + expression_list(it.operands, context) + ")";
  }
  return {};
}

}  // namespace kura::dialect
