// The canonical layout of a text that a command is about to write.
#pragma once

#include <optional>
#include <string>

namespace kura::driver {

/// Nothing when it does not parse.
std::optional<std::string> canonical_text(const std::string& text);

}  // namespace kura::driver
