// The registry: look-ups over registry.def.
#include <algorithm>

#include "runtime/db/driver.h"

namespace kura::db {

#define KURA_DRIVER(name)      \
  namespace name {             \
  extern const Driver kDriver; \
  }
#include "runtime/db/registry.def"

std::span<const Scheme> all_schemes() {
  static const Scheme kAll[] = {
#define KURA_SCHEME(scheme, driver, dialect, port) {scheme, &driver::kDriver, dialect, port},
#include "runtime/db/registry.def"
  };
  return kAll;
}

const Scheme* find_scheme(std::string_view name) {
  const std::span<const Scheme> all = all_schemes();
  const auto found = std::find_if(all.begin(), all.end(), [&](const Scheme& scheme) { return scheme.name == name; });
  return found == all.end() ? nullptr : &*found;
}

const Parameter* find_parameter(const Driver& driver, std::string_view name) {
  // People write ssl-mode and sslmode_x after the client they know best; a dash and an underscore are one here.
  const auto is_named = [&](const Parameter& parameter) {
    return std::equal(name.begin(), name.end(), parameter.name.begin(), parameter.name.end(),
                      [](char left, char right) { return (left == '_' ? '-' : left) == (right == '_' ? '-' : right); });
  };
  const auto found = std::find_if(driver.parameters.begin(), driver.parameters.end(), is_named);
  return found == driver.parameters.end() ? nullptr : &*found;
}

std::vector<std::string> schemes() {
  std::vector<std::string> result;
  for (const Scheme& scheme : all_schemes()) result.emplace_back(scheme.name);
  return result;
}

std::string default_dialect(const std::string& scheme) {
  const Scheme* found = find_scheme(scheme);
  return found ? std::string(found->dialect) : std::string();
}

}  // namespace kura::db
