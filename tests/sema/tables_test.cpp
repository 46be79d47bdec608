// Tables: types, attributes, constraints, overrides, physical design.
#include <doctest/doctest.h>

#include "tests/sema/lowered.h"

namespace kura::testing {
namespace {

const ir::Table& table_of(const Lowered& lowered, std::size_t number = 0) {
  return lowered.schema.tables.at(number);
}

TEST_CASE("tables: aliases become portable words") {
  const Lowered lowered(
      "table t { a integer; b double precision; c numeric(5, 2); d timestamp with time zone; e string; f int[]; "
      "g map<text, array<int>>; h struct<x: int, y: date>; i varchar(max); }");
  CHECK(lowered.findings() == "");
  CHECK(columns_of(table_of(lowered).columns) ==
        "a int, b double, c decimal(5, 2), d timestamptz, e text, f array<int>, g map<text, array<int>>, "
        "h struct<x: int, y: date>, i text");
}

TEST_CASE("tables: an enum is found in its namespace, and anywhere when it is the only one") {
  const Lowered lowered(
      "schema sales;\nenum st { a, b }\ntable t { s st default 'b'; }\nschema hr;\ntable u { s st; }");
  CHECK(lowered.findings() == "");
  CHECK(columns_of(table_of(lowered, 0).columns) == "s sales.st");
  CHECK(columns_of(table_of(lowered, 1).columns) == "s sales.st");
}

TEST_CASE("tables: an enum whose name needs quotes") {
  const Lowered lowered(
      "enum \"a b\" { c }\ntable t { x \"a b\"; y array<\"a b\">; z text; for postgres { column z \"a b\"[] storage "
      "main; } }");
  CHECK(lowered.findings() == "");
  CHECK(columns_of(lowered.schema.tables.at(0).columns) == "x a b, y array<a b>, z array<a b>");
  CHECK(Lowered("enum a { c }\ntable t { x \"A\"; }").codes() == "KURA0301");
  CHECK(Lowered("table t { x \"int\"; }").codes() == "KURA0301");
}

TEST_CASE("tables: the columns of a primary key are not null, however it is written") {
  const Lowered lowered("table t { a int primary key; b int; }\ntable u { a int; b int; c int; primary key (a, b); }");
  CHECK_FALSE(table_of(lowered).columns[0].is_nullable);
  CHECK(table_of(lowered).columns[1].is_nullable);
  CHECK(joined(table_of(lowered).primary_key->columns) == "a");
  CHECK_FALSE(table_of(lowered, 1).columns[1].is_nullable);
  CHECK(table_of(lowered, 1).columns[2].is_nullable);
}

TEST_CASE("tables: a `for` block may have another primary key") {
  const std::string text = "table t { a int primary key; b int; for mysql { primary key (a, b); } }";
  CHECK(joined(Lowered(text).schema.tables[0].primary_key->columns) == "a");
  CHECK(joined(Lowered(text, "mysql").schema.tables[0].primary_key->columns) == "a, b");
  CHECK(Lowered(text, "mysql").findings() == "");
}

TEST_CASE("tables: a foreign key without columns refers to the primary key, of external tables too") {
  const Lowered lowered(
      "table a { x int; y int; primary key (x, y); }\n"
      "external table crm.c { id bigint; primary key (id); }\n"
      "table t { x int; y int; c bigint references crm.c on delete set null; foreign key fk (x, y) references a; }\n");
  CHECK(lowered.findings() == "");
  const ir::Table& table = table_of(lowered, 1);
  REQUIRE(table.foreign_keys.size() == 2);
  CHECK(ir::to_text(table.foreign_keys[0].target) == "crm.c");
  CHECK(joined(table.foreign_keys[0].target_columns) == "id");
  CHECK(table.foreign_keys[0].on_delete == ir::ReferentialAction::set_null);
  CHECK(table.foreign_keys[1].name == "fk");
  CHECK(joined(table.foreign_keys[1].target_columns) == "x, y");
  REQUIRE(lowered.schema.externals.size() == 1);
  CHECK(columns_of(lowered.schema.externals[0].columns) == "id bigint");
  CHECK(lowered.schema.tables.size() == 2);
}

TEST_CASE("tables: tables may refer to each other and to themselves in any order") {
  const Lowered lowered(
      "table a { id int primary key; b int references b; up int references a; }\n"
      "table b { id int primary key; a int references a; }");
  CHECK(lowered.findings() == "");
  CHECK(ir::to_text(table_of(lowered).foreign_keys[0].target) == "b");
}

TEST_CASE("tables: current_timestamp and its like become the portable calls") {
  const Lowered lowered(
      "table t { a timestamp default current_timestamp; b date default current_date; c uuid default gen_random_uuid(); "
      "d text default current_user; e timestamp default now(); f timestamp default current_timestamp(3); }");
  CHECK(lowered.findings() == "");
  const auto& columns = table_of(lowered).columns;
  CHECK(ir::is_portable_call(*columns[0].default_value, "now"));
  CHECK(ir::is_portable_call(*columns[1].default_value, "today"));
  CHECK(ir::is_portable_call(*columns[2].default_value, "uuid"));
  CHECK(columns[3].default_value->kind == ir::ExpressionKind::raw);
  CHECK(ir::is_portable_call(*columns[4].default_value, "now"));
  CHECK(columns[5].default_value->path.at(0) == "current_timestamp");
}

TEST_CASE("tables: names in expressions are columns, date parts and fields are not") {
  const Lowered lowered(
      "table t { d date; payload struct<x: int>; \"user\" text;\n"
      "  check (t.d > today() and payload.x > 0 and datediff(day, d, d) > 0 and user <> ''); }");
  CHECK(lowered.findings() == "");
  CHECK(joined(ir::columns_read(table_of(lowered).checks.at(0).expression)) == "d, x, user");
}

TEST_CASE("tables: an override replaces the type and attributes of the same kind") {
  const std::string text =
      "table t { a text not null default 'x'; b int identity; c text;\n"
      "  for postgres { column a varchar(10) null default 'y'; column b default 5; column c storage external; }\n"
      "}\n";
  const Lowered postgres(text);
  CHECK(postgres.findings() == "");
  const auto& columns = table_of(postgres).columns;
  CHECK(columns_of(columns) == "a varchar(10), b int, c text");
  CHECK(columns[0].is_nullable);
  CHECK(columns[0].default_value->text == "y");
  CHECK_FALSE(columns[1].identity);
  CHECK(columns[1].default_value);
  REQUIRE(columns[2].native.size() == 1);
  CHECK(columns[2].native[0].text == "storage external");
  const Lowered mysql(text, "mysql");
  CHECK(table_of(mysql).columns[1].identity);
  CHECK_FALSE(table_of(mysql).columns[0].is_nullable);
}

TEST_CASE("tables: an engine's types stand in its block, before an alias of the same spelling") {
  const Lowered lowered(
      "table t { a text; b text; c varchar(5); d double; for postgres { column a tsvector; column b tsvector[]; "
      "column c varchar(20)  character  set utf8; column d float; } }");
  CHECK(lowered.findings() == "");
  CHECK(columns_of(table_of(lowered).columns) == "a tsvector, b array<tsvector>, c varchar(20), d float");
  CHECK(table_of(lowered).columns[2].native.at(0).text == "character set utf8");
  CHECK(table_of(lowered).columns[3].type.kind == ir::TypeKind::native);
  CHECK(Lowered("table t { d float; }").schema.tables[0].columns[0].type.kind == ir::TypeKind::double_);
}

TEST_CASE("tables: what is `only on` one engine may use its words") {
  CHECK(Lowered("table t only on postgres { a tsvector storage external; }").findings() == "");
  CHECK(Lowered("table t { a tsvector only on postgres; }").findings() == "");
  CHECK(Lowered("table t { a tsvector; }").codes() == "KURA0302");
  CHECK(Lowered("table t { a int; unique (a) deferrable only on postgres; }").findings() == "");
}

TEST_CASE("tables: attributes keep their details") {
  const Lowered lowered(
      "table t { a bigint identity always (10, 5) encode ZSTD; b text collate \"C\" was old_b; "
      "c int generated as (a + 1) stored; d int aggregate sum; }");
  CHECK(lowered.findings() == "");
  const auto& columns = table_of(lowered).columns;
  CHECK(columns[0].identity->is_always);
  CHECK(columns[0].identity->start == 10);
  CHECK(columns[0].identity->step == 5);
  CHECK(columns[0].encoding == "zstd");
  CHECK(columns[1].collation == "C");
  CHECK(columns[1].was == "old_b");
  CHECK(columns[2].generated->storage == ir::GeneratedStorage::stored);
  CHECK(columns[3].aggregate == "sum");
}

TEST_CASE("tables: physical design") {
  const Lowered lowered(
      "table t { a int; b date;\n"
      "  distribute by hash(a) buckets 8; sort by interleaved (a, b desc);\n"
      "  partition by range(b) every 3 months; partition p values less than ('2027-01-01') tablespace fast only on "
      "postgres;\n"
      "  properties { \"z\" = \"1\"; \"a\" = 2; }\n"
      "  for postgres { properties { \"z\" = \"9\"; } tablespace  fast; }\n"
      "}\n");
  CHECK(lowered.findings() == "");
  const ir::Physical& physical = table_of(lowered).physical;
  CHECK(physical.distribution->buckets == 8);
  CHECK(physical.sort_key->style == ir::SortStyle::interleaved);
  CHECK(physical.sort_key->columns.at(1).is_descending);
  CHECK(physical.partitioning->scheme == ir::PartitionScheme::range);
  CHECK(physical.partitioning->every == 3);
  CHECK(physical.partitioning->every_unit == "month");
  CHECK(physical.partitioning->partitions.at(0).native.at(0).text == "tablespace fast");
  REQUIRE(physical.properties.size() == 2);
  CHECK(physical.properties[0].key == "a");
  CHECK(physical.properties[1].value == "9");
  CHECK(physical.native.at(0).text == "tablespace fast");
}

TEST_CASE("tables: partitions go with the scheme that a `for` block replaces") {
  const std::string text =
      "table t { a int; b date; partition by range(b); partition p values less than ('2027-01-01');\n"
      "  for mysql { partition by hash(a) partitions 4; }\n"
      "  for redshift { partition by none; }\n"
      "}\n";
  CHECK(Lowered(text).schema.tables[0].physical.partitioning->partitions.size() == 1);
  const Lowered mysql(text, "mysql");
  CHECK(mysql.findings() == "");
  CHECK(table_of(mysql).physical.partitioning->partition_count == 4);
  CHECK(table_of(mysql).physical.partitioning->partitions.empty());
  const Lowered redshift(text, "redshift");
  CHECK(redshift.findings() == "");
  CHECK_FALSE(table_of(redshift).physical.partitioning);
}

TEST_CASE("tables: an index of a `for` block replaces the one of its name") {
  const Lowered lowered(
      "table t { a int; b int; index i on (a); index on (b); for postgres { index i on (b) using GIN; } }");
  CHECK(lowered.findings() == "");
  REQUIRE(table_of(lowered).physical.indexes.size() == 2);
  CHECK(table_of(lowered).physical.indexes[1].method == "gin");
}

TEST_CASE("tables: grants are merged by grantee and sorted") {
  const Lowered lowered(
      "table t { a int; b int; owner ops; grant update, select (b) to zoe, group staff; grant select (a), select (b) "
      "to zoe; "
      "grant all to public; grant insert to zoe; grant insert (a) to zoe; }");
  CHECK(lowered.findings() == "");
  const ir::Table& table = table_of(lowered);
  CHECK(table.owner == "ops");
  REQUIRE(table.grants.size() == 3);
  CHECK(table.grants[0].grantee == "zoe");
  REQUIRE(table.grants[0].privileges.size() == 3);
  CHECK(table.grants[0].privileges[0].action == "insert");
  CHECK(table.grants[0].privileges[0].columns.empty());
  CHECK(joined(table.grants[0].privileges[1].columns) == "a, b");
  CHECK(table.grants[1].grantee == "staff");
  CHECK(table.grants[2].grantee_kind == ir::GranteeKind::everyone);
  CHECK(table.grants[2].privileges[0].action == "all privileges");
}

TEST_CASE("tables: many columns are found too") {
  std::string text = "table t {\n";
  for (int i = 0; i < 100; ++i) text += "c" + std::to_string(i) + " int;\n";
  const Lowered lowered(text + "c99 int; unique (c98, c5); index on (c100); }");
  CHECK(lowered.codes() == "KURA0202 KURA0210");
  CHECK(table_of(lowered).columns.size() == 100);
}

TEST_CASE("sequences: options in words") {
  const Lowered lowered(
      "table t { id bigint; }\n"
      "sequence s { start with 5; increment by 2; min 1; no max; cache 10; cycle; owned by t.id; as bigint; }");
  CHECK(lowered.findings() == "");
  const ir::Sequence& sequence = lowered.schema.sequences.at(0);
  CHECK(*sequence.start == 5);
  CHECK(*sequence.increment == 2);
  CHECK(*sequence.min == 1);
  CHECK_FALSE(sequence.max);
  CHECK(*sequence.cache == 10);
  CHECK(sequence.is_cycle);
  CHECK(ir::to_text(*sequence.owned_by_table) == "t");
  CHECK(sequence.owned_by_column == "id");
  CHECK(sequence.type->kind == ir::TypeKind::bigint);
}

}  // namespace
}  // namespace kura::testing
