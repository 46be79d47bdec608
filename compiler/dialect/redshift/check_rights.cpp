// Rights: privileges that Redshift has, on columns and on whole relations, and whom they may be handed on by.
#include <fmt/format.h>

#include <algorithm>

#include "compiler/base/ascii.h"
#include "compiler/dialect/redshift/kinds.h"
#include "compiler/dialect/redshift/rules.h"

namespace kura::dialect::redshift {
namespace {

constexpr std::string_view kPrivileges[] = {"select",     "insert", "update",   "delete", "drop",
                                            "references", "alter",  "truncate", "all",    "all privileges"};
constexpr std::string_view kColumnPrivileges[] = {"select", "update", "all", "all privileges"};

template <std::size_t Size>
bool is_one_of(std::string_view text, const std::string_view (&known)[Size]) {
  return std::find(std::begin(known), std::end(known), text) != std::end(known);
}

void check(const ir::Grant& grant, diag::Sink& sink) {
  bool has_columns = false;
  for (const ir::Privilege& privilege : grant.privileges) {
    has_columns |= !privilege.columns.empty();
    if (!is_one_of(privilege.action, kPrivileges)) {
      sink.report(grant_refused, grant.at, {fmt::format("`{}` on a table or view", privilege.action)})
          .helps.push_back(fmt::format("it has `{}`", fmt::join(kPrivileges, "`, `")));
    } else if (!privilege.columns.empty() && !is_one_of(privilege.action, kColumnPrivileges)) {
      sink.report(grant_refused, grant.at, {fmt::format("`{}` on single columns", privilege.action)})
          .helps.emplace_back("on columns it has `select`, `update` and `all`");
    }
  }
  if (!grant.with_grant_option) return;
  if (grant.grantee_kind != ir::GranteeKind::user) {
    sink.report(grant_refused, grant.at, {"`with grant option` to anyone but a user"})
        .helps.emplace_back("leave out `with grant option`");
  } else if (has_columns) {
    sink.report(grant_refused, grant.at, {"`with grant option` on single columns"})
        .helps.emplace_back("leave out `with grant option`");
  }
}

}  // namespace

void check_rights(ir::Schema& schema, diag::Sink& sink) {
  for (const ir::Table& table : schema.tables) {
    for (const ir::Grant& grant : table.grants) check(grant, sink);
  }
  for (ir::View& view : schema.views) {
    for (const ir::Grant& grant : view.grants) check(grant, sink);
    if (!view.is_materialized || view.owner.empty()) continue;
    sink.report(materialized_owner, view.at, {ir::to_text(view.name), view.owner});
    view.owner.clear();
  }
}

}  // namespace kura::dialect::redshift
