// Tokens: strings, names and comments by the engine's rules, and what ends a statement.
#include "compiler/import/tokens.h"

#include <algorithm>

#include "compiler/base/ascii.h"

namespace kura::import {
namespace {

constexpr std::string_view kBlanks = " \t\r\n\f\v";
constexpr std::string_view kPairs[] = {"<>", "!=", "<=", ">=", "||", "::", ":="};
constexpr std::string_view kRoutines[] = {"trigger", "procedure", "function", "event", "package"};

bool is_word_start(char c) {
  return is_name_start(c) || static_cast<unsigned char>(c) >= 0x80;
}
bool is_word_part(char c) {
  return is_word_start(c) || is_digit(c) || c == '$';
}

bool is_routine(const std::vector<Token>& tokens) {
  if (!tokens.front().is("create")) return false;
  const std::size_t end = std::min<std::size_t>(tokens.size(), 12);
  return std::any_of(tokens.begin(), tokens.begin() + static_cast<std::ptrdiff_t>(end), [](const Token& token) {
    return std::any_of(std::begin(kRoutines), std::end(kRoutines), [&](auto word) { return token.is(word); });
  });
}

bool is_copy_from_input(const std::vector<Token>& tokens) {
  if (!tokens.front().is("copy")) return false;
  for (std::size_t i = 1; i + 1 < tokens.size(); ++i) {
    if (tokens[i].is("from") && tokens[i + 1].is("stdin")) return true;
  }
  return false;
}

/// `VALUES [("a"), ("b"))` would be the only parentheses that are not in pairs.
void close_half_open_ranges(std::vector<Token>& tokens) {
  for (std::size_t i = 1; i < tokens.size(); ++i) {
    if (tokens[i].is_symbol("[") && tokens[i - 1].is("values")) tokens[i].text = "(";
  }
}

}  // namespace

bool Token::is(std::string_view expected) const {
  return kind == TokenKind::word && equals_ignoring_case(text, expected);
}

std::optional<Statement> StatementReader::next() {
  Statement statement;
  for (;;) {
    while (skip_gap() || (statement.tokens.empty() && skip_client_line())) {
    }
    const bool is_over = place_ >= text_.size();
    if (is_over && statement.tokens.empty()) return std::nullopt;
    if (is_over) break;
    const std::uint32_t before = place_;
    if (!at_delimiter()) {
      statement.tokens.push_back(read());
      continue;
    }
    if (statement.tokens.empty()) continue;
    if (delimiter_ != ";" || ends_body(statement.tokens)) break;
    statement.tokens.push_back({TokenKind::symbol, before, place_, text_.substr(before, 1)});
  }
  if (is_copy_from_input(statement.tokens)) skip_copied_rows();
  close_half_open_ranges(statement.tokens);
  statement.at = {buffer_, statement.tokens.front().begin, statement.tokens.back().end};
  return statement;
}

/// True when white space or a comment was passed.
bool StatementReader::skip_gap() {
  const std::uint32_t before = place_;
  while (place_ < text_.size() && kBlanks.find(text_[place_]) != std::string_view::npos) ++place_;
  return skip_line_comment() || skip_block_comment() || place_ != before;
}

bool StatementReader::skip_line_comment() {
  const bool is_comment = (peek() == '-' && peek(1) == '-') || (rules_.has_hash_comments && peek() == '#');
  if (is_comment) skip_line();
  return is_comment;
}

bool StatementReader::skip_block_comment() {
  if (conditional_depth_ > 0 && peek() == '*' && peek(1) == '/') {
    place_ += 2;
    --conditional_depth_;
    return true;
  }
  if (peek() != '/' || peek(1) != '*') return false;
  const bool is_conditional = peek(2) == '!' || (peek(2) == 'M' && peek(3) == '!');
  if (is_conditional && rules_.has_hash_comments) {
    place_ += peek(2) == 'M' ? 4 : 3;
    while (is_digit(peek())) ++place_;
    ++conditional_depth_;
    return true;
  }
  const std::size_t end = text_.find("*/", place_ + 2);
  place_ = static_cast<std::uint32_t>(end == std::string_view::npos ? text_.size() : end + 2);
  return true;
}

/// A line for the client, where a statement would begin.
bool StatementReader::skip_client_line() {
  constexpr std::string_view kDelimiter = "delimiter";
  if (peek() == '\\') {
    skip_line();
    return true;
  }
  const std::string_view word = text_.substr(place_, kDelimiter.size());
  if (!equals_ignoring_case(word, kDelimiter) || is_word_part(peek(kDelimiter.size()))) return false;
  const std::uint32_t begin = place_ + static_cast<std::uint32_t>(kDelimiter.size());
  skip_line();
  std::string_view rest = text_.substr(begin, place_ - begin);
  rest.remove_prefix(std::min(rest.find_first_not_of(kBlanks), rest.size()));
  rest = rest.substr(0, rest.find_last_not_of(kBlanks) + 1);
  if (!rest.empty()) delimiter_ = rest;
  return true;
}

void StatementReader::skip_line() {
  place_ = static_cast<std::uint32_t>(std::min(text_.find('\n', place_), text_.size()));
}

void StatementReader::skip_copied_rows() {
  const std::size_t end = text_.find("\n\\.", place_);
  place_ = static_cast<std::uint32_t>(end == std::string_view::npos ? text_.size() : end + 3);
}

bool StatementReader::at_delimiter() {
  if (text_.substr(place_, delimiter_.size()) != delimiter_) return false;
  place_ += static_cast<std::uint32_t>(delimiter_.size());
  return true;
}

/// Whether a `;` here ends the statement: inside a routine's BEGIN … END it does not.
bool StatementReader::ends_body(const std::vector<Token>& tokens) const {
  if (!is_routine(tokens)) return true;
  int depth = 0;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (tokens[i].is("begin") || tokens[i].is("case")) ++depth;
    if (!tokens[i].is("end")) continue;
    const bool closes_other = i + 1 < tokens.size() && (tokens[i + 1].is("if") || tokens[i + 1].is("loop") ||
                                                        tokens[i + 1].is("while") || tokens[i + 1].is("repeat"));
    if (i + 1 < tokens.size() && tokens[i + 1].is("case")) ++i;
    if (!closes_other) --depth;
  }
  return depth <= 0;
}

