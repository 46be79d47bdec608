// The words of the language: as names they survive formatting everywhere, and types' words agree with the model's.
#include <algorithm>
#include <sstream>
#include <vector>

#include <doctest/doctest.h>

#include "compiler/ast/type_aliases.h"
#include "compiler/base/ascii.h"
#include "compiler/ir/types.h"
#include "tests/format/formatted.h"

namespace kura::test {
namespace {

/// The keywords, from the grammar: lines like `PRIMARY: P R I M A R Y;`.
std::vector<std::string> keywords() {
  std::istringstream grammar(read_project_file("grammar/SchemaLexer.g4"));
  std::vector<std::string> result;
  for (std::string line; std::getline(grammar, line);) {
    const std::size_t colon = line.find(": ");
    if (colon == std::string::npos || !line.ends_with(";")) continue;
    std::string letters = line.substr(colon + 2, line.size() - colon - 3);
    std::erase(letters, ' ');
    std::string name = line.substr(0, colon);
    if (name.ends_with('_')) name.pop_back();
    if (letters == name && letters.size() > 1) result.push_back(to_lower(letters));
  }
  return result;
}

std::string replaced(std::string text, const std::string& name) {
  for (std::size_t at = text.find('@'); at != std::string::npos; at = text.find('@', at + name.size()))
    text.replace(at, 1, name);
  return text;
}

}  // namespace

TEST_CASE("format: every keyword survives as a name in every place, quoted only where it must be") {
  const std::string everywhere = R"(
schema "@";
warehouse "@" : mysql { "@" = 1; set "@" = 2; }
lint { "@" = "@"; "@" = ("@", "@"."@"); }
enum "@" was "@" { "@" was "@" }
mixin "@" { a int; }
table "@"."@" was "@" only on "@" {
  "@" int references "@"."@"("@") collate "@" encode "@" was "@" default "@" check ("@"."@" > "@"("@")) only on "@";
  s struct<"@": int>;
  use "@";
  primary key "@" ("@");
  unique index "@" on ("@") using "@" include ("@") where "@" is null;
  sort by ("@" desc);
  distribute by hash("@");
  partition by "@";
  partition "@" default;
  owner "@";
  grant select ("@") to "@", user "@";
  watermark "@";
  for "@" { column "@" int; }
}
view "@" { "@"; } as select 1;
)";
  const std::vector<std::string> words = keywords();
  REQUIRE(words.size() > 80);
  REQUIRE(std::find(words.begin(), words.end(), "null") != words.end());
  for (const std::string& word : words) {
    CAPTURE(word);
    const Formatted once = format_text(replaced(everywhere, word));
    REQUIRE_MESSAGE(once.errors == "", once.errors);
    const Formatted twice = format_text(once.text);
    REQUIRE_MESSAGE(twice.errors == "", twice.errors << once.text);
    CHECK(twice.dump == once.dump);
    CHECK(twice.text == once.text);
  }
}

TEST_CASE("format: a keyword stands unquoted where the grammar takes it so") {
  // Each word in each place: where it parses unquoted, the formatter must not quote it.
  const std::string places[] = {"table @ { a int; }",
                                "table t { @ int; }",
                                "table t { a int check (@ > 1); }",
                                "table t { a int; unique @ (a); }",
                                "table t { a int; partition @ default; }",
                                "view v { @; } as select 1;",
                                "table t { a int; grant select to @; }",
                                "warehouse w : mysql { @ = 1; }"};
  for (const std::string& word : keywords()) {
    for (const std::string& place : places) {
      const std::string written = replaced(place, word);
      CAPTURE(written);
      const Formatted plain = format_text(written);
      const Formatted quoted = format_text(replaced(place, '"' + word + '"'));
      if (!plain.errors.empty() || plain.dump != quoted.dump) continue;
      CHECK(quoted.text.find('"') == std::string::npos);
    }
  }
}

TEST_CASE("type words: the portable words are the model's, and aliases stand for one of them") {
  const auto words = ast::portable_type_words();
  REQUIRE(words.size() == ir::kPortableTypeCount);
  for (std::size_t i = 0; i < words.size(); ++i) CHECK(words[i] == ir::type_word(static_cast<ir::TypeKind>(i)));
  CHECK(ast::portable_type_word("integer") == "int");
  CHECK(ast::portable_type_word("double precision") == "double");
  CHECK(ast::portable_type_word("timestamp with time zone") == "timestamptz");
  CHECK(ast::portable_type_word("varchar") == "varchar");
  CHECK(ast::portable_type_word("jsonb") == "");
  CHECK(ast::portable_type_word("") == "");
}

TEST_CASE("format: an engine's own type keeps its word wherever the engine's words may stand") {
  const std::string text = R"(table t {
  a  float   default cast(1 as float)  only on mysql;
  b  double;

  check (cast(b as double) > 0);
  check (cast(b as float) > 0) only on mysql;

  for mysql { check (cast(b as float) > 1); }
}
)";
  CHECK(format_text(text).text == text);
}

TEST_CASE("format: a type's word alone behind the word of a clause keeps its quotes") {
  const std::string text = R"(table t {
  date  date;

  watermark "date";

  owner "text";
}
)";
  CHECK(format_text(text).text == text);
}

TEST_CASE("format: words of an engine stay where they are around their parentheses") {
  const std::string text = R"(table t {
  a  int;

  for postgres {
    column a with (n_distinct = -0.5) storage main;
    column a decimal(10, 2) storage main;
  }
}
)";
  CHECK(format_text(text).text == text);
}

}  // namespace kura::test
