// Columns: names, types and attributes.
#include <doctest/doctest.h>

#include "tests/parse/parsed.h"

namespace kura::testing {
namespace {

using Texts = std::vector<std::string>;
using Kind = ast::AttributeKind;

const ast::TypeReference& type_of(const ParsedTable& parsed) {
  return *parsed.member<ast::Column>().type;
}

TEST_CASE("columns: names") {
  const ParsedTable parsed(
      "Created_At int; \"Check\" int; \"a\"\"b\" int; key int; not int; from int; table int; always int;");
  CHECK(parsed.findings() == Texts{});
  REQUIRE(parsed.members().size() == 8);
  CHECK(parsed.member<ast::Column>(0).name.text == "created_at");
  CHECK(parsed.member<ast::Column>(1).name.text == "Check");
  CHECK(parsed.member<ast::Column>(1).name.is_quoted);
  CHECK(parsed.member<ast::Column>(2).name.text == "a\"b");
  CHECK(parsed.member<ast::Column>(4).name.text == "not");
}

TEST_CASE("columns: types with arguments") {
  const ParsedTable parsed("a Decimal( 18 , 2 );");
  CHECK(parsed.findings() == Texts{});
  CHECK(type_of(parsed).words == "decimal");
  CHECK(type_of(parsed).arguments == std::vector<std::string_view>{"18", "2"});
  const ParsedTable words("a timestamp(3)  With time\n    zone not null;");
  CHECK(words.findings() == Texts{});
  CHECK(type_of(words).words == "timestamp with time zone");
  CHECK(type_of(words).arguments == std::vector<std::string_view>{"3"});
  const ParsedTable nested("a geometry(point(1, 2), 'x', \"y\");");
  CHECK(type_of(nested).arguments == std::vector<std::string_view>{"point(1, 2)", "'x'", "\"y\""});
}

TEST_CASE("columns: a quoted type is one name") {
  const ParsedTable parsed(
      "a \"Order \"\"state\"[] not null; b struct<\"x y\": \"z\", w: int>; c text default 'x'::\"z\";");
  CHECK(parsed.findings() == Texts{});
  const ast::TypeReference& type = *parsed.member<ast::Column>(0).type;
  CHECK(type.words == "Order \"state");
  CHECK(type.is_quoted);
  CHECK(type.array_suffixes == 1);
  CHECK(parsed.member<ast::Column>(0).attributes.size() == 1);
  const ast::TypeParameter& field = parsed.member<ast::Column>(1).type->parameters.at(0);
  CHECK(field.field.text == "x y");
  CHECK(field.type.is_quoted);
  // A quoted name on the next line is the next column.
  CHECK(ParsedTable("a int\n  \"b c\" int;").findings().size() == 1);
}

TEST_CASE("columns: what overrides one may begin with an engine's own words") {
  const ParsedTable parsed("a int; for mysql { column a srid 4326; column a comment 'x' not null; column a text; }");
  CHECK(parsed.findings() == Texts{});
  const std::vector<ast::Member>& members = parsed.member<ast::ForClause>(1).members;
  const auto change = [&](std::size_t i) { return std::get<ast::ColumnOverride>(members.at(i).node).column; };
  CHECK(!change(0).type.has_value());
  CHECK(change(0).attributes.at(0).kind == Kind::native);
  CHECK(change(1).attributes.size() == 2);
  CHECK(change(2).type.has_value());
  CHECK(ParsedTable("a srid 4326;").findings().size() == 1);
}

TEST_CASE("columns: arrays, maps and structs") {
  const ParsedTable parsed(
      "a array<array<int>>; b map<varchar(10), struct<x: int[], \"Y\": double precision>>; c text[][3];");
  CHECK(parsed.findings() == Texts{});
  const ast::TypeReference& array = *parsed.member<ast::Column>(0).type;
  REQUIRE(array.parameters.size() == 1);
  CHECK(array.parameters[0].type.words == "array");
  CHECK(array.parameters[0].type.parameters[0].type.words == "int");
  const ast::TypeReference& map = *parsed.member<ast::Column>(1).type;
  REQUIRE(map.parameters.size() == 2);
  CHECK(map.parameters[0].type.arguments.size() == 1);
  const ast::TypeReference& record = map.parameters[1].type;
  REQUIRE(record.parameters.size() == 2);
  CHECK(record.parameters[0].field.text == "x");
  CHECK(record.parameters[0].type.array_suffixes == 1);
  CHECK(record.parameters[1].field.text == "Y");
  CHECK(record.parameters[1].type.words == "double precision");
  CHECK(parsed.member<ast::Column>(2).type->array_suffixes == 2);
}

TEST_CASE("columns: attributes in the order they were written") {
  const ParsedTable parsed(
      "a int not null default -1 primary key unique check (a > 0) collate \"C\" encode zstd was Old only on redshift;");
  CHECK(parsed.findings() == Texts{});
  const auto& column = parsed.member<ast::Column>();
  std::vector<Kind> kinds;
  for (const ast::Attribute& attribute : column.attributes) kinds.push_back(attribute.kind);
  CHECK(kinds == std::vector<Kind>{Kind::not_null, Kind::default_value, Kind::primary_key, Kind::unique, Kind::check,
                                   Kind::collate, Kind::encode, Kind::was});
  CHECK(shape(parsed.detail<ast::Expression>(1)) == "(- 1)");
  CHECK(shape(parsed.detail<ast::Expression>(4)) == "(> a 0)");
  CHECK(parsed.detail<ast::Name>(5).text == "C");
  CHECK(parsed.detail<ast::Name>(7).text == "old");
  CHECK(column.only_on.size() == 1);
  CHECK(parsed.members()[0].only_on.size() == 1);
}

TEST_CASE("columns: identity and generated") {
  const ParsedTable parsed("a int identity always (-10, 5);");
  CHECK(parsed.detail<ast::Identity>(0).is_always);
  CHECK(parsed.detail<ast::Identity>(0).start.text == "-10");
  CHECK(parsed.detail<ast::Identity>(0).step.text == "5");
  const ParsedTable plain("a int identity;");
  CHECK_FALSE(plain.detail<ast::Identity>(0).is_always);
  CHECK(plain.detail<ast::Identity>(0).start.text.empty());
  const ParsedTable generated(
      "a int generated as (b + 1) virtual; b int generated as (1) stored; c int generated as (1);");
  CHECK(generated.findings() == Texts{});
  CHECK(shape(generated.detail<ast::Generated>(0).expression) == "(+ b 1)");
  CHECK(generated.detail<ast::Generated>(0).storage == ast::GeneratedStorage::virtual_);
}

TEST_CASE("columns: references take the actions that follow them") {
  const ParsedTable parsed(
      "a int references s.T(id) on delete set null on update no action; "
      "b timestamp default now() on update now(3);");
  CHECK(parsed.findings() == Texts{});
  REQUIRE(parsed.member<ast::Column>(0).attributes.size() == 1);
  const auto& reference = parsed.detail<ast::Reference>(0);
  CHECK(reference.table.schema.text == "s");
  CHECK(reference.table.name.text == "t");
  CHECK(reference.columns.size() == 1);
  REQUIRE(reference.actions.size() == 2);
  CHECK(reference.actions[0].action == "set null");
  CHECK(reference.actions[1].event == ast::ReferenceEvent::on_update);
  CHECK(reference.actions[1].action == "no action");
  const auto& own = parsed.member<ast::Column>(1).attributes;
  REQUIRE(own.size() == 2);
  CHECK(own[1].kind == Kind::on_action);
  const auto& action = std::get<ast::ReferenceAction>(*own[1].detail);
  CHECK(action.is_call);
  CHECK(action.arguments.size() == 1);
}

TEST_CASE("columns: an engine's own words") {
  const ParsedTable parsed(
      "a text comment 'x' storage = y not null Visible storage external not enforced default 1 desc;");
  CHECK(parsed.findings() == Texts{});
  CHECK(type_of(parsed).words == "text");
  const auto& attributes = parsed.member<ast::Column>().attributes;
  REQUIRE(attributes.size() == 5);
  CHECK(parsed.detail<ast::RawText>(0).text == "comment 'x' storage = y");
  CHECK(attributes[1].kind == Kind::not_null);
  CHECK(parsed.detail<ast::RawText>(2).text == "Visible storage external not enforced");
  CHECK(parsed.detail<ast::RawText>(4).text == "desc");
}

TEST_CASE("columns: aggregate functions") {
  const ParsedTable parsed("a int aggregate Sum; b int aggregate percentile(0.5);");
  CHECK(parsed.findings() == Texts{});
  CHECK(parsed.detail<ast::Aggregate>(0).function == "sum");
  CHECK(std::get<ast::Aggregate>(*parsed.member<ast::Column>(1).attributes[0].detail).arguments.text == "(0.5)");
}

TEST_CASE("columns: an attribute is given once") {
  const ParsedTable parsed(
      "a int not null not null; b int default 1 default 2;\n"
      "c int references t on delete cascade on delete cascade;");
  CHECK(parsed.findings() == Texts{"KURA0112 2:16 `not null` is given twice", "KURA0112 2:42 `default` is given twice",
                                   "KURA0112 3:38 `on delete` is given twice"});
  CHECK(parsed.members().size() == 3);
}

TEST_CASE("columns: overrides in a for block") {
  const ParsedTable parsed("for redshift, MySQL { /// doc\n column a encode zstd; column \"B\" super distkey; }");
  const auto& block = parsed.member<ast::ForClause>();
  REQUIRE(block.dialects.size() == 2);
  CHECK(block.dialects[1].text == "mysql");
  REQUIRE(block.members.size() == 2);
  const ast::Column& first = std::get<ast::ColumnOverride>(block.members[0].node).column;
  CHECK_FALSE(first.type.has_value());
  CHECK(first.attributes.size() == 1);
  CHECK(std::get<ast::ColumnOverride>(block.members[1].node).column.type->words == "super distkey");
}

}  // namespace
}  // namespace kura::testing
