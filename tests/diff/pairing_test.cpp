// Pairing: what is renamed, what is stale, what is only likely.
#include "compiler/diff/pairing.h"

#include <doctest/doctest.h>

namespace kura::diff {
namespace {

ir::Table table(const std::string& name, const std::string& was = {}) {
  ir::Table result;
  result.name = {"", name};
  result.was = {"", was};
  return result;
}

ir::Schema tables(std::vector<ir::Table> list) {
  ir::Schema schema;
  schema.tables = std::move(list);
  return schema;
}

/// "a>b, c>c, -d, +e".
std::string paired(const ir::Schema& before, ir::Schema after) {
  const Pairing pairing = pair_states(before, after);
  std::string text;
  const auto add = [&text](const std::string& part) { text += (text.empty() ? "" : ", ") + part; };
  for (const change::Places& places : pairing.tables.both)
    add(before.tables[places.before].name.name + ">" + after.tables[places.after].name.name);
  for (const std::size_t place : pairing.tables.dropped) add("-" + before.tables[place].name.name);
  for (const std::size_t place : pairing.tables.created) add("+" + after.tables[place].name.name);
  return text;
}

}  // namespace

TEST_CASE("pairing: by name, and by `was` where the new name was not there") {
  CHECK(paired(tables({table("a"), table("b")}), tables({table("a"), table("c", "b")})) == "a>a, b>c");
  CHECK(paired(tables({table("a")}), tables({table("b")})) == "-a, +b");
}

TEST_CASE("pairing: a `was` that has done its work is stale") {
  CHECK(paired(tables({table("b")}), tables({table("b", "a")})) == "b>b");
  ir::Schema after = tables({table("b", "a")});
  (void)pair_states(tables({table("b")}), after);
  CHECK(after.tables[0].was == ir::QualifiedName{});
}

TEST_CASE("pairing: a name is not taken from a table that keeps it") {
  CHECK(paired(tables({table("a")}), tables({table("a"), table("b", "a")})) == "a>a, +b");
  CHECK(paired(tables({table("a"), table("b")}), tables({table("b", "a")})) == "b>b, -a");
}

TEST_CASE("pairing: names move on in chains") {
  CHECK(paired(tables({table("a"), table("b")}), tables({table("b", "a"), table("c", "b")})) == "a>b, b>c");
  CHECK(paired(tables({table("a"), table("b")}), tables({table("c", "b"), table("b", "a"), table("a")})) ==
        "b>c, a>a, +b");
  CHECK(paired(tables({table("b"), table("c")}), tables({table("b", "a"), table("c", "b")})) == "b>b, c>c");
}

TEST_CASE("pairing: two cannot be renamed from one") {
  CHECK(paired(tables({table("a")}), tables({table("b", "a"), table("c", "a")})) == "a>b, +c");
}

TEST_CASE("renames: everything that names a renamed table or column follows") {
  ir::Schema before = tables({table("a"), table("child")});
  before.tables[0].columns.resize(1);
  before.tables[0].columns[0].name = "id";
  before.tables[0].primary_key = ir::Key{"pk", {"id"}, {}, {}};
  ir::ForeignKey key;
  key.columns = {"a_id"};
  key.target = {"", "a"};
  key.target_columns = {"id"};
  before.tables[1].foreign_keys = {key};
  ir::View view;
  view.name = {"", "v"};
  view.body.text = "select id from a";
  view.body.relations = {{15, 16, {"", "a"}}};
  before.views = {view};
  ir::Schema after = before;
  after.tables[0].name = {"", "b"};
  after.tables[0].was = {"", "a"};
  after.tables[0].columns[0].name = "key";
  after.tables[0].columns[0].was = "id";
  const Pairing pairing = pair_states(before, after);
  REQUIRE(pairing.has_renames);
  apply_renames(before, after, pairing);
  CHECK(before.tables[0].name.name == "b");
  CHECK(before.tables[0].columns[0].name == "key");
  CHECK(before.tables[0].primary_key->columns == std::vector<std::string>{"key"});
  CHECK(before.tables[1].foreign_keys[0].target.name == "b");
  CHECK(before.tables[1].foreign_keys[0].target_columns == std::vector<std::string>{"key"});
  CHECK(before.views[0].body.relations[0].name.name == "b");
}

TEST_CASE("suggestions: one that goes and one that comes, alike") {
  ir::Schema before = tables({table("orders")});
  ir::Schema after = tables({table("sales")});
  for (ir::Schema* schema : {&before, &after}) {
    schema->tables[0].columns.resize(2);
    schema->tables[0].columns[0].name = "id";
    schema->tables[0].columns[1].name = "amount";
  }
  const Pairing pairing = pair_states(before, after);
  REQUIRE(likely_renames(before, after, pairing).size() == 1);
  CHECK(likely_renames(before, after, pairing)[0].find("`sales was orders`") != std::string::npos);
}

}  // namespace kura::diff
