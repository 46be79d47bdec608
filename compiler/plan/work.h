// Work: the changes of every table and view with their answers, and what the policy makes of them.
#pragma once

#include <span>
#include <vector>

#include "compiler/change/plan.h"
#include "compiler/dialect/migrator.h"
#include "compiler/diff/diff.h"
#include "compiler/plan/planner.h"

namespace kura::plan {

/// Both states, what is paired, and who answers.
struct Situation {
  const ir::Schema& before;  // under the next state's names
  const ir::Schema& after;
  const diff::Pairing& pairing;
  const dialect::Dialect& dialect;
  const dialect::Migration& migration;
  const Policy& policy;
};

/// What happens to one object that is on both sides.
struct ObjectWork {
  change::Places places;
  std::vector<dialect::Answered> in_place;
  std::vector<dialect::Answered> all;  // every change with its answer, renames of the object itself excepted
  bool is_rebuilt = false;             // tables
  bool is_recreated = false;           // views
  bool is_moved = false;               // renamed or moved to another schema by a statement of its own
};

struct Work {
  std::vector<ObjectWork> tables;  // beside pairing.tables.both
  std::vector<ObjectWork> views;   // beside pairing.views.both
  std::vector<ObjectWork> enums;
  std::vector<ObjectWork> sequences;
  std::vector<ObjectWork> namespaces;
  std::vector<dialect::Answered> comings_and_goings;  // create_* and drop_*
  std::vector<dialect::Answered> answers;             // all of them, in the order of the changes
  std::vector<change::Refusal> refusals;
};

Work answer_changes(const Situation& situation, const diff::Changes& changes);

}  // namespace kura::plan
