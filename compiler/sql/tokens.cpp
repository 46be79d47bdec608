// Reading SQL text as tokens, and writing tokens back as one canonical line.
#include "compiler/sql/tokens.h"

#include "compiler/base/ascii.h"

namespace kura::sql {
namespace {

bool is_word_start(char c) {
  return is_name_start(c) || static_cast<unsigned char>(c) >= 0x80;
}
bool is_word_part(char c) {
  return is_word_start(c) || is_digit(c) || c == '$';
}

class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  std::vector<Token> read() {
    tokens_.reserve(text_.size() / 5 + 1);
    while (skip_blanks()) read_token();
    return std::move(tokens_);
  }

 private:
  [[nodiscard]] char peek(std::size_t ahead = 0) const {
    return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
  }

  /// Moves past white space and comments; false at the end.
  bool skip_blanks() {
    while (at_ < text_.size()) {
      if (is_space(peek())) {
        ++at_;
      } else if ((peek() == '-' && peek(1) == '-') || (peek() == '/' && peek(1) == '/')) {
        move_to(text_.find('\n', at_));
      } else if (peek() == '/' && peek(1) == '*') {
        move_behind(text_.find("*/", at_ + 2), 2);
      } else {
        return true;
      }
    }
    return false;
  }

  void read_token() {
    const char c = peek();
    if (is_string_prefix()) return read_quoted(TokenKind::string, at_ + (peek(1) == '&' ? 2 : 1), '\'');
    if (is_word_start(c)) return read_word();
    if (is_digit(c) || (c == '.' && is_digit(peek(1)) && !follows_name())) return read_number();
    if (c == '\'') return read_quoted(TokenKind::string, at_, c);
    if (c == '"' || c == '`') return read_quoted(TokenKind::quoted_name, at_, c);
    if (c == '$' && read_dollar()) return;
    read_symbol();
  }

  /// E'…', N'…', B'…', X'…' and U&'…': one literal with the letter in front.
  [[nodiscard]] bool is_string_prefix() const {
    const char c = to_lower(peek());
    if (c == 'u' && peek(1) == '&' && peek(2) == '\'') return true;
    return (c == 'e' || c == 'n' || c == 'b' || c == 'x') && peek(1) == '\'';
  }
  [[nodiscard]] bool follows_name() const {
    return !tokens_.empty() && tokens_.back().end == at_ && tokens_.back().kind != TokenKind::symbol;
  }

  void read_word() {
    std::size_t end = at_;
    while (end < text_.size() && is_word_part(text_[end])) ++end;
    emit(TokenKind::word, end);
  }

  void read_number() {
    std::size_t end = at_;
    while (end < text_.size() && (is_word_part(text_[end]) || text_[end] == '.' || is_exponent_sign(end))) ++end;
    emit(TokenKind::number, end);
  }
  [[nodiscard]] bool is_exponent_sign(std::size_t place) const {
    if (text_[place] != '+' && text_[place] != '-') return false;
    const bool is_hexadecimal = peek() == '0' && to_lower(peek(1)) == 'x';
    return !is_hexadecimal && to_lower(text_[place - 1]) == 'e' && place + 1 < text_.size() &&
           is_digit(text_[place + 1]);
  }

  /// `open` is where the opening quote stands; a doubled quote stands for itself.
  void read_quoted(TokenKind kind, std::size_t open, char quote) {
    std::size_t end = open + 1;
    while (true) {
      end = text_.find(quote, end);
      if (end == std::string_view::npos) return emit(kind, text_.size());
      if (end + 1 >= text_.size() || text_[end + 1] != quote) return emit(kind, end + 1);
      end += 2;
    }
  }

  /// `${name}` and `$1` are words, `$tag$…$tag$` is a string; false for a plain dollar. A `${` that is no parameter is
  /// a word too: whoever fills in parameters reports it.
  bool read_dollar() {
    if (peek(1) == '{') {
      std::size_t end = at_ + 2;
      while (end < text_.size() && is_name_part(text_[end])) ++end;
      const bool is_parameter = end > at_ + 2 && end < text_.size() && text_[end] == '}';
      emit(TokenKind::word, is_parameter ? end + 1 : at_ + 2);
      return true;
    }
    std::size_t end = at_ + 1;
    while (end < text_.size() && (is_name_part(text_[end]) || static_cast<unsigned char>(text_[end]) >= 0x80)) ++end;
    if (end < text_.size() && text_[end] == '$' && !is_digit(peek(1))) {
      const std::string_view tag = text_.substr(at_, end + 1 - at_);
      const std::size_t close = text_.find(tag, end + 1);
      emit(TokenKind::string, close == std::string_view::npos ? text_.size() : close + tag.size());
      return true;
    }
    if (end == at_ + 1) return false;
    emit(TokenKind::word, end);
    return true;
  }

