// What the statements of this family do to an open transaction.
#include "runtime/engine/mysql/statements.h"

#include <algorithm>
#include <array>
#include <span>

#include "compiler/sql/tokens.h"

namespace kura::engine::mysql {
namespace {

using Tokens = std::span<const sql::Token>;

bool is_row_word(const sql::Token& token) {
  constexpr std::array<std::string_view, 5> kWords = {"select", "insert", "update", "delete", "replace"};
  return std::any_of(kWords.begin(), kWords.end(), [&](std::string_view word) { return token.is_word(word); });
}

/// The tokens from the word on that says what is done: behind brackets, and behind the queries of a WITH.
Tokens from_verb(Tokens tokens) {
  while (!tokens.empty() && tokens[0].is_symbol("(")) tokens = tokens.subspan(1);
  if (tokens.empty() || !tokens[0].is_word("with")) return tokens;
  int depth = 0;
  for (std::size_t i = 1; i < tokens.size(); ++i) {
    if (tokens[i].is_symbol("(")) ++depth;
    if (tokens[i].is_symbol(")")) --depth;
    if (depth == 0 && is_row_word(tokens[i])) return tokens.subspan(i);
  }
  return {};
}

/// SELECT … INTO OUTFILE leaves a file behind.
bool writes_file(Tokens tokens) {
  for (std::size_t i = 1; i < tokens.size(); ++i) {
    if (tokens[i - 1].is_word("into") && (tokens[i].is_word("outfile") || tokens[i].is_word("dumpfile"))) return true;
  }
  return false;
}

}  // namespace

bool writes_rows_only(std::string_view sql) {
  const auto all = sql::tokenize(sql);
  const Tokens tokens = from_verb(all);
  if (tokens.empty() || !is_row_word(tokens[0])) return false;
  // DELETE HISTORY takes away versions of rows, of which no undo is promised.
  if (tokens[0].is_word("delete") && tokens.size() > 1 && tokens[1].is_word("history")) return false;
  return !writes_file(tokens);
}

}  // namespace kura::engine::mysql
