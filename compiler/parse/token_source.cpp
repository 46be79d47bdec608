// token_source: one pass over the bytes; white space and comments are skipped, words looked up, no text is copied.
#include "compiler/parse/token_source.h"

#include <algorithm>
#include <array>
#include <cstring>

#include <fmt/format.h>

#include "SchemaParser.h"
#include "compiler/base/ascii.h"
#include "compiler/diag/kinds.h"
#include "compiler/parse/nesting.h"
#include "compiler/parse/source_check.h"
#include "compiler/parse/words.h"

namespace kura::parse {
namespace {

using Types = SchemaParser;

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

// Tokens of one byte that no longer token begins with.
constexpr std::array<std::uint8_t, 128> make_single_bytes() {
  std::array<std::uint8_t, 128> result{};
  result[';'] = Types::SEMICOLON;
  result[','] = Types::COMMA;
  result['('] = Types::LPAREN;
  result[')'] = Types::RPAREN;
  result['{'] = Types::LBRACE;
  result['}'] = Types::RBRACE;
  result['['] = Types::LBRACKET;
  result[']'] = Types::RBRACKET;
  result['='] = Types::EQUAL;
  result['+'] = Types::PLUS;
  result['-'] = Types::MINUS;
  result['*'] = Types::STAR;
  result['/'] = Types::SLASH;
  result['%'] = Types::PERCENT;
  return result;
}
constexpr auto kSingleBytes = make_single_bytes();

class Reader {
 public:
  Reader(std::string_view text, BufferId buffer, diag::Sink& sink, bool keep_comments)
      : text_(text), buffer_(buffer), sink_(sink), keep_comments_(keep_comments) {}

  TokenList read();

 private:
  void skip_space();
  bool skip_comment();
  void skip_line_comment();
  bool skip_block_comment();
  void read_token();
  void read_word();
  void read_number();
  void read_quoted(std::size_t type, std::size_t prefix, char quote, std::string_view what);
  bool read_dollar();
  void read_operator();
  void add(std::size_t type, std::size_t length);
  void cut(std::size_t length, std::string_view what, std::string_view closing);

