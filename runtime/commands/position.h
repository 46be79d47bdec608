// Position: how far a database is in the history of its warehouse.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "compiler/migrations/history.h"
#include "runtime/journal/journal.h"

namespace kura::runtime {

struct Position {
  std::size_t applied = 0;                 // so many migrations of the history count as applied
  std::vector<journal::Run> runs;          // those that brought it there, in order
  std::optional<journal::Run> unfinished;  // begun and not ended
  std::string state;                       // the fingerprint of the declared state that it has; "empty" for nothing
  std::string problem;                     // not empty: history and journal do not fit together
  std::string help;
};

/// Holds the journal's runs to the history. A squashed migration stands for those that it replaced, and a plan that was
/// applied by itself for the migrations that lead to the same state.
Position position_of(const migrations::History& history, const std::vector<journal::Run>& runs);

}  // namespace kura::runtime
