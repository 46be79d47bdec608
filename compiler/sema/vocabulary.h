// What the analysis has to know of the dialects, as data: it knows none of them.
#pragma once

#include <span>
#include <string_view>
#include <vector>

namespace kura::sema {

/// One dialect's words, filled in by the driver from the registry of dialects.
struct DialectWords {
  std::string_view name;
  std::string_view parent;                // the dialect it derives from, or empty: `for PARENT` blocks apply too
  std::vector<std::string_view> aliases;  // other spellings of the name
  std::span<const std::string_view> native_types;         // first words of its own types
  std::span<const std::string_view> native_column_words;  // first words of its own column attributes
  std::span<const std::string_view> native_clauses;       // first words of its own clauses in a `for` block
  std::span<const std::string_view> settings;             // its own warehouse settings
  std::span<const std::string_view> system_relations;     // "pg_catalog." a schema, "pg_" a prefix of names
};

struct Vocabulary {
  std::vector<DialectWords> dialects;
  /// By name or alias; null when there is none.
  [[nodiscard]] const DialectWords* find(std::string_view name) const {
    for (const DialectWords& words : dialects) {
      if (words.name == name) return &words;
      for (std::string_view alias : words.aliases) {
        if (alias == name) return &words;
      }
    }
    return nullptr;
  }
};

}  // namespace kura::sema
