// trivia: the comments and blank lines of a file, handed out by place so that none is lost or printed twice.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "compiler/ast/ast.h"
#include "compiler/source/source_manager.h"

namespace kura::format {

struct Comment {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  bool is_doc = false;
  std::string text;  // as it is printed; lines of a block comment are separated by newlines
  bool is_taken = false;
};

class Trivia {
 public:
  /// Of a tree that has no source: no comments, no blank lines.
  Trivia() = default;
  Trivia(const ast::File& file, const SourceManager& sources);

  [[nodiscard]] bool has_source() const { return has_source_; }
  [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(text_.size()); }

  /// The comments that begin in [begin, end) and were not taken before.
  std::vector<Comment> take(std::uint32_t begin, std::uint32_t end);
  /// Those that end the line on which something ends at `end`, as one text; empty when there is none.
  std::string take_trailing(std::uint32_t end);
  [[nodiscard]] bool has_comments(std::uint32_t begin, std::uint32_t end) const;

  /// Is the line before what stands at the offset empty?
  [[nodiscard]] bool has_blank_line_before(std::uint32_t offset) const;
  /// Is any line empty from `begin` to what stands at `end`, comments between them included?
  [[nodiscard]] bool has_blank_line_between(std::uint32_t begin, std::uint32_t end) const;
  /// The place of the first such character that is in no comment, from `begin` on; the text's size when there is none.
  [[nodiscard]] std::uint32_t find(char c, std::uint32_t begin) const;
  /// The place of the first character that is neither white space nor in a comment.
  [[nodiscard]] std::uint32_t skip_space(std::uint32_t begin) const;
  /// Just behind the `mark` that follows, if it is what follows; else the place itself.
  [[nodiscard]] std::uint32_t behind(char mark, std::uint32_t place) const;
  /// The column of what stands at the offset if only white space stands before it on its line, else npos.
  [[nodiscard]] std::size_t column_at_line_start(std::uint32_t offset) const;

 private:
  using Iterator = std::vector<Comment>::const_iterator;
  [[nodiscard]] Iterator first_from(std::uint32_t begin) const;

  std::string_view text_;
  std::vector<Comment> comments_;
  bool has_source_ = false;
};

}  // namespace kura::format
