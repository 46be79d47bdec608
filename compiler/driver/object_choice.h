// Choosing among the objects of a model by patterns.
#pragma once

#include <string>
#include <vector>

#include "compiler/ir/schema.h"

namespace kura::driver {

/// Patterns with `*` and `?` over "schema.name", or over the name alone when they have no dot.
struct ObjectChoice {
  std::vector<std::string> include;  // empty: everything
  std::vector<std::string> exclude;
};

bool is_chosen(const ir::QualifiedName& name, const ObjectChoice& choice);

/// The model without what was not chosen; a table of that which a chosen one refers to or reads becomes an external
/// one.
ir::Schema chosen(ir::Schema schema, const ObjectChoice& choice);

}  // namespace kura::driver
