// Depth-first order with an explicit stack.
#include "compiler/plan/depth_first.h"

#include <cstdint>

namespace kura::plan {
namespace {

enum class Visit : std::uint8_t { unseen, open, done };

struct Frame {
  std::size_t node = 0;
  std::size_t next_edge = 0;
};

}  // namespace

DepthFirstOrder depth_first_order(const std::vector<std::vector<std::size_t>>& needs) {
  DepthFirstOrder result;
  std::vector<Visit> visits(needs.size(), Visit::unseen);
  std::vector<Frame> stack;
  for (std::size_t start = 0; start < needs.size(); ++start) {
    if (visits[start] != Visit::unseen) continue;
    stack.push_back({start, 0});
    visits[start] = Visit::open;
    while (!stack.empty()) {
      Frame& frame = stack.back();
      if (frame.next_edge == needs[frame.node].size()) {
        visits[frame.node] = Visit::done;
        result.order.push_back(frame.node);
        stack.pop_back();
        continue;
      }
      const std::size_t needed = needs[frame.node][frame.next_edge++];
      if (visits[needed] == Visit::open) result.cut.push_back({frame.node, needed});
      if (visits[needed] != Visit::unseen) continue;
      visits[needed] = Visit::open;
      stack.push_back({needed, 0});
    }
  }
  return result;
}

}  // namespace kura::plan
