// Which dialects a declaration is for.
#include "compiler/sema/dialects.h"

#include <algorithm>

namespace kura::sema {
namespace {

bool is_named(const DialectWords& words, std::string_view name) {
  return words.name == name || std::find(words.aliases.begin(), words.aliases.end(), name) != words.aliases.end();
}

std::span<const std::string_view> words_of(const DialectWords& words, NativeWord kind) {
  switch (kind) {
    case NativeWord::type:
      return words.native_types;
    case NativeWord::column:
      return words.native_column_words;
    case NativeWord::clause:
      return words.native_clauses;
  }
  return {};
}

bool has_word(const DialectWords& words, NativeWord kind, std::string_view word) {
  const auto known = words_of(words, kind);
  return std::find(known.begin(), known.end(), word) != known.end();
}

}  // namespace

Lineage lineage_of(std::string_view dialect, const Vocabulary& vocabulary) {
  Lineage lineage;
  const DialectWords* words = vocabulary.find(dialect);
  while (words != nullptr && lineage.size() <= vocabulary.dialects.size()) {
    lineage.push_back(words);
    words = words->parent.empty() ? nullptr : vocabulary.find(words->parent);
  }
  return lineage;
}

std::size_t specificity(std::span<const ast::Name> dialects, const Lineage& lineage) {
  for (std::size_t i = 0; i < lineage.size(); ++i) {
    for (const ast::Name& name : dialects) {
      if (is_named(*lineage[i], name.text)) return lineage.size() - i;
    }
  }
  return 0;
}

bool applies(std::span<const ast::Name> only_on, const Lineage& lineage) {
  return only_on.empty() || specificity(only_on, lineage) > 0;
}

bool is_native_word(std::string_view word, NativeWord kind, std::span<const ast::Name> dialects,
                    const Vocabulary& vocabulary) {
  for (const ast::Name& name : dialects) {
    for (const DialectWords* words : lineage_of(name.text, vocabulary)) {
      if (has_word(*words, kind, word)) return true;
    }
  }
  return false;
}

std::vector<std::string> dialects_knowing(std::string_view word, NativeWord kind, const Vocabulary& vocabulary) {
  std::vector<std::string> names;
  for (const DialectWords& words : vocabulary.dialects) {
    if (has_word(words, kind, word)) names.emplace_back(words.name);
  }
  return names;
}

std::vector<std::string> native_words(NativeWord kind, std::span<const ast::Name> dialects,
                                      const Vocabulary& vocabulary) {
  std::vector<std::string> result;
  for (const ast::Name& name : dialects) {
    for (const DialectWords* words : lineage_of(name.text, vocabulary)) {
      for (std::string_view word : words_of(*words, kind)) result.emplace_back(word);
    }
  }
  return result;
}

}  // namespace kura::sema
