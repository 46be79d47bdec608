// Mistakes: one message each, in the right place, and the rest of the file is read all the same.
#include <doctest/doctest.h>

#include "tests/parse/parsed.h"

namespace kura::testing {
namespace {

using Texts = std::vector<std::string>;

Texts column_names(const ast::TableDecl& table) {
  Texts result;
  for (const ast::Member& member : table.members) {
    if (const auto* column = std::get_if<ast::Column>(&member.node)) result.emplace_back(column->name.text);
  }
  return result;
}

TEST_CASE("errors: a broken entry leaves the others alone") {
  const ParsedTable parsed("  a int;\n  b not null;\n  c int check (> 1);\n  1 int;\n  d int;");
  CHECK(parsed.findings() == Texts{"KURA0101 3:5 expected a type, found `not`",
                                   "KURA0101 4:16 expected an expression, found `>`",
                                   "KURA0101 5:3 expected a column, a clause or `}`, found `1`"});
  CHECK(column_names(parsed.declaration<ast::TableDecl>()) == Texts{"a", "d"});
}

TEST_CASE("errors: a forgotten semicolon is told where it belongs, and the next entry is read") {
  const ParsedTable parsed("  a int\n  b text not null;\n  c int default 1\n  primary key (a);\n  d int");
  CHECK(parsed.findings() == Texts{"KURA0106 2:8 expected `;` after `int`", "KURA0106 4:18 expected `;` after `1`",
                                   "KURA0106 6:8 expected `;` after `int`"});
  CHECK(column_names(parsed.declaration<ast::TableDecl>()) == Texts{"b"});
  CHECK(parsed.members().size() == 2);
}

TEST_CASE("errors: an entry may go on with deeper lines") {
  const ParsedTable parsed("  a decimal(18, 2)\n    not null\n    storage external;\n  unique (a)\n    not enforced;");
  CHECK(parsed.findings() == Texts{});
  CHECK(parsed.members().size() == 2);
}

TEST_CASE("errors: forgotten semicolons between declarations") {
  const Parsed parsed("schema s\nparam p = 3\nview v as select 1\n  from t\ntable a { x int; }");
  CHECK(parsed.findings() == Texts{"KURA0106 1:9 expected `;` after `s`", "KURA0106 2:12 expected `;` after `3`",
                                   "KURA0106 4:9 expected `;` after `t`"});
  CHECK(parsed.file.declarations.size() == 1);
}

TEST_CASE("errors: commas between columns are told once a block") {
  const Parsed parsed("table a {\n  x int,\n  y int,\n  z int\n}\ntable b {\n  x int,\n  y int;\n}");
  CHECK(parsed.findings() == Texts{"KURA0110 2:8 expected `;`, found `,`", "KURA0110 7:8 expected `;`, found `,`"});
}

TEST_CASE("errors: a comma with nothing behind it") {
  const Parsed parsed("enum e { a, b, }\ntable t { unique (a, ); a decimal(1,); }");
  CHECK(parsed.findings() == Texts{"KURA0111 1:14 nothing stands behind this `,`",
                                   "KURA0111 2:20 nothing stands behind this `,`",
                                   "KURA0101 2:37 expected a value, found `)`"});
}

TEST_CASE("errors: a clause's word as a column's name") {
  for (const char* word : {"check", "index", "primary", "unique", "foreign", "distribute", "sort", "partition", "model",
                           "properties", "use", "for", "owner", "grant", "watermark"}) {
    for (const char* rest : {" int;", " varchar(10) not null;"}) {
      const ParsedTable parsed(std::string(word) + rest + "\nok int;");
      CHECK(parsed.findings() ==
            Texts{"KURA0109 2:1 `" + std::string(word) + "` begins a clause, so it cannot name a column as it is"});
      CHECK(parsed.members().size() == 1);
    }
  }
}

TEST_CASE("errors: what is not closed is shown where it opens") {
  const Parsed parsed("table a {\n  check (x > 0;\n  y int;\n\ntable b {\n  z int;\n}\ntable c { q int;");
  CHECK(parsed.findings() == Texts{"KURA0107 2:15 expected `)`, found `;`", "KURA0107 5:1 expected `}`, found `table`",
                                   "KURA0107 8:17 expected `}`, found end of file"});
  const std::vector<diag::Diagnostic> sorted = parsed.sink.sorted();
  CHECK(parsed.sources.position(sorted[0].labels.at(0).at.buffer, sorted[0].labels[0].at.begin).column == 9);
  CHECK(parsed.sources.position(sorted[1].labels.at(0).at.buffer, sorted[1].labels[0].at.begin).line == 1);
  REQUIRE(parsed.file.declarations.size() == 1);
  CHECK(parsed.declaration<ast::TableDecl>().name.name.text == "b");
}

TEST_CASE("errors: words that begin no declaration") {
  const Parsed parsed(
      "tabel a { x int; }\ncreate table b (a int, b int);\n}\nfoo;\ntable c { x int; };\ntable d { x int; }");
  CHECK(parsed.findings() ==
        Texts{"KURA0108 1:1 `tabel` does not begin a declaration", "KURA0108 2:1 `create` does not begin a declaration",
              "KURA0108 3:1 `}` does not begin a declaration", "KURA0108 4:1 `foo` does not begin a declaration",
              "KURA0108 5:19 `;` does not begin a declaration"});
  CHECK(diag::helps_of(parsed.sink.sorted()[0]) == Texts{"did you mean `table`?"});
  CHECK(parsed.file.declarations.size() == 2);
}

TEST_CASE("errors: a table written as in SQL is one mistake") {
  const Parsed parsed("table t (\n  a int,\n  b int\n);\ntable u {\n  a int;\n}");
  CHECK(parsed.findings() == Texts{"KURA0101 1:9 expected `{`, found `(`"});
  CHECK(parsed.file.declarations.size() == 1);
}

TEST_CASE("errors: a view without a query") {
  CHECK(Parsed("view v as ;").findings() == Texts{"KURA0101 1:11 expected SQL, found `;`"});
  CHECK(Parsed("view v;").findings() == Texts{"KURA0101 1:7 expected `as`, found `;`"});
}

TEST_CASE("errors: a missing brace is one mistake") {
  const Parsed parsed(
      "table t\n  a int;\n  for mysql { sort by (a); }\n  unique (a);\n}\nenum e a, b }\ntable u { a int; }");
  CHECK(parsed.findings() == Texts{"KURA0101 2:3 expected `{`, found `a`", "KURA0101 6:8 expected `{`, found `a`"});
  CHECK(parsed.file.declarations.size() == 1);
}

TEST_CASE("errors: characters that belong to no token") {
  const ParsedTable parsed("# comment\na int;\n`b` int;\nñ int;\nc int default a ? 1;\nd int;");
  CHECK(parsed.findings() == Texts{"KURA0102 2:1 `#` cannot stand here", "KURA0102 4:1 ``b`` cannot stand here",
                                   "KURA0102 5:1 `ñ` cannot stand here", "KURA0102 6:17 `?` cannot stand here"});
  CHECK(column_names(parsed.declaration<ast::TableDecl>()) == Texts{"a", "d"});
}

TEST_CASE("errors: what is never closed ends the file without a second message") {
  CHECK(Parsed("table t { a text default 'x; }").findings() == Texts{"KURA0104 1:26 this string is never closed"});
  CHECK(Parsed("table t { \"a int; }").findings() == Texts{"KURA0104 1:11 this quoted name is never closed"});
  CHECK(Parsed("table t { a int; /* }").findings() == Texts{"KURA0104 1:18 this comment is never closed"});
  CHECK(Parsed("view v as select $a$ x $b$;").findings() ==
        Texts{"KURA0104 1:18 this dollar-quoted text is never closed"});
  const Parsed before("table a { x int; }\ntable b { y text default 'x; }");
  CHECK(before.file.declarations.size() == 1);
}

TEST_CASE("errors: text that is none") {
  CHECK(Parsed("table t { a int\xff; }").findings() == Texts{"KURA0103 1:16 this file is not valid UTF-8"});
  CHECK(Parsed("// \xc0\x80").findings().size() == 1);          // overlong
  CHECK(Parsed("// \xed\xa0\x80").findings().size() == 1);      // surrogate
  CHECK(Parsed("// \xf4\x90\x80\x80").findings().size() == 1);  // beyond Unicode
  CHECK(Parsed("// \xe2\x82").findings().size() == 1);          // cut off
  CHECK(Parsed("// \xf0\x9f\x90\x98 ok").findings().empty());
  CHECK(Parsed(std::string("table t {\0 }", 12)).findings() == Texts{"KURA0102 1:10 `U+0000` cannot stand here"});
  CHECK(Parsed("// 12345678\x7f").findings() == Texts{"KURA0102 1:12 `U+007F` cannot stand here"});
}

TEST_CASE("errors: every prefix of a file ends without a crash or a heap of messages") {
  const std::string text =
      "schema s; warehouse w : redshift { a = 1; properties { \"b\" = 'c'; } set d = on; } enum e { a, 'b' }\n"
      "table t was u only on redshift { a array<struct<x: int>> not null default case when a then -1 else f(*) end "
      "references q(a) on delete set null; unique u (a); for postgres { exclude using gist (a); column a text; }\n"
      "partition p values from (1) to (2); grant select (a) to group g with grant option; }\n"
      "materialized view v { refresh every 1 day starting 'x'; } as select ($$a$$) from t; sequence q { start 1; }";
  REQUIRE(Parsed(text).findings() == Texts{});
  for (std::size_t length = 0; length < text.size(); ++length) {
    const Parsed parsed(text.substr(0, length));
    INFO(text.substr(0, length));
    CHECK(parsed.findings().size() <= 2);
  }
}

TEST_CASE("errors: every token left out ends without a crash or a heap of messages") {
  const std::string text =
      "table t {\n  a array<int> not null default -1;\n  unique u (a);\n  for mysql {\n    column a text;\n  }\n"
      "  index i on (a desc) where a > 1;\n}\nview v as\n  select (1);\n";
  for (std::size_t at = 0; at < text.size(); ++at) {
    std::string broken = text;
    broken.erase(at, 1);
    INFO(broken);
    CHECK(Parsed(broken).findings().size() <= 2);
  }
}

TEST_CASE("errors: a file of nothing but mistakes stops at the limit") {
  const Parsed parsed(std::string(200000, ';'));
  CHECK(parsed.sink.error_count() == diag::Sink::kLimit);
}

TEST_CASE("errors: the parser can be used again and again") {
  for (int i = 0; i < 3; ++i) {
    CHECK(Parsed("table t { a int; b }").findings() == Texts{"KURA0101 1:20 expected a type, found `}`"});
    CHECK(Parsed("table t { a int; }").findings() == Texts{});
  }
}

}  // namespace
}  // namespace kura::testing
