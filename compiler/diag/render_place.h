// Place: a source range as people and tools count it, in lines and characters from one.
#pragma once

#include <cstdint>
#include <string_view>

#include "compiler/source/source_manager.h"

namespace kura::diag {

struct Place {
  std::string_view file;
  std::uint32_t line = 1;
  std::uint32_t column = 1;  // in characters, not bytes
  std::uint32_t end_line = 1;
  std::uint32_t end_column = 1;  // just behind the last character
};

/// The range must be valid; one that runs past its buffer's end is cut there.
Place place_of(SourceRange range, const SourceManager& sources);

/// Length in bytes of the UTF-8 character at the start of a text that is not empty; 0 when no valid one stands there.
std::size_t utf8_length(std::string_view text);
/// Number of characters; a byte that is not part of a valid one counts as one.
std::uint32_t character_count(std::string_view text);

}  // namespace kura::diag
