// Expressions by their operators, loosest first; what does not fit makes the whole expression raw.
#include "compiler/import/expressions.h"

#include <algorithm>
#include <array>

#include "compiler/base/ascii.h"
#include "compiler/import/types.h"
#include "compiler/sql/tokens.h"

namespace kura::import {
namespace {

using ir::Expression;
using ir::ExpressionKind;

constexpr int kDeepest = 200;
constexpr auto kTypedStrings =
    std::to_array<std::string_view>({"date", "time", "timestamp", "timestamptz", "interval"});
// Words that begin something that the language has not.
constexpr auto kForeignWords = std::to_array<std::string_view>(
    {"select", "exists", "array", "row", "distinct", "binary", "any", "all", "some", "when", "then", "else", "end"});
constexpr auto kComparisons = std::to_array<std::string_view>({"=", "<>", "!=", "<", ">", "<=", ">="});

template <std::size_t Size>
bool is_one_of(const Token& token, const std::array<std::string_view, Size>& words) {
  return std::any_of(words.begin(), words.end(), [&](std::string_view word) { return token.is(word); });
}

std::string_view portable_function(std::string_view name) {
  if (name == "now" || name == "current_timestamp") return "now";
  if (name == "today" || name == "current_date") return "today";
  if (name == "uuid" || name == "gen_random_uuid" || name == "newid") return "uuid";
  return {};
}

Expression node(ExpressionKind kind, std::string text = {}) {
  Expression result;
  result.kind = kind;
  result.text = std::move(text);
  return result;
}

Expression binary(std::string text, Expression left, Expression right) {
  Expression result = node(ExpressionKind::binary, std::move(text));
  result.operands.push_back(std::move(left));
  result.operands.push_back(std::move(right));
  return result;
}

Expression portable_call(std::string_view function) {
  Expression result = node(ExpressionKind::call);
  result.path.emplace_back(function);
  return result;
}

/// Thrown inside this file only: the expression is not one of the language's.
struct Foreign {};

class ExpressionReader {
 public:
  ExpressionReader(Tokens tokens, const Context& context) : tokens_(tokens), context_(context) {}

  Expression read() {
    Expression result = disjunction();
    if (at_ != tokens_.size()) throw Foreign{};
    return result;
  }

 private:
  // Tokens.

  [[nodiscard]] bool has(std::size_t ahead = 0) const { return at_ + ahead < tokens_.size(); }
  [[nodiscard]] bool is(std::string_view word, std::size_t ahead = 0) const {
    return has(ahead) && tokens_[at_ + ahead].is(word);
  }
  [[nodiscard]] bool is_symbol(std::string_view symbol, std::size_t ahead = 0) const {
    return has(ahead) && tokens_[at_ + ahead].is_symbol(symbol);
  }
  bool take(std::string_view word) {
    if (!is(word)) return false;
    ++at_;
    return true;
  }
  bool take_symbol(std::string_view symbol) {
    if (!is_symbol(symbol)) return false;
    ++at_;
    return true;
  }
  void expect_symbol(std::string_view symbol) {
    if (!take_symbol(symbol)) throw Foreign{};
  }
  [[nodiscard]] const Token& current() const {
    if (!has()) throw Foreign{};
    return tokens_[at_];
  }

  // Operators.

  Expression disjunction() {
    if (++depth_ > kDeepest) throw Foreign{};
    Expression left = conjunction();
    while (take("or")) left = binary("or", std::move(left), conjunction());
    --depth_;
    return left;
  }

  Expression conjunction() {
    Expression left = negation();
    while (take("and")) left = binary("and", std::move(left), negation());
    return left;
  }

  Expression negation() {
    if (!take("not")) return comparison();
    Expression result = node(ExpressionKind::unary, "not");
    result.operands.push_back(negation());
    return result;
  }

  Expression comparison() {
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
        left = binary("is not distinct from", std::move(left), additive());
      } else if (const std::string symbol = comparison_symbol(); !symbol.empty()) {
        left = compared(symbol, std::move(left));
      } else {
        return left;
      }
    }
  }

  std::string comparison_symbol() {
    for (const std::string_view symbol : kComparisons) {
      if (take_symbol(symbol)) return symbol == "!=" ? "<>" : std::string(symbol);
    }
    return {};
  }

