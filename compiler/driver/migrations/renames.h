// Renames: what the `was` of a state mean for the state before, as a migration's file keeps them.
#pragma once

#include <vector>

#include "compiler/ir/schema.h"
#include "compiler/migrations/migration.h"

namespace kura::driver {

/// Those that count between the two states; a stale `was` is none.
std::vector<migrations::Rename> renames_between(const ir::Schema& before, ir::Schema after);

/// Writes them into a state as its `was`. What the state does not have is passed over.
void set_renames(ir::Schema& schema, const std::vector<migrations::Rename>& renames);

}  // namespace kura::driver
