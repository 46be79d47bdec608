// The order of creation.
#include "compiler/plan/creation.h"

#include <doctest/doctest.h>

#include "compiler/dialect/registry.h"
#include "compiler/plan/planner.h"

namespace kura::plan {
namespace {

const dialect::Capabilities& capabilities_of(const char* name) {
  return *dialect::find_dialect(name)->capabilities;
}

ir::Table table(const std::string& name, const std::vector<std::string>& targets) {
  ir::Table result;
  result.name = {"", name};
  for (const std::string& target : targets) {
    ir::ForeignKey key;
    key.columns = {"id"};
    key.target = {"", target};
    key.target_columns = {"id"};
    result.foreign_keys.push_back(key);
  }
  return result;
}

/// The names of the objects in the order of the steps.
std::vector<std::string> created(const ir::Schema& schema, const char* dialect) {
  std::vector<std::string> order;
  for (const change::Step& step : creation_steps(schema, *dialect::find_dialect(dialect)))
    order.push_back(step.name.name);
  return order;
}

using Names = std::vector<std::string>;

ir::View view(const std::string& name, const std::string& reads) {
  ir::View result;
  result.name = {"", name};
  result.body.text = "select 1 from " + reads;
  result.body.relations.push_back({14, static_cast<std::uint32_t>(14 + reads.size()), {"", reads}});
  return result;
}

}  // namespace

TEST_CASE("creation: a table comes after the tables its foreign keys name") {
  ir::Schema schema;
  schema.tables = {table("orders", {"customers"}), table("customers", {}), table("lines", {"orders", "orders"})};
  CHECK(created(schema, "postgres") == Names{"customers", "orders", "lines"});
}

TEST_CASE("creation: a ring of foreign keys is cut where the engine needs the target first") {
  ir::Schema schema;
  schema.tables = {table("a", {"b"}), table("b", {"a"})};
  CHECK(cut_rings(schema, capabilities_of("postgres")).deferred ==
        std::map<std::size_t, std::vector<std::size_t>>{{1, {0}}});
  const auto steps = creation_steps(schema, *dialect::find_dialect("postgres"));
  REQUIRE(steps.size() >= 3);
  CHECK(steps[0].name.name == "b");
  CHECK(steps[0].sql[0].find("FOREIGN KEY") == std::string::npos);
  CHECK(steps[2].sql[0].find("ALTER TABLE b ADD") == 0);
}

TEST_CASE("creation: an engine that takes forward references gets the order of declaration") {
  ir::Schema schema;
  schema.tables = {table("a", {"b"}), table("b", {"a"})};
  CHECK(created(schema, "sqlite") == Names{"a", "b"});
}

TEST_CASE("creation: a table may reference itself") {
  ir::Schema schema;
  schema.tables = {table("tree", {"tree"})};
  CHECK(created(schema, "postgres") == Names{"tree"});
}

TEST_CASE("creation: views come after the views they read; a ring is reported") {
  ir::Schema schema;
  schema.views = {view("outer_view", "inner_view"), view("inner_view", "t")};
  diag::Sink sink;
  report_view_rings(schema, sink);
  CHECK_FALSE(sink.has_errors());
  CHECK(created(schema, "postgres") == Names{"inner_view", "outer_view"});
  schema.views[1] = view("inner_view", "outer_view");
  report_view_rings(schema, sink);
  CHECK(sink.has_errors());
}

}  // namespace kura::plan