  Expression compared(const std::string& symbol, Expression left) {
    const bool is_any = symbol == "=" && is("any");
    const bool is_all = symbol == "<>" && is("all");
    if (!is_any && !is_all) return binary(symbol, std::move(left), additive());
    // How a server may store IN: `= ANY (ARRAY[…])`, perhaps in a cast.
    ++at_;
    expect_symbol("(");
    const bool is_wrapped = take_symbol("(");
    if (!take("array")) throw Foreign{};
    expect_symbol("[");
    Expression result = node(ExpressionKind::in_list);
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

  void skip_cast_type() {
    const ReadType type = read_type(tokens_.subspan(at_), context_);
    if (type.length == 0) throw Foreign{};
    at_ += type.length;
  }

  Expression test(Expression subject) {
    Expression result = node(ExpressionKind::is_test);
    result.is_negated = take("not");
    if (take("distinct")) {
      if (!take("from")) throw Foreign{};
      return binary(result.is_negated ? "is not distinct from" : "is distinct from", std::move(subject), additive());
    }
    for (const std::string_view word : {"null", "true", "false"}) {
      if (!take(word)) continue;
      result.text = word;
      result.operands.push_back(std::move(subject));
      return result;
    }
    throw Foreign{};
  }

  Expression predicate(Expression subject) {
    const bool is_negated = take("not");
    Expression result;
    if (take("in")) {
      result = node(ExpressionKind::in_list);
      expect_symbol("(");
      result.operands.push_back(std::move(subject));
      do {
        result.operands.push_back(disjunction());
      } while (take_symbol(","));
      expect_symbol(")");
    } else if (take("between")) {
      result = node(ExpressionKind::between);
      result.operands.push_back(std::move(subject));
      result.operands.push_back(additive());
      if (!take("and")) throw Foreign{};
      result.operands.push_back(additive());
    } else if (is("like") || is("ilike")) {
      result = node(ExpressionKind::like, to_lower(tokens_[at_++].text));
      result.operands.push_back(std::move(subject));
      result.operands.push_back(additive());
      if (take("escape")) result.operands.push_back(additive());
    } else {
      throw Foreign{};
    }
    result.is_negated = is_negated;
    return result;
  }

  /// A server may store LIKE as `~~`, NOT ILIKE as `!~~*`.
  Expression like_operator(Expression subject) {
    Expression result = node(ExpressionKind::like, "like");
    result.is_negated = take_symbol("!");
    if (!take_symbol("~") || !take_symbol("~")) throw Foreign{};
    if (take_symbol("*")) result.text = "ilike";
    result.operands.push_back(std::move(subject));
    result.operands.push_back(additive());
    return result;
  }

  Expression additive() {
    Expression left = multiplicative();
    for (;;) {
      std::string symbol;
      for (const std::string_view it : {"+", "-", "||"}) {
        if (symbol.empty() && is_symbol(it) && !(it == "-" && is_symbol(">", 1))) symbol = it;
      }
      if (symbol.empty()) return left;
      if (symbol == "||" && !context_.reading.concatenates_with_bars) throw Foreign{};
      ++at_;
      left = binary(symbol, std::move(left), multiplicative());
    }
  }

  Expression multiplicative() {
    Expression left = unary();
    for (;;) {
      std::string symbol;
      for (const std::string_view it : {"*", "/", "%"}) {
        if (symbol.empty() && take_symbol(it)) symbol = it;
      }
      if (symbol.empty()) return left;
      left = binary(symbol, std::move(left), unary());
    }
  }

  Expression unary() {
    for (const std::string_view sign : {"-", "+"}) {
      if (!take_symbol(sign)) continue;
      Expression result = node(ExpressionKind::unary, std::string(sign));
      result.operands.push_back(unary());
      return result;
    }
    return postfix();
  }

  Expression postfix() {
    Expression result = primary();
    while (take_symbol("::")) {
      result = cast(std::move(result));
      result.text = dialect::kAddedCast;
    }
    return result;
  }

  Expression cast(Expression operand) {
    const ReadType type = read_type(tokens_.subspan(at_), context_);
    if (type.length == 0 || !type.type.native.empty()) throw_unless_known(type);
    at_ += type.length;
    Expression result = node(ExpressionKind::cast);
    result.operands.push_back(std::move(operand));
    result.type = type.type;
    return result;
  }

  void throw_unless_known(const ReadType& type) const {
    if (type.length == 0) throw Foreign{};
    const std::string name = type.type.native.substr(type.type.native.rfind('.') + 1);
    const bool is_enum = std::any_of(context_.schema.enums.begin(), context_.schema.enums.end(),
                                     [&](const ir::EnumType& it) { return it.name.name == name; });
    if (!is_enum && !is_native_type(context_, type.type.native)) throw Foreign{};
  }

  // What operators stand between.

  Expression primary() {
    const Token& token = current();
    switch (token.kind) {
      case TokenKind::number:
        ++at_;
        return node(ExpressionKind::number, std::string(token.text));
      case TokenKind::string:
        return string();
      case TokenKind::symbol:
        return parenthesised();
      case TokenKind::quoted_name:
        return name_or_call();
      case TokenKind::word:
        break;
    }
    if (take("null")) return node(ExpressionKind::null_literal);
    if (is("true") || is("false")) return node(ExpressionKind::boolean_literal, to_lower(tokens_[at_++].text));
    if (is("case")) return case_when();
    if (is("cast") && is_symbol("(", 1)) return cast_call();
    const bool is_typed = is_one_of(token, kTypedStrings);
    if (is_typed && has(1) && tokens_[at_ + 1].kind == TokenKind::string) return typed_string();
    if (is("interval") && context_.reading.has_bare_intervals && has(2) && tokens_[at_ + 1].kind == TokenKind::number)
      return bare_interval();
    if (is_one_of(token, kForeignWords)) throw Foreign{};
    return name_or_call();
  }

  Expression string() {
    const Token& token = tokens_[at_++];
    const char first = token.text.front();
    if (first != '\'' && first != '"' && first != 'E' && first != 'e') throw Foreign{};
    return node(ExpressionKind::string, import::string_of(token, context_.rules()));
  }

  Expression typed_string() {
    Expression result = node(ExpressionKind::typed_string);
    result.path.push_back(to_lower(tokens_[at_].text));
    result.text = import::string_of(tokens_[at_ + 1], context_.rules());
    at_ += 2;
    if (has() && tokens_[at_].kind == TokenKind::word && (is("year") || is("month") || is("day") || is("hour")))
      throw Foreign{};
    return result;
  }

  /// `INTERVAL 1 DAY`
  Expression bare_interval() {
    Expression result = node(ExpressionKind::typed_string);
    result.path.emplace_back("interval");
    result.text = std::string(tokens_[at_ + 1].text) + " " + to_lower(tokens_[at_ + 2].text);
    at_ += 3;
    return result;
  }

  Expression parenthesised() {
    if (is_symbol("*")) {
      ++at_;
      return node(ExpressionKind::star);
    }
    expect_symbol("(");
    std::vector<Expression> values;
    do {
      values.push_back(disjunction());
    } while (take_symbol(","));
    expect_symbol(")");
    if (values.size() == 1) {
      values[0].is_parenthesised = true;
      return std::move(values[0]);
    }
    Expression row = node(ExpressionKind::row);
    row.operands = std::move(values);
    return row;
  }

  Expression case_when() {
    ++at_;
    Expression result = node(ExpressionKind::case_when);
    if (!is("when")) {
      result.has_case_operand = true;
      result.operands.push_back(disjunction());
    }
    while (take("when")) {
      result.operands.push_back(disjunction());
      if (!take("then")) throw Foreign{};
      result.operands.push_back(disjunction());
    }
    if (take("else")) {
      result.has_else = true;
      result.operands.push_back(disjunction());
    }
    if (!take("end")) throw Foreign{};
    return result;
  }

  Expression cast_call() {
    at_ += 2;
    Expression operand = disjunction();
    if (!take("as")) throw Foreign{};
    Expression result = cast(std::move(operand));
    expect_symbol(")");
    return result;
  }

  Expression name_or_call() {
    Expression result = node(ExpressionKind::name);
    const bool is_plain = current().kind == TokenKind::word;
    const std::string first = to_lower(current().text);
    // So is `||` written for engines where it means OR.
    const bool is_concatenation = current().text == "CONCAT" && !context_.reading.concatenates_with_bars;
    result.path.push_back(name_part());
    while (is_symbol(".") && has(1)) {
      ++at_;
      result.path.push_back(name_part());
    }
    const bool is_single = result.path.size() == 1 && is_plain;
    const std::string_view portable = is_single ? portable_function(first) : std::string_view();
    if (!is_symbol("(")) {
      const bool is_keyword = first.starts_with("current_") || first == "localtimestamp";
      if (!is_single || !is_keyword) return result;
      if (!portable.empty()) return portable_call(portable);
      return node(ExpressionKind::raw, first);
    }
    ++at_;
    result.kind = ExpressionKind::call;
    if (is_single) result.path[0] = first;
    if (take_symbol(")")) return portable.empty() ? result : portable_call(portable);
    do {
      result.operands.push_back(disjunction());
    } while (take_symbol(","));
    expect_symbol(")");
    return is_concatenation && result.operands.size() > 1 ? concatenated(std::move(result.operands)) : result;
  }

  static Expression concatenated(std::vector<Expression> parts) {
    Expression result = std::move(parts[0]);
    for (std::size_t i = 1; i < parts.size(); ++i) result = binary("||", std::move(result), std::move(parts[i]));
    return result;
  }

  std::string name_part() {
    const Token& token = current();
    if (token.kind != TokenKind::word && token.kind != TokenKind::quoted_name) throw Foreign{};
    ++at_;
    return import::name_of(token, context_.rules());
  }

  Tokens tokens_;
  const Context& context_;
  std::size_t at_ = 0;
  int depth_ = 0;
};

}  // namespace

ir::Expression raw_expression(Tokens tokens, const Context&) {
  std::string text;
  for (const Token& token : tokens) {
    const bool is_apart = &token != tokens.data() && token.begin > (&token - 1)->end;
    if (is_apart) text += ' ';
    text += token.text;
  }
  return node(ExpressionKind::raw, sql::normalized(text));
}

ir::Expression read_expression(Tokens tokens, const Context& context) {
  const std::string text = to_lower(portable_text(tokens, context.rules()));
  for (const dialect::CallSpelling& row : context.reading.calls) {
    if (row.text == text) return portable_call(row.function);
  }
  try {
    return ExpressionReader(tokens, context).read();
  } catch (const Foreign&) {
    return raw_expression(tokens, context);
  }
}

}  // namespace kura::import
