// Snippet: bytes to columns, escapes, and the cut of long lines.
#include "compiler/diag/render_snippet.h"

#include <algorithm>
#include <cstdint>
#include <vector>

#include <fmt/format.h>

#include "compiler/diag/render_place.h"

namespace kura::diag {
namespace {

constexpr std::size_t kTabWidth = 4;
constexpr std::size_t kContextColumns = 30;  // kept before the span when a line is cut
constexpr std::string_view kCut = "…";

std::uint32_t code_point(std::string_view character) {
  const auto first = static_cast<unsigned char>(character[0]);
  if (character.size() == 1) return first;
  std::uint32_t value = first & (0xffU >> (character.size() + 1));
  for (char c : character.substr(1)) value = value << 6U | (static_cast<unsigned char>(c) & 0x3fU);
  return value;
}

// Direction overrides and isolates make a line read otherwise than the compiler does.
bool must_escape(std::uint32_t point) {
  return point < 0x20 || (point >= 0x7f && point < 0xa0) || point == 0x200e || point == 0x200f || point == 0x2028 ||
         point == 0x2029 || (point >= 0x202a && point <= 0x202e) || (point >= 0x2066 && point <= 0x2069) ||
         point == 0xfeff;
}

/// One character of the source and how it is shown.
struct Cell {
  std::string text;
  std::size_t columns = 1;
  std::size_t begin = 0;  // byte of the source
};

Cell cell_at(std::string_view text, std::size_t at) {
  const std::size_t length = utf8_length(text.substr(at));
  if (length == 0) {
    std::string shown = fmt::format("\\x{:02x}", static_cast<unsigned char>(text[at]));
    return {shown, shown.size(), at};
  }
  const std::string_view character = text.substr(at, length);
  const std::uint32_t point = code_point(character);
  if (!must_escape(point)) return {std::string(character), 1, at};
  std::string shown = point < 0x80 ? fmt::format("\\x{:02x}", point) : fmt::format("\\u{{{:x}}}", point);
  return {shown, shown.size(), at};
}

std::size_t bytes_at(std::string_view text, std::size_t at) {
  return std::max<std::size_t>(utf8_length(text.substr(at)), 1);
}

std::vector<Cell> cells_of(std::string_view line) {
  std::vector<Cell> cells;
  std::size_t column = 0;
  for (std::size_t at = 0; at < line.size(); at += bytes_at(line, at)) {
    Cell cell = cell_at(line, at);
    if (line[at] == '\t') {
      cell.columns = kTabWidth - column % kTabWidth;
      cell.text.assign(cell.columns, ' ');
    }
    column += cell.columns;
    cells.push_back(std::move(cell));
  }
  return cells;
}

std::size_t columns_before(const std::vector<Cell>& cells, std::size_t byte) {
  std::size_t columns = 0;
  for (const Cell& cell : cells) {
    if (cell.begin >= byte) break;
    columns += cell.columns;
  }
  return columns;
}

/// The cells that fall into the window of columns, with marks where something was cut away.
std::string cut(const std::vector<Cell>& cells, std::size_t first, std::size_t last, std::size_t total) {
  std::string result;
  std::size_t column = 0;
  if (first > 0) result += kCut;
  for (const Cell& cell : cells) {
    const std::size_t end = column + cell.columns;
    if (column >= first && end <= last) {
      result += cell.text;
    } else if (end > first && column < last) {
      result.append(std::min(end, last) - std::max(column, first), ' ');
    }
    column = end;
  }
  if (last < total) result += kCut;
  return result;
}

}  // namespace

Snippet make_snippet(std::string_view line, std::size_t begin, std::size_t end) {
  const std::vector<Cell> cells = cells_of(line.substr(0, line.find_last_not_of(" \t\r") + 1));
  const std::size_t total = columns_before(cells, line.size());
  const std::size_t span_begin = columns_before(cells, begin) + (begin > line.size() ? 1 : 0);
  const std::size_t span_end = std::max(columns_before(cells, end), span_begin + 1);
  if (total <= kSnippetColumns) return {cut(cells, 0, total, total), span_begin, span_end - span_begin};
  std::size_t first = span_begin > kContextColumns ? span_begin - kContextColumns : 0;
  if (span_end <= kSnippetColumns) first = 0;
  first = std::min(first, total - kSnippetColumns);
  const std::size_t last = std::min(first + kSnippetColumns, total);
  const std::size_t shift = first > 0 ? 1 : 0;
  return {cut(cells, first, last, total), span_begin - first + shift, std::min(span_end, last + 1) - span_begin};
}

std::string printable(std::string_view text, bool keep_line_ends) {
  std::string result;
  for (std::size_t at = 0; at < text.size(); at += bytes_at(text, at)) {
    if (keep_line_ends && text[at] == '\n') {
      result += '\n';
    } else {
      result += cell_at(text, at).text;
    }
  }
  return result;
}

}  // namespace kura::diag
