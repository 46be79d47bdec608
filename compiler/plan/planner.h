// The planner: two states of a warehouse to the steps from one to the other; knows no engine.
#pragma once

#include <cstdint>
#include <string>

#include "compiler/change/plan.h"
#include "compiler/dialect/dialect.h"
#include "compiler/ir/schema.h"

namespace kura::plan {

enum class RebuildPolicy : std::uint8_t { automatic, never, always };

/// What the user allows and wishes; from the warehouse's settings and the command line.
struct Policy {
  bool allows_destructive = false;
  RebuildPolicy rebuild = RebuildPolicy::automatic;
  bool keeps_column_order = false;     // a new column in the middle is worth a rebuild
  bool allows_column_rebuild = false;  // add, copy, drop, rename of one column instead of a rebuild
  bool keeps_old = false;              // the old table of a rebuild stays
};

/// The plan from `before` to `after`; both were prepared for the dialect and have no rings of views. Fills changes,
/// session, steps, undo, refusals and suggestions; what the states are called is the caller's to fill in. `has_undo`
/// asks for the way back as well.
change::Plan make_plan(ir::Schema before, ir::Schema after, const dialect::Dialect& dialect, const Policy& policy,
                       bool has_undo);

/// The steps that make an empty warehouse what was declared: the plan from nothing, without the way back.
std::vector<change::Step> creation_steps(ir::Schema schema, const dialect::Dialect& dialect);

}  // namespace kura::plan
