// Views: bodies, relations, headers.
#include <doctest/doctest.h>

#include "tests/sema/lowered.h"

namespace kura::testing {
namespace {

/// "text=name" of every relation that a view's body names.
std::string uses(const ir::View& view) {
  std::vector<std::string> texts;
  for (const ir::RelationUse& use : view.body.relations) {
    texts.push_back(view.body.text.substr(use.begin, use.end - use.begin) + "=" + ir::to_text(use.name));
  }
  return joined(texts);
}

TEST_CASE("views: relations are marked where they stand in the filled-in text") {
  const Lowered lowered(
      "param long_value = \"a rather long text\";\nparam s = sales;\n"
      "schema sales;\ntable orders { id int; }\n"
      "view v as select '${long_value}' from orders, ${s}.orders b;\n");
  CHECK(lowered.findings() == "");
  const ir::View& view = lowered.schema.views.at(0);
  CHECK(view.body.text == "select 'a rather long text' from orders, sales.orders b");
  CHECK(uses(view) == "orders=sales.orders, sales.orders=sales.orders");
}

TEST_CASE("views: what an engine would not understand as a comment is left out") {
  const Lowered lowered("table t { id int; }\nview v as select 1, // one 'from x\n  '//' -- kept\n  from t; // done\n");
  CHECK(lowered.findings() == "");
  CHECK(lowered.schema.views.at(0).body.text == "select 1, \n  '//' -- kept\n  from t");
  CHECK(uses(lowered.schema.views[0]) == "t=t");
}

TEST_CASE("views: unknown relations are reported at their place, after parameters too") {
  const Lowered lowered("param p = \"x\";\ntable orders { id int; }\nview v as select '${p}' from ordesr;");
  CHECK(lowered.findings() == "KURA0209 3:30 no table or view is named `ordesr`");
  REQUIRE(lowered.sink.sorted().at(0).helps.size() == 2);
  CHECK(lowered.sink.sorted()[0].helps[0] == "did you mean `orders`?");
}

TEST_CASE("views: catalogs, CTEs, functions and paths into columns need no declaration") {
  const Lowered lowered(
      "table t { id int; }\ntable lake.events { id int; }\n"
      "view v as with c as (select 1) select * from c, information_schema.tables, pg_catalog.pg_class, f(1) g, t x, "
      "x.items i, "
      "lake.raw.events, pg_class;\n");
  CHECK(lowered.findings() == "");
  CHECK(uses(lowered.schema.views.at(0)) == "t=t");
}

TEST_CASE("views: views read views and externals; sequences count as relations, enums do not") {
  const Lowered lowered(
      "enum e { a }\nexternal view crm.people { id int; }\nsequence s { start 1; }\n"
      "view a as select * from crm.people, s;\nview b as select * from a;\nview c as select * from e;\n");
  CHECK(lowered.findings() == "KURA0209 6:25 no table or view is named `e`");
  CHECK(uses(lowered.schema.views.at(0)) == "crm.people=crm.people, s=s");
  CHECK(uses(lowered.schema.views.at(1)) == "a=a");
  CHECK(lowered.schema.views.size() == 3);
}

TEST_CASE("views: a dialect's own query replaces the portable one") {
  const std::string text = "view v { for mysql as select `a` from (select 1 as `a`) x; } as select 1 as a;";
  CHECK(Lowered(text).schema.views.at(0).body.text == "select 1 as a");
  CHECK_FALSE(Lowered(text).schema.views[0].body.is_native);
  const Lowered mariadb(text, "mariadb");
  CHECK(mariadb.findings() == "");
  CHECK(mariadb.schema.views.at(0).body.is_native);
  CHECK(mariadb.schema.views[0].body.text == "select `a` from (select 1 as `a`) x");
}

TEST_CASE("views: the header") {
  const Lowered lowered(
      "/// All of it.\nview v was w {\n/// The id.\n id; name; security invoker; no schema binding; grant select to "
      "zoe; }\n"
      "as select 1 as id, 2 as name;");
  CHECK(lowered.findings() == "");
  const ir::View& view = lowered.schema.views.at(0);
  CHECK(view.comment == "All of it.");
  CHECK(view.was.name == "w");
  REQUIRE(view.columns.size() == 2);
  CHECK(view.columns[0].comment == "The id.");
  CHECK(view.security == ir::ViewSecurity::invoker);
  CHECK(view.no_schema_binding);
  CHECK(view.grants.at(0).grantee == "zoe");
}

TEST_CASE("views: refresh of materialized views") {
  const auto refresh = [](const std::string& words) {
    const Lowered lowered("materialized view v { refresh " + words + "; } as select 1 as x;");
    CHECK(lowered.findings() == "");
    return *lowered.schema.views.at(0).refresh;
  };
  CHECK(refresh("manual").mode == ir::RefreshMode::manual);
  CHECK(refresh("auto").mode == ir::RefreshMode::automatic);
  CHECK(refresh("incremental").mode == ir::RefreshMode::incremental);
  CHECK(refresh("deferred manual").is_deferred);
  const ir::Refresh every = refresh("every 2 days starting '2026-01-01'");
  CHECK(every.mode == ir::RefreshMode::every);
  CHECK(every.every == 2);
  CHECK(every.unit == "day");
  CHECK(every.starting == "2026-01-01");
}

TEST_CASE("views: the columns of a materialized view are its query's, so they are not checked") {
  const Lowered lowered(
      "materialized view v { distribute by hash(x); sort by (y); index on (z); partition by range(w); with no data; }\n"
      "as select 1;");
  CHECK(lowered.findings() == "");
  const ir::View& view = lowered.schema.views.at(0);
  CHECK(view.with_no_data);
  CHECK(joined(view.physical.distribution->columns) == "x");
  CHECK(view.physical.indexes.size() == 1);
}

TEST_CASE("views: an engine's options stand in its block") {
  const Lowered lowered("view v { for postgres { with check option; } } as select 1;");
  CHECK(lowered.findings() == "");
  CHECK(lowered.schema.views.at(0).physical.native.at(0).text == "with check option");
  CHECK(Lowered("view v { with check option; } as select 1;").codes() == "KURA0217");
}

}  // namespace
}  // namespace kura::testing
