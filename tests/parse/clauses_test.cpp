// Clauses: keys, indexes, physical design, rights and an engine's own.
#include <doctest/doctest.h>

#include "tests/parse/parsed.h"

namespace kura::testing {
namespace {

using Texts = std::vector<std::string>;

TEST_CASE("clauses: keys") {
  const ParsedTable parsed(
      "primary key pk (a, \"B\") deferrable initially deferred only on postgres; unique (a); "
      "unique u (a) include (b) using index tablespace x; primary key (a) on conflict replace;");
  CHECK(parsed.findings() == Texts{});
  const auto& primary = parsed.member<ast::KeyClause>(0);
  CHECK(primary.is_primary);
  CHECK(primary.name.text == "pk");
  CHECK(primary.columns.size() == 2);
  CHECK(primary.native.text == "deferrable initially deferred");
  CHECK(parsed.members()[0].only_on.size() == 1);
  CHECK(parsed.member<ast::KeyClause>(1).native.empty());
  CHECK(parsed.member<ast::KeyClause>(2).native.text == "include (b) using index tablespace x");
  CHECK(parsed.member<ast::KeyClause>(3).native.text == "on conflict replace");
}

TEST_CASE("clauses: foreign keys and checks") {
  const ParsedTable parsed(
      "foreign key f (a, b) references s.t (x, y) on delete cascade on update set default not valid;"
      " check c (a > 0) no inherit only on mysql; check (b is null);");
  CHECK(parsed.findings() == Texts{});
  const auto& foreign = parsed.member<ast::ForeignKeyClause>(0);
  CHECK(foreign.columns.size() == 2);
  CHECK(foreign.reference.columns.size() == 2);
  REQUIRE(foreign.reference.actions.size() == 2);
  CHECK(foreign.reference.actions[1].action == "set default");
  CHECK(foreign.native.text == "not valid");
  CHECK(parsed.member<ast::CheckClause>(1).name.text == "c");
  CHECK(parsed.member<ast::CheckClause>(1).native.text == "no inherit");
  CHECK(parsed.members()[1].only_on.size() == 1);
  CHECK(shape(parsed.member<ast::CheckClause>(2).expression) == "(is-null b)");
}

TEST_CASE("clauses: indexes") {
  const ParsedTable parsed(
      "unique index by_x on (lower(a) varchar_ops desc nulls last, b asc, c collate \"C\") using gin "
      "include (d) nulls not distinct with (fillfactor = 70) where a > 1 only on postgres; index on (a);");
  CHECK(parsed.findings() == Texts{});
  const auto& index = parsed.member<ast::IndexClause>(0);
  CHECK(index.is_unique);
  CHECK(index.name.text == "by_x");
  REQUIRE(index.parts.size() == 3);
  CHECK(shape(index.parts[0].expression) == "(lower() a)");
  CHECK(index.parts[0].direction == ast::Direction::descending);
  CHECK(index.parts[0].native.text == "varchar_ops nulls last");
  CHECK(index.parts[1].direction == ast::Direction::ascending);
  CHECK(index.parts[2].native.text == "collate \"C\"");
  CHECK(index.method.text == "gin");
  CHECK(index.include.size() == 1);
  CHECK(index.native.text == "nulls not distinct with (fillfactor = 70)");
  REQUIRE(index.where.has_value());
  CHECK(shape(*index.where) == "(> a 1)");
  CHECK(parsed.members()[0].only_on.size() == 1);
  CHECK_FALSE(parsed.member<ast::IndexClause>(1).is_unique);
  CHECK(parsed.member<ast::IndexClause>(1).name.text.empty());
}

TEST_CASE("clauses: distribution and sort order") {
  const ParsedTable parsed(
      "distribute by Hash(a, b) buckets 16; distribute by even; sort by (a, b desc); "
      "sort by interleaved (a) only on redshift; sort by auto; distribute by hsah(a);");
  CHECK(parsed.findings() == Texts{});
  const auto& distribute = parsed.member<ast::DistributeClause>(0);
  CHECK(distribute.style == "hash");
  CHECK(distribute.columns.size() == 2);
  REQUIRE(distribute.options.size() == 1);
  CHECK(distribute.options[0].word == "buckets");
  CHECK(distribute.options[0].number.text == "16");
  CHECK(parsed.member<ast::SortClause>(2).style.empty());
  CHECK(parsed.member<ast::SortClause>(2).columns[1].direction == ast::Direction::descending);
  CHECK(parsed.member<ast::SortClause>(3).style == "interleaved");
  CHECK(parsed.members()[3].only_on.size() == 1);
  CHECK(parsed.member<ast::SortClause>(4).columns.empty());
  CHECK(parsed.member<ast::DistributeClause>(5).style == "hsah");
}

TEST_CASE("clauses: partitions") {
  const ParsedTable parsed(
      "partition by range(sold_on) every 1 month; partition by date_trunc('day', a), b; partition p default; "
      "partition \"Q\" values less than (1, maxvalue) tablespace x; partition r values from ('a') to ('b'); "
      "partition s values in (1, 2) only on postgres; partition u values with (modulus 4, remainder 1); "
      "partition w values less than maxvalue;");
  CHECK(parsed.findings() == Texts{});
  const auto& by = parsed.member<ast::PartitionByClause>(0);
  REQUIRE(by.expressions.size() == 1);
  CHECK(shape(by.expressions[0]) == "(range() sold_on)");
  REQUIRE(by.options.size() == 2);
  CHECK(by.options[0].word == "every");
  CHECK(by.options[1].word == "month");
  CHECK(parsed.member<ast::PartitionByClause>(1).expressions.size() == 2);
  CHECK(parsed.member<ast::PartitionClause>(2).bound.kind == ast::BoundKind::default_);
  const auto& less = parsed.member<ast::PartitionClause>(3);
  CHECK(less.name.text == "Q");
  CHECK(less.bound.kind == ast::BoundKind::less_than);
  CHECK(less.bound.upper.size() == 2);
  CHECK(less.native.text == "tablespace x");
  CHECK(parsed.member<ast::PartitionClause>(4).bound.kind == ast::BoundKind::from_to);
  CHECK(shape(parsed.member<ast::PartitionClause>(4).bound.lower[0]) == "'a'");
  CHECK(parsed.member<ast::PartitionClause>(5).bound.kind == ast::BoundKind::in);
  CHECK(parsed.members()[5].only_on.size() == 1);
  const auto& modulus = parsed.member<ast::PartitionClause>(6).bound;
  CHECK(modulus.kind == ast::BoundKind::modulus);
  CHECK(shape(modulus.upper[0]) == "4");
  CHECK(shape(modulus.upper[1]) == "1");
  CHECK(shape(parsed.member<ast::PartitionClause>(7).bound.upper[0]) == "maxvalue");
}

TEST_CASE("clauses: model, properties, use, owner and watermark") {
  const ParsedTable parsed(
      "model Duplicate key (a, b); properties { \"a\" = \"1\"; 'b' = 2; c = x; } use audited; "
      "owner \"Ana\"; watermark updated_at only on postgres;");
  CHECK(parsed.findings() == Texts{});
  CHECK(parsed.member<ast::ModelClause>(0).model == "duplicate");
  CHECK(parsed.member<ast::ModelClause>(0).columns.size() == 2);
  CHECK(parsed.member<ast::PropertiesClause>(1).properties.size() == 3);
  CHECK(parsed.member<ast::PropertiesClause>(1).properties[2].key == "c");
  CHECK(parsed.member<ast::UseClause>(2).mixin.text == "audited");
  CHECK(parsed.member<ast::OwnerClause>(3).owner.text == "Ana");
  CHECK(parsed.member<ast::WatermarkClause>(4).column.text == "updated_at");
}

TEST_CASE("clauses: grants") {
  const ParsedTable parsed(
      "grant Select (a, b), all  privileges to analyst, group reporting, role \"R\", public with grant option;");
  CHECK(parsed.findings() == Texts{});
  const auto& grant = parsed.member<ast::GrantClause>();
  REQUIRE(grant.privileges.size() == 2);
  CHECK(grant.privileges[0].words == "select");
  CHECK(grant.privileges[0].columns.size() == 2);
  CHECK(grant.privileges[1].words == "all privileges");
  REQUIRE(grant.grantees.size() == 4);
  CHECK(grant.grantees[0].kind.empty());
  CHECK(grant.grantees[1].kind == "group");
  CHECK(grant.grantees[1].name.text == "reporting");
  CHECK(grant.grantees[2].name.text == "R");
  CHECK(grant.grantees[3].kind == "public");
  CHECK(grant.grantees[3].name.text.empty());
  CHECK(grant.with_grant_option);
}

TEST_CASE("clauses: an engine's own clauses in a for block") {
  const ParsedTable parsed(
      "for postgres { exclude using gist (c with &&) where (d > 0); tablespace fast; unlogged; "
      "like other including all; replica identity full; with (fillfactor = 70); sort by (a); }");
  CHECK(parsed.findings() == Texts{});
  const auto& members = parsed.member<ast::ForClause>().members;
  REQUIRE(members.size() == 7);
  CHECK(std::get<ast::NativeClause>(members[0].node).text.text == "exclude using gist (c with &&) where (d > 0)");
  CHECK(std::get<ast::NativeClause>(members[2].node).text.text == "unlogged");
  CHECK(std::get<ast::NativeClause>(members[4].node).text.text == "replica identity full");
  CHECK(std::get<ast::ViewOptionClause>(members[5].node).rest.text == "(fillfactor = 70)");
  CHECK(std::holds_alternative<ast::SortClause>(members[6].node));
}

TEST_CASE("clauses: docs belong to the entry behind them") {
  const ParsedTable parsed(
      "  /// The key.\n  // a comment between\n\n  ///   of all\n  a int;\n  ///no blank\n  index on (a);");
  CHECK(parsed.findings() == Texts{});
  CHECK(parsed.members()[0].doc == "The key.\n  of all");
  CHECK(parsed.member<ast::Column>(0).doc == "The key.\n  of all");
  CHECK(parsed.members()[1].doc == "no blank");
}

TEST_CASE("clauses: a refresh that cannot be represented") {
  const Parsed parsed(
      "materialized view v { refresh 'x'; refresh every 1 2 day; refresh every 1 day starting; } as select 1;");
  CHECK(parsed.findings() == Texts{"KURA0101 1:31 expected a word, found `'x'`",
                                   "KURA0101 1:52 expected a word, found `2`",
                                   "KURA0101 1:87 expected a time in quotes, found `;`"});
  CHECK(parsed.declaration<ast::ViewDecl>().members.empty());
}

}  // namespace
}  // namespace kura::testing
