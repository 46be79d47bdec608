// Type aliases: the tables of type_aliases.def, sorted for lookup.
#include "compiler/ast/type_aliases.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "compiler/base/ascii.h"

namespace kura::ast {
namespace {

constexpr std::string_view kWords[] = {
#define KURA_TYPE_WORD(word) word,
#define KURA_TYPE_ALIAS(alias, word)
#include "compiler/ast/type_aliases.def"
#undef KURA_TYPE_WORD
#undef KURA_TYPE_ALIAS
};

constexpr std::string_view kTypeWords[] = {
    "bigint",    "binary",   "boolean", "bool",    "bytes", "char",      "character",   "date",     "datetime",
    "decimal",   "double",   "float",   "hugeint", "int",   "integer",   "interval",    "json",     "numeric",
    "real",      "smallint", "string",  "text",    "time",  "timestamp", "timestamptz", "tinyint",  "uuid",
    "varbinary", "varchar",  "int2",    "int4",    "int8",  "super",     "jsonb",       "largeint", "timetz"};

using Spelling = std::pair<std::string_view, std::string_view>;

const std::vector<Spelling>& sorted_spellings() {
  static const std::vector<Spelling> spellings = [] {
    std::vector<Spelling> result = {
#define KURA_TYPE_WORD(word) {word, word},
#define KURA_TYPE_ALIAS(alias, word) {alias, word},
#include "compiler/ast/type_aliases.def"
#undef KURA_TYPE_WORD
#undef KURA_TYPE_ALIAS
    };
    std::sort(result.begin(), result.end());
    return result;
  }();
  return spellings;
}

}  // namespace

std::string_view portable_type_word(std::string_view words) {
  const std::vector<Spelling>& spellings = sorted_spellings();
  const auto found = std::lower_bound(spellings.begin(), spellings.end(), Spelling{words, {}});
  return found != spellings.end() && found->first == words ? found->second : std::string_view{};
}

bool is_common_type_word(std::string_view word) {
  return std::any_of(std::begin(kTypeWords), std::end(kTypeWords),
                     [&](std::string_view known) { return equals_ignoring_case(known, word); });
}

std::span<const std::string_view> portable_type_words() {
  return kWords;
}

}  // namespace kura::ast
