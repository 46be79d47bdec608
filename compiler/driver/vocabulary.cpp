// The words of the registered dialects, collected from their tables.
#include "compiler/driver/vocabulary.h"

#include <algorithm>

#include "compiler/dialect/registry.h"

namespace kura::driver {
namespace {

std::vector<std::string_view> first_words(const dialect::Dialect& dialect, bool of_columns) {
  std::vector<std::string_view> words;
  for (const dialect::NativeRow& row : dialect.native_clauses) {
    const bool is_of_column = row.scope == dialect::NativeScope::column;
    if (!row.words.empty() && is_of_column == of_columns) words.push_back(row.words.substr(0, row.words.find(' ')));
  }
  std::sort(words.begin(), words.end());
  words.erase(std::unique(words.begin(), words.end()), words.end());
  return words;
}

}  // namespace

DialectVocabulary::DialectVocabulary() {
  lists_.reserve(dialect::all_dialects().size() * 2);
  for (const dialect::Dialect* dialect : dialect::all_dialects()) {
    const auto& column_words = lists_.emplace_back(first_words(*dialect, true));
    const auto& clauses = lists_.emplace_back(first_words(*dialect, false));
    vocabulary_.dialects.push_back({dialect->name, dialect->parent,
                                    std::vector<std::string_view>(dialect->aliases.begin(), dialect->aliases.end()),
                                    dialect->native_types, column_words, clauses, dialect->settings,
                                    dialect->system_relations});
  }
}

}  // namespace kura::driver
