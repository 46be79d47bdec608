// build_member: the entries of tables, mixins, view headers and `for` blocks.
#pragma once

#include "compiler/parse/build.h"

namespace kura::parse {

/// The entries of a `tableBody`, `viewBody` or `forBody`; those that could not be read are left out.
std::vector<ast::Member> members_of(Build& build, const Node& body);
std::vector<ast::Property> properties_of(Build& build, const Node& properties_clause);

}  // namespace kura::parse
