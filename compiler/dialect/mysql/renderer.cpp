// Renderer: names, literals, types, columns, expressions.
#include "compiler/dialect/mysql/renderer.h"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/base/ascii.h"
#include "compiler/dialect/mysql/cast_types.h"
#include "compiler/dialect/mysql/shape.h"

namespace kura::dialect::mysql {
namespace {

std::string now_with(std::int64_t precision) {
  return precision > 0 ? fmt::format("CURRENT_TIMESTAMP({})", precision) : std::string("CURRENT_TIMESTAMP");
}

/// A collation or character set as a name: quoted only when it must be.
std::string plain_or_quoted(const std::string& name, const Renderer& renderer, const RenderContext& context) {
  const bool is_plain = std::all_of(name.begin(), name.end(), [](char c) { return is_name_part(c); });
  return is_plain ? to_lower(name) : renderer.identifier(name, context);
}

/// The clauses whose place is not at the end of a column.
bool stands_elsewhere(std::string_view keyword) {
  return keyword == "unsigned" || keyword == "zerofill" || keyword == "character set" || keyword == "charset" ||
         keyword == "on update" || keyword == "row_start" || keyword == "row_end" || keyword == "ref_system_id";
}

}  // namespace

std::string MysqlRenderer::identifier(std::string_view name, const RenderContext&) const {
  std::string quoted = "`";
  for (const char c : name) quoted += c == '`' ? std::string("``") : std::string(1, c);
  return quoted + "`";
}

std::string MysqlRenderer::string_literal(std::string_view text) const {
  std::string literal = "'";
  for (const char c : text) {
    // A backslash begins an escape unless the session says otherwise.
    if (c == '\'' || c == '\\') literal += c;
    literal += c;
  }
  return literal + "'";
}

std::string MysqlRenderer::type(const ir::Type& type, const RenderContext& context) const {
  if (type.kind == ir::TypeKind::native) return spelt_native(type.native);
  if (type.kind != ir::TypeKind::enumeration) return Renderer::type(type, context);
  std::vector<std::string> labels;
  for (const ir::EnumType& it : context.schema.enums) {
    if (it.name != *type.enum_name) continue;
    for (const ir::EnumLabel& label : it.labels) labels.push_back(string_literal(label.text));
  }
  return fmt::format("ENUM({})", join(labels, ", "));
}

std::vector<Statement> MysqlRenderer::create_namespace(const ir::Namespace& space, const RenderContext& context) const {
  return {{"CREATE DATABASE IF NOT EXISTS " + identifier(space.name, context)}};
}

/// An enum is a part of each column that has it.
std::vector<Statement> MysqlRenderer::create_enum(const ir::EnumType&, const RenderContext&) const {
  return {};
}

std::string MysqlRenderer::column_type(const ir::Column& column, const RenderContext& context) const {
  std::string text = type(column.type, context);
  if (find_native(column.native, "unsigned") != nullptr) text += " UNSIGNED";
  if (find_native(column.native, "zerofill") != nullptr) text += " ZEROFILL";
  return text;
}

std::string MysqlRenderer::column_attributes(const ir::Column& column, const ir::Table&,
                                             const RenderContext& context) const {
  const Shape shape = shape_of(column, context.schema, flavour_);
  std::string text;
  for (const std::string_view keyword : {"character set", "charset"}) {
    if (const ir::NativeClause* clause = find_native(column.native, keyword))
      text += " CHARACTER SET " + clause->argument;
  }
  if (!column.collation.empty()) text += " COLLATE " + plain_or_quoted(column.collation, *this, context);
  const std::string computed = computed_clause(column, context);
  if (!computed.empty()) text += " " + computed;
  if (!column.is_nullable) text += " NOT NULL";
  // Without the word, a server with explicit_defaults_for_timestamp off would make it NOT NULL.
  if (column.is_nullable && shape.family == Family::timestamp && computed.empty()) text += " NULL";
  text += default_clause(column, context);
  if (find_native(column.native, "on update") != nullptr) text += " ON UPDATE " + now_with(shape.length);
  if (column.identity) text += " " + identity_clause(*column.identity, context);
  std::vector<ir::NativeClause> rest;
  for (const ir::NativeClause& clause : column.native) {
    if (!stands_elsewhere(clause.keyword)) rest.push_back(clause);
  }
  text += native_tail(rest, NativeScope::column, context);
  if (!column.comment.empty()) text += " COMMENT " + string_literal(column.comment);
  return text;
}

std::string MysqlRenderer::identity_clause(const ir::Identity&, const RenderContext&) const {
  return "AUTO_INCREMENT";
}

std::string MysqlRenderer::computed_clause(const ir::Column& column, const RenderContext& context) const {
  return column.generated ? generated_clause(*column.generated, context) : std::string();
}

std::string MysqlRenderer::default_clause(const ir::Column& column, const RenderContext& context) const {
  if (!column.default_value) return {};
  const ir::Expression& value = *column.default_value;
  const Shape shape = shape_of(column, context.schema, flavour_);
  const bool is_null = value.kind == ir::ExpressionKind::null_literal;
  // now() has to have the column's own precision, and only there stands without parentheses.
  if (ir::is_portable_call(value, "now") && has_time_of_day_and_date(shape))
    return " DEFAULT " + now_with(shape.length);
  const bool takes_literal = is_null || !is_stored_aside(shape) || flavour_.has_literal_text_defaults;
  if (ir::is_literal(value) && takes_literal) return " DEFAULT " + expression(value, context);
  return " DEFAULT (" + expression(value, context) + ")";
}

std::string MysqlRenderer::call(const ir::Expression& expression, const RenderContext& context) const {
  if (ir::is_portable_call(expression, "now")) return "CURRENT_TIMESTAMP(6)";
  if (ir::is_portable_call(expression, "uuid")) return "UUID()";
  return Renderer::call(expression, context);
}

std::string MysqlRenderer::concatenation(const ir::Expression& expression, const RenderContext& context) const {
  // `||` is OR to the server. A chain of them is one call.
  std::vector<ir::Expression> parts;
  const ir::Expression* at = &expression;
  while (at->kind == ir::ExpressionKind::binary && at->text == "||") {
    parts.insert(parts.begin(), at->operands[1]);
    at = &at->operands[0];
  }
  parts.insert(parts.begin(), *at);
  return fmt::format("CONCAT({})", expression_list(parts, context));
}

std::string MysqlRenderer::cast(const ir::Expression& expression, const RenderContext& context) const {
  return fmt::format("CAST({} AS {})", this->expression(expression.operands[0], context),
                     cast_type(*expression.type, flavour_));
}

}  // namespace kura::dialect::mysql
