// body: comments, blank lines and entries in the order of the source.
#include "compiler/format/body.h"

namespace kura::format {
namespace {

class BodyPrinter {
 public:
  BodyPrinter(Layout& layout, Space space) : layout_(layout), space_(space), last_end_(space.begin) {}

  void print(const Entry& entry) {
    if (layout_.trivia.has_source()) {
      print_with_source(entry);
    } else {
      print_without_source(entry);
    }
    is_first_ = false;
    last_end_ = entry.end;
    last_group_ = entry.group;
  }

  void finish() { print_comments(space_.end); }

 private:
  void print_with_source(const Entry& entry) {
    const Trivia& trivia = layout_.trivia;
    must_separate_ = entry.needs_blank_line && !is_first_ && !trivia.has_blank_line_between(last_end_, entry.begin);
    print_comments(entry.begin);
    separate(entry.begin);
    const std::size_t line = layout_.page.line_count();
    entry.print();
    layout_.page.insert_before(line, space_.depth, layout_.trivia.take(entry.begin, entry.end));
    layout_.page.trail(layout_.trivia.take_trailing(entry.end));
  }

  void print_without_source(const Entry& entry) {
    if (!is_first_ && (entry.group != last_group_ || entry.needs_blank_line)) layout_.page.blank_line();
    print_doc(entry.doc);
    entry.print();
  }

  /// The comments on lines of their own before the offset.
  void print_comments(std::uint32_t end) {
    for (const Comment& comment : layout_.trivia.take(last_end_, end)) {
      separate(comment.begin);
      layout_.page.comment(space_.depth, comment);
      is_first_ = false;
    }
  }

  void separate(std::uint32_t offset) {
    if (!is_first_ && (must_separate_ || layout_.trivia.has_blank_line_before(offset))) layout_.page.blank_line();
    must_separate_ = false;
  }

  void print_doc(std::string_view doc) {
    while (!doc.empty()) {
      const std::size_t end = std::min(doc.find('\n'), doc.size());
      const std::string_view line = doc.substr(0, end);
      layout_.page.line(space_.depth, line.empty() ? "///" : "/// " + std::string(line));
      doc.remove_prefix(std::min(end + 1, doc.size()));
    }
  }

  Layout& layout_;
  Space space_;
  std::uint32_t last_end_;
  int last_group_ = 0;
  bool is_first_ = true;
  bool must_separate_ = false;
};

}  // namespace

void print_entries(Layout& layout, const std::vector<Entry>& entries, Space space) {
  BodyPrinter printer(layout, space);
  for (const Entry& entry : entries) printer.print(entry);
  printer.finish();
}

void print_block(Layout& layout, const std::string& head, const std::vector<Entry>& entries, std::uint32_t open,
                 std::uint32_t close, std::size_t depth) {
  const bool has_comments = layout.trivia.has_source() && layout.trivia.has_comments(open, close);
  if (entries.empty() && !has_comments) return layout.page.line(depth, head + " { }");
  layout.page.line(depth, head + " {");
  if (layout.trivia.has_source()) layout.page.trail(layout.trivia.take_trailing(open + 1));
  print_entries(layout, entries, {open + 1, close, depth + 1});
  layout.page.line(depth, "}");
}

}  // namespace kura::format
