// The queries that describe a PostgreSQL database.
#pragma once

#include <string>
#include <vector>

namespace kura::engine::postgres {

/// One query of rows (object, label, value), without an order. `names`: see Engine::describe. What is in the default
/// schema goes by its name alone. `major` is the server's version.
std::string catalog_query(const std::vector<std::string>& names, const std::string& default_schema, int major);

}  // namespace kura::engine::postgres
