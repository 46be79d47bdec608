// SHA-256, for what must show that it was changed.
#pragma once

#include <string>
#include <string_view>

namespace kura {

/// 64 hexadecimal digits.
std::string sha256(std::string_view text);

}  // namespace kura
