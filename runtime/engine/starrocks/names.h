// Names and texts inside the statements that are asked of the catalogue.
#pragma once

#include <string>
#include <string_view>

namespace kura::engine::starrocks {

/// The databases of the server itself.
constexpr std::string_view kSystem = "('information_schema', 'sys', '_statistics_')";

/// A backslash in a string begins an escape here.
std::string literal(std::string_view text);
std::string quoted_name(std::string_view name);

}  // namespace kura::engine::starrocks
