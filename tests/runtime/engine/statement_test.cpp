// Patterns over the tokens of a statement.
#include "runtime/engine/statement.h"

#include <doctest/doctest.h>

namespace kura::engine {

TEST_CASE("statements: words in any case, comments and white space do not count") {
  CHECK(begins_with("CREATE /* x */ Unique\n  index i", "create ?unique index"));
  CHECK(begins_with("create index i", "create ?unique index"));
  CHECK_FALSE(begins_with("create table index", "create ?unique index"));
  CHECK(begins_with("DROP VIEW v", "create|drop view"));
  CHECK_FALSE(begins_with("alter view v", "create|drop view"));
}

TEST_CASE("statements: quoted names and strings are no words") {
  CHECK_FALSE(begins_with("\"create\" index i", "create"));
  CHECK_FALSE(begins_with("select 'vacuum'", "select vacuum"));
  CHECK_FALSE(begins_with("reindex index \"concurrently\"", "reindex * concurrently"));
}

TEST_CASE("statements: names, anything, the end") {
  CHECK(begins_with("alter table a.\"b c\".d add", "alter table @ add"));
  CHECK(begins_with("reindex (verbose, concurrently) index i", "reindex * concurrently"));
  CHECK(begins_with("cluster", "cluster $"));
  CHECK(begins_with("cluster;", "cluster $"));
  CHECK_FALSE(begins_with("cluster t", "cluster $"));
  CHECK_FALSE(begins_with("", "cluster"));
  CHECK_FALSE(begins_with("alter table", "alter table @"));
}

TEST_CASE("statements: a word that may be missing may also be a name") {
  CHECK(begins_with("alter table if append from x", "alter table ?if ?exists @ append"));
  CHECK(begins_with("alter table if exists t append from x", "alter table ?if ?exists @ append"));
}

TEST_CASE("statements: what follows a pattern") {
  const std::vector<sql::Token> tokens = sql::tokenize("drop index concurrently if exists \"S\".I");
  const auto rest = behind(tokens, "drop index concurrently ?if ?exists");
  REQUIRE(rest.has_value());
  CHECK(name_at_front(*rest) == std::vector<std::string>{"S", "i"});
  CHECK_FALSE(behind(tokens, "drop table").has_value());
}

}  // namespace kura::engine
