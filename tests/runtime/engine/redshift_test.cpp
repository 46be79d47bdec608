// Redshift's ways, as far as they need no cluster.
#include <doctest/doctest.h>

#include "runtime/engine/engine.h"
#include "runtime/engine/redshift/catalog.h"
#include "tests/runtime/engine/is_rolled_back.h"
#include "tests/runtime/engine/scripted_connection.h"

namespace kura::engine {
namespace {

const Engine& tested() {
  return *find_engine("redshift");
}

}  // namespace

TEST_CASE("redshift: statements that stand outside of transactions") {
  check_rolled_back(tested(), false,
                    {"VACUUM",
                     "CREATE DATABASE d",
                     "DROP DATABASE d",
                     "ALTER DATABASE d ISOLATION LEVEL SNAPSHOT",
                     "ALTER TABLE s.t APPEND FROM u",
                     "ALTER TABLE t ALTER COLUMN c TYPE varchar(9)",
                     "ALTER TABLE t ALTER DISTKEY c",
                     "ALTER TABLE t ALTER DISTSTYLE ALL",
                     "ALTER TABLE t ALTER SORTKEY (a)",
                     "ALTER TABLE t ALTER COMPOUND SORTKEY (a)",
                     "ALTER TABLE t ALTER ENCODE AUTO",
                     "ALTER TABLE t ALTER COLUMN c ENCODE zstd",
                     "CREATE EXTERNAL TABLE e.t (a int)",
                     "DROP EXTERNAL TABLE e.t",
                     "ALTER TABLE e.t ADD IF NOT EXISTS PARTITION (d = '1') LOCATION 's3://x'",
                     "ALTER TABLE e.t SET LOCATION 's3://x'",
                     "GRANT SELECT ON EXTERNAL TABLE e.t TO u",
                     "TRUNCATE t",
                     "CREATE MATERIALIZED VIEW v AS SELECT 1",
                     "DROP MATERIALIZED VIEW v",
                     "REFRESH MATERIALIZED VIEW v",
                     "ALTER MATERIALIZED VIEW v AUTO REFRESH YES",
                     "DROP SCHEMA e DROP EXTERNAL DATABASE CASCADE",
                     "CALL p()"});
}

TEST_CASE("redshift: statements that a transaction takes back") {
  check_rolled_back(
      tested(), true,
      {"CREATE TABLE t (a int)", "ALTER TABLE t ADD COLUMN a int", "ALTER TABLE t DROP COLUMN a",
       "ALTER TABLE t RENAME TO u", "ALTER TABLE \"alter\" OWNER TO u", "ALTER TABLE t ADD PRIMARY KEY (a)",
       "CREATE OR REPLACE VIEW v AS SELECT 1", "DROP VIEW v", "GRANT SELECT ON t TO u", "LOCK t",
       "COMMENT ON TABLE t IS 'vacuum'", "INSERT INTO t SELECT 1", "CREATE SCHEMA s", "ANALYZE t"});
}

TEST_CASE("redshift: the server must be one") {
  ScriptedConnection connection;
  connection.answers({"version"}, {{"PostgreSQL 8.0.2 on i686-pc-linux-gnu, Redshift 1.0.1"}});
  CHECK(tested().check_server(connection).ok());
  connection.answers({"version"}, {{"PostgreSQL 15.1 on x86_64"}});
  CHECK_FALSE(tested().check_server(connection).ok());
}

TEST_CASE("redshift: a session is dead only when it would be seen") {
  const auto is_alive = [](const std::string& seen, const std::string& super) {
    ScriptedConnection connection;
    connection.answers({"count"}, {{seen}});
    connection.answers({"usesuper"}, {{super}});
    return tested().is_session_alive(connection, 42).value();
  };
  CHECK(is_alive("1", "t"));
  CHECK_FALSE(is_alive("0", "t"));
  CHECK(is_alive("0", "f"));
  ScriptedConnection serverless;
  serverless.fails(db::ErrorKind::missing, "relation \"stv_sessions\" does not exist");
  CHECK(tested().is_session_alive(serverless, 42).value());
  ScriptedConnection lost;
  lost.fails(db::ErrorKind::connection, "connection lost");
  CHECK_FALSE(tested().is_session_alive(lost, 42).ok());
}

TEST_CASE("redshift: facts are put to their object, those of a view's storage to the view") {
  ScriptedConnection connection;
  connection.answers({"current_database"}, {{"dev"}});
  connection.answers({"current_schema"}, {{"public"}});
  connection.answers({"nspname", "relname", "title", "kind", "owner", "diststyle"},
                     {{"public", "t", {}, "table", "me", "key"}, {"s", "v", {}, "view", "me", {}}});
  connection.answers({"nspname", "relname", "attname", "number", "type"}, {{"public", "t", "a", "1", "integer"}});
  connection.answers({"nspname", "relname", "attname", "encoding", "distkey", "sortkey"},
                     {{"s", "mv_tbl__v__0", "a", "none", "t", "1"}, {"s", "mv_tbl__other__0", "a", "none", "t", "1"}});
  connection.answers({}, {});
  connection.answers({"nspname", "relname", "title", "text"}, {{"s", "v", {}, "select 1,\n 2"}});
  const auto catalog = tested().describe(connection, {"t", "v"});
  REQUIRE(catalog.ok());
  CHECK(catalog.value() ==
        Catalog{{"t", {"column a: number=1 type=integer", "relation: kind=table owner=me diststyle=key"}},
                {"s.v",
                 {"relation: kind=view owner=me", "view 0001: select 1,", "view 0002:  2",
                  "~ a: encoding=none distkey=t sortkey=1"}}});
  CHECK(connection.is_used_up());
}

TEST_CASE("redshift: a catalogue that changes while it is read is read again") {
  ScriptedConnection connection;
  connection.fails(db::ErrorKind::statement, "could not open relation with OID 12345");
  CHECK(tested().describe(connection, {}).ok());
  ScriptedConnection broken;
  broken.fails(db::ErrorKind::statement, "could not open relation with OID 12345");
  broken.fails(db::ErrorKind::statement, "current transaction is aborted");
  broken.fails(db::ErrorKind::statement, "current transaction is aborted");
  const auto catalog = tested().describe(broken, {});
  REQUIRE_FALSE(catalog.ok());
  CHECK(catalog.error().message == "could not open relation with OID 12345");
}

TEST_CASE("redshift: names are literals in which a backslash is doubled") {
  for (const redshift::CatalogQuery& query : redshift::catalog_queries()) {
    const std::string text = redshift::text_of(query, "dev", {"a\\b'c"});
    INFO(text);
    CHECK(text.find("'a\\\\b''c'") != std::string::npos);
    CHECK(text.find('$') == std::string::npos);
    // The leader node's tables and those of the whole cluster are never read together.
    CHECK((text.find("pg_class") != std::string::npos || text.find("FROM pg_") != std::string::npos) !=
          (text.find("svv_") != std::string::npos));
  }
}

}  // namespace kura::engine
