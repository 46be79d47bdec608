// Reads why a connection failed out of the library's text.
#pragma once

#include <string>

#include "runtime/db/secrets.h"

namespace kura::db::libpq {

/// `text` may hold the verbose form of the server's own message: "FATAL:  28P01: password authentication failed …".
Error connect_error(const std::string& text, bool needs_password, const Secrets& secrets);

}  // namespace kura::db::libpq
