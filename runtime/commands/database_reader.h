// What the compiler may ask about databases, answered by the runtime's drivers and inspectors.
#pragma once

#include <string>
#include <vector>

#include "compiler/driver/database_reader.h"
#include "runtime/commands/commands.h"

namespace kura::runtime {

/// `schemas`: only these namespaces; empty: all of the user's.
driver::DatabaseReader database_reader(const Surroundings& surroundings, std::int64_t connect_timeout,
                                       const std::vector<std::string>& schemas);

}  // namespace kura::runtime
