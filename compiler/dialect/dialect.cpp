// Look-ups in a dialect's tables.
#include "compiler/dialect/dialect.h"

#include <algorithm>

#include "compiler/base/check.h"

namespace kura::dialect {

const TypeRow& type_row(const Dialect& dialect, ir::TypeKind kind) {
  const auto index = static_cast<std::size_t>(kind);
  KURA_CHECK(index < dialect.types.size() && dialect.types[index].kind == kind, "a dialect's types are not in order");
  return dialect.types[index];
}

bool is_reserved(const Dialect& dialect, std::string_view word) {
  return std::binary_search(dialect.reserved_words.begin(), dialect.reserved_words.end(), word);
}

const ir::NativeClause* find_native(const std::vector<ir::NativeClause>& clauses, std::string_view keyword) {
  for (const ir::NativeClause& clause : clauses) {
    if (clause.keyword == keyword) return &clause;
  }
  return nullptr;
}

}  // namespace kura::dialect
