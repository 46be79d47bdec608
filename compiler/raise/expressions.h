// expressions: types and expressions of the model as they are written.
#pragma once

#include "compiler/raise/tree.h"

namespace kura::raise {

ast::TypeReference raise_type(Tree& tree, const ir::Type& type);
ast::Expression raise_expression(Tree& tree, const ir::Expression& expression);
std::vector<ast::Expression> raise_expressions(Tree& tree, const std::vector<ir::Expression>& expressions);

/// Whether a type of one engine alone is in it, which may stand only where the engine's own words may.
bool is_native(const ir::Type& type);
bool is_native(const ir::Expression& expression);
bool is_native(const std::vector<ir::Expression>& expressions);

}  // namespace kura::raise
