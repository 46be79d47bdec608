// SourceToken: one token of a buffer, as the generated parser wants it but without any text of its own.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include <antlr4-runtime.h>

#include "compiler/source/source_range.h"

namespace kura::parse {

/// `kind` is one of the parser's token constants or kEnd. Tokens stand in one vector; contexts of the parser point into
/// it.
class SourceToken final : public antlr4::Token {
 public:
  static constexpr std::uint16_t kEnd = 0xffff;

  SourceToken(std::uint16_t kind_of, const char* first, std::uint32_t from, std::uint32_t to, std::uint32_t position,
              bool is_first_of_line)
      : text(first), begin(from), end(to), index(position), kind(kind_of), starts_line(is_first_of_line) {}

  [[nodiscard]] std::string_view view() const { return {text, end - begin}; }
  [[nodiscard]] bool is(std::size_t type) const { return getType() == type; }

  [[nodiscard]] std::string getText() const override { return std::string(view()); }
  [[nodiscard]] std::size_t getType() const override { return kind == kEnd ? antlr4::Token::EOF : kind; }
  // Lines are worked out from the offset when something is printed, never here.
  [[nodiscard]] std::size_t getLine() const override { return 0; }
  [[nodiscard]] std::size_t getCharPositionInLine() const override { return begin; }
  [[nodiscard]] std::size_t getChannel() const override { return antlr4::Token::DEFAULT_CHANNEL; }
  [[nodiscard]] std::size_t getTokenIndex() const override { return index; }
  [[nodiscard]] std::size_t getStartIndex() const override { return begin; }
  [[nodiscard]] std::size_t getStopIndex() const override { return end - 1; }
  [[nodiscard]] antlr4::TokenSource* getTokenSource() const override { return nullptr; }
  [[nodiscard]] antlr4::CharStream* getInputStream() const override { return nullptr; }
  [[nodiscard]] std::string toString() const override { return getText(); }

  const char* text;
  std::uint32_t begin;
  std::uint32_t end;
  std::uint32_t index;
  std::uint16_t kind;
  bool starts_line;  // only white space stands before it on its line
};

/// One `///` line and the token that follows it.
struct DocLine {
  SourceRange at;
  std::uint32_t next_token = 0;
  bool starts_line = false;
};

/// What a buffer holds; the last token is always the end.
struct TokenList {
  std::vector<SourceToken> tokens;
  std::vector<DocLine> docs;
  std::vector<SourceRange> comments;
  bool is_cut = false;  // reading stopped at a mistake: what is missing at the end is not the user's second mistake
};

}  // namespace kura::parse
