// Edits: ranges widened to what a person would take out.
#include "compiler/lint/edits.h"

#include <algorithm>

#include "compiler/base/ascii.h"

namespace kura::lint {
namespace {

bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\r';
}

}  // namespace

std::string apply(std::string_view text, std::vector<Edit> edits, std::vector<Edit>& done) {
  std::sort(edits.begin(), edits.end());
  std::string result;
  std::size_t from = 0;
  for (const Edit& edit : edits) {
    if (edit.at.begin < from && from > 0) continue;
    result += text.substr(from, edit.at.begin - from);
    from = edit.at.end;
    done.push_back(edit);
  }
  return result + std::string(text.substr(from));
}

Edit without_was(const SourceManager& sources, SourceRange name) {
  const std::string_view text = sources.text(name.buffer);
  std::uint32_t begin = name.begin;
  while (begin > 0 && is_space(text[begin - 1])) --begin;
  constexpr std::uint32_t kLength = 3;
  const bool is_word = begin >= kLength && equals_ignoring_case(text.substr(begin - kLength, kLength), "was");
  if (!is_word) return {};
  begin -= kLength;
  while (begin > 0 && is_space(text[begin - 1])) --begin;
  return {{name.buffer, begin, name.end}};
}

Edit without_entry(const SourceManager& sources, SourceRange at) {
  const std::string_view text = sources.text(at.buffer);
  std::uint32_t begin = at.begin;
  while (begin > 0 && is_blank(text[begin - 1])) --begin;
  std::uint32_t end = at.end;
  while (end < text.size() && is_blank(text[end])) ++end;
  const bool begins_line = begin == 0 || text[begin - 1] == '\n';
  const bool ends_line = end == text.size() || text[end] == '\n';
  if (begins_line && ends_line) return {{at.buffer, begin, end < text.size() ? end + 1 : end}};
  return {{at.buffer, begin, ends_line ? end : at.end}};
}

Edit without_list_entry(const SourceManager& sources, SourceRange at) {
  const std::string_view text = sources.text(at.buffer);
  std::uint32_t begin = at.begin;
  while (begin > 0 && is_blank(text[begin - 1])) --begin;
  if (begin > 0 && text[begin - 1] == ',') return {{at.buffer, begin - 1, at.end}};
  std::uint32_t end = at.end;
  while (end < text.size() && is_blank(text[end])) ++end;
  if (end < text.size() && text[end] == ',') ++end;
  while (end < text.size() && is_blank(text[end])) ++end;
  return {{at.buffer, at.begin, end}};
}

}  // namespace kura::lint
