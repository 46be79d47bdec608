// Impact: what has to give way while tables change: views over them and foreign keys to them.
#pragma once

#include <cstddef>
#include <set>
#include <string>
#include <vector>

#include "compiler/plan/work.h"

namespace kura::plan {

/// What becomes of the views, by their places in the previous state and in the next.
struct ViewImpact {
  std::vector<bool> goes;  // previous state: dropped, for good or to be created again
  std::vector<std::string>
      reason;  // beside goes: "because `sales.orders` changes"; empty when it is the view's own change
  std::vector<bool> is_activated;  // next state: materialized views to be made active again
};
ViewImpact view_impact(const Situation& situation, const Work& work);

/// A foreign key of a table of the previous state.
struct ForeignKeyPlace {
  std::size_t table = 0;  // place in the previous state
  std::size_t key = 0;
  auto operator<=>(const ForeignKeyPlace&) const = default;
};

/// Foreign keys that are statements of their own; empty where they are part of the table.
struct ForeignKeyImpact {
  std::set<ForeignKeyPlace> dropped;  // previous state
  std::set<ForeignKeyPlace> added;    // next state
};
ForeignKeyImpact foreign_key_impact(const Situation& situation, const Work& work);

}  // namespace kura::plan
