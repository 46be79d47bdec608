// source_check: UTF-8 and control characters, in one pass over the bytes.
#include "compiler/parse/source_check.h"

#include <cstring>

#include <fmt/format.h>

#include "compiler/base/ascii.h"
#include "compiler/base/check.h"
#include "compiler/diag/kinds.h"

namespace kura::parse {
namespace {

// Offsets have 32 bits, and half of that leaves room for arithmetic; whoever reads files refuses much smaller ones.
constexpr std::size_t kLargestBuffer = std::size_t{1} << 31U;
// A binary file holds thousands: after these it is clear enough what it is.
constexpr std::size_t kControlReports = 10;

constexpr bool is_control(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return (byte < 0x20 && !is_space(c)) || byte == 0x7f;
}

bool is_continuation(char c) {
  return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}

// Eight bytes at once that are plain printable ASCII or at least hold nothing below blank.
bool is_plain_block(const char* bytes) {
  std::uint64_t block = 0;
  std::memcpy(&block, bytes, sizeof block);
  constexpr std::uint64_t kHigh = 0x8080808080808080U;
  constexpr std::uint64_t kBlanks = 0x2020202020202020U;
  constexpr std::uint64_t kDeletes = 0x7f7f7f7f7f7f7f7fU;
  constexpr std::uint64_t kOnes = 0x0101010101010101U;
  const std::uint64_t deletes = block ^ kDeletes;
  return (block & kHigh) == 0 && (((block - kBlanks) & ~block & kHigh) == 0) &&
         (((deletes - kOnes) & ~deletes & kHigh) == 0);
}

SourceRange range_of(BufferId buffer, std::size_t begin, std::size_t length) {
  return {buffer, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(begin + length)};
}

}  // namespace

std::size_t utf8_length(std::string_view text) {
  const auto lead = static_cast<unsigned char>(text[0]);
  if (lead < 0x80) return 1;
  const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || text.size() < length) return 0;
  for (std::size_t i = 1; i < length; ++i) {
    if (!is_continuation(text[i])) return 0;
  }
  const auto second = static_cast<unsigned char>(text[1]);
  const bool is_overlong = (lead == 0xE0 && second < 0xA0) || (lead == 0xF0 && second < 0x90);
  const bool is_outside = (lead == 0xED && second > 0x9F) || (lead == 0xF4 && second > 0x8F);
  return is_overlong || is_outside ? 0 : length;
}

bool check_source(const SourceManager& sources, BufferId buffer, diag::Sink& sink) {
  const std::string_view text = sources.text(buffer);
  KURA_CHECK(text.size() < kLargestBuffer, "a buffer is too large for its offsets");
  std::size_t controls = 0;
  for (std::size_t at = 0; at < text.size();) {
    if (at + 8 <= text.size() && is_plain_block(text.data() + at)) {
      at += 8;
      continue;
    }
    const std::size_t length = utf8_length(text.substr(at));
    if (length == 0) {
      sink.report(diag::invalid_utf8, range_of(buffer, at, 1));
      return false;
    }
    if (is_control(text[at]) && ++controls <= kControlReports) {
      const auto code = static_cast<unsigned>(static_cast<unsigned char>(text[at]));
      sink.report(diag::invalid_character, range_of(buffer, at, 1), {fmt::format("U+{:04X}", code)})
          .helps.push_back("remove this control character");
    }
    at += length;
  }
  return controls == 0;
}

}  // namespace kura::parse
