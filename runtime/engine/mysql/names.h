// Names and texts inside the statements that the runner writes itself, and the name of its lock.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace kura::engine::mysql {

/// A text literal that means the same under every sql_mode.
std::string literal(std::string_view text);
/// "'a', 'b'"
std::string literals(const std::vector<std::string>& texts);
std::string quoted_name(std::string_view name);

/// The server's locks are known by their names on the whole server, whatever the database, and these have at most 64
/// characters: what is longer is cut and ends with a hash.
std::string lock_name(std::string_view database, std::string_view name);

}  // namespace kura::engine::mysql
