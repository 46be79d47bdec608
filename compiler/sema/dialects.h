// Which dialects a declaration is for: `only on`, `for` and the dialect a dialect derives from.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "compiler/ast/ast.h"
#include "compiler/sema/vocabulary.h"

namespace kura::sema {

/// A dialect and those it derives from, nearest first.
using Lineage = std::vector<const DialectWords*>;
Lineage lineage_of(std::string_view dialect, const Vocabulary& vocabulary);

/// How specifically a list of dialects names this one: 0 not at all, higher for the dialect itself than for its parent.
std::size_t specificity(std::span<const ast::Name> dialects, const Lineage& lineage);
/// True for an empty list too: what does not say `only on` is for all.
bool applies(std::span<const ast::Name> only_on, const Lineage& lineage);

enum class NativeWord { type, column, clause };
/// Whether a dialect of the list, or one it derives from, has this word of its own.
bool is_native_word(std::string_view word, NativeWord kind, std::span<const ast::Name> dialects,
                    const Vocabulary& vocabulary);
/// The dialects that have this word of their own.
std::vector<std::string> dialects_knowing(std::string_view word, NativeWord kind, const Vocabulary& vocabulary);
/// All words of this kind that the dialects of the list have.
std::vector<std::string> native_words(NativeWord kind, std::span<const ast::Name> dialects,
                                      const Vocabulary& vocabulary);

}  // namespace kura::sema
