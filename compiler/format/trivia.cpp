// trivia: collecting a file's comments, and questions about the space between its entries.
#include "compiler/format/trivia.h"

#include <algorithm>

#include "compiler/base/ascii.h"
#include "compiler/format/raw_text.h"

namespace kura::format {
namespace {

constexpr std::size_t kTabWidth = 4;

std::string_view trimmed_right(std::string_view text) {
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

std::string_view trimmed_left(std::string_view text) {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  return text;
}

std::string doc_text(std::string_view line) {
  line = trimmed_right(line.substr(3));
  const bool needs_blank = !line.empty() && line[0] != ' ';
  return (needs_blank ? "/// " : "///") + std::string(line);
}

/// A block comment whose lines begin with a star is indented with its first line; any other keeps its lines.
std::string block_text(std::string_view text) {
  std::vector<std::string_view> lines;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    lines.push_back(trimmed_right(text.substr(begin, end - begin)));
    begin = end + 1;
  }
  const bool has_stars = std::all_of(lines.begin() + 1, lines.end(),
                                     [](std::string_view line) { return trimmed_left(line).starts_with('*'); });
  std::string result(lines[0]);
  for (std::size_t i = 1; i < lines.size(); ++i) {
    result += "\n";
    result += has_stars ? " " + std::string(trimmed_left(lines[i])) : std::string(lines[i]);
  }
  return result;
}

Comment make_comment(SourceRange at, std::string_view text) {
  const bool is_doc = text.starts_with("///") && !text.starts_with("////");
  if (is_doc) return {at.begin, at.end, true, doc_text(text), false};
  return {at.begin, at.end, false, text.starts_with("/*") ? block_text(text) : std::string(trimmed_right(text)), false};
}

/// The ranges are sorted and do not overlap.
bool is_in(const std::vector<SourceRange>& ranges, std::uint32_t offset) {
  const auto behind = std::upper_bound(ranges.begin(), ranges.end(), offset,
                                       [](std::uint32_t place, SourceRange range) { return place < range.end; });
  return behind != ranges.end() && behind->begin <= offset;
}

/// Every comment of the file but those in queries, which keep theirs; in source order, each once.
std::vector<SourceRange> comment_places(const ast::File& file, std::string_view text) {
  const RawTexts raw = raw_texts_of(file);
  std::vector<SourceRange> places;
  for (const ast::Comment& comment : file.comments) places.push_back(comment.at);
  places.insert(places.end(), file.docs.begin(), file.docs.end());
  for (SourceRange native : raw.native) {
    for (CommentSpan span : comments_in(text.substr(native.begin, native.end - native.begin))) {
      places.push_back({native.buffer, native.begin + static_cast<std::uint32_t>(span.begin),
                        native.begin + static_cast<std::uint32_t>(span.end)});
    }
  }
  std::erase_if(places, [&raw](SourceRange place) { return is_in(raw.queries, place.begin); });
  std::sort(places.begin(), places.end());
  const auto is_same = [](SourceRange left, SourceRange right) { return left.begin == right.begin; };
  places.erase(std::unique(places.begin(), places.end(), is_same), places.end());
  return places;
}

}  // namespace

Trivia::Trivia(const ast::File& file, const SourceManager& sources)
    : text_(sources.text(file.buffer)), has_source_(true) {
  for (SourceRange place : comment_places(file, text_)) comments_.push_back(make_comment(place, sources.slice(place)));
}

Trivia::Iterator Trivia::first_from(std::uint32_t begin) const {
  return std::lower_bound(comments_.begin(), comments_.end(), begin,
                          [](const Comment& comment, std::uint32_t offset) { return comment.begin < offset; });
}

std::vector<Comment> Trivia::take(std::uint32_t begin, std::uint32_t end) {
  std::vector<Comment> result;
  for (auto i = static_cast<std::size_t>(first_from(begin) - comments_.begin()); i < comments_.size(); ++i) {
    if (comments_[i].begin >= end) break;
    if (comments_[i].is_taken) continue;
    comments_[i].is_taken = true;
    result.push_back(comments_[i]);
  }
  return result;
}

std::string Trivia::take_trailing(std::uint32_t end) {
  std::string result;
  std::uint32_t last = end;
  for (auto comment = first_from(end); comment != comments_.end(); ++comment) {
    const std::string_view gap = text_.substr(last, comment->begin - last);
    const bool is_on_line = gap.find_first_not_of(" \t") == std::string_view::npos;
    if (!is_on_line || comment->is_taken || comment->text.find('\n') != std::string::npos) break;
    result += (result.empty() ? "" : " ") + comment->text;
    last = comment->end;
  }
  const std::string_view rest = text_.substr(last, text_.find('\n', last) - last);
  if (result.empty() || !trimmed_left(rest).empty()) return {};
  take(end, last);
  return result;
}

bool Trivia::has_comments(std::uint32_t begin, std::uint32_t end) const {
  const auto comment = first_from(begin);
  return comment != comments_.end() && comment->begin < end;
}

bool Trivia::has_blank_line_before(std::uint32_t offset) const {
  std::size_t newlines = 0;
  while (offset > 0 && is_space(text_[offset - 1])) newlines += text_[--offset] == '\n' ? 1 : 0;
  return newlines > 1;
}

bool Trivia::has_blank_line_between(std::uint32_t begin, std::uint32_t end) const {
  if (has_blank_line_before(end)) return true;
  return std::any_of(first_from(begin), first_from(end),
                     [this](const Comment& comment) { return has_blank_line_before(comment.begin); });
}

std::uint32_t Trivia::find(char c, std::uint32_t begin) const {
  auto comment = first_from(begin);
  for (std::uint32_t at = begin; at < text_.size(); ++at) {
    while (comment != comments_.end() && comment->begin == at) at = (comment++)->end;
    if (at < text_.size() && text_[at] == c) return at;
  }
  return size();
}

std::uint32_t Trivia::skip_space(std::uint32_t begin) const {
  std::uint32_t at = begin;
  for (auto comment = first_from(begin); at < text_.size();) {
    if (comment != comments_.end() && comment->begin == at) {
      at = (comment++)->end;
    } else if (is_space(text_[at])) {
      ++at;
    } else {
      break;
    }
  }
  return at;
}

std::uint32_t Trivia::behind(char mark, std::uint32_t place) const {
  const std::uint32_t at = skip_space(place);
  return at < text_.size() && text_[at] == mark ? at + 1 : place;
}

std::size_t Trivia::column_at_line_start(std::uint32_t offset) const {
  const std::size_t line = offset == 0 ? 0 : text_.rfind('\n', offset - 1) + 1;
  std::size_t column = 0;
  for (char c : text_.substr(line, offset - line)) {
    if (c != ' ' && c != '\t') return std::string_view::npos;
    column += c == '\t' ? kTabWidth - column % kTabWidth : 1;
  }
  return column;
}

}  // namespace kura::format
