// Sorts the library's result codes into kinds of errors.
#pragma once

#include <string_view>

#include "runtime/db/error.h"

namespace kura::db::sqlite {

/// `code` is the extended one.
ErrorKind kind_of(int code, std::string_view text);

}  // namespace kura::db::sqlite
