// Patterns over the tokens of a statement.
#include "runtime/engine/statement.h"

#include <algorithm>

namespace kura::engine {
namespace {

using Tokens = std::span<const sql::Token>;
using Rest = std::optional<Tokens>;

bool is_name(const sql::Token& token) {
  return token.kind == sql::TokenKind::word || token.kind == sql::TokenKind::quoted_name;
}

/// How many tokens at the front are one name with its points.
std::size_t name_length(Tokens tokens) {
  if (tokens.empty() || !is_name(tokens[0])) return 0;
  std::size_t length = 1;
  while (length + 1 < tokens.size() && tokens[length].is_symbol(".") && is_name(tokens[length + 1])) length += 2;
  return length;
}

bool is_one_of(const sql::Token& token, std::string_view alternatives) {
  while (true) {
    const std::size_t bar = alternatives.find('|');
    const std::string_view one = alternatives.substr(0, bar);
    if (token.is_word(one) || token.is_symbol(one)) return true;
    if (bar == std::string_view::npos) return false;
    alternatives.remove_prefix(bar + 1);
  }
}

Rest match(Tokens tokens, std::string_view pattern);

Rest match_anything(Tokens tokens, std::string_view others) {
  for (std::size_t skipped = 0; skipped <= tokens.size(); ++skipped) {
    if (Rest rest = match(tokens.subspan(skipped), others)) return rest;
  }
  return {};
}

Rest match(Tokens tokens, std::string_view pattern) {
  if (pattern.empty()) return tokens;
  const std::size_t blank = pattern.find(' ');
  std::string_view part = pattern.substr(0, blank);
  const std::string_view others = blank == std::string_view::npos ? std::string_view() : pattern.substr(blank + 1);
  if (part == "*") return match_anything(tokens, others);
  if (part == "$") return tokens.empty() || tokens[0].is_symbol(";") ? Rest(tokens) : Rest();
  if (part == "@") {
    const std::size_t length = name_length(tokens);
    return length == 0 ? Rest() : match(tokens.subspan(length), others);
  }
  const bool is_optional = part[0] == '?';
  if (is_optional) part.remove_prefix(1);
  if (!tokens.empty() && is_one_of(tokens[0], part)) {
    if (Rest rest = match(tokens.subspan(1), others)) return rest;
  }
  return is_optional ? match(tokens, others) : Rest();
}

}  // namespace

bool begins_with(Tokens tokens, std::string_view pattern) {
  return match(tokens, pattern).has_value();
}

bool begins_with(std::string_view statement, std::string_view pattern) {
  return begins_with(sql::tokenize(statement), pattern);
}

bool begins_with_one(std::string_view statement, std::span<const std::string_view> patterns) {
  const std::vector<sql::Token> tokens = sql::tokenize(statement);
  return std::any_of(patterns.begin(), patterns.end(),
                     [&](std::string_view pattern) { return begins_with(tokens, pattern); });
}

std::optional<Tokens> behind(Tokens tokens, std::string_view pattern) {
  return match(tokens, pattern);
}

std::vector<std::string> name_at_front(Tokens tokens) {
  std::vector<std::string> parts;
  for (std::size_t i = 0; i < name_length(tokens); i += 2) parts.push_back(sql::name_of(tokens[i]));
  return parts;
}

}  // namespace kura::engine
