// What operators stand between: literals, names, calls, parentheses, CASE, CAST.
#include <algorithm>
#include <array>

#include "compiler/base/ascii.h"
#include "compiler/import/expression_reader.h"

namespace kura::import {
namespace {

using ir::Expression;
using ir::ExpressionKind;

constexpr auto kTypedStrings =
    std::to_array<std::string_view>({"date", "time", "timestamp", "timestamptz", "interval"});
// Words that begin something that the language has not.
constexpr auto kForeignWords = std::to_array<std::string_view>(
    {"select", "exists", "array", "row", "distinct", "binary", "any", "all", "some", "when", "then", "else", "end"});

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

}  // namespace

Expression ExpressionReader::primary() {
  const Token& token = current();
  switch (token.kind) {
    case TokenKind::number:
      // The bytes 1F.
      if (to_lower(current().text).starts_with("0x")) throw Foreign{};
      ++at_;
      return make_node(ExpressionKind::number, std::string(token.text));
    case TokenKind::string:
      return string();
    case TokenKind::symbol:
      return parenthesised();
    case TokenKind::quoted_name:
      return name_or_call();
    case TokenKind::word:
      break;
  }
  if (take("null")) return make_node(ExpressionKind::null_literal);
  if (is("true") || is("false")) return make_node(ExpressionKind::boolean_literal, to_lower(tokens_[at_++].text));
  if (is("case")) return case_when();
  if (is("cast") && is_symbol("(", 1)) return cast_call();
  const bool is_typed = is_one_of(token, kTypedStrings);
  if (is_typed && has(1) && tokens_[at_ + 1].kind == TokenKind::string) return typed_string();
  if (is("interval") && context_.reading.has_bare_intervals && has(2) && tokens_[at_ + 1].kind == TokenKind::number)
    return bare_interval();
  if (is_one_of(token, kForeignWords)) throw Foreign{};
  return name_or_call();
}

Expression ExpressionReader::string() {
  const Token& token = tokens_[at_++];
  const char first = token.text.front();
  if (first != '\'' && first != '"' && first != 'E' && first != 'e') throw Foreign{};
  return make_node(ExpressionKind::string, import::string_of(token, context_.rules()));
}

Expression ExpressionReader::typed_string() {
  Expression result = make_node(ExpressionKind::typed_string);
  result.path.push_back(to_lower(tokens_[at_].text));
  result.text = import::string_of(tokens_[at_ + 1], context_.rules());
  at_ += 2;
  if (has() && tokens_[at_].kind == TokenKind::word && (is("year") || is("month") || is("day") || is("hour")))
    throw Foreign{};
  return result;
}

Expression ExpressionReader::bare_interval() {
  Expression result = make_node(ExpressionKind::typed_string);
  result.path.emplace_back("interval");
  result.text = std::string(tokens_[at_ + 1].text) + " " + to_lower(tokens_[at_ + 2].text);
  at_ += 3;
  return result;
}

Expression ExpressionReader::parenthesised() {
  if (is_symbol("*")) {
    ++at_;
    return make_node(ExpressionKind::star);
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
  Expression row = make_node(ExpressionKind::row);
  row.operands = std::move(values);
  return row;
}

Expression ExpressionReader::case_when() {
  ++at_;
  Expression result = make_node(ExpressionKind::case_when);
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

Expression ExpressionReader::cast_call() {
  at_ += 2;
  Expression operand = disjunction();
  if (!take("as")) throw Foreign{};
  Expression result = cast(std::move(operand));
  expect_symbol(")");
  return result;
}

Expression ExpressionReader::name_or_call() {
  Expression result = make_node(ExpressionKind::name);
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
    static constexpr std::string_view kKeywords[] = {"current_timestamp", "current_date",  "current_time",
                                                     "current_user",      "current_role",  "current_catalog",
                                                     "current_schema",    "localtimestamp"};
    const bool is_keyword = std::find(std::begin(kKeywords), std::end(kKeywords), first) != std::end(kKeywords);
    if (!is_single || !is_keyword) return result;
    if (!portable.empty()) return make_portable_call(portable);
    return make_node(ExpressionKind::raw, first);
  }
  ++at_;
  result.kind = ExpressionKind::call;
  if (is_single) result.path[0] = first;
  // Its second argument is a keyword: NFC, NFKD.
  if (is_single && first == "normalize") throw Foreign{};
  if (take_symbol(")")) return portable.empty() ? result : make_portable_call(portable);
  do {
    result.operands.push_back(disjunction());
  } while (take_symbol(","));
  expect_symbol(")");
  return is_concatenation && result.operands.size() > 1 ? concatenated(std::move(result.operands)) : result;
}

Expression ExpressionReader::concatenated(std::vector<Expression> parts) {
  Expression result = std::move(parts[0]);
  for (std::size_t i = 1; i < parts.size(); ++i) result = make_binary("||", std::move(result), std::move(parts[i]));
  return result;
}

std::string ExpressionReader::name_part() {
  const Token& token = current();
  if (token.kind != TokenKind::word && token.kind != TokenKind::quoted_name) throw Foreign{};
  ++at_;
  return import::name_of(token, context_.rules());
}

}  // namespace kura::import
