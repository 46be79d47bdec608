// Renderer: names, types, expressions, CREATE TABLE with its columns and indexes, rights.
#include "compiler/dialect/starrocks/renderer.h"

#include <fmt/format.h>

#include "compiler/base/ascii.h"
#include "compiler/dialect/starrocks/literals.h"
#include "compiler/dialect/starrocks/native_text.h"
#include "compiler/dialect/starrocks/rules.h"

namespace kura::dialect::starrocks {
namespace {

std::string comment_clause(const std::string& comment) {
  return comment.empty() ? std::string() : " COMMENT " + quoted(comment);
}

}  // namespace

std::string inline_properties(const std::vector<ir::NativeClause>& native) {
  const ir::NativeClause* clause = find_native(native, "");
  if (clause == nullptr) return {};
  std::string text;
  for (const KeyValue& property : read_property_list(clause->argument).value_or(std::vector<KeyValue>())) {
    text += fmt::format("{}{} = {}", text.empty() ? "" : ", ", quoted(property.key), quoted(property.value));
  }
  return "(" + text + ")";
}

std::string StarRocksRenderer::identifier(std::string_view name, const RenderContext&) const {
  std::string text = "`";
  for (const char c : name) text += c == '`' ? std::string("``") : std::string(1, c);
  return text + "`";
}

std::string StarRocksRenderer::string_literal(std::string_view text) const {
  std::string literal = "'";
  for (const char c : text) {
    if (c == '\'' || c == '\\') literal += '\\';
    literal += c;
  }
  return literal + "'";
}

std::string StarRocksRenderer::query_string(std::string_view literal) const {
  std::string text;
  for (const char c : literal) text += c == '\\' ? std::string("\\\\") : std::string(1, c);
  return text;
}

std::string StarRocksRenderer::type(const ir::Type& type, const RenderContext& context) const {
  if (type.kind != ir::TypeKind::struct_) return Renderer::type(type, context);
  std::vector<std::string> fields;
  for (const ir::TypeField& field : type.fields) {
    fields.push_back(identifier(field.name, context) + " " + this->type(field.type, context));
  }
  return "STRUCT<" + join(fields, ", ") + ">";
}

std::vector<Statement> StarRocksRenderer::create_namespace(const ir::Namespace& space,
                                                           const RenderContext& context) const {
  return {{"CREATE DATABASE IF NOT EXISTS " + identifier(space.name, context)}};
}

std::string StarRocksRenderer::column_attributes(const ir::Column& column, const ir::Table&,
                                                 const RenderContext& context) const {
  std::string text = native_tail(column.native, NativeScope::column, context);
  if (!column.aggregate.empty()) text += " " + to_upper(column.aggregate);
  // Generated columns are nullable and cannot say otherwise.
  if (!column.generated) text += column.is_nullable ? " NULL" : " NOT NULL";
  text += default_clause(column, context);
  if (column.identity) text += " " + identity_clause(*column.identity, context);
  if (column.generated) text += " " + generated_clause(*column.generated, context);
  return text + comment_clause(column.comment);
}

std::string StarRocksRenderer::identity_clause(const ir::Identity&, const RenderContext&) const {
  return "AUTO_INCREMENT";
}

std::string StarRocksRenderer::generated_clause(const ir::Generated& generated, const RenderContext& context) const {
  return fmt::format("AS ({})", expression(generated.expression, context));
}

std::string StarRocksRenderer::default_clause(const ir::Column& column, const RenderContext& context) const {
  if (!column.default_value) return {};
  const ir::Expression& value = *column.default_value;
  if (const auto computed = computed_default(value)) return " DEFAULT " + *computed;
  // Numbers too stand in quotes.
  if (const auto text = literal_text(value)) return " DEFAULT " + quoted(*text);
  return " DEFAULT " + expression(value, context);
}

std::string StarRocksRenderer::inline_index(const ir::Index& index, const RenderContext& context) const {
  const std::string properties = inline_properties(index.native);
  return fmt::format("INDEX {} ({}) USING {}{}{}{}", identifier(index.name, context),
                     expression(index.parts[0].expression, context), to_upper(index.method),
                     properties.empty() ? "" : " ", properties, comment_clause(index.comment));
}

std::vector<std::string> StarRocksRenderer::table_constraints(const ir::Table& table, const std::vector<std::size_t>&,
                                                              const RenderContext& context) const {
  std::vector<std::string> lines;
  for (const ir::Index& index : table.physical.indexes) lines.push_back(inline_index(index, context));
  return lines;
}

std::vector<Statement> StarRocksRenderer::indexes(const ir::Physical&, const ir::QualifiedName&,
                                                  const RenderContext&) const {
  return {};
}

std::string StarRocksRenderer::create_index(const ir::Index& index, const ir::QualifiedName& relation,
                                            const RenderContext& context) const {
  const std::string properties = inline_properties(index.native);
  return fmt::format("CREATE INDEX {} ON {} ({}) USING {}{}{}{}", identifier(index.name, context),
                     qualified(relation, context), expression(index.parts[0].expression, context),
                     to_upper(index.method), properties.empty() ? "" : " ", properties, comment_clause(index.comment));
}

std::vector<std::string> StarRocksRenderer::table_options(const ir::Table& table, const RenderContext& context) const {
  std::vector<std::string> lines;
  const std::vector<ir::NativeClause>& native = table.physical.native;
  if (const ir::NativeClause* engine = find_native(native, "engine"))
    lines.push_back("ENGINE = " + to_upper(engine->argument));
  if (const ir::NativeClause* charset = find_native(native, "default charset"))
    lines.push_back("DEFAULT CHARSET " + charset->argument);
  lines.push_back(
      fmt::format("{} ({})", model_word(table.key_model->kind), name_list(table.key_model->columns, context)));
  if (!table.comment.empty()) lines.push_back("COMMENT " + quoted(table.comment));
  for (std::string& clause : design_clauses(table.physical, context)) lines.push_back(std::move(clause));
  if (std::string rollups = rollup_clause(table.physical, context); !rollups.empty())
    lines.push_back(std::move(rollups));
  if (!table.physical.properties.empty()) lines.push_back(properties_clause(table.physical.properties));
  return lines;
}

std::string StarRocksRenderer::call(const ir::Expression& expression, const RenderContext& context) const {
  if (ir::is_portable_call(expression, "now")) return "now()";
  if (ir::is_portable_call(expression, "today")) return "current_date()";
  return Renderer::call(expression, context);
}

std::string StarRocksRenderer::concatenation(const ir::Expression& expression, const RenderContext& context) const {
  // `||` is OR unless the session says otherwise.
  return fmt::format("concat({}, {})", this->expression(expression.operands[0], context),
                     this->expression(expression.operands[1], context));
}

std::string StarRocksRenderer::typed_literal(const ir::Expression& expression, const RenderContext& context) const {
  const std::string word = to_lower(expression.path[0]);
  if (word == "interval") return "INTERVAL " + to_upper(expression.text);
  if (word == "date") return Renderer::typed_literal(expression, context);
  return fmt::format("CAST({} AS {})", string_literal(expression.text),
                     word.starts_with("timestamp") ? "DATETIME" : to_upper(word));
}

std::vector<Statement> StarRocksRenderer::ownership(std::string_view object_keyword, const ir::QualifiedName& name,
                                                    const std::string&, const std::vector<ir::Grant>& grants,
                                                    const RenderContext& context) const {
  std::vector<Statement> statements;
  for (const ir::Grant& grant : grants) {
    std::vector<std::string> privileges;
    for (const ir::Privilege& privilege : grant.privileges) privileges.push_back(to_upper(privilege.action));
    std::string sql = fmt::format("GRANT {} ON {} {} TO {}", join(privileges, ", "), object_keyword,
                                  qualified(name, context), grantee(grant, context));
    if (grant.with_grant_option) sql += " WITH GRANT OPTION";
    statements.push_back({std::move(sql)});
  }
  return statements;
}

std::string StarRocksRenderer::grantee(const ir::Grant& grant, const RenderContext& context) const {
  // Every user has the role PUBLIC.
  if (grant.grantee_kind == ir::GranteeKind::everyone) return "ROLE " + identifier("public", context);
  const bool is_role = grant.grantee_kind == ir::GranteeKind::role;
  return (is_role ? "ROLE " : "USER ") + identifier(grant.grantee, context);
}

}  // namespace kura::dialect::starrocks
