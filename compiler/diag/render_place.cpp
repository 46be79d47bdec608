// Place: byte offsets to lines and characters.
#include "compiler/diag/render_place.h"

#include <algorithm>

namespace kura::diag {
namespace {

struct Position {
  std::uint32_t line = 1;
  std::uint32_t column = 1;
};

Position position_of(BufferId buffer, std::uint32_t offset, const SourceManager& sources) {
  const LineColumn bytes = sources.position(buffer, offset);
  const std::uint32_t line_begin = offset - (bytes.column - 1);
  const std::string_view before = sources.text(buffer).substr(line_begin, offset - line_begin);
  return {bytes.line, character_count(before) + 1};
}

bool is_continuation(char c) {
  return (static_cast<unsigned char>(c) & 0xc0U) == 0x80U;
}

}  // namespace

std::size_t utf8_length(std::string_view text) {
  const auto first = static_cast<unsigned char>(text[0]);
  std::size_t length = 0;
  if (first < 0x80) length = 1;
  if (first >= 0xc2 && first < 0xe0) length = 2;
  if (first >= 0xe0 && first < 0xf0) length = 3;
  if (first >= 0xf0 && first < 0xf5) length = 4;
  if (length == 0 || text.size() < length) return 0;
  return std::all_of(text.begin() + 1, text.begin() + static_cast<std::ptrdiff_t>(length), is_continuation) ? length
                                                                                                            : 0;
}

std::uint32_t character_count(std::string_view text) {
  std::uint32_t count = 0;
  while (!text.empty()) {
    text.remove_prefix(std::max<std::size_t>(utf8_length(text), 1));
    ++count;
  }
  return count;
}

Place place_of(SourceRange range, const SourceManager& sources) {
  const auto size = static_cast<std::uint32_t>(sources.text(range.buffer).size());
  const std::uint32_t begin = std::min(range.begin, size);
  const std::uint32_t end = std::clamp(range.end, begin, size);
  const Position first = position_of(range.buffer, begin, sources);
  const Position last = position_of(range.buffer, end, sources);
  return {sources.name(range.buffer), first.line, first.column, last.line, last.column};
}

}  // namespace kura::diag
