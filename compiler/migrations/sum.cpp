// kura.sum: the chain, written and read.
#include "compiler/migrations/sum.h"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/diag/kinds.h"

namespace kura::migrations {
namespace {

constexpr std::string_view kHeader =
    "kura.sum 1: written by Kura; `kura verify` holds the files to it, `kura rehash` accepts an edit";
constexpr std::size_t kHashLength = 64;

bool is_hash(std::string_view text) {
  return text.size() == kHashLength &&
         std::all_of(text.begin(), text.end(), [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

/// Up to the next blank; the text is shortened by it.
std::string_view take_word(std::string_view& text) {
  const std::string_view word = text.substr(0, text.find(' '));
  text.remove_prefix(std::min(word.size() + 1, text.size()));
  return word;
}

}  // namespace

SumLine sum_line(const std::string& chain_before, const std::string& id, std::string_view content, bool is_edited) {
  SumLine line{id, sha256(content), {}, is_edited, {}};
  line.chain = chained(chain_before, line);
  return line;
}

std::string chained(const std::string& chain_before, const SumLine& line) {
  return sha256(
      fmt::format("{}\n{}\n{}\n{}", chain_before, line.id, line.content, line.is_edited ? "edited" : "planned"));
}

std::string sum_header() {
  return fmt::format("# {}\n", kHeader);
}

std::string write_sum_line(const SumLine& line) {
  return fmt::format("{} {} {}{}\n", line.id, line.content, line.chain, line.is_edited ? " edited" : "");
}

std::string write_sum(const std::vector<SumLine>& lines) {
  std::string text = sum_header();
  for (const SumLine& line : lines) text += write_sum_line(line);
  return text;
}

std::optional<SumLine> read_sum_line(std::string_view line) {
  SumLine entry;
  entry.id = take_word(line);
  entry.content = take_word(line);
  entry.chain = take_word(line);
  const std::string_view mark = take_word(line);
  entry.is_edited = mark == "edited";
  if (!is_hash(entry.content) || !is_hash(entry.chain) || (!mark.empty() && !entry.is_edited) || !line.empty())
    return std::nullopt;
  return entry;
}

bool is_conflict_mark(std::string_view line) {
  return line.starts_with("<<<<<<<") || line.starts_with(">>>>>>>") || line.starts_with("|||||||") || line == "=======";
}

std::vector<SumLine> read_sum(BufferId file, std::string_view text, diag::Sink& sink) {
  std::vector<SumLine> lines;
  std::size_t begin = 0;
  while (begin < text.size()) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    std::string_view line = text.substr(begin, end - begin);
    if (line.ends_with('\r')) line.remove_suffix(1);
    const SourceRange at{file, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(begin + line.size())};
    begin = end + 1;
    if (line.empty() || line.starts_with('#')) continue;
    if (is_conflict_mark(line)) {
      sink.report(diag::merge_conflict, at);
      return lines;
    }
    std::optional<SumLine> entry = read_sum_line(line);
    if (!entry) {
      sink.report(diag::sum_line_unreadable, at);
      continue;
    }
    entry->at = at;
    lines.push_back(std::move(*entry));
  }
  return lines;
}

}  // namespace kura::migrations
