// build_expression: expressions and types.
#pragma once

#include "compiler/parse/build.h"

namespace kura::parse {

/// Any of the expression rules, from `expression` down to `additive`.
ast::Expression expression_of(Build& build, const Node& node);
/// The children made by the rule `expression`.
std::vector<ast::Expression> expressions_of(Build& build, const Node& node);
/// `name`, `name(…)`'s operands and so on: the arguments of an `arguments` node.
std::vector<ast::Expression> arguments_of(Build& build, const Node& arguments);

/// A type made of `typeUnit` nodes (or of one `castType`).
ast::TypeReference type_of(Build& build, const std::vector<const Node*>& units);
/// A `typeReference` node.
ast::TypeReference type_of(Build& build, const Node& reference);

}  // namespace kura::parse
