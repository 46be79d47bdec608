// The page: lines and directives.
#include "compiler/migrations/page.h"

#include <array>

#include "compiler/diag/kinds.h"

namespace kura::migrations {
namespace {

constexpr std::string_view kMark = "-- kura:";
constexpr std::string_view kContinued = "--   ";

Lines lines_of(BufferId file, std::string_view text) {
  Lines lines;
  std::size_t begin = 0;
  while (begin < text.size()) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    std::string_view line = text.substr(begin, end - begin);
    if (line.ends_with('\r')) line.remove_suffix(1);
    lines.push_back({line, {file, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(begin + line.size())}});
    begin = end + 1;
  }
  return lines;
}

bool is_blank(std::string_view line) {
  return line.find_first_not_of(" \t") == std::string_view::npos;
}

Directive directive_of(const Line& line) {
  Directive directive;
  directive.at = line.at;
  std::string_view text = line.text.substr(kMark.size());
  while (text.ends_with(' ')) text.remove_suffix(1);
  std::size_t end = std::min(text.find(' '), text.size());
  // The only words of two.
  for (const std::string_view word : std::array<std::string_view, 2>{"check before", "check after"}) {
    if (text.starts_with(word)) end = word.size();
  }
  directive.word = text.substr(0, end);
  directive.text = text.substr(std::min(end + 1, text.size()));
  return directive;
}

}  // namespace

Page split_page(BufferId file, std::string_view text, diag::Sink& sink) {
  Page page;
  Lines* part = &page.up;
  for (Line line : lines_of(file, text)) {
    if (line.text == "-- kura:down" || line.text == "-- kura:state") {
      part = line.text.ends_with("down") ? &page.down : &page.state;
      continue;
    }
    if (part != &page.up && !is_blank(line.text) && !line.text.starts_with("--")) {
      sink.report(diag::migration_line_runs, line.at);
      continue;
    }
    if (part == &page.down)
      line.text.remove_prefix(std::min<std::size_t>(line.text.starts_with("-- ") ? 3 : 2, line.text.size()));
    part->push_back(line);
  }
  return page;
}

std::vector<Directive> directives_of(const Lines& lines, diag::Sink& sink) {
  std::vector<Directive> directives;
  bool is_continued = false;
  for (const Line& line : lines) {
    if (line.text.starts_with(kMark)) {
      directives.push_back(directive_of(line));
      is_continued = true;
      continue;
    }
    if (directives.empty()) {
      if (!is_blank(line.text) && !line.text.starts_with("--"))
        sink.report(diag::migration_line_before_header, line.at);
      continue;
    }
    Directive& last = directives.back();
    is_continued = is_continued && (line.text.starts_with(kContinued) || line.text == "--");
    if (is_continued && last.word != "object") {
      if (!last.continued.empty()) last.continued += '\n';
      last.continued += line.text.substr(std::min(kContinued.size(), line.text.size()));
    } else {
      last.below.push_back(line);
    }
  }
  return directives;
}

}  // namespace kura::migrations
