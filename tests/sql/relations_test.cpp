// The relations that a query names.
#include "compiler/sql/relations.h"

#include <doctest/doctest.h>

#include <string>

namespace {

/// The relations found, in order, with blanks between them; checks that each place holds the name.
std::string relations(std::string_view query) {
  std::string result;
  std::uint32_t last_end = 0;
  for (const auto& found : kura::sql::find_relations(query)) {
    std::string name;
    for (const std::string& part : found.parts) name += (name.empty() ? "" : ".") + part;
    result += (result.empty() ? "" : " ") + name;
    CHECK(found.begin >= last_end);
    CHECK(found.end > found.begin);
    CHECK(found.end <= query.size());
    last_end = found.end;
  }
  return result;
}

}  // namespace

TEST_CASE("relations: FROM lists and joins of every kind") {
  CHECK(relations("select * from orders") == "orders");
  CHECK(relations("select * from Orders AS o where o.id > 1") == "orders");
  CHECK(relations("select * from a, b x, c as y, d") == "a b c d");
  CHECK(relations("select 1 from a join b on a.x = b.x left join c using (x) natural join d cross join e") ==
        "a b c d e");
  CHECK(relations("select 1 from a full outer join b on a.x = b.x and a.y = b.y, c") == "a b c");
  CHECK(relations("select 1 from a straight_join b left semi join c on a.i = c.i right anti join d on a.i = d.i") ==
        "a b c d");
  CHECK(relations("select 1 from a join [shuffle] b on a.x = b.x") == "a b");
  CHECK(relations("select 1 from (a join b on a.x = b.x) join (c cross join d) on true") == "a b c d");
  CHECK(relations("select 1 from ((a left join b on a.x = b.x))") == "a b");
  CHECK(relations("select 1 from only parent, only (other)") == "parent other");
  CHECK(relations("select 1") == "");
  CHECK(relations("select 1 from dual") == "");
}

TEST_CASE("relations: qualified and quoted names") {
  CHECK(relations("select * from sales.orders") == "sales.orders");
  CHECK(relations("select * from lake.sales.orders o") == "lake.sales.orders");
  CHECK(relations("select * from \"Sales\".\"Order Items\" i") == "Sales.Order Items");
  CHECK(relations("select * from `sales`.`Orders`") == "sales.Orders");
  CHECK(relations("select * from sales . orders") == "sales.orders");
  const auto found = kura::sql::find_relations("select * from  Sales.\"Orders\" o");
  REQUIRE(found.size() == 1);
  CHECK(found[0].begin == 15);
  CHECK(found[0].end == 29);
}

TEST_CASE("relations: subqueries wherever they stand") {
  CHECK(relations("select * from (select * from a) x") == "a");
  CHECK(relations("select (select max(v) from a) from b where c in (select d from e) and exists (select 1 from f)") ==
        "a b e f");
  CHECK(relations("select case when x > (select 1 from a) then 2 end from b order by (select 3 from c)") == "a b c");
  CHECK(relations("select coalesce((select x from a), 0) from b") == "a b");
  CHECK(relations("select array(select x from a) from b") == "a b");
  CHECK(relations("select 1 from a join (select 1 from b) s on s.x = (select 1 from c), d") == "a b c d");
  CHECK(relations("select 1 from a, lateral (select * from b where b.x = a.x) l, c") == "a b c");
  CHECK(relations("select 1 from a left join lateral (select 1 from b) l on true") == "a b");
}

TEST_CASE("relations: set operations, bare and in parentheses") {
  CHECK(relations("select 1 from a union all select 2 from b intersect select 3 from c except select 4 from d") ==
        "a b c d");
  CHECK(relations("(select 1 from a) union (select 2 from b)") == "a b");
  CHECK(relations("select * from ((select 1 from a) union (select 2 from b)) x, c") == "a b c");
  CHECK(relations("select 1 from a minus select 2 from b") == "a b");
  CHECK(relations("select 1 from a order by x, y limit 3") == "a");
}

TEST_CASE("relations: names of WITH are no relations inside their scope") {
  CHECK(relations("with x as (select * from a) select * from x join b on true") == "a b");
  CHECK(relations("with x as (select 1 from a), y (p, q) as (select 2 from x) select * from y, x") == "a");
  CHECK(relations("with orders as (select * from orders) select * from orders") == "orders");
  CHECK(relations("with recursive t as (select 1 from a union all select n + 1 from t) select * from t") == "a");
  CHECK(relations(
            "with x as materialized (select 1 from a), y as not materialized (select 1 from b) select * from x, y") ==
        "a b");
  CHECK(relations("with x as (select 1 from a) select * from s.x") == "a s.x");
  CHECK(relations("with \"X\" as (select 1 from a) select * from \"X\", x") == "a x");
}

