// Renderer: names, types, and the small statements.
#include "compiler/dialect/renderer.h"

#include <fmt/format.h>

#include "compiler/base/ascii.h"

namespace kura::dialect {
namespace {

bool is_plain_name(std::string_view name, const Dialect& dialect) {
  if (name.empty() || !(is_name_start(name[0]))) return false;
  for (const char c : name) {
    if (!is_name_part(c) || (c >= 'A' && c <= 'Z')) return false;
  }
  return !is_reserved(dialect, name);
}

std::string sequence_options(const ir::Sequence& sequence) {
  std::string text;
  if (sequence.increment) text += fmt::format(" INCREMENT BY {}", *sequence.increment);
  if (sequence.min) text += fmt::format(" MINVALUE {}", *sequence.min);
  if (sequence.max) text += fmt::format(" MAXVALUE {}", *sequence.max);
  if (sequence.start) text += fmt::format(" START WITH {}", *sequence.start);
  if (sequence.cache) text += fmt::format(" CACHE {}", *sequence.cache);
  if (sequence.is_cycle) text += " CYCLE";
  return text;
}

}  // namespace

std::string join(const std::vector<std::string>& parts, std::string_view separator) {
  return fmt::format("{}", fmt::join(parts, separator));
}

std::string Renderer::identifier(std::string_view name, const RenderContext& context) const {
  if (is_plain_name(name, context.dialect)) return std::string(name);
  std::string quoted = "\"";
  for (const char c : name) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
  return quoted + "\"";
}

std::string Renderer::qualified(const ir::QualifiedName& name, const RenderContext& context) const {
  if (name.schema.empty()) return identifier(name.name, context);
  return identifier(name.schema, context) + "." + identifier(name.name, context);
}

std::string Renderer::string_literal(std::string_view text) const {
  std::string literal = "'";
  for (const char c : text) literal += c == '\'' ? std::string("''") : std::string(1, c);
  return literal + "'";
}

std::string Renderer::type(const ir::Type& type, const RenderContext& context) const {
  if (type.kind == ir::TypeKind::native) return to_upper(type.native);
  if (type.kind == ir::TypeKind::enumeration) return qualified(*type.enum_name, context);
  const TypeRow& row = type_row(context.dialect, type.kind);
  if (!type.fields.empty()) {
    std::vector<std::string> inner;
    for (const ir::TypeField& field : type.fields) inner.push_back(this->type(field.type, context));
    inner.resize(2);
    return fmt::format(fmt::runtime(row.with_arguments), inner[0], inner[1]);
  }
  if (type.length < 0 || row.with_arguments.empty()) return std::string(row.plain);
  return fmt::format(fmt::runtime(row.with_arguments), type.length, type.scale < 0 ? 0 : type.scale);
}

std::vector<Statement> Renderer::create_namespace(const ir::Namespace& space, const RenderContext& context) const {
  return {{"CREATE SCHEMA IF NOT EXISTS " + identifier(space.name, context)}};
}

std::vector<Statement> Renderer::create_enum(const ir::EnumType& type, const RenderContext& context) const {
  std::vector<std::string> labels;
  for (const ir::EnumLabel& label : type.labels) labels.push_back(string_literal(label.text));
  return {{fmt::format("CREATE TYPE {} AS ENUM ({})", qualified(type.name, context), join(labels, ", "))}};
}

std::vector<Statement> Renderer::create_sequence(const ir::Sequence& sequence, const RenderContext& context) const {
  std::string sql = "CREATE SEQUENCE " + qualified(sequence.name, context);
  if (sequence.type) sql += " AS " + type(*sequence.type, context);
  return {{sql + sequence_options(sequence)}};
}

std::vector<Statement> Renderer::set_sequence_owner(const ir::Sequence& sequence, const RenderContext& context) const {
  return {{fmt::format("ALTER SEQUENCE {} OWNED BY {}.{}", qualified(sequence.name, context),
                       qualified(*sequence.owned_by_table, context), identifier(sequence.owned_by_column, context))}};
}

std::string Renderer::name_list(const std::vector<std::string>& names, const RenderContext& context) const {
  std::vector<std::string> spelt;
  for (const std::string& name : names) spelt.push_back(identifier(name, context));
  return join(spelt, ", ");
}

std::string Renderer::expression_list(const std::vector<ir::Expression>& expressions,
                                      const RenderContext& context) const {
  std::vector<std::string> spelt;
  for (const ir::Expression& it : expressions) spelt.push_back(expression(it, context));
  return join(spelt, ", ");
}

std::string Renderer::native_tail(const std::vector<ir::NativeClause>& clauses, NativeScope scope,
                                  const RenderContext& context) const {
  std::string text;
  for (const NativeRow& row : context.dialect.native_clauses) {
    if (row.scope != scope) continue;
    for (const ir::NativeClause& clause : clauses) {
      if (clause.keyword != row.words) continue;
      text += " " + to_upper(clause.keyword);
      if (!clause.argument.empty()) text += " " + clause.argument;
    }
  }
  return text;
}

std::string Renderer::grantee(const ir::Grant& grant, const RenderContext& context) const {
  switch (grant.grantee_kind) {
    case ir::GranteeKind::everyone:
      return "PUBLIC";
    case ir::GranteeKind::group:
      return "GROUP " + identifier(grant.grantee, context);
    default:
      return identifier(grant.grantee, context);
  }
}

std::vector<Statement> Renderer::ownership(std::string_view object_keyword, const ir::QualifiedName& name,
                                           const std::string& owner, const std::vector<ir::Grant>& grants,
                                           const RenderContext& context) const {
  std::vector<Statement> statements;
  const std::string object = fmt::format("{} {}", object_keyword, qualified(name, context));
  if (!owner.empty()) statements.push_back({fmt::format("ALTER {} OWNER TO {}", object, identifier(owner, context))});
  for (const ir::Grant& grant : grants) {
    std::vector<std::string> privileges;
    for (const ir::Privilege& privilege : grant.privileges) {
      std::string text = to_upper(privilege.action);
      if (!privilege.columns.empty()) text += " (" + name_list(privilege.columns, context) + ")";
      privileges.push_back(std::move(text));
    }
    // GRANT … ON takes views under the word TABLE or none at all: no word is right everywhere.
    std::string sql =
        fmt::format("GRANT {} ON {} TO {}", join(privileges, ", "), qualified(name, context), grantee(grant, context));
    if (grant.with_grant_option) sql += " WITH GRANT OPTION";
    statements.push_back({std::move(sql)});
  }
  return statements;
}

}  // namespace kura::dialect
