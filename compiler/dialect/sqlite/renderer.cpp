// The renderer of SQLite.
#include "compiler/dialect/sqlite/renderer.h"

#include <fmt/format.h>

#include "compiler/base/ascii.h"
#include "compiler/dialect/sqlite/rules.h"

namespace kura::dialect::sqlite {
namespace {

std::string conflict_clause(const std::vector<ir::NativeClause>& native) {
  const ir::NativeClause* clause = find_native(native, "on conflict");
  return clause == nullptr ? "" : " ON CONFLICT " + to_upper(clause->argument);
}

/// Literals and the clock stand as they are; every other expression wants parentheses.
bool is_bare_default(const ir::Expression& value) {
  return ir::is_literal(value) || ir::is_portable_call(value, "now") || ir::is_portable_call(value, "today");
}

}  // namespace

std::vector<Statement> SqliteRenderer::create_table(const ir::Table& table, const std::vector<std::size_t>& deferred,
                                                    const RenderContext& context) const {
  if (!is_strict(table)) return Renderer::create_table(table, deferred, context);
  ir::Table strict = table;
  for (ir::Column& column : strict.columns) {
    const std::string word(strict_word(column.type));
    column.type = ir::Type{};
    column.type.native = word;
  }
  return Renderer::create_table(strict, deferred, context);
}

// Exactly the word INTEGER makes the key column the row's own number, which is what can be counted.
std::string SqliteRenderer::column_type(const ir::Column& column, const RenderContext& context) const {
  return column.identity ? "INTEGER" : type(column.type, context);
}

std::string SqliteRenderer::column_attributes(const ir::Column& column, const ir::Table& table,
                                              const RenderContext& context) const {
  std::string text;
  if (!column.collation.empty()) text += " COLLATE " + to_upper(column.collation);
  if (!column.is_nullable) text += " NOT NULL" + conflict_clause(column.native);
  text += default_clause(column, context);
  if (&column == rowid_column(table)) {
    const ir::Key& key = *table.primary_key;
    if (!key.name.empty()) text += " CONSTRAINT " + identifier(key.name, context);
    text += " PRIMARY KEY" + conflict_clause(key.native) + " AUTOINCREMENT";
  }
  if (column.generated) text += " " + generated_clause(*column.generated, context);
  return text;
}

std::string SqliteRenderer::default_clause(const ir::Column& column, const RenderContext& context) const {
  if (!column.default_value) return {};
  const std::string text = expression(*column.default_value, context);
  return is_bare_default(*column.default_value) ? " DEFAULT " + text : " DEFAULT (" + text + ")";
}

std::vector<std::string> SqliteRenderer::table_constraints(const ir::Table& table,
                                                           const std::vector<std::size_t>& deferred,
                                                           const RenderContext& context) const {
  if (rowid_column(table) == nullptr) return Renderer::table_constraints(table, deferred, context);
  ir::Table rest = table;
  rest.primary_key.reset();
  return Renderer::table_constraints(rest, deferred, context);
}

std::string SqliteRenderer::key_constraint(const ir::Key& key, bool is_primary, const RenderContext& context) const {
  ir::Key plain = key;
  plain.native.clear();
  return Renderer::key_constraint(plain, is_primary, context) + conflict_clause(key.native);
}

std::string SqliteRenderer::foreign_key_constraint(const ir::ForeignKey& key, const RenderContext& context) const {
  ir::ForeignKey plain = key;
  plain.native.clear();
  std::string text = Renderer::foreign_key_constraint(plain, context);
  if (key.native.empty()) return text;
  // INITIALLY stands behind DEFERRABLE only.
  text += find_native(key.native, "not deferrable") != nullptr ? " NOT DEFERRABLE" : " DEFERRABLE";
  for (const std::string_view moment : {"initially deferred", "initially immediate"}) {
    if (find_native(key.native, moment) != nullptr) text += " " + to_upper(moment);
  }
  return text;
}

std::vector<std::string> SqliteRenderer::table_options(const ir::Table& table, const RenderContext&) const {
  std::vector<std::string> words;
  if (is_strict(table)) words.emplace_back("STRICT");
  if (is_without_rowid(table)) words.emplace_back("WITHOUT ROWID");
  if (words.empty()) return {};
  return {join(words, ", ")};
}

std::string SqliteRenderer::index_part(const ir::IndexPart& part, const RenderContext& context) const {
  std::string text = expression(part.expression, context);
  if (part.expression.kind != ir::ExpressionKind::name && part.expression.kind != ir::ExpressionKind::call)
    text = "(" + text + ")";
  if (const ir::NativeClause* clause = find_native(part.native, "collate"))
    text += " COLLATE " + to_upper(clause->argument);
  return part.is_descending ? text + " DESC" : text;
}

std::string SqliteRenderer::call(const ir::Expression& expression, const RenderContext& context) const {
  if (ir::is_portable_call(expression, "uuid")) return "lower(hex(randomblob(16)))";
  return Renderer::call(expression, context);
}

// Dates and timestamps are texts.
std::string SqliteRenderer::typed_literal(const ir::Expression& expression, const RenderContext&) const {
  return string_literal(expression.text);
}

}  // namespace kura::dialect::sqlite