TEST_CASE("relations: a nested WITH ends with its query") {
  CHECK(relations("select * from (with x as (select 1 from a) select * from x) s, x") == "a x");
  CHECK(relations("with y as (with x as (select 1 from a) select * from x) select * from y, x") == "a x");
  CHECK(relations("with x as (select 1 from a) select * from (select * from x) s where i in (select 1 from x)") == "a");
}

TEST_CASE("relations: table functions are none, their arguments are looked into") {
  CHECK(relations("select * from generate_series(1, 10) g, a") == "a");
  CHECK(relations("select * from a, unnest(a.items) with ordinality as t(x, n), b") == "a b");
  CHECK(relations("select * from a, lateral f(a.x) as t, b") == "a b");
  CHECK(relations("select * from f((select 1 from a)), b") == "a b");
  CHECK(relations("select * from rows from (f(1), g(2)) as t, b") == "b");
  CHECK(relations("select * from json_table(doc, '$' columns (x int path '$.x')) t, b") == "b");
  CHECK(relations("select * from (values (1, 2), (3, 4)) v(a, b), c") == "c");
}

TEST_CASE("relations: FROM inside functions and operators is not FROM") {
  CHECK(relations("select extract(year from sold_on), substring(a from 1 for 2), trim(both ' ' from b) from t") == "t");
  CHECK(relations("select overlay(a placing 'x' from 2), position('x' in a) from t") == "t");
  CHECK(relations("select * from t where a is distinct from b and c is not distinct from d") == "t");
  CHECK(relations("select a is distinct from b from t") == "t");
  CHECK(relations("select extract(day from (select max(x) from u)) from t") == "u t");
}

TEST_CASE("relations: strings, comments and bodies are skipped") {
  CHECK(relations("select 'from x' from t -- from y\n where a = $$ from z $$ /* from w */") == "t");
  CHECK(relations("select \"from\" from t") == "t");
  CHECK(relations("select t.\"from\", x from t // from y") == "t");
}

TEST_CASE("relations: aliases and what stands behind a relation") {
  CHECK(relations("select * from a tablesample bernoulli (10) x, b") == "a b");
  CHECK(relations("select * from a partition (p0, p1), b") == "a b");
  CHECK(relations("select * from a as x (p, q), b") == "a b");
  CHECK(relations("select * from a for update of a") == "a");
  CHECK(
      relations("select sum(x) over (partition by y order by z rows between 1 preceding and current row) from a, b") ==
      "a b");
  CHECK(relations("select * from a join b on a.x = any(array[1, 2]) and b.y[1, 2] = 3, c") == "a b c");
  CHECK(relations("select a, b from t group by a, b having count(*) > 1 window w as (order by a), v as (order by b)") ==
        "t");
}

TEST_CASE("relations: a column that repeats its qualified relation names it again") {
  CHECK(relations("select sales.orders.id from sales.orders") == "sales.orders sales.orders");
  CHECK(relations("select sales.orders.* from sales.orders") == "sales.orders sales.orders");
  CHECK(relations("select o.id, sales.orders.id from sales.customers o") == "sales.customers");
  CHECK(relations("select orders.id from orders") == "orders");
  CHECK(relations("select sales.orders.id from sales.orders where sales.orders.x.y = 1") ==
        "sales.orders sales.orders sales.orders");
}

TEST_CASE("relations: a path into a column of a relation before it is marked") {
  const auto found = kura::sql::find_relations("select i.x from orders o, o.items i, sales.lines");
  REQUIRE(found.size() == 3);
  CHECK_FALSE(found[0].may_be_path);
  CHECK(found[1].may_be_path);
  CHECK_FALSE(found[2].may_be_path);
}

TEST_CASE("relations: broken text is survived") {
  CHECK(relations("") == "");
  CHECK(relations("select * from") == "");
  CHECK(relations("select * from ,,, a") == "a");
  CHECK(relations(")))) select * from a") == "a");
  CHECK(relations("select * from a where ((((") == "a");
  CHECK(relations("with with with") == "");
  CHECK(relations("with x as") == "");
  CHECK(relations("select * from a.") == "a");
  CHECK(relations("from from from") == "");
  const std::string deep(100000, '(');
  CHECK(relations("select * from " + deep + "a").size() <= 1);
  CHECK(relations(deep + "select 1 from a").size() <= 1);
  std::string nested;
  for (int i = 0; i < 5000; ++i) nested += "select (";
  CHECK(relations(nested + "select 1 from a") == "");
}
