// Expressions by their operators; what does not fit makes the whole expression raw.
#include "compiler/import/expressions.h"

#include <algorithm>
#include <array>

#include "compiler/base/ascii.h"
#include "compiler/import/expression_reader.h"
#include "compiler/sql/tokens.h"

namespace kura::import {
namespace {

using ir::Expression;
using ir::ExpressionKind;

constexpr int kDeepest = 200;
// A chain of operators is as deep as it is long.
constexpr std::size_t kLongest = 4000;
constexpr auto kComparisons = std::to_array<std::string_view>({"=", "<>", "!=", "<", ">", "<=", ">="});

}  // namespace

Expression make_node(ExpressionKind kind, std::string text) {
  Expression result;
  result.kind = kind;
  result.text = std::move(text);
  return result;
}

Expression make_binary(std::string text, Expression left, Expression right) {
  Expression result = make_node(ExpressionKind::binary, std::move(text));
  result.operands.push_back(std::move(left));
  result.operands.push_back(std::move(right));
  return result;
}

Expression make_portable_call(std::string_view function) {
  Expression result = make_node(ExpressionKind::call);
  result.path.emplace_back(function);
  return result;
}

Expression ExpressionReader::read() {
  if (tokens_.size() > kLongest) throw Foreign{};
  Expression result = disjunction();
  if (at_ != tokens_.size()) throw Foreign{};
  return result;
}

Expression ExpressionReader::disjunction() {
  if (++depth_ > kDeepest) throw Foreign{};
  Expression left = conjunction();
  while (take("or")) left = make_binary("or", std::move(left), conjunction());
  --depth_;
  return left;
}

Expression ExpressionReader::conjunction() {
  Expression left = negation();
  while (take("and")) left = make_binary("and", std::move(left), negation());
  return left;
}

Expression ExpressionReader::negation() {
  if (!take("not")) return comparison();
  Expression result = make_node(ExpressionKind::unary, "not");
  result.operands.push_back(negation());
  return result;
}

Expression ExpressionReader::comparison() {
  Expression left = additive();
  for (;;) {
    if (take("is")) {
      left = test(std::move(left));
    } else if (is("not") || is("in") || is("between") || is("like") || is("ilike")) {
      left = predicate(std::move(left));
    } else if (is_symbol("~") || is_symbol("!")) {
      left = like_operator(std::move(left));
    } else if (is_symbol("<=") && is_symbol(">", 1)) {
      at_ += 2;
      left = make_binary("is not distinct from", std::move(left), additive());
    } else if (const std::string symbol = comparison_symbol(); !symbol.empty()) {
      left = compared(symbol, std::move(left));
    } else {
      return left;
    }
  }
}

std::string ExpressionReader::comparison_symbol() {
  for (const std::string_view symbol : kComparisons) {
    if (take_symbol(symbol)) return symbol == "!=" ? "<>" : std::string(symbol);
  }
  return {};
}

Expression ExpressionReader::compared(const std::string& symbol, Expression left) {
  const bool is_any = symbol == "=" && is("any");
  const bool is_all = symbol == "<>" && is("all");
  if (!is_any && !is_all) return make_binary(symbol, std::move(left), additive());
  // How a server may store IN: `= ANY (ARRAY[…])`, perhaps in a cast.
  ++at_;
  expect_symbol("(");
  const bool is_wrapped = take_symbol("(");
  if (!take("array")) throw Foreign{};
  expect_symbol("[");
  Expression result = make_node(ExpressionKind::in_list);
  result.is_negated = is_all;
  result.operands.push_back(std::move(left));
  do {
    result.operands.push_back(disjunction());
  } while (take_symbol(","));
  expect_symbol("]");
  if (is_wrapped) expect_symbol(")");
  if (take_symbol("::")) skip_cast_type();
  expect_symbol(")");
  return result;
}

void ExpressionReader::skip_cast_type() {
  const ReadType type = read_type(tokens_.subspan(at_), context_);
  if (type.length == 0) throw Foreign{};
  at_ += type.length;
}

Expression ExpressionReader::test(Expression subject) {
  Expression result = make_node(ExpressionKind::is_test);
  result.is_negated = take("not");
  if (take("distinct")) {
    if (!take("from")) throw Foreign{};
    return make_binary(result.is_negated ? "is not distinct from" : "is distinct from", std::move(subject), additive());
  }
  for (const std::string_view word : {"null", "true", "false"}) {
    if (!take(word)) continue;
    result.text = word;
    result.operands.push_back(std::move(subject));
    return result;
  }
  throw Foreign{};
}

Expression ExpressionReader::predicate(Expression subject) {
  const bool is_negated = take("not");
  Expression result;
  if (take("in")) {
    result = make_node(ExpressionKind::in_list);
    expect_symbol("(");
    result.operands.push_back(std::move(subject));
    do {
      result.operands.push_back(disjunction());
    } while (take_symbol(","));
    expect_symbol(")");
  } else if (take("between")) {
    result = make_node(ExpressionKind::between);
    result.operands.push_back(std::move(subject));
    result.operands.push_back(additive());
    if (!take("and")) throw Foreign{};
    result.operands.push_back(additive());
  } else if (is("like") || is("ilike")) {
    result = make_node(ExpressionKind::like, to_lower(tokens_[at_++].text));
    result.operands.push_back(std::move(subject));
    result.operands.push_back(additive());
    if (take("escape")) result.operands.push_back(additive());
  } else {
    throw Foreign{};
  }
  result.is_negated = is_negated;
  return result;
}

Expression ExpressionReader::like_operator(Expression subject) {
  Expression result = make_node(ExpressionKind::like, "like");
  result.is_negated = take_symbol("!");
  if (!take_symbol("~") || !take_symbol("~")) throw Foreign{};
  if (take_symbol("*")) result.text = "ilike";
  result.operands.push_back(std::move(subject));
  result.operands.push_back(additive());
  return result;
}

Expression ExpressionReader::additive() {
  Expression left = multiplicative();
  for (;;) {
    std::string symbol;
    for (const std::string_view it : {"+", "-", "||"}) {
      if (symbol.empty() && is_symbol(it) && !(it == "-" && is_symbol(">", 1))) symbol = it;
    }
    if (symbol.empty()) return left;
    if (symbol == "||" && !context_.reading.concatenates_with_bars) throw Foreign{};
    ++at_;
    left = make_binary(symbol, std::move(left), multiplicative());
  }
}

Expression ExpressionReader::multiplicative() {
  Expression left = unary();
  for (;;) {
    std::string symbol;
    for (const std::string_view it : {"*", "/", "%"}) {
      if (symbol.empty() && take_symbol(it)) symbol = it;
    }
    if (symbol.empty()) return left;
    left = make_binary(symbol, std::move(left), unary());
  }
}

Expression ExpressionReader::unary() {
  for (const std::string_view sign : {"-", "+"}) {
    if (!take_symbol(sign)) continue;
    Expression result = make_node(ExpressionKind::unary, std::string(sign));
    result.operands.push_back(unary());
    return result;
  }
  return postfix();
}

Expression ExpressionReader::postfix() {
  Expression result = primary();
  while (take_symbol("::")) {
    result = cast(std::move(result));
    result.text = dialect::kAddedCast;
  }
  return result;
}

Expression ExpressionReader::cast(Expression operand) {
  const ReadType type = read_type(tokens_.subspan(at_), context_);
  if (type.length == 0 || !type.type.native.empty()) throw_unless_known(type);
  at_ += type.length;
  Expression result = make_node(ExpressionKind::cast);
  result.operands.push_back(std::move(operand));
  result.type = type.type;
  return result;
}

void ExpressionReader::throw_unless_known(const ReadType& type) const {
  if (type.length == 0) throw Foreign{};
  const std::string name = type.type.native.substr(type.type.native.rfind('.') + 1);
  const bool is_enum = std::any_of(context_.schema.enums.begin(), context_.schema.enums.end(),
                                   [&](const ir::EnumType& it) { return it.name.name == name; });
  if (!is_enum && !is_native_type(context_, type.type.native)) throw Foreign{};
}

ir::Expression raw_expression(Tokens tokens, const Context&) {
  std::string text;
  for (const Token& token : tokens) {
    const bool is_apart = &token != tokens.data() && token.begin > (&token - 1)->end;
    if (is_apart) text += ' ';
    text += token.text;
  }
  return make_node(ExpressionKind::raw, sql::normalized(text));
}

ir::Expression read_expression(Tokens tokens, const Context& context) {
  const std::string text = to_lower(portable_text(tokens, context.rules()));
  for (const dialect::CallSpelling& row : context.reading.calls) {
    if (row.text == text) return make_portable_call(row.function);
  }
  try {
    return ExpressionReader(tokens, context).read();
  } catch (const Foreign&) {
    return raw_expression(tokens, context);
  }
}

}  // namespace kura::import
