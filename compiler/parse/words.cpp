// The table of keywords: an open-addressed hash over the vocabulary's words, made once.
#include "compiler/parse/words.h"

#include <algorithm>
#include <array>
#include <string>

#include "SchemaParser.h"
#include "compiler/base/ascii.h"
#include "compiler/base/check.h"
#include "compiler/parse/token_stream.h"

namespace kura::parse {
namespace {

// The lexer grammar lists the keywords first and without a gap.
constexpr std::size_t kFirstKeyword = SchemaParser::PRIMARY;
constexpr std::size_t kLastKeyword = SchemaParser::WITH;
constexpr std::size_t kSlots = 512;
constexpr std::size_t kLongest = 12;

constexpr unsigned lower(char c) {
  return static_cast<unsigned char>(c) | 0x20U;
}

// Words of two letters and more; every keyword is.
std::size_t slot_of(std::string_view word) {
  const unsigned ends = lower(word.front()) * 7U + lower(word.back()) * 31U;
  return (ends + lower(word[1]) * 3U + static_cast<unsigned>(word.size()) * 41U) % kSlots;
}

bool matches(std::string_view keyword, std::string_view word) {
  if (keyword.size() != word.size()) return false;
  for (std::size_t i = 0; i < word.size(); ++i) {
    if (static_cast<unsigned char>(keyword[i]) != lower(word[i])) return false;
  }
  return true;
}

struct Table {
  std::array<std::string, kLastKeyword + 1> text;
  std::array<std::uint8_t, kSlots> slots{};

  Table() {
    TokenList nothing;
    nothing.tokens.emplace_back(SourceToken::kEnd, nullptr, 0, 0, 0, true);
    TokenStream stream(nothing.tokens);
    const SchemaParser parser(&stream);
    for (std::size_t type = kFirstKeyword; type <= kLastKeyword; ++type) add(type, parser.getVocabulary());
  }

  void add(std::size_t type, const antlr4::dfa::Vocabulary& vocabulary) {
    std::string word = to_lower(std::string_view(vocabulary.getSymbolicName(type)));
    if (word.back() == '_') word.pop_back();  // NULL_: the plain name is a macro
    KURA_CHECK(word.size() >= 2 && word.size() <= kLongest, "a keyword of unexpected length");
    std::size_t slot = slot_of(word);
    while (slots[slot] != 0) slot = (slot + 1) % kSlots;
    slots[slot] = static_cast<std::uint8_t>(type);
    text[type] = std::move(word);
  }
};

const Table& table() {
  static const Table instance;
  return instance;
}

}  // namespace

std::uint16_t word_type(std::string_view word) {
  if (word.size() < 2 || word.size() > kLongest) return SchemaParser::IDENTIFIER;
  const Table& known = table();
  for (std::size_t slot = slot_of(word); known.slots[slot] != 0; slot = (slot + 1) % kSlots) {
    if (matches(known.text[known.slots[slot]], word)) return known.slots[slot];
  }
  return SchemaParser::IDENTIFIER;
}

std::string_view keyword_text(std::size_t type) {
  return type >= kFirstKeyword && type <= kLastKeyword ? std::string_view(table().text[type]) : std::string_view();
}

bool is_clause_word(std::size_t type) {
  return type >= SchemaParser::PRIMARY && type <= SchemaParser::WATERMARK;
}

bool is_declaration_word(std::size_t type) {
  return type >= SchemaParser::SCHEMA && type <= SchemaParser::IMPORT;
}

bool is_word(std::size_t type) {
  return (type >= kFirstKeyword && type <= kLastKeyword) || type == SchemaParser::IDENTIFIER;
}

}  // namespace kura::parse
