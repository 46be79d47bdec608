// The select list: the names of a query's columns, where its text shows them.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kura::dialect::starrocks {

/// The output names of a query in order; nothing when one is `*` or an expression without an alias.
std::optional<std::vector<std::string>> output_names(std::string_view query);

}  // namespace kura::dialect::starrocks
