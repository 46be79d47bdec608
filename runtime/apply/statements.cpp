// Statements: what their tokens tell.
#include "runtime/apply/statements.h"

#include <algorithm>
#include <initializer_list>

#include "compiler/base/sha256.h"
#include "compiler/sql/tokens.h"

namespace kura::apply {
namespace {

// The ending that the planner gives to the new table of a rebuild.
constexpr std::string_view kNewTable = "__kura_new";

bool is_name(const sql::Token& token) {
  return token.kind == sql::TokenKind::word || token.kind == sql::TokenKind::quoted_name;
}

/// The name that begins at a token, qualified ones whole, as it is written.
std::string name_at(const std::vector<sql::Token>& tokens, std::size_t place) {
  std::string name;
  while (place < tokens.size() && is_name(tokens[place])) {
    name += tokens[place].text;
    if (place + 1 >= tokens.size() || !tokens[place + 1].is_symbol(".")) break;
    name += ".";
    place += 2;
  }
  return name;
}

bool begins_with(std::string_view sql, std::initializer_list<std::string_view> words) {
  const std::vector<sql::Token> tokens = sql::tokenize(sql);
  return !tokens.empty() &&
         std::any_of(words.begin(), words.end(), [&](std::string_view word) { return tokens.front().is_word(word); });
}

}  // namespace

std::vector<std::string> words_of(std::string_view sql) {
  std::vector<std::string> words;
  for (const sql::Token& token : sql::tokenize(sql)) {
    if (!is_name(token)) continue;
    std::string word = sql::name_of(token);
    std::transform(word.begin(), word.end(), word.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    words.push_back(std::move(word));
  }
  std::sort(words.begin(), words.end());
  words.erase(std::unique(words.begin(), words.end()), words.end());
  return words;
}

std::optional<std::string> new_table_of(std::string_view sql) {
  const std::vector<sql::Token> tokens = sql::tokenize(sql);
  if (tokens.empty() || !tokens[0].is_word("create")) return std::nullopt;
  std::size_t place = 1;
  // CREATE UNLOGGED TABLE and the like.
  while (place < tokens.size() && !tokens[place].is_word("table")) {
    if (tokens[place].kind != sql::TokenKind::word || place > 3) return std::nullopt;
    ++place;
  }
  const std::string name = name_at(tokens, place + 1);
  const std::size_t ending = name.rfind(kNewTable);
  // Behind it at most the quote that ends the name.
  if (ending == std::string::npos || name.size() - ending - kNewTable.size() > 1) return std::nullopt;
  return name;
}

bool is_setting(std::string_view sql) {
  return begins_with(sql, {"set", "pragma"});
}

bool writes_rows(std::string_view sql) {
  return begins_with(sql, {"insert", "update", "delete", "replace", "merge"});
}

bool empties_table(std::string_view sql) {
  return begins_with(sql, {"truncate"});
}

std::string content_of(const change::Step& step) {
  std::string text;
  for (const std::string& sql : step.sql) text += sql::normalized(sql) + ";\n";
  return sha256(text);
}

std::string content_of(const engine::Catalog& catalog) {
  std::string text;
  for (const auto& [object, facts] : catalog) {
    text += object + "\n";
    for (const std::string& fact : facts) text += "\t" + fact + "\n";
  }
  return sha256(text);
}

}  // namespace kura::apply
