// The text of SHOW CREATE as a statement that says only what its author said.
#include "runtime/inspect/starrocks/create_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "compiler/base/ascii.h"
#include "runtime/inspect/pieces.h"
#include "runtime/inspect/starrocks/entries.h"

namespace kura::inspect::starrocks {
namespace {

constexpr std::string_view kProperties = "PROPERTIES (";

std::string_view trimmed(std::string_view line) {
  while (!line.empty() && is_space(line.front())) line.remove_prefix(1);
  while (!line.empty() && is_space(line.back())) line.remove_suffix(1);
  return line;
}

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    lines.emplace_back(text.substr(0, end));
    text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
  }
  return lines;
}

/// With the name in the place of the one behind TABLE or VIEW.
std::string renamed(std::string_view line, std::string_view name) {
  std::string result;
  bool is_done = false;
  for (const Piece& piece : pieces_of(line)) {
    const bool is_name = !is_done && piece.kind == PieceKind::quoted_name;
    result += is_name ? name : piece.text;
    is_done = is_done || is_name;
  }
  return result;
}

class Properties {
 public:
  /// The lines between PROPERTIES ( and its end.
  explicit Properties(const std::vector<std::string>& lines) {
    for (const std::string& line : lines) {
      std::string_view property = trimmed(line);
      if (property.ends_with(',')) property.remove_suffix(1);
      if (!property.empty()) lines_.emplace_back(property);
    }
  }

  [[nodiscard]] bool has(std::string_view text) const {
    return std::any_of(lines_.begin(), lines_.end(), [&](const std::string& it) { return it.starts_with(text); });
  }

  [[nodiscard]] std::optional<std::string> value_of(std::string_view key) const {
    const std::string beginning = fmt::format("\"{}\" = \"", key);
    for (const std::string& line : lines_) {
      if (line.starts_with(beginning)) return line.substr(beginning.size(), line.size() - beginning.size() - 1);
    }
    return std::nullopt;
  }

  /// Three copies, or one where the storage is shared and keeps copies by itself.
  void leave_out_usual_copies() {
    const bool is_shared = has("\"datacache.") || has("\"storage_volume\"");
    std::erase(lines_, fmt::format("\"replication_num\" = \"{}\"", is_shared ? 1 : 3));
  }

  /// An index of words turns it off by itself.
  void leave_out_single_copies() { std::erase(lines_, "\"replicated_storage\" = \"false\""); }

  [[nodiscard]] std::string text() const {
    return lines_.empty() ? std::string() : fmt::format("PROPERTIES (\n{}\n)", fmt::join(lines_, ",\n"));
  }

 private:
  std::vector<std::string> lines_;
};

/// "p20250131", "p2025_05": the names that the server gives.
bool is_dated(std::string_view name, std::string_view prefix) {
  if (!name.starts_with(prefix) || name.size() == prefix.size()) return false;
  name.remove_prefix(prefix.size());
  return std::all_of(name.begin(), name.end(), [](char c) { return is_digit(c) || c == '_'; }) && is_digit(name[0]);
}

/// "(PARTITION p1 VALUES …," and the lines behind it: those of the author, in parentheses again.
void leave_out_dated_partitions(std::vector<std::string>& lines, std::string_view prefix) {
  constexpr std::string_view kWord = "PARTITION ";
  std::vector<std::string> kept;
  std::vector<std::string> partitions;
  for (const std::string& line : lines) {
    std::string_view text = trimmed(line);
    if (text.starts_with("(PARTITION ")) text.remove_prefix(1);
    if (!text.starts_with(kWord) || text.starts_with("PARTITION BY")) {
      if (!partitions.empty()) kept.push_back(fmt::format("({})", fmt::join(partitions, ",\n")));
      partitions.clear();
      kept.push_back(line);
      continue;
    }
    // A list of values ends in one parenthesis, the last partition in one more.
    const auto opened = std::count(text.begin(), text.end(), '(') + std::count(text.begin(), text.end(), '[');
    if (text.ends_with(',')) text.remove_suffix(1);
    if (std::count(text.begin(), text.end(), ')') > opened) text.remove_suffix(1);
    std::string_view name = text.substr(kWord.size(), text.find(' ', kWord.size()) - kWord.size());
    if (name.starts_with('`')) name = name.substr(1, name.size() - 2);
    if (!is_dated(name, prefix)) partitions.emplace_back(text);
  }
  if (!partitions.empty()) kept.push_back(fmt::format("({})", fmt::join(partitions, ",\n")));
  lines = std::move(kept);
}

}  // namespace

std::string create_statement(std::string_view text, std::string_view name, const std::vector<std::string>& rollups) {
  std::vector<std::string> lines = lines_of(text);
  if (lines.empty()) return {};
  const AddedByServer added = clean_entries(lines);
  for (std::string& line : lines) {
    if (trimmed(line).starts_with("PARTITION BY ")) line = with_expressions(line, added);
  }
  lines[0] = renamed(lines[0], name);
  if (trimmed(lines.back()).ends_with(';'))
    lines.back() = trimmed(lines.back()).substr(0, trimmed(lines.back()).size() - 1);
  const auto begin =
      std::find_if(lines.begin(), lines.end(), [](const auto& it) { return trimmed(it) == kProperties; });
  const auto end = std::find_if(begin, lines.end(), [](const auto& it) { return trimmed(it).starts_with(")"); });
  std::vector<std::string> kept(lines.begin(), begin);
  if (!rollups.empty()) kept.push_back(fmt::format("ROLLUP ({})", fmt::join(rollups, ", ")));
  if (end != lines.end()) {
    Properties properties({begin + 1, end});
    properties.leave_out_usual_copies();
    if (added.has_word_index) properties.leave_out_single_copies();
    if (properties.has("\"dynamic_partition.enable\" = \"true\""))
      leave_out_dated_partitions(kept, properties.value_of("dynamic_partition.prefix").value_or("p"));
    if (!properties.text().empty()) kept.push_back(properties.text());
    kept.push_back(std::string(trimmed(*end).substr(1)));
    kept.insert(kept.end(), end + 1, lines.end());
  }
  std::erase_if(kept, [](const std::string& line) { return trimmed(line).empty(); });
  return fmt::format("{}", fmt::join(kept, "\n"));
}

}  // namespace kura::inspect::starrocks
