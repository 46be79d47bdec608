// raw_text: what is handed on as it is: an engine's own words on one line, a query with its lines kept.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "compiler/ast/ast.h"
#include "compiler/source/source_manager.h"

namespace kura::format {

/// An engine's own words: as written, but with one blank for any white space and no comments.
std::string native_text(std::string_view text);

/// The comments in a raw text, as bytes of it.
struct CommentSpan {
  std::size_t begin = 0;
  std::size_t end = 0;
};
std::vector<CommentSpan> comments_in(std::string_view text);

/// The lines of a query, as written but for blanks at line ends and the indentation they have in common. `column` is
/// where the first line stands if only white space is before it, else npos. A line that begins inside a string is not
/// changed.
struct QueryLine {
  std::string text;
  bool is_inside_string = false;  // printed at the line's very start
};
std::vector<QueryLine> query_lines(std::string_view text, std::size_t column);

/// True when nothing may follow the text on its last line.
bool ends_in_line_comment(std::string_view text);

/// All native texts and all queries of a file, in source order.
struct RawTexts {
  std::vector<SourceRange> native;
  std::vector<SourceRange> queries;
};
RawTexts raw_texts_of(const ast::File& file);

}  // namespace kura::format
