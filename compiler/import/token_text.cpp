// What tokens say: names, strings, and text in the portable quotes.
#include <algorithm>

#include "compiler/base/ascii.h"
#include "compiler/import/tokens.h"
#include "compiler/sql/tokens.h"

namespace kura::import {
namespace {

char escaped(char c) {
  switch (c) {
    case 'n':
      return '\n';
    case 't':
      return '\t';
    case 'r':
      return '\r';
    case 'b':
      return '\b';
    case '0':
      return '\0';
    default:
      return c;
  }
}

std::string undoubled(std::string_view inner, char close, bool has_escapes) {
  std::string text;
  for (std::size_t i = 0; i < inner.size(); ++i) {
    if (has_escapes && inner[i] == '\\' && i + 1 < inner.size()) {
      text += escaped(inner[++i]);
      continue;
    }
    text += inner[i];
    if (inner[i] == close && i + 1 < inner.size() && inner[i + 1] == close) ++i;
  }
  return text;
}

bool is_plain(std::string_view name) {
  return !name.empty() && is_name_start(name.front()) &&
         std::all_of(name.begin(), name.end(), [](char c) { return is_name_part(c) && to_lower(c) == c; });
}

std::string quoted(std::string_view text, char quote) {
  std::string result(1, quote);
  for (const char c : text) {
    if (c == quote) result += c;
    result += c;
  }
  return result + quote;
}

}  // namespace

namespace {

/// To so many bytes, and no part of a character.
std::string cut(std::string name, std::size_t longest) {
  if (longest == 0 || name.size() <= longest) return name;
  std::size_t end = longest;
  while (end > 0 && (static_cast<unsigned char>(name[end]) & 0xC0U) == 0x80U) --end;
  name.resize(end);
  return name;
}

std::string whole_name_of(const Token& token, const dialect::LexicalRules& rules) {
  if (token.kind == TokenKind::string) return string_of(token, rules);
  if (token.kind != TokenKind::quoted_name) return rules.folds_names ? to_lower(token.text) : std::string(token.text);
  const char open = token.text.front();
  const bool is_closed = token.text.size() > 1;
  return undoubled(token.text.substr(1, token.text.size() - (is_closed ? 2 : 1)), open == '[' ? ']' : open, false);
}

}  // namespace

std::string name_of(const Token& token, const dialect::LexicalRules& rules) {
  return cut(whole_name_of(token, rules), rules.longest_name);
}

std::string string_of(const Token& token, const dialect::LexicalRules& rules) {
  std::string_view text = token.text;
  if (text.empty()) return {};
  if (text.front() == '$') {
    const std::size_t tag = text.find('$', 1) + 1;
    return text.size() < 2 * tag ? std::string() : std::string(text.substr(tag, text.size() - 2 * tag));
  }
  bool has_escapes = rules.has_backslash_escapes;
  if (text.front() != '\'' && text.front() != '"') {
    has_escapes = has_escapes || to_lower(text.front()) == 'e';
    text.remove_prefix(1);
  }
  if (text.size() < 2) return {};
  return undoubled(text.substr(1, text.size() - 2), text.front(), has_escapes);
}

std::string portable_text(Tokens tokens, const dialect::LexicalRules& rules,
                          std::span<const std::string_view> reserved_words) {
  std::string text;
  const Token* before = nullptr;
  for (const Token& token : tokens) {
    const bool is_apart = before != nullptr && (token.begin > before->end ||
                                                (before->kind != TokenKind::symbol && token.kind != TokenKind::symbol));
    if (is_apart) text += ' ';
    before = &token;
    if (token.kind == TokenKind::quoted_name) {
      const std::string name = name_of(token, rules);
      const bool is_reserved = std::binary_search(reserved_words.begin(), reserved_words.end(), name);
      text += is_plain(name) && !is_reserved ? name : std::string(token.text);
    } else if (token.kind == TokenKind::string && (token.text.front() == '\'' || token.text.front() == '"')) {
      text += quoted(string_of(token, rules), '\'');
    } else {
      text += token.text;
    }
  }
  return sql::normalized(text);
}

}  // namespace kura::import
