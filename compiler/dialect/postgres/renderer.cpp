// The renderer of PostgreSQL: types, small statements, indexes and views.
#include "compiler/dialect/postgres/renderer.h"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/base/ascii.h"
#include "compiler/dialect/postgres/rules.h"

namespace kura::dialect::postgres {
namespace {

constexpr std::string_view kColumnWords[] = {
#define KURA_WORD(word) word,
#include "compiler/dialect/postgres/column_words.def"
#undef KURA_WORD
};

void append(std::vector<Statement>& statements, std::vector<Statement> more) {
  for (Statement& statement : more) statements.push_back(std::move(statement));
}

}  // namespace

std::string PostgresRenderer::type(const ir::Type& type, const RenderContext& context) const {
  const bool is_bare_enum = type.kind == ir::TypeKind::enumeration && type.enum_name->schema.empty();
  if (is_bare_enum && std::binary_search(std::begin(kColumnWords), std::end(kColumnWords), type.enum_name->name)) {
    return "\"" + type.enum_name->name + "\"";
  }
  return Renderer::type(type, context);
}

std::string PostgresRenderer::call(const ir::Expression& expression, const RenderContext& context) const {
  if (ir::is_portable_call(expression, "uuid")) return "gen_random_uuid()";
  return Renderer::call(expression, context);
}

// Collations tell upper case from lower, so that `C` is quoted; what is quoted or qualified already stays as it is.
std::string PostgresRenderer::collation(const std::string& name, const RenderContext& context) const {
  return name.find_first_of("\".") == std::string::npos ? identifier(name, context) : name;
}

std::vector<Statement> PostgresRenderer::create_namespace(const ir::Namespace& space,
                                                          const RenderContext& context) const {
  std::vector<Statement> statements = Renderer::create_namespace(space, context);
  if (!space.comment.empty()) {
    statements.push_back(
        {fmt::format("COMMENT ON SCHEMA {} IS {}", identifier(space.name, context), string_literal(space.comment))});
  }
  return statements;
}

std::vector<Statement> PostgresRenderer::create_enum(const ir::EnumType& type, const RenderContext& context) const {
  std::vector<Statement> statements = Renderer::create_enum(type, context);
  if (!type.comment.empty()) {
    statements.push_back(
        {fmt::format("COMMENT ON TYPE {} IS {}", qualified(type.name, context), string_literal(type.comment))});
  }
  return statements;
}

std::vector<Statement> PostgresRenderer::create_sequence(const ir::Sequence& sequence,
                                                         const RenderContext& context) const {
  std::vector<Statement> statements = Renderer::create_sequence(sequence, context);
  if (!sequence.comment.empty()) {
    statements.push_back({fmt::format("COMMENT ON SEQUENCE {} IS {}", qualified(sequence.name, context),
                                      string_literal(sequence.comment))});
  }
  return statements;
}

// A sequence and the table that it is tied to must have the same owner.
std::vector<Statement> PostgresRenderer::set_sequence_owner(const ir::Sequence& sequence,
                                                            const RenderContext& context) const {
  std::vector<Statement> statements;
  for (const ir::Table& table : context.schema.tables) {
    if (table.name != *sequence.owned_by_table || table.owner.empty()) continue;
    statements.push_back({fmt::format("ALTER SEQUENCE {} OWNER TO {}", qualified(sequence.name, context),
                                      identifier(table.owner, context))});
  }
  append(statements, Renderer::set_sequence_owner(sequence, context));
  return statements;
}

std::string PostgresRenderer::index_part(const ir::IndexPart& part, const RenderContext& context) const {
  const bool is_bare =
      part.expression.kind == ir::ExpressionKind::name || part.expression.kind == ir::ExpressionKind::call;
  std::string text = expression(part.expression, context);
  if (!is_bare) text = "(" + text + ")";
  if (const ir::NativeClause* clause = find_native(part.native, "collate"))
    text += " COLLATE " + collation(clause->argument, context);
  if (const ir::NativeClause* clause = find_native(part.native, "")) text += " " + clause->argument;
  if (part.is_descending) text += " DESC";
  if (has_native(part.native, "nulls first")) text += " NULLS FIRST";
  if (has_native(part.native, "nulls last")) text += " NULLS LAST";
  return text;
}

std::vector<Statement> PostgresRenderer::index_comments(const ir::Physical& physical, const std::string& space,
                                                        const RenderContext& context) const {
  std::vector<Statement> statements;
  for (const ir::Index& index : physical.indexes) {
    if (index.comment.empty()) continue;
    statements.push_back({fmt::format("COMMENT ON INDEX {} IS {}", qualified({space, index.name}, context),
                                      string_literal(index.comment))});
  }
  return statements;
}

std::string PostgresRenderer::view_head(const ir::View& view, const RenderContext& context) const {
  std::string head = Renderer::view_head(view, context);
  const std::vector<ir::NativeClause>& native = view.physical.native;
  const ir::NativeClause* with = find_native(native, "with");
  if (view.is_materialized) {
    for (const std::string_view keyword : {"using", "with", "tablespace"}) {
      const ir::NativeClause* clause = find_native(native, keyword);
      if (clause != nullptr) head += fmt::format("\n{} {}", to_upper(keyword), clause->argument);
    }
    return head;
  }
  std::string options = with == nullptr ? "" : with->argument.substr(1, with->argument.size() - 2);
  const bool says_invoker = to_lower(options).find("security_invoker") != std::string::npos;
  if (view.security == ir::ViewSecurity::invoker && !says_invoker) {
    options += options.empty() ? "security_invoker = true" : ", security_invoker = true";
  }
  return options.empty() ? head : fmt::format("{}\nWITH ({})", head, options);
}

std::string PostgresRenderer::view_tail(const ir::View& view, const RenderContext&) const {
  if (view.is_materialized) return view.with_no_data ? "\nWITH NO DATA" : "";
  for (const ir::NativeClause& clause : view.physical.native) {
    if (clause.keyword.ends_with("check option")) return "\n" + to_upper(clause.keyword);
  }
  return {};
}

std::vector<Statement> PostgresRenderer::create_view(const ir::View& view, const RenderContext& context) const {
  std::vector<Statement> statements = Renderer::create_view(view, context);
  append(statements, index_comments(view.physical, view.name.schema, context));
  return statements;
}

std::vector<Statement> PostgresRenderer::create_materialized_view(const ir::View& view,
                                                                  const RenderContext& context) const {
  return create_view(view, context);
}

}  // namespace kura::dialect::postgres
