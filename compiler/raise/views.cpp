// views: the header's clauses and the query.
#include "compiler/raise/members.h"
#include "compiler/raise/objects.h"

namespace kura::raise {
namespace {

ast::ViewOptionClause option(std::string_view keyword, std::string_view rest) {
  return {keyword, {rest, {}}};
}

std::string_view word_of(ir::RefreshMode mode) {
  switch (mode) {
    case ir::RefreshMode::manual:
      return "manual";
    case ir::RefreshMode::automatic:
      return "auto";
    case ir::RefreshMode::incremental:
      return "incremental";
    case ir::RefreshMode::every:
      return "every";
  }
  return {};
}

ast::RefreshClause raise_refresh(Tree& tree, const ir::Refresh& refresh) {
  ast::RefreshClause clause;
  if (refresh.is_deferred) clause.items.push_back({"deferred", {}, {}});
  clause.items.push_back({word_of(refresh.mode), {}, {}});
  if (refresh.mode == ir::RefreshMode::every) {
    clause.items.back().number = tree.number(refresh.every);
    clause.items.push_back({refresh.unit, {}, {}});
  }
  if (!refresh.starting.empty()) clause.starting = tree.string(refresh.starting);
  return clause;
}

void add_options(Members& members, const ir::View& view) {
  static constexpr std::string_view kSecurities[] = {"", "none", "invoker", "definer"};
  const std::string_view security = kSecurities[static_cast<std::size_t>(view.security)];
  if (!security.empty()) members.add(option("security", security));
  if (view.no_schema_binding) members.add(option("no", "schema binding"));
  if (view.with_no_data) members.add(option("with", "no data"));
  if (view.refresh) members.add(raise_refresh(members.tree(), *view.refresh));
}

}  // namespace

ast::Declaration raise_view(Tree& tree, const ir::View& view) {
  Members members(tree);
  for (const ir::ViewColumn& column : view.columns) {
    members.add(ast::ViewColumn{to_name(column.name)}, tree.doc(column.comment));
  }
  add_indexes(members, view.physical);
  add_options(members, view);
  add_physical(members, view.physical);
  add_rights(members, view.owner, view.grants);
  ast::ViewDecl decl;
  decl.name = to_name(view.name);
  decl.is_materialized = view.is_materialized;
  decl.body = tree.sql(view.body.text);
  // An engine's own query stands in its block; the grammar wants one for all the others too, and there is no other.
  if (view.body.is_native) members.add(ast::ForClause{tree.dialects(), {}, decl.body});
  decl.members = members.take();
  return {std::move(decl), {}, tree.doc(view.comment), {}};
}

}  // namespace kura::raise
