// Rights, from the views of the schema `sys`.
#include "compiler/dialect/starrocks/rights.h"

#include <fmt/format.h>

#include <algorithm>

namespace kura::dialect::starrocks {
namespace {

std::string_view object_keyword(change::ObjectKind kind) {
  switch (kind) {
    case change::ObjectKind::view:
      return "VIEW";
    case change::ObjectKind::materialized_view:
      return "MATERIALIZED VIEW";
    default:
      return "TABLE";
  }
}

const std::vector<ir::Grant>* grants_of(const ir::Schema& schema, const ir::QualifiedName& name) {
  for (const ir::Table& table : schema.tables) {
    if (table.name == name) return &table.grants;
  }
  for (const ir::View& view : schema.views) {
    if (view.name == name) return &view.grants;
  }
  return nullptr;
}

bool contains(const std::vector<ir::Grant>& list, const ir::Grant& grant) {
  return std::any_of(list.begin(), list.end(), [&grant](const ir::Grant& it) { return is_same_grant(it, grant); });
}

/// How sys.grants_to_users and sys.grants_to_roles write a grantee.
std::string listed_grantee(const ir::Grant& grant) {
  if (grant.grantee_kind == ir::GranteeKind::role) return grant.grantee;
  return "'" + grant.grantee + "'@'%'";
}

/// A condition that leaves out those whose declared grant goes; empty when none does.
std::string without_revoked(const ir::QualifiedName& name, bool are_roles, const Statements& statements) {
  const std::vector<ir::Grant>* before = grants_of(statements.context().before, name);
  const std::vector<ir::Grant>* after = grants_of(statements.context().after, name);
  if (before == nullptr || after == nullptr) return {};
  std::vector<std::string> grantees;
  for (const ir::Grant& grant : *before) {
    const bool is_listed = are_roles == (grant.grantee_kind == ir::GranteeKind::role);
    if (is_listed && !contains(*after, grant))
      grantees.push_back(statements.renderer().string_literal(listed_grantee(grant)));
  }
  return grantees.empty() ? std::string() : fmt::format(" AND grantee NOT IN ({})", fmt::join(grantees, ", "));
}

std::string capture(const ir::QualifiedName& name, const ir::QualifiedName& heir, change::ObjectKind kind,
                    bool are_roles, const Statements& statements) {
  const Renderer& renderer = statements.renderer();
  const std::string database = name.schema.empty() ? std::string("database()") : renderer.string_literal(name.schema);
  const std::string head =
      fmt::format(" ON {} {} TO {}", object_keyword(kind), statements.qualified(heir), are_roles ? "ROLE `" : "USER ");
  return fmt::format(
      "SELECT concat('GRANT ', privilege_type, {}, grantee, {}if(is_grantable = 'YES', ' WITH GRANT OPTION', ''))\n"
      "FROM sys.grants_to_{}\n"
      "WHERE object_catalog = 'default_catalog' AND object_database = {} AND object_name = {} AND object_type = '{}'{}",
      renderer.string_literal(head), are_roles ? "'`', " : "", are_roles ? "roles" : "users", database,
      renderer.string_literal(name.name), object_keyword(kind), without_revoked(heir, are_roles, statements));
}

}  // namespace

bool is_same_grant(const ir::Grant& left, const ir::Grant& right) {
  return left.grantee_kind == right.grantee_kind && left.grantee == right.grantee &&
         left.privileges == right.privileges && left.with_grant_option == right.with_grant_option;
}

std::vector<change::Carry> carried_rights(const ir::QualifiedName& name, const ir::QualifiedName& heir,
                                          change::ObjectKind kind, const Statements& statements) {
  return {{"grants to roles", capture(name, heir, kind, true, statements)},
          {"grants to users", capture(name, heir, kind, false, statements)}};
}

std::vector<std::string> changed_rights(const ir::View& before, const ir::View& after, const Statements& statements) {
  const std::string object = statements.renderer().object_keyword(after);
  std::vector<std::string> sql;
  for (const ir::Grant& grant : before.grants) {
    if (!contains(after.grants, grant)) sql.push_back(statements.revoke(object, after.name, grant));
  }
  for (const ir::Grant& grant : after.grants) {
    if (contains(before.grants, grant)) continue;
    for (std::string& statement : statements.grants(object, after.name, {grant})) sql.push_back(std::move(statement));
  }
  return sql;
}

}  // namespace kura::dialect::starrocks
