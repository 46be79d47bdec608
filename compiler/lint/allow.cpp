// Allow: reading the comments out of the text, as the tree does not keep them.
#include "compiler/lint/allow.h"

#include <algorithm>

#include "compiler/base/ascii.h"

namespace kura::lint {
namespace {

constexpr std::string_view kMark = "kura:allow";

struct LineRange {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;  // before the line feed
};

LineRange line_around(std::string_view text, std::uint32_t offset) {
  const std::size_t before = offset == 0 ? std::string_view::npos : text.rfind('\n', offset - 1);
  const std::size_t begin = before == std::string_view::npos ? 0 : before + 1;
  return {static_cast<std::uint32_t>(begin),
          static_cast<std::uint32_t>(std::min(text.find('\n', offset), text.size()))};
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

bool is_passed_over(std::string_view line) {
  line = trimmed(line);
  return line.empty() || line.starts_with("//") || line.starts_with("--");
}

/// The next line with something on it.
LineRange line_below(std::string_view text, LineRange line) {
  while (line.end < text.size()) {
    line = line_around(text, line.end + 1);
    if (!is_passed_over(text.substr(line.begin, line.end - line.begin))) break;
  }
  return line;
}

SourceRange scope_of(std::string_view text, const ast::File& file, LineRange line, std::uint32_t comment) {
  const bool is_alone = trimmed(text.substr(line.begin, comment - line.begin)).empty();
  if (!is_alone) return {file.buffer, line.begin, line.end};
  const LineRange below = line_below(text, line);
  for (const ast::Declaration& declaration : file.declarations) {
    if (declaration.at.begin >= below.begin && declaration.at.begin < below.end)
      return {file.buffer, below.begin, declaration.at.end};
  }
  return {file.buffer, below.begin, below.end};
}

/// `a, b: why` gives a and b.
void add_rules(std::vector<Allow>& allows, std::string_view text, const Allow& common, std::uint32_t begin,
               std::uint32_t end) {
  while (begin < end) {
    while (begin < end && (is_space(text[begin]) || text[begin] == ',')) ++begin;
    std::uint32_t stop = begin;
    while (stop < end && is_name_part(text[stop])) ++stop;
    if (stop == begin) return;
    Allow allow = common;
    allow.rule = to_lower(text.substr(begin, stop - begin));
    allow.at = {common.comment.buffer, begin, stop};
    allows.push_back(std::move(allow));
    begin = stop;
    while (begin < end && is_space(text[begin])) ++begin;
    if (begin < end && text[begin] != ',') return;
  }
}

}  // namespace

std::vector<Allow> find_allows(const SourceManager& sources, const ast::File& file) {
  const std::string_view text = sources.text(file.buffer);
  std::vector<Allow> allows;
  for (std::size_t found = text.find(kMark); found != std::string_view::npos; found = text.find(kMark, found + 1)) {
    auto mark = static_cast<std::uint32_t>(found);
    while (mark > 0 && text[mark - 1] == ' ') --mark;
    const bool is_comment = mark >= 2 && (text.substr(mark - 2, 2) == "//" || text.substr(mark - 2, 2) == "--");
    if (!is_comment || (mark >= 3 && text[mark - 3] == text[mark - 1])) continue;
    const LineRange line = line_around(text, mark);
    Allow common;
    common.comment = {file.buffer, mark - 2, line.end};
    common.scope = scope_of(text, file, line, mark - 2);
    add_rules(allows, text, common, static_cast<std::uint32_t>(found + kMark.size()), line.end);
  }
  return allows;
}

}  // namespace kura::lint
