// Renderer: views, materialized views, and the spelling of a query's names.
#include <fmt/format.h>

#include "compiler/dialect/renderer.h"
#include "compiler/sql/tokens.h"

namespace kura::dialect {
namespace {

/// The next place in a query that has to be spelt anew, and what it becomes.
struct Rewrite {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::string text;
};

}  // namespace

std::string Renderer::body(const ir::SqlBody& body, const RenderContext& context) const {
  std::vector<Rewrite> rewrites;
  std::size_t next_relation = 0;
  std::uint32_t done = 0;
  for (const sql::Token& token : sql::tokenize(body.text)) {
    if (token.begin < done) continue;
    if (next_relation < body.relations.size() && body.relations[next_relation].begin == token.begin) {
      const ir::RelationUse& use = body.relations[next_relation++];
      rewrites.push_back({use.begin, use.end, qualified(use.name, context)});
      done = use.end;
    } else if (token.kind == sql::TokenKind::quoted_name && token.text.front() == '"' && !body.is_native) {
      rewrites.push_back({token.begin, token.end, identifier(sql::name_of(token), context)});
    } else if (token.kind == sql::TokenKind::string && token.text.front() == '\'' && !body.is_native) {
      rewrites.push_back({token.begin, token.end, query_string(token.text)});
    }
  }
  std::string text;
  std::uint32_t at = 0;
  for (const Rewrite& rewrite : rewrites) {
    text.append(body.text, at, rewrite.begin - at);
    text += rewrite.text;
    at = rewrite.end;
  }
  return text + body.text.substr(at);
}

std::string Renderer::query_string(std::string_view literal) const {
  return std::string(literal);
}

std::string Renderer::object_keyword(const ir::View& view) const {
  return view.is_materialized ? "MATERIALIZED VIEW" : "VIEW";
}

std::string Renderer::view_head(const ir::View& view, const RenderContext& context) const {
  return fmt::format("CREATE {} {}", object_keyword(view), qualified(view.name, context));
}

std::string Renderer::view_tail(const ir::View&, const RenderContext&) const {
  return {};
}

std::vector<Statement> Renderer::create_view(const ir::View& view, const RenderContext& context) const {
  // A head of several lines ends its last one itself.
  const std::string head = view_head(view, context);
  const std::string_view gap = head.ends_with('\n') ? "" : " ";
  std::vector<Statement> statements{
      {fmt::format("{}{}AS\n{}{}", head, gap, body(view.body, context), view_tail(view, context))}};
  for (Statement& statement : indexes(view.physical, view.name, context)) statements.push_back(std::move(statement));
  for (Statement& statement : comments(view, context)) statements.push_back(std::move(statement));
  for (Statement& statement : ownership(object_keyword(view), view.name, view.owner, view.grants, context)) {
    statements.push_back(std::move(statement));
  }
  return statements;
}

std::vector<Statement> Renderer::create_materialized_view(const ir::View& view, const RenderContext& context) const {
  return Renderer::create_view(view, context);
}

std::vector<Statement> Renderer::comments(const ir::View& view, const RenderContext& context) const {
  if (context.dialect.capabilities->comments != CommentStyle::statement) return {};
  std::vector<Statement> statements;
  const std::string name = qualified(view.name, context);
  if (!view.comment.empty()) {
    statements.push_back(
        {fmt::format("COMMENT ON {} {} IS {}", object_keyword(view), name, string_literal(view.comment))});
  }
  for (const ir::ViewColumn& column : view.columns) {
    if (column.comment.empty()) continue;
    statements.push_back({fmt::format("COMMENT ON COLUMN {}.{} IS {}", name, identifier(column.name, context),
                                      string_literal(column.comment))});
  }
  return statements;
}

}  // namespace kura::dialect
