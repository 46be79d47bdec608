// Diagnostics for people: message, the source lines with their underlines, notes, help, summary.
#include <algorithm>
#include <string_view>

#include <fmt/format.h>

#include "compiler/diag/render.h"
#include "compiler/diag/render_place.h"
#include "compiler/diag/render_snippet.h"

namespace kura::diag {
namespace {

constexpr std::string_view kReset = "\x1b[0m";
constexpr std::string_view kBold = "\x1b[1m";
constexpr std::string_view kRed = "\x1b[1;31m";
constexpr std::string_view kYellow = "\x1b[1;33m";
constexpr std::string_view kBlue = "\x1b[1;34m";
constexpr std::string_view kCyan = "\x1b[1;36m";

struct Paint {
  bool use_color = false;
  [[nodiscard]] std::string operator()(std::string_view color, std::string_view text) const {
    return use_color ? fmt::format("{}{}{}", color, text, kReset) : std::string(text);
  }
};

std::string_view color_of(Severity severity) {
  switch (severity) {
    case Severity::error:
      return kRed;
    case Severity::warning:
      return kYellow;
    case Severity::note:
      return kCyan;
  }
  return kBold;
}

std::string_view word_of(Severity severity) {
  switch (severity) {
    case Severity::error:
      return "error";
    case Severity::warning:
      return "warning";
    case Severity::note:
      return "note";
  }
  return "";
}

/// One underlined part of the source.
struct Mark {
  SourceRange at;
  Place place;
  bool is_primary = false;
  std::string text;
};

/// The finding's own place first, then its labels; sorted by line within the same file, files in order of appearance.
std::vector<Mark> marks_of(const Diagnostic& diagnostic, const SourceManager& sources) {
  std::vector<Mark> marks;
  if (diagnostic.at.is_valid()) marks.push_back({diagnostic.at, place_of(diagnostic.at, sources), true, {}});
  for (const Label& label : diagnostic.labels) {
    if (label.at.is_valid()) marks.push_back({label.at, place_of(label.at, sources), false, label.text});
  }
  std::vector<BufferId> order;
  for (const Mark& mark : marks) {
    if (std::find(order.begin(), order.end(), mark.at.buffer) == order.end()) order.push_back(mark.at.buffer);
  }
  std::stable_sort(marks.begin(), marks.end(), [&order](const Mark& left, const Mark& right) {
    const auto file = [&order](const Mark& mark) { return std::find(order.begin(), order.end(), mark.at.buffer); };
    if (file(left) != file(right)) return file(left) < file(right);
    return left.place.line < right.place.line;
  });
  return marks;
}

class TextRenderer {
 public:
  TextRenderer(const SourceManager& sources, Paint paint) : sources_(sources), paint_(paint) {}

  void render(const Diagnostic& diagnostic) {
    const std::vector<Mark> marks = marks_of(diagnostic, sources_);
    std::uint32_t last_line = 0;
    for (const Mark& mark : marks) last_line = std::max(last_line, mark.place.line);
    gutter_ = last_line == 0 ? 1 : fmt::formatted_size("{}", last_line);
    header(diagnostic);
    for (std::size_t i = 0; i < marks.size(); ++i) snippet(marks, i, diagnostic.kind->severity);
    for (const Label& label : diagnostic.labels) {
      if (!label.at.is_valid()) remark("note", kBold, label.text);
    }
    for (const std::string& note : diagnostic.notes) remark("note", kBold, note);
    for (const std::string& help : helps_of(diagnostic)) remark("help", kCyan, help);
    out_ += '\n';
  }

  [[nodiscard]] std::string take() { return std::move(out_); }

 private:
  void header(const Diagnostic& diagnostic) {
    const Kind& kind = *diagnostic.kind;
    std::string message = printable(message_of(diagnostic));
    message += printable(warehouses_of(diagnostic));
    out_ += paint_(color_of(kind.severity), fmt::format("{}[{}]", word_of(kind.severity), kind.code));
    out_ += paint_(kBold, ": " + message) + "\n";
  }

