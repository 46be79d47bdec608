// Sorts what the server answers into kinds of errors.
#pragma once

#include <string_view>

#include "runtime/db/error.h"

namespace kura::db::libpq {

/// `text` is the message with its details: some servers put all that matters there.
ErrorKind kind_of(std::string_view sqlstate, std::string_view text);

}  // namespace kura::db::libpq
