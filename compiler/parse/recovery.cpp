// recovery: scanning tokens, without the parser.
#include "compiler/parse/recovery.h"

#include "SchemaParser.h"
#include "compiler/parse/words.h"

namespace kura::parse {
namespace {

using Types = SchemaParser;

// The end is the last token, so looking past it finds the end again.
const SourceToken& at(const Tokens& tokens, std::size_t index) {
  return tokens[index < tokens.size() ? index : tokens.size() - 1];
}

bool is_name(const SourceToken& token) {
  return token.is(Types::QUOTED) || is_word(token.kind);
}

// Behind `a` or `a.b`; 0 when no name stands there.
std::size_t behind_name(const Tokens& tokens, std::size_t index) {
  if (!is_name(at(tokens, index))) return 0;
  const bool is_qualified = at(tokens, index + 1).is(Types::DOT) && is_name(at(tokens, index + 2));
  return index + (is_qualified ? 3 : 1);
}

// What may follow a declaration's name.
bool follows_name(const SourceToken& word, const SourceToken& next) {
  switch (word.kind) {
    case Types::SCHEMA:
      return next.is(Types::SEMICOLON);
    case Types::WAREHOUSE:
      return next.is(Types::COLON);
    case Types::PARAM:
      return next.is(Types::EQUAL);
    case Types::VIEW:
      return next.is(Types::AS) || next.is(Types::LBRACE) || next.is(Types::WAS) || next.is(Types::ONLY);
    default:
      return next.is(Types::LBRACE) || next.is(Types::WAS) || next.is(Types::ONLY);
  }
}

}  // namespace

bool looks_like_declaration(const Tokens& tokens, std::uint32_t index) {
  const SourceToken& word = tokens[index];
  if (!word.starts_line || !is_declaration_word(word.kind) || word.is(Types::SET)) return false;
  const SourceToken& second = at(tokens, index + 1);
  if (word.is(Types::IMPORT)) return second.is(Types::QUOTED) || second.is(Types::STRING);
  if (word.is(Types::LINT)) return second.is(Types::LBRACE);
  if (word.is(Types::EXTERNAL)) return second.is(Types::TABLE) || second.is(Types::VIEW);
  if (word.is(Types::MATERIALIZED)) return second.is(Types::VIEW) && is_name(at(tokens, index + 2));
  const std::size_t behind = behind_name(tokens, index + 1);
  return behind != 0 && follows_name(word, at(tokens, behind));
}

std::uint32_t entry_end(const Tokens& tokens, std::uint32_t start, std::uint32_t from) {
  int depth = 0;
  for (std::uint32_t i = start;; ++i) {
    const SourceToken& token = tokens[i];
    if (token.is(antlr4::Token::EOF)) return i;
    if (i >= from && i > start && looks_like_declaration(tokens, i)) return i;
    if (token.is(Types::LBRACE)) ++depth;
    if (token.is(Types::RBRACE)) {
      if (depth == 0 && i >= from) return i;
      if (--depth == 0 && i >= from) return i + 1;
    }
    if (token.is(Types::SEMICOLON) && depth <= 0 && i >= from) return i + 1;
  }
}

std::uint32_t line_end(const Tokens& tokens, std::uint32_t at) {
  do {
    ++at;
  } while (!tokens[at].starts_line);  // the end of the file starts one
  return at;
}

std::uint32_t declaration_end(const Tokens& tokens, std::uint32_t start, std::uint32_t from) {
  int depth = 0;
  for (std::uint32_t i = start;; ++i) {
    const SourceToken& token = tokens[i];
    if (token.is(antlr4::Token::EOF)) return i;
    if (i >= from && i > start && looks_like_declaration(tokens, i)) return i;
    if (token.is(Types::LBRACE) || token.is(Types::LPAREN)) ++depth;
    if (token.is(Types::RPAREN)) --depth;
    if (token.is(Types::RBRACE)) {
      const SourceToken& next = at(tokens, i + 1);
      const bool goes_on = next.is(Types::AS) || next.is(Types::SEMICOLON);
      if (--depth <= 0 && i >= from && !goes_on) return i + 1;
    }
    if (token.is(Types::SEMICOLON) && depth <= 0 && i >= from) return i + 1;
  }
}

std::uint32_t block_end(const Tokens& tokens, std::uint32_t at) {
  int depth = 1;
  for (std::uint32_t i = at;; ++i) {
    const SourceToken& token = tokens[i];
    if (token.is(antlr4::Token::EOF) || looks_like_declaration(tokens, i)) return i;
    if (token.is(Types::LBRACE)) ++depth;
    if (token.is(Types::RBRACE) && --depth == 0) return i + 1;
  }
}

std::optional<std::uint32_t> open_bracket(const Tokens& tokens, std::uint32_t start, std::uint32_t at) {
  int closed = 0;
  for (std::uint32_t i = at; i > start; --i) {
    const SourceToken& token = tokens[i - 1];
    if (token.is(Types::RPAREN) || token.is(Types::RBRACKET)) ++closed;
    if (token.is(Types::LPAREN) || token.is(Types::LBRACKET)) {
      if (closed == 0) return i - 1;
      --closed;
    }
  }
  return std::nullopt;
}

std::uint32_t indentation(std::string_view text, const SourceToken& token) {
  const std::size_t line_end = text.substr(0, token.begin).rfind('\n');
  return token.begin - static_cast<std::uint32_t>(line_end == std::string_view::npos ? 0 : line_end + 1);
}

}  // namespace kura::parse
