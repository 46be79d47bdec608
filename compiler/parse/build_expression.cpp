// build_expression: chains of operators become binary trees, bounded in depth; the rest is one node a rule.
#include "compiler/parse/build_expression.h"

#include "compiler/base/ascii.h"

namespace kura::parse {
namespace {

using ast::Expression;
using ast::ExpressionKind;

// A tree deeper than this would overflow the stack of whoever walks it; `a + a + …` is as deep as it is long.
constexpr std::size_t kDeepestExpression = 1000;

// Counts the levels that a node adds to the tree.
class Deeper {
 public:
  Deeper(Build& build, std::size_t levels) : build_(build), levels_(levels) { build_.expression_depth += levels_; }
  ~Deeper() { build_.expression_depth -= levels_; }
  Deeper(const Deeper&) = delete;
  Deeper& operator=(const Deeper&) = delete;

  [[nodiscard]] bool is_too_deep(const Node& node) const {
    if (build_.expression_depth <= kDeepestExpression) return false;
    if (!build_.is_broken) {
      build_.sink.report(diag::nesting_too_deep, place(build_, first_token(node)),
                         {std::to_string(kDeepestExpression)});
    }
    build_.is_broken = true;
    return true;
  }

 private:
  Build& build_;
  std::size_t levels_;
};

Expression make(const Build& build, ExpressionKind kind, const Node& node, std::string_view text = {}) {
  Expression result;
  result.kind = kind;
  result.text = text;
  result.at = place(build, node);
  return result;
}

Expression binary(std::string_view text, Expression left, Expression right) {
  Expression result;
  result.kind = ExpressionKind::binary;
  result.text = text;
  result.at = spanning(left.at, right.at);
  result.operands.reserve(2);
  result.operands.push_back(std::move(left));
  result.operands.push_back(std::move(right));
  return result;
}

std::string_view operator_text(Build& build, const SourceToken& token) {
  return token.view() == "!=" ? std::string_view("<>") : folded(build, token);
}

// `a + b - c`: the operators stand between the children.
Expression chain(Build& build, const Node& node) {
  const Deeper deeper(build, child_count(node) - 1);
  if (deeper.is_too_deep(node)) return {};
  Expression result = expression_of(build, child(node, 0));
  for (std::size_t i = 1; i < child_count(node); ++i) {
    const SourceToken& sign = build.token(last_token(child(node, i - 1)).index + 1);
    result = binary(operator_text(build, sign), std::move(result), expression_of(build, child(node, i)));
  }
  return result;
}

// `not not a`, `- - a`: the operators stand before the one child.
Expression prefixed(Build& build, const Node& node) {
  const Node& operand = child(node, 0);
  const std::uint32_t count = first_token(operand).index - first_token(node).index;
  const Deeper deeper(build, count);
  if (deeper.is_too_deep(node)) return {};
  Expression result = expression_of(build, operand);
  for (std::uint32_t i = count; i > 0; --i) {
    const SourceToken& sign = build.token(first_token(node).index + i - 1);
    Expression outer;
    outer.kind = ExpressionKind::unary;
    outer.text = operator_text(build, sign);
    outer.at = {build.buffer, sign.begin, result.at.end};
    outer.operands.push_back(std::move(result));
    result = std::move(outer);
  }
  return result;
}

// `[not] in (…)`, `[not] between … and …`, `[not] like … [escape …]`.
Expression predicate(Build& build, Expression left, const Node& node, bool is_negated) {
  const SourceToken& word = first_token(node);
  Expression result;
  result.kind = word.is(Rules::IN)        ? ExpressionKind::in_list
                : word.is(Rules::BETWEEN) ? ExpressionKind::between
                                          : ExpressionKind::like;
  if (result.kind == ExpressionKind::like) result.text = folded(build, word);
  result.is_negated = is_negated;
  result.at = {build.buffer, left.at.begin, last_token(node).end};
  result.operands.push_back(std::move(left));
  for (std::size_t i = 0; i < child_count(node); ++i) result.operands.push_back(expression_of(build, child(node, i)));
  return result;
}

// `is [not] null|true|false`, `is [not] distinct from …`.
Expression is_test(Build& build, Expression left, const Node& tail) {
  const bool is_negated = build.token(first_token(tail).index + 1).is(Rules::NOT);
  if (child_count(tail) > 0) {
    const std::string_view text = is_negated ? "is not distinct from" : "is distinct from";
    return binary(text, std::move(left), expression_of(build, child(tail, 0)));
  }
  Expression result;
  result.kind = ExpressionKind::is_test;
  result.text = folded(build, last_token(tail));
  result.is_negated = is_negated;
  result.at = {build.buffer, left.at.begin, last_token(tail).end};
  result.operands.push_back(std::move(left));
  return result;
}

Expression comparison(Build& build, const Node& node) {
  const Deeper deeper(build, child_count(node) - 1);
  if (deeper.is_too_deep(node)) return {};
  Expression result = expression_of(build, child(node, 0));
  for (std::size_t i = 1; i < child_count(node); ++i) {
    const Node& tail = child(node, i);
    const SourceToken& first = first_token(tail);
    if (first.is(Rules::IS)) {
      result = is_test(build, std::move(result), tail);
    } else if (const Node* words = find_child(tail, Rules::RulePredicate)) {
      result = predicate(build, std::move(result), *words, first.is(Rules::NOT));
    } else {
      result = binary(operator_text(build, first), std::move(result), expression_of(build, child(tail, 0)));
    }
  }
  return result;
}

// `a::int::text`
Expression postfix(Build& build, const Node& node) {
  const Deeper deeper(build, child_count(node) - 1);
  if (deeper.is_too_deep(node)) return {};
  Expression result = expression_of(build, child(node, 0));
  for (std::size_t i = 1; i < child_count(node); ++i) {
    Expression outer;
    outer.kind = ExpressionKind::cast;
    outer.type = type_of(build, std::vector<const Node*>{&child(node, i)});
    outer.at = {build.buffer, result.at.begin, last_token(child(node, i)).end};
    outer.operands.push_back(std::move(result));
    result = std::move(outer);
  }
  return result;
}

Expression case_when(Build& build, const Node& node) {
  Expression result = make(build, ExpressionKind::case_when, node);
  const std::size_t count = child_count(node);
  result.has_case_operand = child(node, 0).getRuleIndex() == Rules::RuleExpression;
  result.has_else = child(node, count - 1).getRuleIndex() == Rules::RuleExpression;
  for (std::size_t i = 0; i < count; ++i) {
    const Node& part = child(node, i);
    if (part.getRuleIndex() == Rules::RuleExpression) {
      result.operands.push_back(expression_of(build, part));
    } else {
      for (Expression& branch : expressions_of(build, part)) result.operands.push_back(std::move(branch));
    }
  }
  return result;
}

Expression name_or_call(Build& build, const Node& node) {
  Expression result = make(build, ExpressionKind::name, node);
  result.path.push_back(name_of(build, first_token(node)));
  for (std::size_t i = 0; i < child_count(node); ++i) {
    if (child(node, i).getRuleIndex() == Rules::RuleName) result.path.push_back(name_of(build, child(node, i)));
  }
  if (const Node* arguments = find_child(node, Rules::RuleArguments)) {
    result.kind = ExpressionKind::call;
    result.operands = arguments_of(build, *arguments);
  } else if (last_token(node).is(Rules::STRING)) {
    Expression literal = make(build, ExpressionKind::typed_string, node, unquoted(build, last_token(node)));
    result.at = place(build, first_token(node), build.token(last_token(node).index - 1));
    literal.operands.push_back(std::move(result));
    return literal;
  }
  return result;
}

Expression in_parentheses(Build& build, const Node& node) {
  if (child_count(node) == 1) {
    Expression inner = expression_of(build, child(node, 0));
    inner.is_parenthesised = true;
    inner.at = place(build, node);
    return inner;
  }
  Expression row = make(build, ExpressionKind::row, node);
  row.operands = expressions_of(build, node);
  return row;
}

Expression primary(Build& build, const Node& node) {
  const SourceToken& first = first_token(node);
  switch (first.kind) {
    case Rules::NUMBER:
      return make(build, ExpressionKind::number, node, first.view());
    case Rules::STRING:
      return make(build, ExpressionKind::string, node, unquoted(build, first));
    case Rules::SQL_STRING:
      return make(build, ExpressionKind::raw, node, unquoted(build, first, 3));
    case Rules::PARAMETER:
      return make(build, ExpressionKind::parameter, node, first.view().substr(2, first.view().size() - 3));
    case Rules::TRUE:
    case Rules::FALSE:
      return make(build, ExpressionKind::boolean_literal, node, folded(build, first));
    case Rules::NULL_:
      return make(build, ExpressionKind::null_literal, node);
    case Rules::LPAREN:
      return in_parentheses(build, node);
    case Rules::CAST: {
      Expression cast = make(build, ExpressionKind::cast, node);
      cast.operands.push_back(expression_of(build, child(node, 0)));
      cast.type = type_of(build, child(node, 1));
      return cast;
    }
    default:
      return expression_of(build, child(node, 0));
  }
}

// A rule that added nothing to its only child.
bool is_transparent(const Node& node) {
  return child_count(node) == 1 && node.start == child(node, 0).start && node.stop == child(node, 0).stop;
}

}  // namespace

Expression expression_of(Build& build, const Node& outer) {
  const Node* node = &outer;
  while (is_transparent(*node)) node = &child(*node, 0);
  const Deeper deeper(build, 1);
  if (deeper.is_too_deep(*node)) return {};
  switch (node->getRuleIndex()) {
    case Rules::RuleNegation:
    case Rules::RuleUnary:
      return prefixed(build, *node);
    case Rules::RuleComparison:
      return comparison(build, *node);
    case Rules::RulePostfix:
      return postfix(build, *node);
    case Rules::RulePrimary:
      return primary(build, *node);
    case Rules::RuleCaseExpression:
      return case_when(build, *node);
    case Rules::RuleNameOrCall:
    case Rules::RuleSoftWord:
      return name_or_call(build, *node);
    default:
      return chain(build, *node);
  }
}

std::vector<Expression> expressions_of(Build& build, const Node& node) {
  std::vector<Expression> result;
  for (std::size_t i = 0; i < child_count(node); ++i) {
    if (child(node, i).getRuleIndex() == Rules::RuleExpression) {
      result.push_back(expression_of(build, child(node, i)));
    }
  }
  return result;
}

std::vector<Expression> arguments_of(Build& build, const Node& arguments) {
  std::vector<Expression> result;
  for (std::size_t i = 0; i < child_count(arguments); ++i) {
    const Node& argument = child(arguments, i);
    if (child_count(argument) == 0) {
      result.push_back(make(build, ExpressionKind::star, argument));
    } else {
      result.push_back(expression_of(build, child(argument, 0)));
    }
  }
  return result;
}

}  // namespace kura::parse
