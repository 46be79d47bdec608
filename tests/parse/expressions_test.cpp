// Expressions: precedence, every form, and limits.
#include <doctest/doctest.h>

#include "tests/parse/parsed.h"

namespace kura::testing {
namespace {

std::string shape_of(const std::string& text) {
  const ParsedTable parsed("check (" + text + ");");
  for (const std::string& finding : parsed.findings()) return finding;
  return shape(parsed.member<ast::CheckClause>().expression);
}

TEST_CASE("expressions: precedence") {
  CHECK(shape_of("a or b and not c = d + e * -f") == "(or a (and b (not (= c (+ d (* e (- f)))))))");
  CHECK(shape_of("a - b - c") == "(- (- a b) c)");
  CHECK(shape_of("a || b || 'x'") == "(|| (|| a b) 'x')");
  CHECK(shape_of("(a or b) and c") == "(and (or a b) c)");
  CHECK(shape_of("NOT NOT a") == "(not (not a))");
  CHECK(shape_of("- + a") == "(- (+ a))");
  CHECK(shape_of("-a::int::text") == "(- (cast-text (cast-int a)))");
  CHECK(shape_of("a != 1 and b <> 2") == "(and (<> a 1) (<> b 2))");
  CHECK(shape_of("a <= 1 or b >= 2 or c % 2 = 0") == "(or (or (<= a 1) (>= b 2)) (= (% c 2) 0))");
}

TEST_CASE("expressions: predicates") {
  CHECK(shape_of("a in (1, 2) or a not in ('x')") == "(or (in a 1 2) (not-in a 'x'))");
  CHECK(shape_of("a between 1 and 2 and b not between c and d + 1") ==
        "(and (between a 1 2) (not-between b c (+ d 1)))");
  CHECK(shape_of("a like 'x%' and b not ILIKE 'y' escape '!'") == "(and (like a 'x%') (not-ilike b 'y' '!'))");
  CHECK(shape_of("a is null and b is not null") == "(and (is-null a) (not-is-null b))");
  CHECK(shape_of("a is true or b is not False") == "(or (is-true a) (not-is-false b))");
  CHECK(shape_of("a is distinct from b and c is not distinct from 1") ==
        "(and (is distinct from a b) (is not distinct from c 1))");
}

TEST_CASE("expressions: primaries") {
  CHECK(shape_of("1.5e-3") == "1.5e-3");
  CHECK(shape_of(".5") == ".5");
  CHECK(shape_of("'it''s'") == "'it's'");
  CHECK(shape_of("TRUE = false") == "(= true false)");
  CHECK(shape_of("null") == "null");
  CHECK(shape_of("sql'a ->> ''b'''") == "sql'a ->> 'b''");
  CHECK(shape_of("SQL'x'") == "sql'x'");
  CHECK(shape_of("${limit} > 3") == "(> ${limit} 3)");
  CHECK(shape_of("s.T.c = \"Q\"") == "(= s.t.c Q)");
  CHECK(shape_of("now()") == "(now())");
  CHECK(shape_of("pg.Coalesce(a, 1, f(*))") == "(pg.coalesce() a 1 (f() *))");
  CHECK(shape_of("date '2020-01-01'") == "(typed '2020-01-01' date)");
  CHECK(shape_of("interval '1 day' + a") == "(+ (typed '1 day' interval) a)");
  CHECK(shape_of("cast(a + 1 as decimal(10, 2))") == "(cast-decimal (+ a 1))");
  CHECK(shape_of("(a, b) = (1, 2)") == "(= (row a b) (row 1 2))");
  CHECK(shape_of("'{}'::int[]") == "(cast-int '{}')");
}

TEST_CASE("expressions: case") {
  CHECK(shape_of("case when a then 1 end") == "(case a 1)");
  CHECK(shape_of("case x when 1 then 'a' when 2 then 'b' else c end") == "(case-of-else x 1 'a' 2 'b' c)");
}

TEST_CASE("expressions: parentheses are remembered") {
  const ParsedTable parsed("check ((a));");
  const ast::Expression& expression = parsed.member<ast::CheckClause>().expression;
  CHECK(expression.is_parenthesised);
  CHECK(parsed.sources.slice(expression.at) == "(a)");
}

TEST_CASE("expressions: places span their operands") {
  const ParsedTable parsed("check (a + b is not null);");
  const ast::Expression& test = parsed.member<ast::CheckClause>().expression;
  CHECK(parsed.sources.slice(test.at) == "a + b is not null");
  CHECK(parsed.sources.slice(test.operands[0].at) == "a + b");
}

std::string repeated(const std::string& text, int count) {
  std::string result;
  for (int i = 0; i < count; ++i) result += text;
  return result;
}

TEST_CASE("expressions: depth is bounded, however it is written") {
  const std::string deep = "KURA0105 2:8 this is nested more than 1000 levels deep";
  CHECK(shape_of("a" + repeated(" + a", 100000)) == deep);
  CHECK(shape_of(repeated("not ", 100000) + "a") == deep);
  CHECK(shape_of(repeated("- ", 100000) + "a") == deep);
  CHECK(shape_of("a" + repeated("::int", 100000)) == deep);
  CHECK(shape_of("a" + repeated(" is null", 100000)) == deep);
  CHECK(shape_of("a" + repeated(" = a", 900)).starts_with("(= (= (="));
  CHECK(shape_of(repeated("(", 190) + "a" + repeated(")", 190)) == "a");
  CHECK(shape_of("a in (1" + repeated(", 1", 100000) + ")").starts_with("(in a 1 1"));
}

TEST_CASE("expressions: nesting is bounded before anything is parsed") {
  const auto first = [](const std::string& text) { return Parsed(text).findings(); };
  for (const std::string& text :
       {"table t { check (" + repeated("(", 100000) + "1" + repeated(")", 100000) + "); }",
        "table t { a " + repeated("array<", 100000) + "int" + repeated(">", 100000) + "; }",
        "table t { a " + repeated("map<int(1), struct<a: ", 100000) + "; }",
        "table t { check (" + repeated("case when ", 100000) + "1); }",
        "table t { " + repeated("for redshift {", 100000), "view v as select " + repeated("(", 100000) + ";",
        "view v as select " + repeated("{ [", 100000) + ";"}) {
    const std::vector<std::string> findings = first(text);
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].starts_with("KURA0105"));
  }
  CHECK(first("table t { check (a < 1 " + repeated("and a < 1 ", 300) + "); }").empty());
}

}  // namespace
}  // namespace kura::testing
