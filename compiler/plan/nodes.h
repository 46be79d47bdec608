// Nodes: everything a plan does, with what must come before what.
#pragma once

#include "compiler/plan/graph.h"
#include "compiler/plan/impact.h"
#include "compiler/plan/work.h"

namespace kura::plan {

/// What the nodes are made from besides the answers.
struct NodeInput {
  const Situation& situation;
  const Work& work;
  const ViewImpact& views;
  const ForeignKeyImpact& foreign_keys;
  /// Tables of the previous state with renamed columns, as they were; beside situation.before.tables, null for the
  /// others.
  const std::vector<Boxed<ir::Table>>& under_old_names;
};

Graph make_nodes(const NodeInput& input);

}  // namespace kura::plan
