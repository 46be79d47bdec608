// Steps: the drafts of the nodes, in order, with their hazards, grouped into transactions.
#pragma once

#include <vector>

#include "compiler/change/plan.h"
#include "compiler/plan/graph.h"
#include "compiler/plan/work.h"

namespace kura::plan {

std::vector<change::Step> make_steps(Graph& graph, const Situation& situation);

}  // namespace kura::plan