  void snippet(const std::vector<Mark>& marks, std::size_t index, Severity severity) {
    const Mark& mark = marks[index];
    const bool is_new_file = index == 0 || marks[index - 1].at.buffer != mark.at.buffer;
    const bool is_new_line = is_new_file || marks[index - 1].place.line != mark.place.line;
    if (is_new_file) file_line(mark, marks, index == 0);
    if (!is_new_file && mark.place.line > marks[index - 1].place.line + 1) out_ += paint_(kBlue, "...") + "\n";
    const std::uint32_t column = sources_.position(mark.at.buffer, clamped_begin(mark.at)).column;
    const std::string_view line = sources_.line_at(mark.at.buffer, clamped_begin(mark.at));
    const std::size_t begin = column - 1;
    const std::size_t end = mark.place.end_line > mark.place.line ? line.size() : begin + (mark.at.end - mark.at.begin);
    const Snippet shown = make_snippet(line, begin, end);
    if (is_new_line)
      out_ += paint_(kBlue, fmt::format("{:>{}} |", mark.place.line, gutter_)) + spaced(shown.line) + "\n";
    std::string underline(shown.width, mark.is_primary ? '^' : '-');
    if (!mark.text.empty()) underline += " " + printable(mark.text);
    out_ += bar() + std::string(shown.indent + 1, ' ');
    out_ += paint_(mark.is_primary ? color_of(severity) : kBlue, underline) + "\n";
  }

  /// `--> file:line:column` of the mark that the file is shown for.
  void file_line(const Mark& first, const std::vector<Mark>& marks, bool is_first) {
    const Mark* named = &first;
    for (const Mark& mark : marks) {
      if (mark.is_primary && mark.at.buffer == first.at.buffer) named = &mark;
    }
    out_ += std::string(gutter_, ' ') + paint_(kBlue, is_first ? "-->" : ":::");
    out_ += fmt::format(" {}:{}:{}\n", printable(named->place.file), named->place.line, named->place.column);
    out_ += bar() + "\n";
  }

  void remark(std::string_view word, std::string_view color, std::string_view text) {
    const std::string indent(gutter_ + 1, ' ');
    std::string shown = printable(text, true);
    const std::string next_line = "\n" + indent + std::string(word.size() + 4, ' ');
    for (std::size_t at = shown.find('\n'); at != std::string::npos; at = shown.find('\n', at + next_line.size())) {
      shown.replace(at, 1, next_line);
    }
    out_ += fmt::format("{}{} {}: {}\n", indent, paint_(kBlue, "="), paint_(color, word), shown);
  }

  [[nodiscard]] std::string bar() const { return paint_(kBlue, std::string(gutter_ + 1, ' ') + "|"); }
  [[nodiscard]] std::uint32_t clamped_begin(SourceRange range) const {
    return std::min(range.begin, static_cast<std::uint32_t>(sources_.text(range.buffer).size()));
  }
  static std::string spaced(const std::string& line) { return line.empty() ? "" : " " + line; }

  const SourceManager& sources_;
  Paint paint_;
  std::size_t gutter_ = 1;
  std::string out_;
};

std::string counted(std::size_t count, std::string_view word) {
  return fmt::format("{} {}{}", count, word, count == 1 ? "" : "s");
}

std::size_t count_of(const std::vector<Diagnostic>& diagnostics, Severity severity) {
  return static_cast<std::size_t>(
      std::count_if(diagnostics.begin(), diagnostics.end(),
                    [severity](const Diagnostic& each) { return each.kind->severity == severity; }));
}

std::string summary_of(const std::vector<Diagnostic>& diagnostics, std::size_t dropped, bool show_notes) {
  std::vector<std::string> parts;
  const std::size_t errors = count_of(diagnostics, Severity::error);
  const std::size_t warnings = count_of(diagnostics, Severity::warning);
  const std::size_t notes = count_of(diagnostics, Severity::note);
  if (errors > 0) parts.push_back(counted(errors, "error"));
  if (warnings > 0) parts.push_back(counted(warnings, "warning"));
  if (notes > 0) parts.push_back(counted(notes, "note") + (show_notes ? "" : " hidden (--notes shows them)"));
  if (dropped > 0) parts.push_back(fmt::format("and {} more not shown", dropped));
  return fmt::format("{}\n", fmt::join(parts, ", "));
}

}  // namespace

std::string render_text(const std::vector<Diagnostic>& diagnostics, std::size_t dropped, const SourceManager& sources,
                        TextOptions options) {
  if (diagnostics.empty() && dropped == 0) return {};
  TextRenderer renderer(sources, Paint{options.use_color});
  for (const Diagnostic& diagnostic : diagnostics) {
    if (diagnostic.kind->severity == Severity::note && !options.show_notes) continue;
    renderer.render(diagnostic);
  }
  return renderer.take() + summary_of(diagnostics, dropped, options.show_notes);
}

}  // namespace kura::diag