Token StatementReader::read() {
  const std::uint32_t begin = place_;
  const char c = peek();
  TokenKind kind = TokenKind::symbol;
  std::uint32_t end = begin + 1;
  const bool has_prefix =
      (c == 'E' || c == 'e' || c == 'B' || c == 'b' || c == 'X' || c == 'x' || c == 'N' || c == 'n') && peek(1) == '\'';
  if (c == '\'' || has_prefix) {
    kind = TokenKind::string;
    const bool has_escapes = rules_.has_backslash_escapes || c == 'E' || c == 'e';
    end = end_of_quoted(begin + (has_prefix ? 2 : 1), '\'', has_escapes);
  } else if (c == '"' || c == '`') {
    const bool is_string = c == '"' && rules_.has_double_quoted_strings;
    kind = is_string ? TokenKind::string : TokenKind::quoted_name;
    end = end_of_quoted(begin + 1, c, is_string && rules_.has_backslash_escapes);
  } else if (c == '[' && rules_.has_bracketed_names) {
    kind = TokenKind::quoted_name;
    end = end_of_quoted(begin + 1, ']', false);
  } else if (c == '$' && rules_.has_dollar_strings && end_of_dollar_string() > begin) {
    kind = TokenKind::string;
    end = end_of_dollar_string();
  } else if (is_word_start(c)) {
    kind = TokenKind::word;
    while (is_word_part(peek(end - begin))) ++end;
  } else if (is_digit(c) || (c == '.' && is_digit(peek(1)))) {
    kind = TokenKind::number;
    end = end_of_number();
  } else if (std::find(std::begin(kPairs), std::end(kPairs), text_.substr(begin, 2)) != std::end(kPairs)) {
    end = begin + 2;
  }
  place_ = end;
  return {kind, begin, end, text_.substr(begin, end - begin)};
}

std::uint32_t StatementReader::end_of_quoted(std::uint32_t from, char close, bool has_escapes) const {
  std::size_t at = from;
  for (; at < text_.size(); ++at) {
    if (has_escapes && text_[at] == '\\') {
      ++at;
    } else if (text_[at] == close) {
      if (at + 1 >= text_.size() || text_[at + 1] != close || close == ']') break;
      ++at;
    }
  }
  return static_cast<std::uint32_t>(std::min(at + 1, text_.size()));
}

/// The same place when no such string begins here.
std::uint32_t StatementReader::end_of_dollar_string() const {
  std::size_t tag_end = place_ + 1;
  while (tag_end < text_.size() && is_word_part(text_[tag_end]) && text_[tag_end] != '$') ++tag_end;
  if (tag_end >= text_.size() || text_[tag_end] != '$') return place_;
  const std::string_view tag = text_.substr(place_, tag_end + 1 - place_);
  const std::size_t close = text_.find(tag, tag_end + 1);
  return static_cast<std::uint32_t>(close == std::string_view::npos ? text_.size() : close + tag.size());
}

std::uint32_t StatementReader::end_of_number() const {
  std::size_t at = place_;
  const auto digits = [&] {
    while (at < text_.size() && is_digit(text_[at])) ++at;
  };
  digits();
  if (at < text_.size() && text_[at] == '.') {
    ++at;
    digits();
  }
  if (at < text_.size() && (text_[at] == 'e' || text_[at] == 'E')) {
    std::size_t after = at + 1;
    if (after < text_.size() && (text_[after] == '+' || text_[after] == '-')) ++after;
    if (after < text_.size() && is_digit(text_[after])) {
      at = after;
      digits();
    }
  }
  // `0x1F`, `2nd_try`: a word that begins with a digit.
  while (at < text_.size() && is_word_part(text_[at])) ++at;
  return static_cast<std::uint32_t>(at);
}

}  // namespace kura::import
