// Reading Redshift's catalogues while somebody else changes them.
#pragma once

#include "runtime/db/error.h"

namespace kura::engine::redshift {

/// Whether the answer only means that something was changed meanwhile: a moment later it passes.
bool is_torn_read(const db::Error& error);

inline constexpr int kMostReadings = 3;

/// Reads, and again as long as what was read is torn, but not forever.
template <class Read>
auto read_untorn(const Read& read) {
  auto first = read();
  for (int reading = 1; reading < kMostReadings && !first.ok() && is_torn_read(first.error()); ++reading) {
    auto again = read();
    // Inside of a transaction everything fails after the first error, which says more.
    if (again.ok() || is_torn_read(again.error())) first = std::move(again);
  }
  return first;
}

}  // namespace kura::engine::redshift
