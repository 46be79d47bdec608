// The text of a view: what is its query, and what stands before and behind it.
#include "runtime/inspect/redshift/view_text.h"

#include <algorithm>

#include "compiler/sql/tokens.h"
#include "runtime/engine/statement.h"

namespace kura::inspect::redshift {
namespace {

bool is_word(const sql::Token& token, std::string_view word) {
  return token.is_word(word);
}

/// The token at which the query begins, and what it ends with.
std::string trimmed(std::string_view text) {
  const auto is_blank = [](char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == ';'; };
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  return std::string(text);
}

/// Where `with no schema binding` begins; the end when it is not there.
std::size_t begin_of_binding(std::string_view text, const std::vector<sql::Token>& tokens) {
  constexpr std::string_view kWords[] = {"with", "no", "schema", "binding"};
  std::size_t end = tokens.size();
  while (end > 0 && tokens[end - 1].is_symbol(";")) --end;
  if (end < std::size(kWords)) return text.size();
  const auto first = tokens.begin() + static_cast<std::ptrdiff_t>(end - std::size(kWords));
  const bool is_there = std::equal(std::begin(kWords), std::end(kWords), first,
                                   [](std::string_view word, const sql::Token& token) { return is_word(token, word); });
  return is_there ? first->begin : text.size();
}

}  // namespace

ViewText read_view_text(std::string_view text) {
  ViewText result;
  const std::vector<sql::Token> tokens = sql::tokenize(text);
  result.is_materialized = engine::begins_with(tokens, "create materialized view");
  auto behind = engine::behind(tokens, "create ?materialized view @");
  if (!behind) behind = engine::behind(tokens, "create or replace view @");
  if (!behind) {
    result.query = trimmed(text);
    return result;
  }
  int depth = 0;
  const auto as = std::find_if(behind->begin(), behind->end(), [&](const sql::Token& token) {
    if (token.is_symbol("(")) ++depth;
    if (token.is_symbol(")")) --depth;
    return depth == 0 && is_word(token, "as");
  });
  if (as == behind->end()) {
    result.query = trimmed(text);
    return result;
  }
  const std::size_t end = begin_of_binding(text, tokens);
  result.is_late_binding = end < text.size();
  const std::size_t head = behind->front().begin;
  result.head = trimmed(text.substr(head, as->begin - head));
  result.query = trimmed(text.substr(as->end, end - as->end));
  for (auto token = behind->begin(); token != as && token + 1 != as; ++token)
    result.has_no_backup = result.has_no_backup || (is_word(*token, "backup") && is_word(token[1], "no"));
  return result;
}

}  // namespace kura::inspect::redshift
