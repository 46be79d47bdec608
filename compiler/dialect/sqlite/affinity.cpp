// Affinity by the substrings of a type's word, in the order in which SQLite looks for them.
#include "compiler/dialect/sqlite/affinity.h"

#include "compiler/base/ascii.h"
#include "compiler/dialect/sqlite/renderer.h"
#include "compiler/dialect/sqlite/rules.h"

namespace kura::dialect::sqlite {

extern const Dialect kDialect;

namespace {

Affinity affinity_of_word(const std::string& word) {
  const auto has = [upper = to_upper(word)](std::string_view part) { return upper.find(part) != std::string::npos; };
  if (has("INT")) return Affinity::integer;
  if (has("CHAR") || has("CLOB") || has("TEXT")) return Affinity::text;
  if (has("BLOB") || word.empty()) return Affinity::blob;
  if (has("REAL") || has("FLOA") || has("DOUB")) return Affinity::real;
  return Affinity::numeric;
}

}  // namespace

std::string spelt_type(const ir::Column& column, const ir::Table& table) {
  if (column.identity) return "INTEGER";
  if (is_strict(table)) return std::string(strict_word(column.type));
  static const ir::Schema kNoSchema;  // spelling a type looks nothing up: enums are text by now
  return kDialect.renderer->type(column.type, {kDialect, kNoSchema});
}

Affinity affinity_of(const ir::Column& column, const ir::Table& table) {
  const std::string word = spelt_type(column, table);
  // ANY of a strict table keeps every value as it comes.
  return is_strict(table) && word == "ANY" ? Affinity::blob : affinity_of_word(word);
}

bool keeps_values(Affinity from, Affinity to) {
  if (from == to) return true;
  return to == Affinity::numeric && (from == Affinity::integer || from == Affinity::real);
}

bool always_converts(Affinity from, Affinity to) {
  if (to == Affinity::text || to == Affinity::blob) return true;
  return to == Affinity::real && (from == Affinity::integer || from == Affinity::numeric);
}

}  // namespace kura::dialect::sqlite
