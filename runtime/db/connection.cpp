// Opens a connection by the driver of the URL's scheme.
#include "runtime/db/connection.h"

#include <fmt/format.h>

#include "runtime/db/driver.h"

namespace kura::db {

Outcome<std::unique_ptr<Connection>> connect(const Url& url, const ConnectOptions& options) {
  const Scheme* scheme = find_scheme(url.scheme);
  if (!scheme) {
    return Error{ErrorKind::usage,
                 {},
                 "the URL has no scheme that a driver knows",
                 fmt::format("the schemes are {}", fmt::join(schemes(), ", "))};
  }
  return scheme->driver->open(url, options, scheme->default_port);
}

}  // namespace kura::db
