// The description of a warehouse's objects: what the information schema lists, and what SHOW CREATE prints for each.
#pragma once

#include "runtime/engine/engine.h"

namespace kura::engine::starrocks {

/// See Engine::describe. One query more for each table: the information schema alone knows no indexes, no aggregates
/// and no partition expressions.
db::Outcome<Catalog> describe(db::Connection& connection, const std::vector<std::string>& names);

}  // namespace kura::engine::starrocks
