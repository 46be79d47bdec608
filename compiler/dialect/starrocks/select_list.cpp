// The select list: from the first SELECT outside parentheses (behind any WITH) to its FROM.
#include "compiler/dialect/starrocks/select_list.h"

#include "compiler/sql/tokens.h"

namespace kura::dialect::starrocks {
namespace {

using Tokens = std::vector<sql::Token>;

bool is_name(const sql::Token& token) {
  return token.kind == sql::TokenKind::word || token.kind == sql::TokenKind::quoted_name;
}

/// Words that end the list; a set operation or a clause behind a list without FROM.
bool ends_list(const sql::Token& token) {
  for (const std::string_view word :
       {"from", "where", "group", "having", "order", "limit", "union", "intersect", "except", "minus"}) {
    if (token.is_word(word)) return true;
  }
  return false;
}

/// The name of one item, or an empty text.
std::string item_name(const Tokens& item) {
  if (item.empty() || !is_name(item.back()) || item.back().is_word("end")) return {};
  if (item.size() == 1) return sql::name_of(item.back());
  const sql::Token& before = item[item.size() - 2];
  // `a.b`, `expression as b`, `expression b`: an operator before the last word makes it an operand.
  const bool is_operand = before.kind == sql::TokenKind::symbol && !before.is_symbol(".") && !before.is_symbol(")");
  return is_operand ? std::string() : sql::name_of(item.back());
}

}  // namespace

std::optional<std::vector<std::string>> output_names(std::string_view query) {
  const Tokens tokens = sql::tokenize(query);
  std::vector<std::string> names;
  Tokens item;
  std::size_t depth = 0;
  bool is_in_list = false;
  const auto finish_item = [&] {
    names.push_back(item_name(item));
    item.clear();
  };
  for (const sql::Token& token : tokens) {
    if (token.is_symbol("(")) ++depth;
    if (token.is_symbol(")")) --depth;
    if (depth == 0 && !is_in_list) {
      is_in_list = token.is_word("select");
      continue;
    }
    if (!is_in_list) continue;
    if (depth == 0 && ends_list(token)) break;
    const bool is_quantifier = item.empty() && (token.is_word("distinct") || token.is_word("all"));
    if (depth == 0 && token.is_symbol(",")) {
      finish_item();
    } else if (!is_quantifier) {
      item.push_back(token);
    }
  }
  if (!is_in_list) return std::nullopt;
  finish_item();
  for (const std::string& name : names) {
    if (name.empty()) return std::nullopt;
  }
  return names;
}

}  // namespace kura::dialect::starrocks
