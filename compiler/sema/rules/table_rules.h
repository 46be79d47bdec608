// Rules about one table.
#pragma once

#include "compiler/sema/table_parts.h"

namespace kura::sema::rules {

/// Constraints share one list of names, indexes another.
void check_constraint_names(TableParts& parts);
void check_index_names(const Scope& scope, const std::vector<ir::Index>& indexes);
/// No column was what another one is or was.
void check_column_renames(TableParts& parts);

}  // namespace kura::sema::rules
