// The text of SHOW CREATE as a statement that says only what its author said.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace kura::inspect::starrocks {

/// `name`: what the object is called in the statement. Left out: how often the rows are kept where it is the cluster's
/// usual number, the partitions that the server makes and drops by itself, and what else it adds (`entries.h`).
/// `rollups`: clauses for a table that has them, "`name` (`a`, `b`)".
std::string create_statement(std::string_view text, std::string_view name, const std::vector<std::string>& rollups);

}  // namespace kura::inspect::starrocks
