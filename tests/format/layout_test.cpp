// The canonical layout, construct by construct: what is written, and how it is printed.
#include <doctest/doctest.h>

#include "tests/format/formatted.h"

namespace kura::test {
namespace {

void check_layout(const std::string& written, const std::string& expected) {
  const Formatted result = format_text(written);
  REQUIRE_MESSAGE(result.errors == "", result.errors);
  CHECK(result.text == expected);
  CHECK(format_text(result.text).text == expected);
}

/// A member of a table.
void check_member(const std::string& written, const std::string& expected) {
  check_layout("table t { a int; " + written + " }", "table t {\n  a  int;\n  " + expected + "\n}\n");
}

}  // namespace

TEST_CASE("format: an engine's own words in two places of a column come together") {
  check_member("b int not null storage plain default 1 compression pglz;",
               "b  int  not null  default 1  storage plain compression pglz;");
}

TEST_CASE("format: consecutive columns are a table; comments do not end it, blank lines and other members do") {
  check_layout(R"(table t { id bigint primary key; customer_id integer not null default 0;
/// Doc.
name varchar( 20 );
// comment
x date null;

y int; use m; long_name int not null;
})",
               R"(table t {
  id           bigint       primary key;
  customer_id  int          not null  default 0;
  /// Doc.
  name         varchar(20);
  // comment
  x            date         null;

  y  int;
  use m;
  long_name  int  not null;
}
)");
}

TEST_CASE("format: attributes in canonical order, an engine's words last") {
  check_layout(
      "table t { a int was b comment 'x' aggregate sum encode zstd collate c check (a > 0) references t(a) on delete "
      "cascade unique primary key generated as (b) stored identity always (1, 2) default 1 not null only on mysql; }",
      "table t {\n  a  int  not null  default 1  identity always (1, 2)  generated as (b) stored  primary key  unique  "
      "references t(a) on delete cascade  check (a > 0)  collate c  encode zstd  aggregate sum  was b  comment 'x'  "
      "only on mysql;\n}\n");
}

TEST_CASE("format: an action without a reference does not become a reference's") {
  check_layout("table t { a int references u(b) not null on update now(); }",
               "table t {\n  a  int  not null  on update now()  references u(b);\n}\n");
}

TEST_CASE("format: types as portable words, but as written inside a `for` block") {
  check_layout(
      "table t { a character varying(10); b int8[]; c timestamp(3) with time zone; d map<string, numeric(5,2)>;"
      "for mysql { column a integer; column c timestamp(3) with time zone; column e int[]; } }",
      R"(table t {
  a  varchar(10);
  b  array<bigint>;
  c  timestamptz(3);
  d  map<text, decimal(5, 2)>;
  for mysql {
    column a integer;
    column c timestamp(3) with time zone;
    column e int[];
  }
}
)");
}

TEST_CASE("format: a quoted type stays quoted, and the setting `owner` is not") {
  check_member("b \"x y\"[] ; c \"plain\" default 'v'::\"x y\";",
               "b  array<\"x y\">;\n  c  \"plain\"       default cast('v' as \"x y\");");
  check_layout("warehouse w : postgres { \"owner\" = 'a'; }", "warehouse w : postgres { owner = \"a\"; }\n");
}

TEST_CASE("format: clauses") {
  check_member("PRIMARY   KEY pk(a,b) deferrable  initially deferred ;",
               "primary key pk (a, b) deferrable initially deferred;");
  check_member("unique(a);", "unique (a);");
  check_member("foreign key (a) references s.u (b,c) on delete set null;",
               "foreign key (a) references s.u(b, c) on delete set null;");
  check_member("unique index i on(a desc nulls last,lower(b)) using btree include(c) where a>1 only on postgres;",
               "unique index i on (a desc nulls last, lower(b)) using btree include (c) where a > 1 only on postgres;");
  check_member("distribute by HASH (a) buckets 16;", "distribute by hash(a) buckets 16;");
  check_member("sort by interleaved(a,b);", "sort by interleaved (a, b);");
  check_member("partition by range ( a ) every 1 month;", "partition by range(a) every 1 month;");
  check_member("partition p values less than maxvalue;", "partition p values less than (maxvalue);");
  check_member("partition p values with(modulus 4,remainder 1);", "partition p values with (modulus 4, remainder 1);");
  check_member("grant select(a,b),insert to x,group y,public with grant option;",
               "grant select (a, b), insert to x, group y, public with grant option;");
  check_member("model primary key(a);", "model primary key (a);");
  check_member("use m only on mysql;", "use m only on mysql;");
  check_member("for mysql { column a  text not null  only on mysql; }",
               "for mysql { column a text not null only on mysql; }");
}

TEST_CASE("format: names are quoted where they need it") {
  check_member("unique \"plain\" (\"Upper\", \"a b\", \"check\", \"default\", \"a\"\"b\");",
               "unique plain (\"Upper\", \"a b\", \"check\", default, \"a\"\"b\");");
  check_member("check (\"default\" > \"value\" and x.\"default\" > 1);",
               "check (\"default\" > value and x.default > 1);");
  check_member("grant select to \"public\";", "grant select to \"public\";");
}

