// The depth-first order: needs first, rings cut, chains of any length.
#include "compiler/plan/depth_first.h"

#include <doctest/doctest.h>

namespace kura::plan {

TEST_CASE("depth first: what is needed comes first, otherwise the order given") {
  const DepthFirstOrder found = depth_first_order({{2}, {}, {3}, {}});
  CHECK(found.order == std::vector<std::size_t>{3, 2, 0, 1});
  CHECK(found.cut.empty());
}

TEST_CASE("depth first: a ring is cut once and every node appears") {
  const DepthFirstOrder found = depth_first_order({{1}, {2}, {0}});
  CHECK(found.order == std::vector<std::size_t>{2, 1, 0});
  REQUIRE(found.cut.size() == 1);
  CHECK(found.cut[0].from == 2);
  CHECK(found.cut[0].needs == 0);
}

TEST_CASE("depth first: a node that needs itself is a ring of one") {
  CHECK(depth_first_order({{0}}).cut.size() == 1);
}

TEST_CASE("depth first: a chain of a million nodes does not end the stack") {
  std::vector<std::vector<std::size_t>> needs(1000000);
  for (std::size_t i = 0; i + 1 < needs.size(); ++i) needs[i].push_back(i + 1);
  CHECK(depth_first_order(needs).order.front() == needs.size() - 1);
}

}  // namespace kura::plan
