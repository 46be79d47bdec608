// PostgreSQL's ways that need no server.
#include <doctest/doctest.h>

#include "runtime/engine/engine.h"
#include "runtime/engine/postgres/catalog.h"
#include "runtime/engine/postgres/leftovers.h"
#include "tests/runtime/engine/is_rolled_back.h"
#include "tests/runtime/engine/scripted_connection.h"

namespace kura::engine {
namespace {

const Engine& tested() {
  return *find_engine("postgres");
}

bool contains(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("postgres: statements that stand outside of transactions") {
  check_rolled_back(tested(), false,
                    {"CREATE INDEX CONCURRENTLY i ON t (a)",
                     "create unique index concurrently if not exists i on t (a)",
                     "DROP INDEX CONCURRENTLY i",
                     "REINDEX INDEX CONCURRENTLY i",
                     "REINDEX (VERBOSE, CONCURRENTLY) TABLE t",
                     "REINDEX TABLE CONCURRENTLY t",
                     "REINDEX DATABASE d",
                     "VACUUM",
                     "VACUUM (FULL) t",
                     "CREATE DATABASE d",
                     "DROP TABLESPACE s",
                     "ALTER SYSTEM SET work_mem = 1",
                     "CLUSTER",
                     "CLUSTER VERBOSE;",
                     "ALTER TABLE s.p DETACH PARTITION s.c CONCURRENTLY",
                     "/* x */ VACUUM t",
                     "-- x\nvacuum",
                     "CALL p()",
                     "COMMIT",
                     "BEGIN",
                     "ALTER DATABASE d SET TABLESPACE s",
                     "CREATE SUBSCRIPTION s CONNECTION 'x'"});
}

TEST_CASE("postgres: statements that a transaction takes back") {
  check_rolled_back(
      tested(), true,
      {"CREATE INDEX i ON t (a)", "CREATE INDEX \"concurrently\" ON t (a)", "DROP INDEX i", "REINDEX TABLE t",
       "REINDEX INDEX \"concurrently\"", "ALTER TABLE p DETACH PARTITION c",
       "ALTER TABLE p DETACH PARTITION c FINALIZE", "ALTER TYPE t ADD VALUE 'x'",
       "REFRESH MATERIALIZED VIEW CONCURRENTLY v", "CLUSTER t USING i", "TRUNCATE t", "COMMENT ON TABLE t IS 'VACUUM'",
       "CREATE TABLE vacuum (a int)", "INSERT INTO t VALUES ('CREATE DATABASE')",
       "ALTER TABLE t ADD COLUMN concurrently_built int", "ANALYZE t", "ALTER DATABASE d SET work_mem = 1", ""});
}

TEST_CASE("postgres: the server must be one, and not too old") {
  const auto answer_of = [](const std::string& told, const std::string& version) {
    ScriptedConnection connection(version);
    connection.answers({"version"}, {{told}});
    return tested().check_server(connection);
  };
  CHECK(answer_of("PostgreSQL 15.20 (Debian 15.20-0+deb12u1) on x86_64", "15.20 (Debian 15.20-0+deb12u1)").ok());
  CHECK(answer_of("PostgreSQL 18beta1 on x86_64", "18beta1").ok());
  const auto old = answer_of("PostgreSQL 12.4 on x86_64", "12.4");
  REQUIRE_FALSE(old.ok());
  CHECK(old.error().kind == db::ErrorKind::unsupported);
  CHECK(old.error().message == "the server is PostgreSQL 12.4, which is too old: 13 is the oldest that is supported");
  CHECK_FALSE(answer_of("PostgreSQL 8.0.2 on i686, Redshift 1.0.1", "8.0.2").ok());
  CHECK_FALSE(answer_of("CockroachDB CCL v23.1", "13.0.0").ok());
}

TEST_CASE("postgres: one number for a name, for ever") {
  ScriptedConnection connection;
  connection.answers({"pg_try_advisory_lock"}, {{"t"}});
  connection.answers({"pg_try_advisory_lock"}, {{"f"}});
  CHECK(tested().try_lock(connection, "shop").value());
  CHECK_FALSE(tested().try_lock(connection, "shop2").value());
  REQUIRE(connection.asked().size() == 2);
  CHECK(connection.asked()[0] == "SELECT pg_try_advisory_lock(-3745127132763704330)");
  CHECK(connection.asked()[0] != connection.asked()[1]);
}

TEST_CASE("postgres: limits in milliseconds, 0 for none") {
  CHECK(tested().timeouts({.lock = 5000, .statement = 0}) ==
        std::vector<std::string>{"SET lock_timeout = 5000", "SET statement_timeout = 0"});
}

TEST_CASE("postgres: describing sets the session's settings back") {
  ScriptedConnection connection("15.1");
  connection.answers({"space", "s0", "s1"}, {{"public", "\"$user\", public", "Europe/Paris"}});
  connection.answers({"object", "label", "value"}, {{"t", "text", "a\nb"}, {"t", "kind", "view"}, {"t", "owner", {}}});
  const auto catalog = tested().describe(connection, {});
  REQUIRE(catalog.ok());
  CHECK(catalog.value() == Catalog{{"t", {"kind: view", "text 0001: a", "text 0002: b"}}});
  REQUIRE(connection.asked().size() == 3);
  CHECK(connection.asked()[2] ==
        "SELECT set_config('search_path', '\"$user\", public', false), set_config('TimeZone', 'Europe/Paris', false)");
}

TEST_CASE("postgres: settings are set back after an error too") {
  ScriptedConnection connection("15.1");
  connection.answers({"space", "s0"}, {{"public", "public"}});
  connection.fails(db::ErrorKind::statement, "cache lookup failed");
  const auto catalog = tested().describe(connection, {"t"});
  REQUIRE_FALSE(catalog.ok());
  CHECK(catalog.error().message == "cache lookup failed");
  CHECK(connection.asked().size() == 3);
}

TEST_CASE("postgres: older catalogs are not asked for what they lack") {
  CHECK(contains(postgres::catalog_query({}, "public", 14), "attcompression"));
  CHECK_FALSE(contains(postgres::catalog_query({}, "public", 13), "attcompression"));
  CHECK_FALSE(contains(postgres::catalog_query({}, "public", 13), "inhdetachpending"));
}

TEST_CASE("postgres: names reach the query as literals in lower case") {
  CHECK(contains(postgres::catalog_query({"it's", "B"}, "public", 15), "in ('it''s', 'b')"));
  CHECK(contains(postgres::catalog_query({}, "public", 15), "!~ '^kura_'"));
  CHECK_FALSE(contains(postgres::catalog_query({"kura_steps"}, "public", 15), "!~ '^kura_'"));
}

TEST_CASE("postgres: what is looked for before a repetition") {
  using postgres::leftovers_query;
  const std::string built = leftovers_query("CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS \"I\" ON ONLY s.t (a)");
  CHECK(contains(built, "to_regclass('\"s\".\"t\"')"));
  CHECK(contains(built, "i.relname = 'I'"));
  const std::string nameless = leftovers_query("create index concurrently on t (a)");
  CHECK(contains(nameless, "to_regclass('\"t\"')"));
  CHECK_FALSE(contains(nameless, "i.relname ="));
  CHECK(contains(leftovers_query("REINDEX (CONCURRENTLY) INDEX s.i"), "to_regclass('\"s\".\"i\"')"));
  CHECK(contains(leftovers_query("REINDEX TABLE CONCURRENTLY t"), "to_regclass('\"t\"')"));
  CHECK(contains(leftovers_query("ALTER TABLE p DETACH PARTITION s.c CONCURRENTLY"), "to_regclass('\"s\".\"c\"')"));
  for (const std::string sql : {"CREATE INDEX i ON t (a)", "REINDEX TABLE t", "ALTER TABLE p DETACH PARTITION c", ""})
    CHECK(leftovers_query(sql).empty());
}

}  // namespace kura::engine
