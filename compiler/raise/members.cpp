// members: the `for` block, owners and grants.
#include "compiler/raise/members.h"

namespace kura::raise {
namespace {

std::string_view kind_of(const ir::Grant& grant) {
  switch (grant.grantee_kind) {
    case ir::GranteeKind::user:
      return grant.is_kind_written ? "user" : "";
    case ir::GranteeKind::role:
      return "role";
    case ir::GranteeKind::group:
      return "group";
    case ir::GranteeKind::everyone:
      return "public";
  }
  return "";
}

ast::GrantClause raise_grant(const ir::Grant& grant) {
  ast::GrantClause clause;
  for (const ir::Privilege& privilege : grant.privileges) {
    clause.privileges.push_back({privilege.action, to_names(privilege.columns), {}});
  }
  clause.grantees.push_back({kind_of(grant), to_name(grant.grantee), {}});
  clause.with_grant_option = grant.with_grant_option;
  return clause;
}

}  // namespace

std::vector<ast::Member> Members::take() {
  if (!own_.empty()) add(ast::ForClause{tree_.dialects(), std::move(own_), {}});
  return std::move(portable_);
}

void add_rights(Members& members, const std::string& owner, const std::vector<ir::Grant>& grants) {
  if (!owner.empty()) members.add(ast::OwnerClause{to_name(owner)});
  for (const ir::Grant& grant : grants) members.add(raise_grant(grant));
}

}  // namespace kura::raise
