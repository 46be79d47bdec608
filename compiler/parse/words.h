// The language's words: which token an unquoted word is, taken from the generated vocabulary.
#pragma once

#include <cstdint>
#include <string_view>

namespace kura::parse {

/// The token type of an unquoted word in any case: a keyword's own, or IDENTIFIER.
std::uint16_t word_type(std::string_view word);
/// How a keyword is written, in lower case; empty for every other token type.
std::string_view keyword_text(std::size_t type);
/// Words that begin a member of a table, so that a column of that name is quoted.
bool is_clause_word(std::size_t type);
/// Words that begin a declaration.
bool is_declaration_word(std::size_t type);
/// Any token that is a word, keywords included.
bool is_word(std::size_t type);

}  // namespace kura::parse
