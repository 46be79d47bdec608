// Depth-first order of a graph of small integers, without recursion: a chain of a hundred thousand objects must not end
// the stack.
#pragma once

#include <cstddef>
#include <functional>
#include <vector>

namespace kura::plan {

/// What the walk found.
struct DepthFirstOrder {
  std::vector<std::size_t> order;  // every node once, after all it needs but for the cut edges; stable
  struct CutEdge {
    std::size_t from = 0;
    std::size_t needs = 0;  // stands on the path to `from`: following it would go round in a ring
  };
  std::vector<CutEdge> cut;
};

/// `needs[i]` lists the nodes that node i needs, in the order in which they are visited. Nodes are tried from 0 up.
DepthFirstOrder depth_first_order(const std::vector<std::vector<std::size_t>>& needs);

}  // namespace kura::plan
