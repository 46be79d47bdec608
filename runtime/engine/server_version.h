// The numbers in front of what a server says about its version.
#pragma once

#include <array>
#include <optional>
#include <string_view>

namespace kura::engine {

using ServerVersion = std::array<int, 3>;

/// "8.0.36-0ubuntu0.22.04.1" is {8, 0, 36}, "3.5" is {3, 5, 0}; nothing when the text does not begin with a number.
std::optional<ServerVersion> leading_version(std::string_view text);

}  // namespace kura::engine
