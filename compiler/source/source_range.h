// Where something stands in the source: a buffer and byte offsets; lines and columns are worked out only when printing.
#pragma once

#include <compare>
#include <cstdint>

namespace kura {

/// Names one loaded file; `kNoBuffer` where something has no place in any file.
struct BufferId {
  std::uint32_t value = 0xffffffff;
  auto operator<=>(const BufferId&) const = default;
};
inline constexpr BufferId kNoBuffer{};

/// Bytes `begin` to `end` (excluded) of a buffer. A default range means "no place".
struct SourceRange {
  BufferId buffer;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  [[nodiscard]] bool is_valid() const { return buffer != kNoBuffer; }
  auto operator<=>(const SourceRange&) const = default;
};

/// The range from the start of one to the end of another in the same buffer.
inline SourceRange spanning(SourceRange first, SourceRange last) {
  return {first.buffer, first.begin, last.end};
}

}  // namespace kura
