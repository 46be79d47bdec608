// Snippet: one line of source as a terminal can show it, and what underlines a part of it.
#pragma once

#include <string>
#include <string_view>

namespace kura::diag {

/// The widest a line of source is shown; longer ones are cut around the span.
inline constexpr std::size_t kSnippetColumns = 110;

struct Snippet {
  std::string line;        // tabs as blanks, what a terminal would act on escaped, cut to kSnippetColumns
  std::size_t indent = 0;  // columns before the span
  std::size_t width = 1;   // columns of the span, at least one
};

/// `begin` and `end` are bytes of the line; a span that goes on in later lines ends with this one.
Snippet make_snippet(std::string_view line, std::size_t begin, std::size_t end);

/// A text with control characters, direction overrides and broken UTF-8 escaped; line ends stay if `keep_line_ends`.
std::string printable(std::string_view text, bool keep_line_ends = false);

}  // namespace kura::diag
