// The numbers in front of what a server says about its version.
#include "runtime/engine/server_version.h"

#include <charconv>

namespace kura::engine {

std::optional<ServerVersion> leading_version(std::string_view text) {
  ServerVersion version{};
  const char* at = text.data();
  const char* const end = at + text.size();
  for (std::size_t part = 0; part < version.size(); ++part) {
    const auto [next, error] = std::from_chars(at, end, version[part]);
    if (error != std::errc()) return part == 0 ? std::nullopt : std::optional(version);
    if (next == end || *next != '.') return version;
    at = next + 1;
  }
  return version;
}

}  // namespace kura::engine
