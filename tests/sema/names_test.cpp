// Names: namespaces, mixins, `only on`, `for`, parameters.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include "tests/sema/lowered.h"

namespace kura::testing {
namespace {

using Texts = std::vector<std::string>;

TEST_CASE("names: a namespace holds for what follows in its file") {
  const std::string first = "table a { x int; }\nschema sales;\ntable b { x int; }\ntable hr.c { x int; }";
  const Lowered lowered(Texts{first, "table d { x int; }"});
  CHECK(lowered.findings() == "");
  REQUIRE(lowered.schema.tables.size() == 4);
  CHECK(ir::to_text(lowered.schema.tables[0].name) == "a");
  CHECK(ir::to_text(lowered.schema.tables[1].name) == "sales.b");
  CHECK(ir::to_text(lowered.schema.tables[2].name) == "hr.c");
  CHECK(ir::to_text(lowered.schema.tables[3].name) == "d");
  REQUIRE(lowered.schema.namespaces.size() == 2);
  CHECK(lowered.schema.namespaces[0].name == "sales");
  CHECK(lowered.schema.namespaces[1].name == "hr");
}

TEST_CASE("names: an unqualified name is looked for in its namespace, then in the default one") {
  const std::string text =
      "table customers { id bigint primary key; }\n"
      "schema sales;\n"
      "table customers { id bigint primary key; }\n"
      "table orders { c bigint references customers; }\n"
      "schema hr;\n"
      "table staff { c bigint references customers; }\n";
  const Lowered lowered(text);
  CHECK(lowered.findings() == "");
  CHECK(ir::to_text(lowered.schema.tables[2].foreign_keys.at(0).target) == "sales.customers");
  CHECK(ir::to_text(lowered.schema.tables[3].foreign_keys.at(0).target) == "customers");
}

TEST_CASE("names: the setting `schema` calls the default namespace, for qualified names too") {
  const Lowered lowered(
      "warehouse prod : postgres { schema = \"analytics\"; }\n"
      "table a { id bigint primary key; }\n"
      "view v as select * from a join analytics.a b on true;\n",
      "prod");
  CHECK(lowered.findings() == "");
  CHECK(ir::to_text(lowered.schema.tables.at(0).name) == "analytics.a");
  REQUIRE(lowered.schema.views.at(0).body.relations.size() == 2);
  CHECK(ir::to_text(lowered.schema.views[0].body.relations[0].name) == "analytics.a");
  CHECK(ir::to_text(lowered.schema.views[0].body.relations[1].name) == "analytics.a");
  CHECK(lowered.schema.namespaces.at(0).name == "analytics");
}

TEST_CASE("names: a mixin's columns land where it is used, those of its mixins too") {
  const Lowered lowered(
      "mixin inner { i int; }\n"
      "mixin outer { a int; use inner; b int; }\n"
      "table t { x int; use outer; y int; }\n");
  CHECK(lowered.findings() == "");
  CHECK(columns_of(lowered.schema.tables.at(0).columns) == "x int, a int, i int, b int, y int");
}

TEST_CASE("names: the table's own clause is stronger than its mixin's, a `for` block stronger than both") {
  const std::string text =
      "mixin m { distribute by all; sort by (x); for redshift { sort by (y); } }\n"
      "table t { x int; y int; use m; distribute by even; }\n";
  const Lowered postgres(text);
  CHECK(postgres.findings() == "");
  CHECK(postgres.schema.tables[0].physical.distribution->style == ir::DistributionStyle::even);
  CHECK(postgres.schema.tables[0].physical.sort_key->columns.at(0).name == "x");
  const Lowered redshift(text, "redshift");
  CHECK(redshift.schema.tables[0].physical.sort_key->columns.at(0).name == "y");
}

TEST_CASE("names: a parent's `for` block applies, the dialect's own wins") {
  const std::string text =
      "table t { x int; y int; z int;\n"
      "  for mariadb { sort by (z); }\n"
      "  for mysql { sort by (y); distribute by all; }\n"
      "  sort by (x);\n"
      "}\n";
  const auto sort_column = [&](std::string_view dialect) {
    return Lowered(text, dialect).schema.tables.at(0).physical.sort_key->columns.at(0).name;
  };
  CHECK(sort_column("postgres") == "x");
  CHECK(sort_column("mysql") == "y");
  CHECK(sort_column("mariadb") == "z");
  CHECK(Lowered(text, "mariadb").schema.tables[0].physical.distribution->style == ir::DistributionStyle::all);
  CHECK_FALSE(Lowered(text, "postgresql").schema.tables[0].physical.distribution);
}

TEST_CASE("names: `only on` takes declarations, columns and clauses away") {
  const std::string text =
      "table a only on mysql { x int; }\n"
      "table b { x int; y int only on postgres; index on (x) only on mysql; }\n"
      "view v only on redshift as select 1;\n";
  const Lowered postgres(text);
  CHECK(postgres.findings() == "");
  CHECK(postgres.schema.tables.size() == 1);
  CHECK(columns_of(postgres.schema.tables[0].columns) == "x int, y int");
  CHECK(postgres.schema.tables[0].physical.indexes.empty());
  const Lowered mariadb(text, "mariadb");
  CHECK(mariadb.schema.tables.size() == 2);
  CHECK(columns_of(mariadb.schema.tables[1].columns) == "x int");
  CHECK(mariadb.schema.tables[1].physical.indexes.size() == 1);
  CHECK(mariadb.schema.views.empty());
}

TEST_CASE("names: what exists elsewhere only is said to") {
  const Lowered lowered("table a only on mysql { id int primary key; }\ntable b { x int references a; }");
  CHECK(lowered.findings() == "KURA0211 2:28 `a` does not exist on postgres");
}

TEST_CASE("names: parameters are declared, set by the warehouse, set by the command line") {
  const std::string text =
      "param n = 1;\nparam word = \"a\";\n"
      "warehouse w : postgres { set n = 2; properties { \"p\" = \"${word}-${n}\"; } url = \"${SECRET}\"; }\n"
      "table t { x varchar(${n}) default '${word}'; distribute by hash(x) buckets ${n}; }\n";
  const Lowered declared(text);
  CHECK(declared.findings() == "");
  CHECK(columns_of(declared.schema.tables.at(0).columns) == "x varchar(1)");
  const Lowered set(text, "w");
  CHECK(columns_of(set.schema.tables.at(0).columns) == "x varchar(2)");
  CHECK(set.schema.warehouse.properties.at(0).value == "a-2");
  CHECK(set.schema.warehouse.setting("url") == "${SECRET}");
  const Lowered commanded(text, "w", {{"n", "3"}, {"word", "7"}});
  CHECK(commanded.findings() == "");
  CHECK(commanded.schema.tables[0].physical.distribution->buckets == 3);
  CHECK(commanded.schema.tables[0].columns[0].default_value->kind == ir::ExpressionKind::string);
  CHECK(commanded.schema.tables[0].columns[0].default_value->text == "7");
  CHECK(Lowered("table t { x int; }", "postgres", {{"n", "1"}}).codes() == "KURA0207");
}

TEST_CASE("names: a parameter that is never closed is no text, and `$${` is") {
  const Lowered escaped(
      "param a = \"x\";\ntable t { s text default '$${a} $$${a} ${a}$${'; }\nview v as select '$${a', $$${a}$$;");
  CHECK(escaped.findings() == "");
  CHECK(escaped.schema.tables.at(0).columns[0].default_value->text == "${a} $${a} x${");
  CHECK(escaped.schema.views.at(0).body.text == "select '${a', $$x$$");
  const Lowered broken("param a = \"x\";\ntable t { s text default '${a} ${a'; }\nview v as select ${, '${}';");
  CHECK(broken.codes() == "KURA0114 KURA0114 KURA0114");
  CHECK(broken.findings().starts_with("KURA0114 2:32 "));
}

TEST_CASE("names: mixins that multiply are cut off, and it is said") {
  std::string text = "mixin m0 { }\n";
  for (int i = 1; i <= 40; ++i) text += fmt::format("mixin m{} {{ use m{}; use m{}; }}\n", i, i - 1, i - 1);
  CHECK(Lowered(text + "table t { id int; use m40; }").codes() == "KURA0227");
  CHECK(Lowered(text + "view v { use m40; } as select 1;").codes() == "KURA0227");
  CHECK(Lowered(text + "table t { id int; use m12; }").codes() == "");
}

TEST_CASE("names: the warehouse's owner has what states none") {
  const std::string text =
      "warehouse w : postgres { owner = \"etl\"; }\nwarehouse o : mysql { }\n"
      "table a { x int; }\ntable b { x int; owner c; }\nview v as select x from a;\n";
  const Lowered lowered(text, "w");
  CHECK(lowered.schema.tables.at(0).owner == "etl");
  CHECK(lowered.schema.tables.at(1).owner == "c");
  CHECK(lowered.schema.views.at(0).owner == "etl");
  CHECK(Lowered(text, "o").schema.tables.at(0).owner == "");
}

TEST_CASE("names: a ring of mixins is one finding and brings nothing") {
  const Lowered lowered("mixin a { x int; use b; }\nmixin b { use a; }\ntable t { id int; use a; }");
  CHECK(lowered.findings() == "KURA0204 2:15 the mixin `a` uses itself");
  CHECK(columns_of(lowered.schema.tables.at(0).columns) == "id int");
}

TEST_CASE("names: one mistake gives one finding") {
  CHECK(Lowered("table t { x itn; index on (x); unique (x); check (x > 0); }").codes() == "KURA0301");
  CHECK(Lowered("table a { x int; }\ntable a { y int; }\nview v as select * from a;").codes() == "KURA0201");
  CHECK(Lowered("table t { id int primary key; c int references t(nope); }").codes() == "KURA0210");
  CHECK(Lowered("warehouse w : oracle { x = 1; }").codes() == "KURA0205");
}

TEST_CASE("names: namespaces are documented by the declaration that has a comment") {
  const Lowered lowered(
      Texts{"schema sales;\ntable a { x int; }", "/// What was sold.\nschema sales;\ntable b { x int; }"});
  CHECK(lowered.findings() == "");
  CHECK(lowered.schema.namespaces.size() == 1);
  CHECK(lowered.schema.namespaces[0].comment == "What was sold.");
}

}  // namespace
}  // namespace kura::testing
