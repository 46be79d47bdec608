// raw_text: native words and the lines of queries, read as tokens so that strings stay untouched.
#include "compiler/format/raw_text.h"

#include <algorithm>

#include "compiler/base/ascii.h"
#include "compiler/sql/tokens.h"

namespace kura::format {
namespace {

constexpr std::size_t kTabWidth = 4;

/// The columns that a line's leading white space takes, and its bytes.
struct Indentation {
  std::size_t columns = 0;
  std::size_t bytes = 0;
};

Indentation indentation_of(std::string_view line) {
  Indentation result;
  for (char c : line) {
    if (c != ' ' && c != '\t') break;
    result.columns += c == '\t' ? kTabWidth - result.columns % kTabWidth : 1;
    ++result.bytes;
  }
  return result;
}

bool is_inside_token(const std::vector<sql::Token>& tokens, std::size_t at) {
  const auto after = std::upper_bound(tokens.begin(), tokens.end(), at,
                                      [](std::size_t offset, const sql::Token& token) { return offset < token.end; });
  return after != tokens.end() && after->begin < at;
}

std::string_view without_blanks_at_end(std::string_view line) {
  while (!line.empty() && is_space(line.back())) line.remove_suffix(1);
  return line;
}

/// A line of the query before it is laid out.
struct SourceLine {
  std::string_view text;
  bool begins_inside = false;  // a token goes on from the line before
  bool ends_inside = false;    // and into the next line
};

std::vector<SourceLine> source_lines(std::string_view text) {
  const std::vector<sql::Token> tokens = sql::tokenize(text);
  std::vector<SourceLine> lines;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    lines.push_back({text.substr(begin, end - begin), is_inside_token(tokens, begin), is_inside_token(tokens, end)});
    begin = end + 1;
  }
  return lines;
}

std::size_t common_indentation(const std::vector<SourceLine>& lines, std::size_t column) {
  std::size_t common = column;
  for (std::size_t i = 1; i < lines.size(); ++i) {
    if (lines[i].begins_inside || without_blanks_at_end(lines[i].text).empty()) continue;
    common = std::min(common, indentation_of(lines[i].text).columns);
  }
  return common;
}

}  // namespace

std::string native_text(std::string_view text) {
  std::string result;
  std::size_t last_end = 0;
  for (const sql::Token& token : sql::tokenize(text)) {
    if (token.begin > last_end && !result.empty()) result += ' ';
    result += token.text;
    last_end = token.end;
  }
  return result;
}

std::vector<CommentSpan> comments_in(std::string_view text) {
  std::vector<CommentSpan> result;
  std::size_t at = 0;
  const auto read_gap = [&](std::size_t gap_end) {
    while (at < gap_end) {
      if (is_space(text[at])) {
        ++at;
        continue;
      }
      const bool is_block = text.substr(at, 2) == "/*";
      const std::size_t found = is_block ? text.find("*/", at + 2) : text.find('\n', at);
      const std::size_t end = std::min(found == std::string_view::npos ? gap_end : found + (is_block ? 2 : 0), gap_end);
      result.push_back({at, end});
      at = end;
    }
  };
  for (const sql::Token& token : sql::tokenize(text)) {
    read_gap(token.begin);
    at = token.end;
  }
  read_gap(text.size());
  return result;
}

std::vector<QueryLine> query_lines(std::string_view text, std::size_t column) {
  const std::vector<SourceLine> lines = source_lines(text);
  const std::size_t common = common_indentation(lines, column);
  std::vector<QueryLine> result;
  for (const SourceLine& line : lines) {
    const std::string_view body = line.ends_inside ? line.text : without_blanks_at_end(line.text);
    if (line.begins_inside) {
      result.push_back({std::string(body), true});
      continue;
    }
    const bool is_first = result.empty();
    const Indentation indentation = indentation_of(body);
    const std::size_t columns = is_first ? (column == std::string_view::npos ? common : column) : indentation.columns;
    const std::size_t extra = columns > common && common != std::string_view::npos ? columns - common : 0;
    result.push_back(
        {body.empty() ? "" : std::string(extra, ' ') + std::string(body.substr(indentation.bytes)), false});
  }
  return result;
}

bool ends_in_line_comment(std::string_view text) {
  const std::vector<CommentSpan> comments = comments_in(text);
  return !comments.empty() && comments.back().end == text.size() && text.substr(comments.back().begin, 2) != "/*";
}

}  // namespace kura::format
