// SQL text as tokens: enough for every engine's spelling of strings, names and comments; knows no grammar.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace kura::sql {

enum class TokenKind : std::uint8_t {
  word,         // unquoted name or keyword
  quoted_name,  // "…", `…` or […] where asked for
  string,       // '…', $$…$$, $tag$…$tag$
  number,
  symbol,  // one punctuation character, or one of <> != <= >= || ::
};

struct Token {
  TokenKind kind = TokenKind::symbol;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::string_view text;  // as written; a view into the text that was read

  [[nodiscard]] bool is_symbol(std::string_view symbol) const { return kind == TokenKind::symbol && text == symbol; }
  /// A word, whatever its case (`expected` in lower case).
  [[nodiscard]] bool is_word(std::string_view expected) const;
};

/// Reads a text to its end; white space and comments (`--`, `/* */`, `//`) are dropped. Never fails: an unterminated
/// string or comment ends with the text.
std::vector<Token> tokenize(std::string_view text);

/// A name as the engine would read it: quotes removed, unquoted ones in lower case.
std::string name_of(const Token& token);

/// The text with single blanks between tokens where they are needed and no comments; words keep their case.
std::string normalized(std::string_view text);

/// True when two texts are the same tokens: white space, comments, case of unquoted words and needless quotes do not
/// count.
bool same_tokens(std::string_view left, std::string_view right);

}  // namespace kura::sql
