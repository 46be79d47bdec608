// Which errors are torn reads.
#include "runtime/engine/redshift/torn_reads.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace kura::engine::redshift {
namespace {

constexpr std::array<std::string_view, 4> kTornReads = {"could not open relation with OID",
                                                        "dropped by concurrent transaction", "could not find tuple for",
                                                        "cache lookup failed"};

}  // namespace

bool is_torn_read(const db::Error& error) {
  return std::any_of(kTornReads.begin(), kTornReads.end(),
                     [&](std::string_view text) { return error.message.find(text) != std::string::npos; });
}

}  // namespace kura::engine::redshift
