// body: entries one below the other, with the comments and blank lines that stood between them.
#pragma once

#include <functional>
#include <string_view>
#include <vector>

#include "compiler/format/page.h"
#include "compiler/format/trivia.h"

namespace kura::format {

/// What the parts of one run share.
struct Layout {
  Trivia trivia;
  Page page;
};

/// A declaration, a member, a label, a property: something with a place and lines of its own.
struct Entry {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;          // behind its `;`, `,` or `}`
  std::string_view doc;           // printed only when there is no source
  int group = 0;                  // without a source, a blank line stands between entries of different groups
  bool needs_blank_line = false;  // before it, if it is not the first
  std::function<void()> print;
};

/// The space between the braces of a block, or a whole file.
struct Space {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::size_t depth = 0;
};

/// Prints the entries in their order. A comment that stands inside an entry and that its `print` did not take moves to
/// the lines before it.
void print_entries(Layout& layout, const std::vector<Entry>& entries, Space space);

/// `HEAD {`, the entries, `}`; `open` and `close` are the places of the braces.
void print_block(Layout& layout, const std::string& head, const std::vector<Entry>& entries, std::uint32_t open,
                 std::uint32_t close, std::size_t depth);

}  // namespace kura::format
