// Line diff: what was taken away and what was added between two texts.
#pragma once

#include <string>
#include <string_view>

namespace kura::driver {

/// Changed lines with `-` or `+` before them and two lines of context, `@@ line N` before each group; empty for equal
/// texts. Texts whose differing middles are both longer than 2,000 lines are shown as replaced as a whole.
std::string line_diff(std::string_view before, std::string_view after);

}  // namespace kura::driver