  void read_symbol() {
    const std::string_view two = text_.substr(at_, 2);
    const bool is_double = two == "<>" || two == "!=" || two == "<=" || two == ">=" || two == "||" || two == "::";
    emit(TokenKind::symbol, at_ + (is_double ? 2 : 1));
  }

  void emit(TokenKind kind, std::size_t end) {
    tokens_.push_back(
        {kind, static_cast<std::uint32_t>(at_), static_cast<std::uint32_t>(end), text_.substr(at_, end - at_)});
    at_ = end;
  }
  void move_to(std::size_t place) { at_ = place == std::string_view::npos ? text_.size() : place; }
  void move_behind(std::size_t place, std::size_t length) {
    at_ = place == std::string_view::npos ? text_.size() : place + length;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::vector<Token> tokens_;
};

/// Whether a blank stands between two tokens in the canonical line.
bool needs_blank(const Token& left, const Token& right) {
  const bool is_left_symbol = left.kind == TokenKind::symbol;
  const bool is_right_symbol = right.kind == TokenKind::symbol;
  // `${schema}_copy` is one name as soon as the parameter is filled in.
  const bool is_parameter = left.text.starts_with("${") || right.text.starts_with("${");
  if (!is_left_symbol && !is_right_symbol) return !is_parameter || right.begin > left.end;
  if (is_right_symbol && (right.text == "," || right.text == ")" || right.text == "]" || right.text == ";"))
    return false;
  if (is_left_symbol && (left.text == "(" || left.text == "[")) return false;
  if (is_left_symbol && left.text == ",") return true;
  if (left.is_symbol(".") || left.is_symbol("::") || right.is_symbol("::")) return false;
  // `a.b` is one name; a blank before a point would make another token of `.5` only, which is a number already.
  if (right.is_symbol(".")) return false;
  // An operator of several characters must stay together, a call keeps its look.
  return right.begin > left.end;
}

/// A quoted name that says the same without its quotes.
bool is_plain_name(std::string_view name) {
  if (name.empty() || is_digit(name[0])) return false;
  for (char c : name) {
    if (!is_name_part(c) || c != to_lower(c)) return false;
  }
  return true;
}

bool is_same_token(const Token& left, const Token& right) {
  const bool is_left_name = left.kind == TokenKind::word || left.kind == TokenKind::quoted_name;
  const bool is_right_name = right.kind == TokenKind::word || right.kind == TokenKind::quoted_name;
  if (is_left_name && is_right_name) {
    if (left.kind == right.kind && left.kind == TokenKind::word) return equals_ignoring_case(left.text, right.text);
    const std::string name = name_of(left);
    return name == name_of(right) && (left.kind == right.kind || is_plain_name(name));
  }
  return left.kind == right.kind && left.text == right.text;
}

}  // namespace

bool Token::is_word(std::string_view expected) const {
  return kind == TokenKind::word && equals_ignoring_case(text, expected);
}

std::vector<Token> tokenize(std::string_view text) {
  return Reader(text).read();
}

std::string name_of(const Token& token) {
  if (token.kind != TokenKind::quoted_name) return to_lower(token.text);
  const char quote = token.text[0];
  std::string name;
  for (std::size_t i = 1; i < token.text.size(); ++i) {
    if (token.text[i] == quote) {
      if (i + 1 >= token.text.size() || token.text[i + 1] != quote) break;
      ++i;
    }
    name += token.text[i];
  }
  return name;
}

std::string normalized(std::string_view text) {
  const std::vector<Token> tokens = tokenize(text);
  std::string result;
  result.reserve(text.size());
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (i > 0 && needs_blank(tokens[i - 1], tokens[i])) result += ' ';
    result += tokens[i].text;
  }
  return result;
}

bool same_tokens(std::string_view left, std::string_view right) {
  const std::vector<Token> a = tokenize(left);
  const std::vector<Token> b = tokenize(right);
  if (a.size() != b.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (!is_same_token(a[i], b[i])) return false;
  }
  return true;
}

}  // namespace kura::sql
