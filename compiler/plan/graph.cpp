// Graph: the order.
#include "compiler/plan/graph.h"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/base/check.h"
#include "compiler/plan/depth_first.h"

namespace kura::plan {

std::size_t Graph::add(Node node) {
  nodes_.push_back(std::move(node));
  return nodes_.size() - 1;
}

void Graph::must_follow(std::size_t node, std::size_t earlier) {
  if (node == change::kNowhere || earlier == change::kNowhere || node == earlier) return;
  nodes_[node].needs.push_back(earlier);
}

void Graph::should_follow(std::size_t node, std::size_t earlier) {
  if (node == change::kNowhere || earlier == change::kNowhere || node == earlier) return;
  wishes_.emplace_back(node, earlier);
}

std::vector<std::vector<std::size_t>> Graph::needs(const std::vector<std::size_t>& sorted, bool has_wishes) const {
  std::vector<std::size_t> place(nodes_.size());
  for (std::size_t i = 0; i < sorted.size(); ++i) place[sorted[i]] = i;
  std::vector<std::vector<std::size_t>> needs(nodes_.size());
  for (std::size_t i = 0; i < sorted.size(); ++i) {
    for (const std::size_t earlier : nodes_[sorted[i]].needs) needs[i].push_back(place[earlier]);
  }
  if (!has_wishes) return needs;
  for (const auto& [node, earlier] : wishes_) needs[place[node]].push_back(place[earlier]);
  return needs;
}

std::vector<std::size_t> Graph::order() const {
  std::vector<std::size_t> sorted(nodes_.size());
  for (std::size_t i = 0; i < sorted.size(); ++i) sorted[i] = i;
  std::stable_sort(sorted.begin(), sorted.end(), [this](std::size_t left, std::size_t right) {
    return std::pair(nodes_[left].phase, nodes_[left].rank) < std::pair(nodes_[right].phase, nodes_[right].rank);
  });
  DepthFirstOrder found = depth_first_order(needs(sorted, true));
  if (!found.cut.empty()) found = depth_first_order(needs(sorted, false));
  if (!found.cut.empty()) {
    const Node& from = nodes_[sorted[found.cut.front().from]];
    const Node& to = nodes_[sorted[found.cut.front().needs]];
    const std::string ring =
        fmt::format("the plan has a ring: {} `{}` needs {} `{}` and the other way round", object_word(from.object),
                    ir::to_text(from.name), object_word(to.object), ir::to_text(to.name));
    KURA_CHECK(found.cut.empty(), ring.c_str());
  }
  std::vector<std::size_t> order;
  order.reserve(found.order.size());
  for (const std::size_t at : found.order) order.push_back(sorted[at]);
  return order;
}

}  // namespace kura::plan
