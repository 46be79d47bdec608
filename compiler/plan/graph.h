// Graph: what a plan does, as nodes that need one another, and the one order of them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "compiler/change/plan.h"
#include "compiler/dialect/migrator.h"

namespace kura::plan {

/// Where a node stands when nothing forces it elsewhere.
enum class Phase : std::uint8_t {
  create_namespaces,
  enums,
  sequences,
  drop_foreign_keys,
  drop_views,
  renames,
  tables,
  add_foreign_keys,
  sequence_owners,
  views,
  late,
  drop_tables,
  drop_sequences,
  drop_enums,
  drop_namespaces,
};

/// One action on one object.
struct Node {
  Phase phase{};
  std::size_t rank = 0;  // among those of its phase: the place of declaration
  change::ObjectKind object{};
  ir::QualifiedName name;
  dialect::Drafts drafts;
  std::vector<dialect::Answered> changes;  // those that drafts[].carries_out points into
  std::vector<change::Hazard> hazards;     // of the first step
  std::string reason;
  std::vector<std::size_t> needs;  // nodes that come before
};

class Graph {
 public:
  /// The node's id. A node without drafts is kept: others may need it.
  std::size_t add(Node node);
  /// Says that one node comes after another; kNowhere on either side says nothing.
  void must_follow(std::size_t node, std::size_t earlier);
  /// The same as a wish: given up, with all other wishes, when it would make a ring.
  void should_follow(std::size_t node, std::size_t earlier);

  [[nodiscard]] Node& operator[](std::size_t id) { return nodes_[id]; }
  [[nodiscard]] std::size_t size() const { return nodes_.size(); }

  /// All nodes, each after what it needs, otherwise by phase and rank. There must be no ring: a ring is a mistake of
  /// the planner, and ends the program with a message that names it.
  [[nodiscard]] std::vector<std::size_t> order() const;

 private:
  [[nodiscard]] std::vector<std::vector<std::size_t>> needs(const std::vector<std::size_t>& sorted,
                                                            bool has_wishes) const;

  std::vector<Node> nodes_;
  std::vector<std::pair<std::size_t, std::size_t>> wishes_;
};

}  // namespace kura::plan
