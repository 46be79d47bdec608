// page: the lines of the output; aligns the comments at their ends.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "compiler/format/trivia.h"

namespace kura::format {

/// The widest a block is printed on one line.
inline constexpr std::size_t kLineColumns = 100;

/// Characters, not bytes.
std::size_t width_of(std::string_view text);

class Page {
 public:
  void line(std::size_t depth, std::string text) { lines_.push_back({depth * 2, std::move(text), {}}); }
  /// At the line's very start, as it is.
  void verbatim(std::string text) { lines_.push_back({0, std::move(text), {}}); }
  void blank_line();
  void append(std::string_view text) { lines_.back().text += text; }
  /// Puts a comment at the end of the last line; nothing when it is empty.
  void trail(std::string comment) { lines_.back().trailing = std::move(comment); }
  void comment(std::size_t depth, const Comment& comment);
  /// Comments that stood inside an entry move to the lines before it. A doc comment there documented nothing and must
  /// not begin to.
  void insert_before(std::size_t index, std::size_t depth, const std::vector<Comment>& comments);
  [[nodiscard]] std::size_t line_count() const { return lines_.size(); }
  [[nodiscard]] std::string text() const;

 private:
  struct Line {
    std::size_t indent = 0;
    std::string text;
    std::string trailing;
  };
  [[nodiscard]] bool continues(std::size_t index) const;
  static void add_comment(std::vector<Line>& lines, std::size_t depth, const std::string& text);

  std::vector<Line> lines_;
};

}  // namespace kura::format