TEST_CASE("format: expressions with the fewest parentheses, kept around mixed and/or") {
  check_member("check (((a))+(b*c)>(1));", "check (a + b * c > 1);");
  check_member("check ((a+b)*c > a-(b-c));", "check ((a + b) * c > a - (b - c));");
  check_member("check ((a and b) or (c or d) or not (e));", "check ((a and b) or (c or d) or not e);");
  check_member("check (a and b or c);", "check (a and b or c);");
  check_member("check (not (a and b) and (not a));", "check (not (a and b) and not a);");
  check_member("check (a != - -1 and a::int>0);", "check (a <> - -1 and cast(a as int) > 0);");
  check_member("check (a NOT  IN(1,2) AND b is NOT null and sql'x ''y''');",
               "check (a not in (1, 2) and b is not null and sql'x ''y''');");
  check_member("check ((a = b) = (c = d));", "check (a = b = (c = d));");
}

TEST_CASE("format: a block with one entry stays on one line when it fits") {
  check_layout(
      "warehouse a : mysql {\n\n}\nwarehouse b : mysql { schema = 'x';\n}\n\nwarehouse c : mysql { schema = 'x'; "
      "version = \"8\"; }",
      "warehouse a : mysql { }\nwarehouse b : mysql { schema = \"x\"; }\n\nwarehouse c : mysql {\n  schema = \"x\";\n"
      "  version = \"8\";\n}\n");
  check_member("for mysql{properties{'a'='b';}}", "for mysql { properties { \"a\" = \"b\"; } }");
  check_member("for mysql { index on (a); index on (b); }", "for mysql {\n    index on (a);\n    index on (b);\n  }");
  const std::string value(80, 'v');
  check_member("for mysql { properties { 'key' = '" + value + "'; } }",
               "for mysql {\n    properties {\n      \"key\" = \"" + value + "\";\n    }\n  }");
  const std::string shorter(70, 'v');
  check_member("for mysql { properties { 'key' = '" + shorter + "'; } }",
               "for mysql {\n    properties { \"key\" = \"" + shorter + "\"; }\n  }");
}

TEST_CASE("format: enums on one line when they fit") {
  check_layout("enum e {a,\nb was 'C d' , 'e-f'}", "enum e { a, b was 'C d', 'e-f' }\n");
  const std::string label(60, 'a');
  check_layout("enum e { " + label + ", b" + label + " }", "enum e {\n  " + label + ",\n  b" + label + "\n}\n");
  check_layout("enum e { a, // first\n b }", "enum e {\n  a,  // first\n  b\n}\n");
}

TEST_CASE("format: blank lines") {
  check_layout(
      "\n\nschema a;\nparam b = 1;\n\n\nparam c = 2;\ntable t {\n\n  a int;\n\n\n  b int;\n\n}\nview v as select "
      "1;\n\n",
      "schema a;\nparam b = 1;\n\nparam c = 2;\n\ntable t {\n  a  int;\n\n  b  int;\n}\n\nview v as\n  select 1;\n");
  check_layout("table t { a int; }\n// of t\n\ntable u { a int; }\n// of v\ntable v { a int; }",
               "table t {\n  a  int;\n}\n// of t\n\ntable u {\n  a  int;\n}\n\n// of v\ntable v {\n  a  int;\n}\n");
}

TEST_CASE("format: comments") {
  check_layout(
      "table t { // head\n a int; // one\n bb int; /* two */ // three\n /* four */ c int;\n d /* five */ int; // six\n "
      "// last\n} // end",
      "table t {  // head\n  a   int;  // one\n  bb  int;  /* two */ // three\n  /* four */\n  c   int;\n  /* five */\n"
      "  d   int;  // six\n  // last\n}  // end\n");
  check_layout("table t { a /// misplaced\n int; }", "table t {\n  // misplaced\n  a  int;\n}\n");
  check_layout("///x\n///\n///  y\ntable t { }", "/// x\n///\n///  y\ntable t { }\n");
  check_layout("/* a\n   b */\n  /*\n  * c\n  */\ntable t { }", "/* a\n   b */\n/*\n * c\n */\ntable t { }\n");
  check_layout("// only a comment", "// only a comment\n");
  check_layout("", "");
}

TEST_CASE("format: a query keeps its lines and its indentation") {
  check_layout("view v as select a,\n                 b   \n            from t;",
               "view v as\n  select a,\n       b\n  from t;\n");
  check_layout("view v as\n        select a -- why\n\n          , 'x  \n   y', $$\n z$$\n        from t\n;",
               "view v as\n  select a -- why\n\n    , 'x  \n   y', $$\n z$$\n  from t;\n");
  check_layout("materialized view v{refresh manual;}as\n select 1;",
               "materialized view v {\n  refresh manual;\n} as\n  select 1;\n");
  check_layout("view v { for mysql as select\n      1; } as select 2;",
               "view v {\n  for mysql as\n    select\n    1;\n} as\n  select 2;\n");
}

TEST_CASE("format: line ends and marks of other systems") {
  check_layout("\xEF\xBB\xBFtable t {\r\n  a int; // x\r\n\r\n  b int;\r\n}\r\n",
               "table t {\n  a  int;  // x\n\n  b  int;\n}\n");
}

}  // namespace kura::test
