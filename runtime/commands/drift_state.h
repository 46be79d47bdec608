// Drift as declarations: what the journal saw last, and what the database has now, both as texts of states.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "compiler/migrations/history.h"
#include "runtime/commands/objects.h"
#include "runtime/commands/session.h"

namespace kura::runtime {

enum class DriftKind : std::uint8_t { added, changed, removed };

/// One object that is not as it was left.
struct ObjectDrift {
  DriftKind kind = DriftKind::changed;
  std::string key;                 // "table sales.orders", as in state.schema
  std::vector<std::string> facts;  // what the catalogue says otherwise, for what a declaration does not show
};

struct DriftState {
  migrations::StateText expected;  // what the journal saw last
  migrations::StateText
      found;  // the same with everything that is otherwise now: whatever is as Kura left it keeps its own words
  std::vector<ObjectDrift> objects;   // sorted by key
  std::vector<std::string> unstated;  // what a `.schema` cannot say
};

/// Reads the catalog and the journal. What engines rewrite (views, defaults, checks) does not count, as each object is
/// held to what its own catalogue said when Kura left it. Mistakes are printed; the code is what the command answers
/// then.
std::variant<DriftState, int> read_drift(Session& session, const Target& target, const DatabaseOptions& options,
                                         driver::Streams streams);

}  // namespace kura::runtime
