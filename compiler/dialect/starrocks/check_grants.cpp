// Grants: whole relations, to users and roles.
#include "compiler/dialect/starrocks/kinds.h"
#include "compiler/dialect/starrocks/rules.h"

namespace kura::dialect::starrocks {
namespace {

void check_all(const std::vector<ir::Grant>& grants, diag::Sink& sink) {
  for (const ir::Grant& grant : grants) {
    if (grant.grantee_kind == ir::GranteeKind::group) {
      auto& diagnostic = sink.report(grant_refused, grant.at, {"there are no groups"});
      diagnostic.helps.push_back("write `to role " + grant.grantee + "`");
    }
    for (const ir::Privilege& privilege : grant.privileges) {
      if (privilege.columns.empty()) continue;
      auto& diagnostic = sink.report(grant_refused, grant.at, {"a privilege is on a whole table, not on columns"});
      diagnostic.helps.emplace_back("grant on a view of these columns");
    }
  }
}

}  // namespace

void check_grants(ir::Table& table, const Target&, diag::Sink& sink) {
  check_all(table.grants, sink);
}
void check_view_grants(ir::View& view, const Target&, diag::Sink& sink) {
  check_all(view.grants, sink);
}

}  // namespace kura::dialect::starrocks
