// expressions: operators with the fewest parentheses that keep the tree, but those around mixed and/or are kept.
#include "compiler/format/expressions.h"

#include <fmt/format.h>

#include "compiler/base/check.h"
#include "compiler/format/names.h"

namespace kura::format {
namespace {

using ast::Expression;
using ast::ExpressionKind;

Binding binding_of_operator(std::string_view symbol) {
  if (symbol == "or") return Binding::disjunction;
  if (symbol == "and") return Binding::conjunction;
  if (symbol == "+" || symbol == "-" || symbol == "||") return Binding::additive;
  if (symbol == "*" || symbol == "/" || symbol == "%") return Binding::multiplicative;
  return Binding::comparison;
}

Binding binding_of(const Expression& expression) {
  switch (expression.kind) {
    case ExpressionKind::binary:
      return binding_of_operator(expression.text);
    case ExpressionKind::unary:
      return expression.text == "not" ? Binding::negation : Binding::unary;
    case ExpressionKind::is_test:
    case ExpressionKind::in_list:
    case ExpressionKind::between:
    case ExpressionKind::like:
      return Binding::comparison;
    default:
      return Binding::primary;
  }
}

Binding tighter(Binding binding) {
  return static_cast<Binding>(static_cast<int>(binding) + 1);
}

bool is_and_or(const Expression& expression) {
  return expression.kind == ExpressionKind::binary && binding_of(expression) <= Binding::conjunction;
}

std::string operand_text(const Expression& parent, std::size_t index, TypeWords words, Binding place) {
  const Expression& operand = parent.operands[index];
  const bool is_mixed = is_and_or(parent) && is_and_or(operand) && parent.text != operand.text;
  if (operand.is_parenthesised && is_mixed) return "(" + expression_text(operand, words) + ")";
  return expression_text(operand, words, place);
}

std::string path_text(const Expression& expression) {
  std::string result = name_text(expression.path.front(), NamePlace::expression);
  for (std::size_t i = 1; i < expression.path.size(); ++i) result += "." + name_text(expression.path[i]);
  return result;
}

std::string binary_text(const Expression& expression, TypeWords words) {
  const Binding binding = binding_of(expression);
  return fmt::format("{} {} {}", operand_text(expression, 0, words, binding), expression.text,
                     operand_text(expression, 1, words, tighter(binding)));
}

std::string unary_text(const Expression& expression, TypeWords words) {
  const std::string operand = operand_text(expression, 0, words, binding_of(expression));
  // `--` begins a comment.
  const bool needs_blank = expression.text == "not" || operand[0] == '-' || operand[0] == '+';
  return fmt::format("{}{}{}", expression.text, needs_blank ? " " : "", operand);
}

/// What follows the first operand of `is`, `in`, `between` and `like`.
std::string predicate_text(const Expression& expression, TypeWords words) {
  const std::string subject = operand_text(expression, 0, words, Binding::comparison);
  const std::string_view negation = expression.is_negated ? "not " : "";
  const auto operand = [&](std::size_t index) { return operand_text(expression, index, words, Binding::additive); };
  switch (expression.kind) {
    case ExpressionKind::is_test:
      return fmt::format("{} is {}{}", subject, negation, expression.text);
    case ExpressionKind::between:
      return fmt::format("{} {}between {} and {}", subject, negation, operand(1), operand(2));
    case ExpressionKind::like: {
      const std::string escape = expression.operands.size() > 2 ? " escape " + operand(2) : "";
      return fmt::format("{} {}{} {}{}", subject, negation, expression.text, operand(1), escape);
    }
    default: {
      const std::vector<Expression> values(expression.operands.begin() + 1, expression.operands.end());
      return fmt::format("{} {}in ({})", subject, negation, expressions_text(values, words));
    }
  }
}

std::string case_text(const Expression& expression, TypeWords words) {
  std::string result = "case";
  std::size_t next = 0;
  const auto take = [&] { return expression_text(expression.operands[next++], words); };
  if (expression.has_case_operand) result += " " + take();
  const std::size_t branches_end = expression.operands.size() - (expression.has_else ? 1 : 0);
  while (next + 1 < branches_end) {
    const std::string condition = take();
    result += fmt::format(" when {} then {}", condition, take());
  }
  if (expression.has_else) result += " else " + take();
  return result + " end";
}

std::string bare_text(const Expression& expression, TypeWords words) {
  switch (expression.kind) {
    case ExpressionKind::null_literal:
      return "null";
    case ExpressionKind::boolean_literal:
    case ExpressionKind::number:
      return std::string(expression.text);
    case ExpressionKind::string:
      return string_text(expression.text);
    case ExpressionKind::typed_string:
      return expression_text(expression.operands[0], words) + " " + string_text(expression.text);
    case ExpressionKind::name:
      return path_text(expression);
    case ExpressionKind::call:
      return fmt::format("{}({})", path_text(expression), expressions_text(expression.operands, words));
    case ExpressionKind::star:
      return "*";
    case ExpressionKind::unary:
      return unary_text(expression, words);
    case ExpressionKind::binary:
      return binary_text(expression, words);
    case ExpressionKind::is_test:
    case ExpressionKind::in_list:
    case ExpressionKind::between:
    case ExpressionKind::like:
      return predicate_text(expression, words);
    case ExpressionKind::case_when:
      return case_text(expression, words);
    case ExpressionKind::cast:
      return fmt::format("cast({} as {})", expression_text(expression.operands[0], words),
                         type_text(*expression.type, words));
    case ExpressionKind::row:
      return fmt::format("({})", expressions_text(expression.operands, words));
    case ExpressionKind::raw:
      return "sql" + string_text(expression.text);
    case ExpressionKind::parameter:
      return fmt::format("${{{}}}", expression.text);
  }
  KURA_CHECK(false, "an expression of unknown kind");
}

}  // namespace

std::string expression_text(const Expression& expression, TypeWords words, Binding place) {
  const std::string text = bare_text(expression, words);
  return binding_of(expression) < place ? "(" + text + ")" : text;
}

std::string expressions_text(const std::vector<Expression>& expressions, TypeWords words) {
  std::string result;
  for (const Expression& expression : expressions)
    result += (result.empty() ? "" : ", ") + expression_text(expression, words);
  return result;
}

}  // namespace kura::format