  [[nodiscard]] char peek(std::size_t distance = 0) const {
    return at_ + distance < text_.size() ? text_[at_ + distance] : '\0';
  }
  [[nodiscard]] std::size_t digits_from(std::size_t offset) const;
  [[nodiscard]] std::size_t name_end(std::size_t offset) const;
  [[nodiscard]] SourceRange range(std::size_t begin, std::size_t end) const {
    return {buffer_, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
  }

  std::string_view text_;
  BufferId buffer_;
  diag::Sink& sink_;
  bool keep_comments_;
  std::size_t at_ = 0;
  bool starts_line_ = true;
  Nesting nesting_;
  TokenList list_;
};

TokenList Reader::read() {
  list_.tokens.reserve(text_.size() / 5 + 2);
  if (text_.starts_with(kByteOrderMark)) at_ = kByteOrderMark.size();
  while (!list_.is_cut) {
    skip_space();
    if (at_ >= text_.size()) break;
    if (!skip_comment()) read_token();
  }
  const std::size_t end = list_.is_cut ? at_ : text_.size();
  list_.tokens.emplace_back(SourceToken::kEnd, text_.data() + end, static_cast<std::uint32_t>(end),
                            static_cast<std::uint32_t>(end), static_cast<std::uint32_t>(list_.tokens.size()), true);
  return std::move(list_);
}

void Reader::skip_space() {
  for (; at_ < text_.size() && is_space(text_[at_]); ++at_) {
    if (text_[at_] == '\n') starts_line_ = true;
  }
}

bool Reader::skip_comment() {
  const char first = text_[at_];
  const char second = peek(1);
  if ((first == '/' && second == '/') || (first == '-' && second == '-')) {
    skip_line_comment();
    return true;
  }
  return first == '/' && second == '*' && skip_block_comment();
}

void Reader::skip_line_comment() {
  const std::size_t begin = at_;
  at_ = std::min(text_.find('\n', at_), text_.size());
  std::size_t end = at_;
  if (end > begin && text_[end - 1] == '\r') --end;
  const std::string_view comment = text_.substr(begin, end - begin);
  // `////` is a line of decoration, not documentation.
  if (comment.starts_with("///") && !comment.starts_with("////")) {
    list_.docs.push_back({range(begin, end), static_cast<std::uint32_t>(list_.tokens.size()), starts_line_});
  } else if (keep_comments_) {
    list_.comments.push_back(range(begin, end));
  }
}

bool Reader::skip_block_comment() {
  const std::size_t end = text_.find("*/", at_ + 2);
  if (end == std::string_view::npos) {
    cut(2, "comment", "*/");
    return true;
  }
  if (keep_comments_) list_.comments.push_back(range(at_, end + 2));
  if (text_.substr(at_, end - at_).find('\n') != std::string_view::npos) starts_line_ = true;
  at_ = end + 2;
  return true;
}

void Reader::read_token() {
  const char c = text_[at_];
  if (is_name_start(c)) return read_word();
  if (is_digit(c) || (c == '.' && is_digit(peek(1)))) return read_number();
  switch (c) {
    case '\'':
      return read_quoted(Types::STRING, 0, '\'', "string");
    case '"':
      return read_quoted(Types::QUOTED, 0, '"', "quoted name");
    case '`':
      return read_quoted(Types::BACKTICKED, 0, '`', "quoted name");
    case '$':
      if (read_dollar()) return;
      break;
    default:
      break;
  }
  read_operator();
}

void Reader::read_word() {
  const std::size_t end = name_end(at_);
  const std::size_t length = end - at_;
  if (length == 3 && peek(3) == '\'' && equals_ignoring_case(text_.substr(at_, 3), "sql")) {
    return read_quoted(Types::SQL_STRING, 3, '\'', "string");
  }
  add(word_type(text_.substr(at_, length)), length);
}

std::size_t Reader::name_end(std::size_t offset) const {
  while (offset < text_.size() && is_name_part(text_[offset])) ++offset;
  return offset;
}

std::size_t Reader::digits_from(std::size_t offset) const {
  while (offset < text_.size() && is_digit(text_[offset])) ++offset;
  return offset;
}

void Reader::read_number() {
  std::size_t end = digits_from(at_);
  if (end < text_.size() && text_[end] == '.') end = digits_from(end + 1);
  if (end < text_.size() && to_lower(text_[end]) == 'e') {
    std::size_t exponent = end + 1;
    if (exponent < text_.size() && (text_[exponent] == '+' || text_[exponent] == '-')) ++exponent;
    const std::size_t exponent_end = digits_from(exponent);
    if (exponent_end > exponent) end = exponent_end;
  }
  add(Types::NUMBER, end - at_);
}

// A doubled quote stands for itself and goes on.
void Reader::read_quoted(std::size_t type, std::size_t prefix, char quote, std::string_view what) {
  for (std::size_t from = at_ + prefix + 1;; from += 2) {
    from = text_.find(quote, from);
    if (from == std::string_view::npos) return cut(prefix + 1, what, std::string_view(&quote, 1));
    if (from + 1 < text_.size() && text_[from + 1] == quote) continue;
    return add(type, from + 1 - at_);
  }
}

// `${name}`, `$$…$$` and `$tag$…$tag$`; false for any other dollar. A `${` that is no parameter is one token, so that
// it opens no block.
bool Reader::read_dollar() {
  if (peek(1) == '{') {
    const std::size_t end = is_name_start(peek(2)) ? name_end(at_ + 2) : 0;
    const bool is_parameter = end != 0 && end < text_.size() && text_[end] == '}';
    add(is_parameter ? Types::PARAMETER : Types::OTHER, is_parameter ? end + 1 - at_ : 2);
    return true;
  }
  const std::size_t tag_end = is_digit(peek(1)) ? at_ + 1 : name_end(at_ + 1);
  if (tag_end >= text_.size() || text_[tag_end] != '$') return false;
  const std::string_view tag = text_.substr(at_, tag_end + 1 - at_);
  const std::size_t end = text_.find(tag, tag_end + 1);
  if (end == std::string_view::npos) {
    cut(tag.size(), "dollar-quoted text", tag);
  } else {
    add(Types::DOLLAR_STRING, end + tag.size() - at_);
  }
  return true;
}

void Reader::read_operator() {
  const char first = text_[at_];
  const char second = peek(1);
  if (first == '<') {
    if (second == '>') return add(Types::NOT_EQUAL, 2);
    return second == '=' ? add(Types::LESS_EQUAL, 2) : add(Types::LT, 1);
  }
  if (first == '>') return second == '=' ? add(Types::GREATER_EQUAL, 2) : add(Types::GT, 1);
  if (first == ':') return second == ':' ? add(Types::DOUBLE_COLON, 2) : add(Types::COLON, 1);
  if (first == '|' && second == '|') return add(Types::CONCAT, 2);
  if (first == '!' && second == '=') return add(Types::NOT_EQUAL, 2);
  if (first == '.') return add(Types::DOT, 1);
  const auto byte = static_cast<unsigned char>(first);
  if (byte < kSingleBytes.size() && kSingleBytes[byte] != 0) return add(kSingleBytes[byte], 1);
  add(Types::OTHER, std::max<std::size_t>(1, utf8_length(text_.substr(at_))));
}

void Reader::add(std::size_t type, std::size_t length) {
  if (nesting_.after(type) > kDeepestNesting) {
    sink_.report(diag::nesting_too_deep, range(at_, at_ + length), {std::to_string(kDeepestNesting)});
    list_.is_cut = true;
    return;
  }
  list_.tokens.emplace_back(static_cast<std::uint16_t>(type), text_.data() + at_, static_cast<std::uint32_t>(at_),
                            static_cast<std::uint32_t>(at_ + length), static_cast<std::uint32_t>(list_.tokens.size()),
                            starts_line_);
  starts_line_ = false;
  at_ += length;
}

// What begins here is never closed: reported at its beginning, and nothing behind it can be trusted.
void Reader::cut(std::size_t length, std::string_view what, std::string_view closing) {
  sink_.report(diag::unterminated, range(at_, at_ + length), {std::string(what), std::string(closing)});
  list_.is_cut = true;
}

}  // namespace

TokenList read_tokens(const SourceManager& sources, BufferId buffer, diag::Sink& sink, bool keep_comments) {
  return Reader(sources.text(buffer), buffer, sink, keep_comments).read();
}

}  // namespace kura::parse
