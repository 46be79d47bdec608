// Driver: what one client library brings; registered in registry.def.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "runtime/db/connection.h"
#include "runtime/db/url.h"

namespace kura::db {

/// A `?name=value` that a driver knows.
struct Parameter {
  std::string_view name;
  bool is_secret = false;
  std::string Url::*part = nullptr;  // the part of the URL that it is another way to write
};

struct Driver {
  bool is_embedded = false;  // `scheme:FILE` instead of `scheme://host`
  std::span<const Parameter> parameters;
  /// What the library would only say when it connects, or would not say at all: values that it does not know.
  std::optional<Error> (*check)(const Url& url) = nullptr;
  /// `default_port` is the scheme's own one; empty: the library's.
  Outcome<std::unique_ptr<Connection>> (*open)(const Url& url, const ConnectOptions& options,
                                               std::string_view default_port) = nullptr;
};

/// One row of registry.def.
struct Scheme {
  std::string_view name;
  const Driver* driver;
  std::string_view dialect;
  std::string_view default_port;
};

std::span<const Scheme> all_schemes();
const Scheme* find_scheme(std::string_view name);
const Parameter* find_parameter(const Driver& driver, std::string_view name);

}  // namespace kura::db
