// MariaDB's engine without a server: what it does otherwise than MySQL's.
#include <doctest/doctest.h>

#include "runtime/engine/engine.h"
#include "tests/runtime/engine/answering_connection.h"

namespace kura::engine {
namespace {

const Engine& mariadb_engine() {
  const Engine* const engine = find_engine("mariadb");
  REQUIRE(engine != nullptr);
  return *engine;
}

db::Outcome<db::Done> check(const char* version) {
  test::AnsweringConnection connection;
  connection.answer("SELECT VERSION(), @@version_comment", {"v", "c"}, {{version, "Debian 12"}});
  return mariadb_engine().check_server(connection);
}

TEST_CASE("only its own servers from 10.6 on are let in") {
  CHECK(check("10.11.6-MariaDB-0+deb12u1").ok());
  CHECK(check("10.6.0-MariaDB").ok());
  CHECK(check("11.4.2-MariaDB-ubu2404").ok());
  const auto old = check("10.5.23-MariaDB-log");
  REQUIRE_FALSE(old.ok());
  CHECK(old.error().message == "the server is MariaDB 10.5.23-MariaDB-log, kura needs 10.6.0 or later");
  const auto other = check("8.0.36");
  REQUIRE_FALSE(other.ok());
  CHECK(other.error().kind == db::ErrorKind::unsupported);
  CHECK(other.error().help.find("dialect = mysql") != std::string::npos);
}

TEST_CASE("a statement's limit has fractions of a second") {
  CHECK(mariadb_engine().timeouts({.lock = 2000, .statement = 1050}) ==
        std::vector<std::string>{"SET SESSION lock_wait_timeout = 2", "SET SESSION innodb_lock_wait_timeout = 2",
                                 "SET SESSION max_statement_time = 1.050"});
  CHECK(mariadb_engine().timeouts({})[2] == "SET SESSION max_statement_time = 0.000");
}

TEST_CASE("the rest is taken over") {
  CHECK(mariadb_engine().dialect() == "mariadb");
  CHECK(mariadb_engine().lock_kind() == LockKind::session);
  CHECK(mariadb_engine().is_rolled_back("insert into t values (1)"));
  CHECK_FALSE(mariadb_engine().is_rolled_back("create or replace table t (a int)"));
}

}  // namespace
}  // namespace kura::engine
