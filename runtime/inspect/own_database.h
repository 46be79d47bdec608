// The connection's own database, on servers that hold those of many projects.
#pragma once

#include <string>
#include <vector>

#include "runtime/db/connection.h"

namespace kura::inspect {

/// By `SELECT DATABASE()`; none when the connection has chosen none.
db::Outcome<std::vector<std::string>> own_database(db::Connection& connection);

}  // namespace kura::inspect
