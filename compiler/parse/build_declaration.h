// build_declaration: one declaration's context to its tree.
#pragma once

#include <optional>

#include "compiler/parse/build.h"

namespace kura::parse {

/// A `declaration` node that the parser could read; nothing when it cannot be represented (that has been reported).
std::optional<ast::Declaration> declaration_of(Build& build, const Node& node);

}  // namespace kura::parse
