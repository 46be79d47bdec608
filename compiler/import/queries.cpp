// Queries are not parsed: their tokens are written anew, with the white space that stood between them.
#include "compiler/import/queries.h"

#include <algorithm>

#include "compiler/base/ascii.h"
#include "compiler/dialect/renderer.h"

namespace kura::import {
namespace {

bool is_plain(std::string_view name, const Context& context) {
  const bool is_word =
      !name.empty() && is_name_start(name.front()) &&
      std::all_of(name.begin(), name.end(), [](char c) { return is_name_part(c) && to_lower(c) == c; });
  return is_word && !dialect::is_reserved(context.dialect, name);
}

std::string quoted(std::string_view text, char quote) {
  std::string result(1, quote);
  for (const char c : text) {
    if (c == quote) result += c;
    result += c;
  }
  return result + quote;
}

std::string portable(const Token& token, const Context& context) {
  if (token.kind == TokenKind::quoted_name) {
    // The engine's own quotes are portable already: they are kept, needless or not.
    const std::string name = name_of(token, context.rules());
    if (token.text.front() == '"') return std::string(token.text);
    return is_plain(name, context) ? name : quoted(name, '"');
  }
  const bool is_string = token.kind == TokenKind::string && (token.text.front() == '\'' || token.text.front() == '"');
  if (is_string && (context.rules().has_backslash_escapes || token.text.front() == '"')) {
    // Only where the dialect writes it back as the same string.
    const std::string value = string_of(token, context.rules());
    std::string text = quoted(value, '\'');
    const bool has_escape = value.find('\\') != std::string::npos;
    if (!has_escape || context.dialect.renderer->query_string(text) != text) return text;
  }
  return std::string(token.text);
}

/// White space of the gap and comments in it, but those that only this engine takes for some.
std::string gap_between(const Token& left, const Token& right) {
  const char* begin = left.text.data() + left.text.size();
  const char* end = right.text.data();
  // Tokens of one statement are views into one buffer.
  if (end < begin) return " ";
  const std::string_view gap(begin, static_cast<std::size_t>(end - begin));
  if (gap.find_first_not_of(" \t\r\n\f\v") == std::string_view::npos) {
    std::string blanks(gap);
    std::erase(blanks, '\r');
    return blanks;
  }
  const bool is_common = gap.find('#') == std::string_view::npos && gap.find("/*!") == std::string_view::npos &&
                         gap.find("*/") == gap.rfind("*/") &&
                         (gap.find("*/") == std::string_view::npos) == (gap.find("/*") == std::string_view::npos);
  if (is_common) return std::string(gap);
  return gap.find('\n') == std::string_view::npos ? " " : "\n";
}

/// The place of a word outside of parentheses; the end when it is not there.
std::size_t place_of_word(Tokens tokens, std::string_view word) {
  int depth = 0;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (tokens[i].is_symbol("(")) ++depth;
    if (tokens[i].is_symbol(")")) --depth;
    if (depth == 0 && tokens[i].is(word)) return i;
  }
  return tokens.size();
}

}  // namespace

std::string query_text(Tokens query, const Context& context) {
  std::string text;
  for (std::size_t i = 0; i < query.size(); ++i) {
    if (i > 0) text += gap_between(query[i - 1], query[i]);
    text += portable(query[i], context);
  }
  return text;
}

std::vector<std::string> output_names(Tokens query, const Context& context) {
  const std::size_t select = place_of_word(query, "select");
  if (select == query.size()) return {};
  Tokens list = query.subspan(select + 1);
  if (!list.empty() && (list.front().is("distinct") || list.front().is("all"))) list = list.subspan(1);
  list = list.first(place_of_word(list, "from"));
  std::vector<std::string> names;
  for (const Tokens item : split_at_commas(list)) {
    const Token& last = item.back();
    const bool is_name = last.kind == TokenKind::quoted_name || (last.kind == TokenKind::word && !last.is("end"));
    names.push_back(is_name ? name_of(last, context.rules()) : std::string());
  }
  return names;
}

std::string with_column_names(const ir::View& view, const std::vector<std::string>& names, const std::string& query,
                              const Context& context) {
  std::string list;
  for (const std::string& name : names) append(list, ", ", is_plain(name, context) ? name : quoted(name, '"'));
  std::string source = "named_" + view.name.name;
  if (!is_plain(source, context)) source = "named_columns";
  return "with " + source + " (" + list + ") as (\n" + query + "\n)\nselect " + list + " from " + source;
}

}  // namespace kura::import
