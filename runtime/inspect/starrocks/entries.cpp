// What stands between a table's parentheses in SHOW CREATE TABLE, without what the server adds.
#include "runtime/inspect/starrocks/entries.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>

#include "compiler/base/ascii.h"
#include "runtime/inspect/pieces.h"

namespace kura::inspect::starrocks {
namespace {

constexpr std::string_view kPartitionColumn = "__generated_partition_column_";
constexpr std::string_view kIndex = "INDEX ";

struct UsualProperty {
  std::string_view method;
  std::string_view key;  // lower case
  std::string_view value;
};
// What the server says of an index whether its author did or not.
constexpr auto kUsualProperties = std::to_array<UsualProperty>({
    {"gin", "imp_lib", "clucene"},
    {"vector", "is_vector_normed", "false"},
    {"vector", "m", "16"},
    {"vector", "efconstruction", "40"},
    {"vector", "nlist", "16"},
});

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && (is_space(text.back()) || text.back() == ',')) text.remove_suffix(1);
  return text;
}

std::string_view without_quotes(std::string_view text) {
  return text.size() < 2 ? text : text.substr(1, text.size() - 2);
}

/// "`name` type NULL AS expression COMMENT …": the name and the expression of a column that holds a part of the
/// partition's.
std::optional<std::pair<std::string, std::string>> partition_column(std::string_view line) {
  const std::vector<Piece> pieces = pieces_of(line);
  if (pieces.empty() || pieces[0].kind != PieceKind::quoted_name) return std::nullopt;
  const std::string name(without_quotes(pieces[0].text));
  if (!name.starts_with(kPartitionColumn)) return std::nullopt;
  std::string expression;
  bool is_inside = false;
  int depth = 0;
  for (const Piece& piece : pieces) {
    if (piece.is_symbol("(")) ++depth;
    if (piece.is_symbol(")")) --depth;
    const bool is_word = depth == 0 && piece.kind == PieceKind::word;
    if (is_word && piece.text == "COMMENT") break;
    if (is_inside) expression += piece.text;
    is_inside = is_inside || (is_word && piece.text == "AS");
  }
  return std::pair{name, std::string(trimmed(expression))};
}

bool is_usual(std::string_view method, std::string_view key, std::string_view value) {
  return std::any_of(kUsualProperties.begin(), kUsualProperties.end(), [&](const UsualProperty& it) {
    return it.method == method && it.key == to_lower(key) && it.value == value;
  });
}

/// `("k" = "v", …)` without the usual ones, and what stands behind.
std::string with_own_properties(std::string_view text, std::string_view method) {
  std::vector<std::string_view> strings;
  std::size_t end = 0;
  bool is_list = false;
  for (const Piece& piece : pieces_of(text)) {
    is_list = is_list || piece.is_symbol("(");
    if (!is_list && piece.kind != PieceKind::blank) return std::string(text);
    if (piece.kind == PieceKind::string) strings.push_back(piece.text);
    end += piece.text.size();
    if (piece.is_symbol(")")) break;
  }
  std::vector<std::string> kept;
  for (std::size_t i = 0; i + 1 < strings.size(); i += 2) {
    if (!is_usual(method, without_quotes(strings[i]), without_quotes(strings[i + 1])))
      kept.push_back(fmt::format("{} = {}", strings[i], strings[i + 1]));
  }
  const std::string list = kept.empty() ? std::string() : fmt::format("({})", fmt::join(kept, ", "));
  return list + std::string(text.substr(end));
}

/// "INDEX order (" with the name in quotes, which the server leaves away.
std::string with_quoted_name(std::string_view head) {
  std::string result;
  bool is_named = false;
  for (const Piece& piece : pieces_of(head)) {
    const bool is_name = !is_named && !result.empty() && piece.kind == PieceKind::word;
    result += is_name ? fmt::format("`{}`", piece.text) : std::string(piece.text);
    is_named = is_named || is_name || piece.kind == PieceKind::quoted_name;
  }
  return result;
}

std::string escaped(std::string_view text) {
  std::string result;
  for (const char c : text) {
    if (c == '\\' || c == '\'') result += '\\';
    result += c;
  }
  return result;
}

/// "INDEX name (`column`) USING METHOD("k" = "v") COMMENT 'who's who'".
std::string index_entry(std::string_view line, bool& has_word_index) {
  constexpr std::string_view kComment = " COMMENT '";
  constexpr std::string_view kUsing = " USING ";
  const std::size_t comment = std::min(line.find(kComment), line.size());
  std::string_view head = line.substr(0, comment);
  std::string text = with_quoted_name(head);
  if (const std::size_t method = head.find(kUsing); method != std::string_view::npos) {
    const std::size_t begin = method + kUsing.size();
    const std::size_t end = std::min(head.find_first_of(" (", begin), head.size());
    const std::string word = to_lower(head.substr(begin, end - begin));
    has_word_index = has_word_index || word == "gin";
    text = with_quoted_name(head.substr(0, end)) + with_own_properties(head.substr(end), word);
  }
  const std::size_t last = line.rfind('\'');
  const std::size_t first = comment + kComment.size();
  if (comment < line.size() && last >= first)
    text += fmt::format("{}{}'", kComment, escaped(line.substr(first, last - first)));
  return text;
}

}  // namespace

AddedByServer clean_entries(std::vector<std::string>& lines) {
  AddedByServer added;
  std::vector<std::string> kept;
  bool is_inside = true;
  for (std::string& line : lines) {
    const std::string_view text = trimmed(line);
    if (is_inside && text.starts_with(')')) {
      is_inside = false;
      // It may have been the last one that was left out.
      if (!kept.empty() && kept.back().ends_with(',')) kept.back().pop_back();
    }
    if (is_inside) {
      if (auto column = partition_column(text)) {
        added.partition_columns.insert(std::move(*column));
        continue;
      }
      if (text.starts_with(kIndex)) line = fmt::format("  {},", index_entry(text, added.has_word_index));
    }
    kept.push_back(std::move(line));
  }
  lines = std::move(kept);
  return added;
}

std::string with_expressions(std::string_view line, const AddedByServer& added) {
  std::string result;
  for (const Piece& piece : pieces_of(line)) {
    const bool is_quoted = piece.kind == PieceKind::quoted_name;
    const auto found = added.partition_columns.find(std::string(is_quoted ? without_quotes(piece.text) : piece.text));
    result += found == added.partition_columns.end() ? piece.text : found->second;
  }
  return result;
}

}  // namespace kura::inspect::starrocks
