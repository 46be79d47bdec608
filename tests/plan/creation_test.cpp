// The plan from the empty state.
#include "compiler/plan/creation.h"

#include <doctest/doctest.h>

#include "compiler/dialect/registry.h"

namespace kura::plan {
namespace {

const dialect::Capabilities& capabilities_of(const char* name) { return *dialect::find_dialect(name)->capabilities; }

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

std::vector<std::size_t> created_tables(const std::vector<change::Change>& changes) {
  std::vector<std::size_t> order;
  for (const change::Change& it : changes) {
    if (const auto* created = std::get_if<change::CreateTable>(&it)) order.push_back(created->index);
  }
  return order;
}

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
  diag::Sink sink;
  CHECK(created_tables(plan_creation(schema, capabilities_of("postgres"), sink)) == std::vector<std::size_t>{1, 0, 2});
}

TEST_CASE("creation: a ring of foreign keys is cut where the engine needs the target first") {
  ir::Schema schema;
  schema.tables = {table("a", {"b"}), table("b", {"a"})};
  diag::Sink sink;
  const auto changes = plan_creation(schema, capabilities_of("postgres"), sink);
  REQUIRE(changes.size() == 3);
  CHECK(std::get<change::CreateTable>(changes[0]).deferred_foreign_keys == std::vector<std::size_t>{0});
  CHECK(std::get<change::AddForeignKey>(changes[2]).table == 1);
}

TEST_CASE("creation: an engine that takes forward references gets the order of declaration") {
  ir::Schema schema;
  schema.tables = {table("a", {"b"}), table("b", {"a"})};
  diag::Sink sink;
  const auto changes = plan_creation(schema, capabilities_of("sqlite"), sink);
  REQUIRE(changes.size() == 2);
  CHECK(std::get<change::CreateTable>(changes[0]).deferred_foreign_keys.empty());
}

TEST_CASE("creation: a table may reference itself") {
  ir::Schema schema;
  schema.tables = {table("tree", {"tree"})};
  diag::Sink sink;
  CHECK(plan_creation(schema, capabilities_of("postgres"), sink).size() == 1);
}

TEST_CASE("creation: views come after the views they read; a ring is reported") {
  ir::Schema schema;
  schema.views = {view("outer_view", "inner_view"), view("inner_view", "t")};
  diag::Sink sink;
  const auto changes = plan_creation(schema, capabilities_of("postgres"), sink);
  CHECK(std::get<change::CreateView>(changes[0]).index == 1);
  CHECK_FALSE(sink.has_errors());
  schema.views[1] = view("inner_view", "outer_view");
  (void)plan_creation(schema, capabilities_of("postgres"), sink);
  CHECK(sink.has_errors());
}

}  // namespace kura::plan
