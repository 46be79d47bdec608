// Tokens of an engine's SQL as dumps and clients hold it, statement by statement.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/dialect/reading.h"
#include "compiler/source/source_range.h"

namespace kura::import {

enum class TokenKind : std::uint8_t { word, quoted_name, string, number, symbol };

struct Token {
  TokenKind kind = TokenKind::symbol;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::string_view text;  // as written; a view into the buffer

  /// A word, whatever its case (`expected` in lower case).
  [[nodiscard]] bool is(std::string_view expected) const;
  [[nodiscard]] bool is_symbol(std::string_view expected) const {
    return kind == TokenKind::symbol && text == expected;
  }
};

using Tokens = std::span<const Token>;

struct Statement {
  std::vector<Token> tokens;  // without the `;`; never empty
  SourceRange at;
};

/// Cuts a text into statements, one a call. Comments are dropped, but `/*! … */` is read as what it holds; a client's
/// own lines (`\connect`, DELIMITER, the rows of a COPY) are passed over. Never fails: what is unterminated ends with
/// the text.
class StatementReader {
 public:
  StatementReader(std::string_view text, BufferId buffer, const dialect::LexicalRules& rules)
      : text_(text), buffer_(buffer), rules_(rules) {}

  std::optional<Statement> next();

 private:
  bool skip_gap();
  bool skip_line_comment();
  bool skip_block_comment();
  bool skip_client_line();
  void skip_line();
  void skip_copied_rows();
  bool at_delimiter();
  [[nodiscard]] bool ends_body(const std::vector<Token>& tokens) const;
  Token read();
  std::uint32_t end_of_quoted(std::uint32_t from, char close, bool has_escapes) const;
  std::uint32_t end_of_dollar_string() const;
  std::uint32_t end_of_number() const;
  [[nodiscard]] char peek(std::uint32_t ahead = 0) const {
    return place_ + ahead < text_.size() ? text_[place_ + ahead] : '\0';
  }

  std::string_view text_;
  BufferId buffer_;
  const dialect::LexicalRules& rules_;
  std::uint32_t place_ = 0;
  std::uint32_t conditional_depth_ = 0;  // inside `/*! … */`
  std::string delimiter_ = ";";
};

/// A name as the engine reads it: quotes removed, folded where the engine folds.
std::string name_of(const Token& token, const dialect::LexicalRules& rules);
/// What a string holds: quotes removed, escapes carried out.
std::string string_of(const Token& token, const dialect::LexicalRules& rules);
/// The tokens with single blanks where they are needed, as sql::normalized writes them: names without needless quotes,
/// strings in the portable ones.
std::string portable_text(Tokens tokens, const dialect::LexicalRules& rules,
                          std::span<const std::string_view> reserved_words = {});

}  // namespace kura::import
