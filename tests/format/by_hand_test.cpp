// Trees made by hand, without a source, and the pieces that are printed alone.
#include <doctest/doctest.h>

#include "compiler/ast/dump.h"
#include "compiler/format/format.h"
#include "compiler/format/raw_text.h"
#include "compiler/parse/parse.h"
#include "tests/format/formatted.h"

namespace kura::test {
namespace {

ast::Name name(std::string_view text) {
  return {text, {}, false};
}

ast::Member column(std::string_view column_name, std::string_view type, std::string_view doc = {}) {
  ast::Column result;
  result.name = name(column_name);
  result.type = ast::TypeReference{type, {}, {}, 0, {}};
  result.attributes.push_back({ast::AttributeKind::not_null, {}, {}});
  return {result, {}, doc, {}};
}

ast::Declaration declaration(ast::DeclarationNode node, std::string_view doc = {}) {
  return {std::move(node), {}, doc, {}};
}

}  // namespace

TEST_CASE("format: a table made by hand has its members in groups") {
  ast::TableDecl table;
  table.name = {name("sales"), name("Orders"), {}};
  table.members = {column("id", "int8"), column("name", "text", "First line.\n\nThird line.")};
  table.members.push_back({ast::KeyClause{true, {}, {name("id")}, {}}, {}, {}, {}});
  table.members.push_back({ast::DistributeClause{"hash", {}, {name("id")}, {}}, {}, {}, {}});
  ast::ForClause one_engine{{name("mysql")}, {{ast::SortClause{"auto", {}, {}}, {}, {}, {}}}, {}};
  table.members.push_back({one_engine, {}, {}, {}});
  CHECK(format::format(declaration(table, "A table.")) == R"(/// A table.
table sales."Orders" {
  id    bigint  not null;
  /// First line.
  ///
  /// Third line.
  name  text    not null;

  primary key (id);

  distribute by hash(id);

  for mysql { sort by auto; }
}
)");
}

TEST_CASE("format: other declarations made by hand") {
  ast::ViewDecl view;
  view.name = {{}, name("v"), {}};
  view.body = {"select a,\n    b\n  from t", {}};
  CHECK(format::format(declaration(view)) == "view v as\n  select a,\n    b\n  from t;\n");
  view.body = {"select a -- last", {}};
  CHECK(format::format(declaration(view)) == "view v as\n  select a -- last\n  ;\n");

  ast::WarehouseDecl warehouse{name("w"), name("mysql"), {}, {}, {}};
  warehouse.settings.push_back({name("url"), {ast::ValueKind::string, "${URL}", {}}});
  warehouse.parameters.push_back({name("p"), {ast::ValueKind::number, "1", {}}});
  warehouse.properties.push_back({"k", {}, true, {ast::ValueKind::boolean, "true", {}}});
  CHECK(format::format(declaration(warehouse)) ==
        "warehouse w : mysql {\n  url = \"${URL}\";\n  set p = 1;\n  properties { \"k\" = true; }\n}\n");

  ast::EnumDecl colours{
      {{}, name("colours"), {}}, {}, {{"red", {}, false, "Doc.", {}}, {"dark red", "brown", true, {}, {}}}};
  CHECK(format::format(declaration(colours)) == "enum colours {\n  /// Doc.\n  red,\n  'dark red' was brown\n}\n");
}

TEST_CASE("format: what is printed by hand reads back as the same tree") {
  for (const std::string& path : schemas_below({"schemas", "examples"})) {
    CAPTURE(path);
    SourceManager sources;
    diag::Sink sink;
    const ast::File file = parse::parse(sources, sources.add(path, read_project_file(path)), sink);
    std::string text;
    for (const ast::Declaration& each : file.declarations) text += format::format(each) + "\n";
    const ast::File again = parse::parse(sources, sources.add(path, text), sink);
    REQUIRE(!sink.has_errors());
    CHECK(ast::dump(again) == ast::dump(file));
  }
}

TEST_CASE("format: a type and an expression alone") {
  CHECK(format::format(ast::TypeReference{"numeric", {"10", "2"}, {}, 1, {}}) == "array<decimal(10, 2)>");
  ast::Expression one;
  one.kind = ast::ExpressionKind::number;
  one.text = "1";
  ast::Expression minus;
  minus.kind = ast::ExpressionKind::unary;
  minus.text = "-";
  minus.operands = {one};
  ast::Expression twice = minus;
  twice.operands = {minus};
  CHECK(format::format(twice) == "- -1");
}

TEST_CASE("native text: blanks and comments, but not inside strings") {
  CHECK(format::native_text("a  /* b */ 'c  d'\n,\"e  f\"(  g ) $$ h  i $$") == "a 'c  d' ,\"e  f\"( g ) $$ h  i $$");
  REQUIRE(format::comments_in("a -- b\n '-- c' /* d */ /* e */").size() == 3);
}

TEST_CASE("dump: tells trees apart, but not their layout") {
  const auto dump_of = [](const std::string& text) { return format_text(text).dump; };
  CHECK(dump_of("table t { a int not null unique; }") == dump_of("table t{a integer unique not null;}"));
  CHECK(dump_of("table t { a int check ((a)>1); }") == dump_of("table t { a int check (a > 1); }"));
  CHECK(dump_of("table t { a int check (a > (b - c)); }") != dump_of("table t { a int check ((a > b) - c); }"));
  CHECK(dump_of("table t { a int; }") != dump_of("table t { a int unique; }"));
  CHECK(dump_of("table t { a int; b int; }") != dump_of("table t { b int; a int; }"));
  CHECK(dump_of("/// Doc.\ntable t { }") != dump_of("// Doc.\ntable t { }"));
  CHECK(dump_of("view v as select '  a';") != dump_of("view v as select ' a';"));
  CHECK(dump_of("view v as select  a;") == dump_of("view v as select /* b */ a;"));
}

}  // namespace kura::test
