// Type aliases: which portable word a type's words stand for.
#pragma once

#include <span>
#include <string_view>

namespace kura::ast {

/// The portable word for a type's words (lower case, single blanks): "double" for "double precision", "int" for "int";
/// empty when they are no portable type. Inside a `for` block an engine's own word of the same spelling goes before an
/// alias.
std::string_view portable_type_word(std::string_view words);

/// A word of the common types ("int", "varchar"), in any case: what stands behind a column's name. Alone behind a word
/// that begins a clause (`owner text;`) it is taken for a slip, so a name that is one is quoted there.
bool is_common_type_word(std::string_view word);

/// Every portable word, in the order of the language's page.
std::span<const std::string_view> portable_type_words();

}  // namespace kura::ast
