// Queries about what an SQLite file holds.
#include "compiler/dialect/sqlite/data_checks.h"

#include <fmt/format.h>

#include "compiler/base/ascii.h"
#include "compiler/dialect/sqlite/affinity.h"
#include "compiler/dialect/sqlite/rules.h"

namespace kura::dialect::sqlite {
namespace {

/// A GLOB pattern for texts that hold the word, whatever stands around it. Both sides are lower case.
std::string word_pattern(const std::string& word, const Renderer& renderer) {
  std::string pattern = "*[^a-z0-9_]";
  for (const char c : to_lower(word))
    pattern += c == '*' || c == '?' || c == '[' ? fmt::format("[{}]", c) : std::string(1, c);
  return renderer.string_literal(pattern + "[^a-z0-9_]*");
}

std::string_view stored_classes(Affinity affinity) {
  switch (affinity) {
    case Affinity::integer:
      return "'integer', 'null'";
    case Affinity::real:
      return "'real', 'null'";
    case Affinity::numeric:
      return "'integer', 'real', 'null'";
    case Affinity::text:
      return "'text', 'null'";
    case Affinity::blob:
      break;
  }
  return "'blob', 'null'";
}

}  // namespace

change::Check foreign_keys_are_off() {
  return {"the connection does not enforce foreign keys", "SELECT foreign_keys = 0 FROM pragma_foreign_keys"};
}

change::Check table_is_empty(const ir::Table& table, const ir::Column& column, const Renderer& renderer,
                             const RenderContext& state) {
  return {
      fmt::format("`{}` has no rows: the new column `{}` is NOT NULL and has no default", table.name.name, column.name),
      fmt::format("SELECT NOT EXISTS (SELECT 1 FROM {})", renderer.qualified(table.name, state))};
}

change::Check has_no_null(const ir::Table& table, const ir::Column& column, const Renderer& renderer,
                          const RenderContext& state) {
  return {fmt::format("no value of `{}` is NULL", column.name),
          fmt::format("SELECT NOT EXISTS (SELECT 1 FROM {} WHERE {} IS NULL)", renderer.qualified(table.name, state),
                      renderer.identifier(column.name, state))};
}

change::Check no_trigger_names(const ir::Table& table, const ir::Column& column, const Renderer& renderer) {
  return {fmt::format("no trigger that has to do with `{}` names `{}`", table.name.name, column.name),
          fmt::format("SELECT NOT EXISTS (SELECT 1 FROM sqlite_schema WHERE type = 'trigger' AND lower(sql) GLOB {} "
                      "AND lower(sql) GLOB {})",
                      word_pattern(table.name.name, renderer), word_pattern(column.name, renderer))};
}

change::Check same_row_count(const std::string& left, const std::string& right) {
  return {fmt::format("{} has as many rows as {}", right, left),
          fmt::format("SELECT (SELECT count(*) FROM {}) = (SELECT count(*) FROM {})", left, right)};
}

change::Check values_converted(const ir::Column& before, const ir::Table& old_table, const ir::Column& after,
                               const ir::Table& new_table, const std::string& relation, const std::string& name) {
  const Affinity from = affinity_of(before, old_table);
  const Affinity to = affinity_of(after, new_table);
  // A strict table checks every value by itself.
  if (keeps_values(from, to) || always_converts(from, to) || is_strict(new_table)) return {};
  return {fmt::format("every value of `{}` is a value of {}", after.name, spelt_type(after, new_table)),
          fmt::format("SELECT NOT EXISTS (SELECT 1 FROM {} WHERE typeof({}) NOT IN ({}))", relation, name,
                      stored_classes(to))};
}

change::Carry triggers_of(const ir::QualifiedName& relation, bool drops_first, const Renderer& renderer) {
  const std::string where = fmt::format("FROM sqlite_schema WHERE type = 'trigger' AND lower(tbl_name) = {}",
                                        renderer.string_literal(to_lower(relation.name)));
  if (!drops_first) return {"triggers", fmt::format("SELECT sql {} ORDER BY rowid", where)};
  const std::string drop = "'DROP TRIGGER IF EXISTS \"' || replace(name, '\"', '\"\"') || '\"'";
  return {"triggers", fmt::format("SELECT statement FROM (SELECT {} AS statement, rowid AS place, 1 AS part {} "
                                  "UNION ALL SELECT sql, rowid, 2 {}) ORDER BY place, part",
                                  drop, where, where)};
}

}  // namespace kura::dialect::sqlite
