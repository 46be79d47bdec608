// Rights: grants that nobody declared, read before a relation goes and given again to the one that takes its place.
#pragma once

#include <vector>

#include "compiler/dialect/starrocks/statements.h"

namespace kura::dialect::starrocks {

/// The queries for the grants on `name` to roles and to users, as grants on its heir. Grantees who lose a declared
/// grant are left out.
std::vector<change::Carry> carried_rights(const ir::QualifiedName& name, const ir::QualifiedName& heir,
                                          change::ObjectKind kind, const Statements& statements);

/// REVOKE and GRANT between two lists of declared grants.
std::vector<std::string> changed_rights(const ir::View& before, const ir::View& after, const Statements& statements);

bool is_same_grant(const ir::Grant& left, const ir::Grant& right);

}  // namespace kura::dialect::starrocks
