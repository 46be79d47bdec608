// SQLite's ways that need no file.
#include <doctest/doctest.h>

#include "runtime/engine/engine.h"
#include "tests/runtime/engine/is_rolled_back.h"
#include "tests/runtime/engine/scripted_connection.h"

namespace kura::engine {
namespace {

const Engine& tested() {
  return *find_engine("sqlite");
}

}  // namespace

TEST_CASE("sqlite: statements that stand outside of transactions") {
  check_rolled_back(tested(), false,
                    {"VACUUM", "VACUUM INTO 'x'", "ATTACH 'x' AS x", "DETACH x", "PRAGMA foreign_keys = OFF",
                     "pragma main.foreign_keys(0)", "PRAGMA journal_mode = WAL", "BEGIN", "COMMIT", "SAVEPOINT s"});
}

TEST_CASE("sqlite: statements that a transaction takes back") {
  check_rolled_back(tested(), true,
                    {"CREATE TABLE t (a)", "DROP TABLE t", "ALTER TABLE t RENAME TO u", "REINDEX", "ANALYZE",
                     "PRAGMA user_version = 3", "PRAGMA legacy_alter_table = ON", "PRAGMA foreign_keys",
                     "PRAGMA foreign_key_check(t)", "INSERT INTO vacuum VALUES ('ATTACH')"});
}

TEST_CASE("sqlite: the library must not be too old") {
  const auto is_good = [](const std::string& version) {
    ScriptedConnection connection(version);
    return tested().check_server(connection).ok();
  };
  CHECK(is_good("3.40.1"));
  CHECK(is_good("3.37.0"));
  CHECK_FALSE(is_good("3.36.9"));
  CHECK_FALSE(is_good(""));
}

TEST_CASE("sqlite: no limit is a long wait, as 0 is none") {
  CHECK(tested().timeouts({.lock = 0, .statement = 5}) == std::vector<std::string>{"PRAGMA busy_timeout = 2147483647"});
  CHECK(tested().timeouts({.lock = 1500, .statement = 0}) == std::vector<std::string>{"PRAGMA busy_timeout = 1500"});
}

TEST_CASE("sqlite: takes the right to write at once, and has no materialized views") {
  CHECK(tested().begin() == "BEGIN IMMEDIATE");
  CHECK(tested().refresh("\"v\"").empty());
}

TEST_CASE("engines: found by name alone, what they cannot do is an error that names them") {
  CHECK(find_engine("oracle") == nullptr);
  CHECK(find_engine("") == nullptr);
  ScriptedConnection connection;
  const auto locked = tested().try_lock(connection, "shop");
  REQUIRE_FALSE(locked.ok());
  CHECK(locked.error().kind == db::ErrorKind::unsupported);
  CHECK(locked.error().message == "sqlite has no locks that live as long as a session");
  CHECK(tested().before_repetition(connection, "VACUUM").value().empty());
}

}  // namespace kura::engine
