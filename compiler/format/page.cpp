// page: lines to text.
#include "compiler/format/page.h"

#include <algorithm>

namespace kura::format {

std::size_t width_of(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xc0U) != 0x80U; }));
}

void Page::blank_line() {
  if (!lines_.empty()) verbatim({});
}

void Page::add_comment(std::vector<Line>& lines, std::size_t depth, const std::string& text) {
  const bool has_stars = text.find("\n *") != std::string::npos;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    const bool is_indented = begin == 0 || has_stars;
    lines.push_back({is_indented ? depth * 2 : 0, text.substr(begin, end - begin), {}});
    begin = end + 1;
  }
}

void Page::comment(std::size_t depth, const Comment& comment) {
  add_comment(lines_, depth, comment.text);
}

void Page::insert_before(std::size_t index, std::size_t depth, const std::vector<Comment>& comments) {
  std::vector<Line> moved;
  for (const Comment& comment : comments)
    add_comment(moved, depth, comment.is_doc ? comment.text.substr(1) : comment.text);
  lines_.insert(lines_.begin() + static_cast<std::ptrdiff_t>(index), std::make_move_iterator(moved.begin()),
                std::make_move_iterator(moved.end()));
}

/// Comments at the ends of lines that follow each other at the same depth stand below each other.
bool Page::continues(std::size_t index) const {
  return index > 0 && index < lines_.size() && !lines_[index].trailing.empty() && !lines_[index - 1].trailing.empty() &&
         lines_[index].indent == lines_[index - 1].indent;
}

std::string Page::text() const {
  std::string result;
  std::size_t width = 0;
  for (std::size_t i = 0; i < lines_.size(); ++i) {
    const Line& line = lines_[i];
    if (!line.text.empty()) result.append(line.indent, ' ');
    result += line.text;
    if (!line.trailing.empty()) {
      if (!continues(i)) {
        width = width_of(line.text);
        for (std::size_t j = i + 1; continues(j); ++j) width = std::max(width, width_of(lines_[j].text));
      }
      result.append(width - width_of(line.text) + 2, ' ');
      result += line.trailing;
    }
    result += '\n';
  }
  return result;
}

}  // namespace kura::format
