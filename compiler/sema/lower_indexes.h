// Indexes of a table or materialized view.
#pragma once

#include "compiler/sema/lowering.h"

namespace kura::sema {

/// In the order in which they were written; one of a more specific block replaces the one of its name.
std::vector<ir::Index> lower_indexes(Scope& scope);

}  // namespace kura::sema
