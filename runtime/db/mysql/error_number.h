// Sorts what server and library answer into kinds of errors.
#pragma once

#include <string_view>

#include "runtime/db/error.h"

namespace kura::db::mysql {

ErrorKind kind_of(unsigned number, std::string_view sqlstate, std::string_view text);
/// What to check when a connection was not made.
std::string help_for(ErrorKind kind, unsigned number, std::string_view text);

}  // namespace kura::db::mysql
