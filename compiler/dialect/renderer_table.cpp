// Renderer: CREATE TABLE and what belongs to a table: constraints, indexes, comments.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "compiler/base/ascii.h"
#include "compiler/dialect/naming.h"
#include "compiler/dialect/renderer.h"

namespace kura::dialect {
namespace {

std::string_view action_word(ir::ReferentialAction action) {
  switch (action) {
    case ir::ReferentialAction::restrict:
      return "RESTRICT";
    case ir::ReferentialAction::cascade:
      return "CASCADE";
    case ir::ReferentialAction::set_null:
      return "SET NULL";
    case ir::ReferentialAction::set_default:
      return "SET DEFAULT";
    case ir::ReferentialAction::no_action:
      break;
  }
  return "NO ACTION";
}

/// Columns as a table: names and types padded, so that a reader's eye finds them.
std::vector<std::string> aligned(const std::vector<std::array<std::string, 3>>& columns) {
  std::size_t name_width = 0;
  std::size_t type_width = 0;
  for (const auto& column : columns) {
    name_width = std::max(name_width, character_count(column[0]));
    type_width = std::max(type_width, character_count(column[1]));
  }
  std::vector<std::string> lines;
  for (const auto& column : columns) {
    std::string line = column[0] + std::string(name_width - character_count(column[0]) + 2, ' ') + column[1];
    if (!column[2].empty()) line += std::string(type_width - character_count(column[1]) + 1, ' ') + column[2];
    lines.push_back(std::move(line));
  }
  return lines;
}

std::string constraint_prefix(const std::string& name, const Renderer& renderer, const RenderContext& context) {
  return name.empty() ? std::string() : "CONSTRAINT " + renderer.identifier(name, context) + " ";
}

}  // namespace

std::vector<Statement> Renderer::create_table(const ir::Table& table, const std::vector<std::size_t>& deferred,
                                              const RenderContext& context) const {
  std::vector<std::array<std::string, 3>> columns;
  for (const ir::Column& column : table.columns) {
    if (column.is_inherited) continue;
    columns.push_back({identifier(column.name, context), column_type(column, context),
                       std::string(column_attributes(column, table, context))});
    std::string& attributes = columns.back()[2];
    if (!attributes.empty() && attributes.front() == ' ') attributes.erase(0, 1);
  }
  std::vector<std::string> lines = aligned(columns);
  for (std::string& constraint : table_constraints(table, deferred, context)) lines.push_back(std::move(constraint));
  const std::string body = lines.empty() ? "" : fmt::format("\n  {}\n", fmt::join(lines, ",\n  "));
  std::string sql =
      fmt::format("CREATE {} {} ({})", table_keyword(table, context), qualified(table.name, context), body);
  for (const std::string& option : table_options(table, context)) sql += "\n" + option;

  std::vector<Statement> statements{{std::move(sql)}};
  const auto append = [&statements](std::vector<Statement> more) {
    for (Statement& statement : more) statements.push_back(std::move(statement));
  };
  append(table_extras(table, context));
  append(indexes(table.physical, table.name, context));
  append(comments(table, context));
  append(ownership("TABLE", table.name, table.owner, table.grants, context));
  return statements;
}

std::string Renderer::table_keyword(const ir::Table&, const RenderContext&) const {
  return "TABLE";
}

std::string Renderer::column_type(const ir::Column& column, const RenderContext& context) const {
  return type(column.type, context);
}

std::string Renderer::column_attributes(const ir::Column& column, const ir::Table&,
                                        const RenderContext& context) const {
  std::string text;
  if (!column.collation.empty()) text += " COLLATE " + identifier(column.collation, context);
  if (!column.is_nullable) text += " NOT NULL";
  text += default_clause(column, context);
  if (column.identity) text += " " + identity_clause(*column.identity, context);
  if (column.generated) text += " " + generated_clause(*column.generated, context);
  return text + native_tail(column.native, NativeScope::column, context);
}

std::string Renderer::default_clause(const ir::Column& column, const RenderContext& context) const {
  return column.default_value ? " DEFAULT " + expression(*column.default_value, context) : std::string();
}

std::string Renderer::identity_clause(const ir::Identity& identity, const RenderContext&) const {
  std::string text = fmt::format("GENERATED {} AS IDENTITY", identity.is_always ? "ALWAYS" : "BY DEFAULT");
  if (identity.start != 1 || identity.step != 1) {
    text += fmt::format(" (START WITH {} INCREMENT BY {})", identity.start, identity.step);
  }
  return text;
}

std::string Renderer::generated_clause(const ir::Generated& generated, const RenderContext& context) const {
  const bool is_virtual = generated.storage == ir::GeneratedStorage::virtual_;
  return fmt::format("GENERATED ALWAYS AS ({}) {}", expression(generated.expression, context),
                     is_virtual ? "VIRTUAL" : "STORED");
}

std::vector<std::string> Renderer::table_constraints(const ir::Table& table, const std::vector<std::size_t>& deferred,
                                                     const RenderContext& context) const {
  std::vector<std::string> lines;
  if (table.primary_key) lines.push_back(key_constraint(*table.primary_key, true, context));
  for (const ir::Key& key : table.unique_keys) lines.push_back(key_constraint(key, false, context));
  for (const ir::Check& check : table.checks) lines.push_back(check_constraint(check, context));
  for (std::size_t i = 0; i < table.foreign_keys.size(); ++i) {
    if (std::find(deferred.begin(), deferred.end(), i) != deferred.end()) continue;
    lines.push_back(foreign_key_constraint(table.foreign_keys[i], context));
  }
  return lines;
}

std::string Renderer::key_constraint(const ir::Key& key, bool is_primary, const RenderContext& context) const {
  return fmt::format("{}{} ({}){}", constraint_prefix(key.name, *this, context), is_primary ? "PRIMARY KEY" : "UNIQUE",
                     name_list(key.columns, context), native_tail(key.native, NativeScope::key, context));
}

std::string Renderer::foreign_key_constraint(const ir::ForeignKey& key, const RenderContext& context) const {
  std::string text = fmt::format("{}FOREIGN KEY ({}) REFERENCES {} ({})", constraint_prefix(key.name, *this, context),
                                 name_list(key.columns, context), qualified(key.target, context),
                                 name_list(key.target_columns, context));
  if (key.on_delete != ir::ReferentialAction::no_action)
    text += fmt::format(" ON DELETE {}", action_word(key.on_delete));
  if (key.on_update != ir::ReferentialAction::no_action)
    text += fmt::format(" ON UPDATE {}", action_word(key.on_update));
  return text + native_tail(key.native, NativeScope::foreign_key, context);
}

std::string Renderer::check_constraint(const ir::Check& check, const RenderContext& context) const {
  return fmt::format("{}CHECK ({}){}", constraint_prefix(check.name, *this, context),
                     expression(check.expression, context), native_tail(check.native, NativeScope::check, context));
}

std::vector<std::string> Renderer::table_options(const ir::Table&, const RenderContext&) const {
  return {};
}
std::vector<Statement> Renderer::table_extras(const ir::Table&, const RenderContext&) const {
  return {};
}

std::vector<Statement> Renderer::add_foreign_key(const ir::Table& table, const ir::ForeignKey& key,
                                                 const RenderContext& context) const {
  return {{fmt::format("ALTER TABLE {} ADD {}", qualified(table.name, context), foreign_key_constraint(key, context))}};
}

std::string Renderer::index_part(const ir::IndexPart& part, const RenderContext& context) const {
  const bool is_column =
      part.expression.kind == ir::ExpressionKind::name || part.expression.kind == ir::ExpressionKind::call;
  std::string text = expression(part.expression, context);
  if (!is_column) text = "(" + text + ")";
  if (part.is_descending) text += " DESC";
  return text + native_tail(part.native, NativeScope::index_part, context);
}

std::string Renderer::create_index(const ir::Index& index, const ir::QualifiedName& relation,
                                   const RenderContext& context) const {
  std::vector<std::string> parts;
  for (const ir::IndexPart& part : index.parts) parts.push_back(index_part(part, context));
  std::string sql = fmt::format("CREATE {}INDEX {} ON {}", index.is_unique ? "UNIQUE " : "",
                                identifier(index.name, context), qualified(relation, context));
  if (!index.method.empty()) sql += " USING " + index.method;
  sql += fmt::format(" ({})", join(parts, ", "));
  if (!index.include.empty()) sql += fmt::format(" INCLUDE ({})", name_list(index.include, context));
  sql += native_tail(index.native, NativeScope::index, context);
  if (index.where) sql += " WHERE " + expression(*index.where, context);
  return sql;
}

std::vector<Statement> Renderer::indexes(const ir::Physical& physical, const ir::QualifiedName& relation,
                                         const RenderContext& context) const {
  std::vector<Statement> statements;
  for (const ir::Index& index : physical.indexes) {
    std::string sql = create_index(index, relation, context);
    if (!sql.empty()) statements.push_back({std::move(sql)});
  }
  return statements;
}

std::vector<Statement> Renderer::comments(const ir::Table& table, const RenderContext& context) const {
  if (context.dialect.capabilities->comments != CommentStyle::statement) return {};
  std::vector<Statement> statements;
  const std::string name = qualified(table.name, context);
  if (!table.comment.empty()) {
    statements.push_back({fmt::format("COMMENT ON TABLE {} IS {}", name, string_literal(table.comment))});
  }
  for (const ir::Column& column : table.columns) {
    if (column.comment.empty()) continue;
    statements.push_back({fmt::format("COMMENT ON COLUMN {}.{} IS {}", name, identifier(column.name, context),
                                      string_literal(column.comment))});
  }
  return statements;
}

}  // namespace kura::dialect
