// MySQL's engine without a server: limits, what a transaction takes back, the lock's name, which servers are let in.
#include <doctest/doctest.h>

#include "runtime/engine/engine.h"
#include "runtime/engine/mysql/names.h"
#include "tests/runtime/engine/answering_connection.h"

namespace kura::engine {
namespace {

const Engine& mysql_engine() {
  const Engine* const engine = find_engine("mysql");
  REQUIRE(engine != nullptr);
  return *engine;
}

db::Outcome<db::Done> check(const char* version, const char* comment) {
  test::AnsweringConnection connection;
  connection.answer("SELECT VERSION(), @@version_comment", {"v", "c"}, {{version, comment}});
  return mysql_engine().check_server(connection);
}

TEST_CASE("rows are rolled back, definitions are not") {
  for (const char* sql : {
           "insert into t values (1)",
           "  /* why */ INSERT INTO `t` SELECT * FROM u",
           "update t set a = 'drop table t'",
           "delete from t where a = 1",
           "replace into t values (1)",
           "select 1",
           "(select 1) union (select 2)",
           "with q as (select 1 as a) select a from q",
           "with recursive q (a) as (select 1 union all select a + 1 from q where a < 9) update t join q using (a) set "
           "b = 1",
           "with q as (select ')' as a) delete t from t join q using (a)",
       }) {
    CAPTURE(sql);
    CHECK(mysql_engine().is_rolled_back(sql));
  }
  for (const char* sql : {
           "create table t (a int)",
           "create table t as select 1",
           "create temporary table t (a int)",
           "create view v as with q as (select 1) select * from q",
           "alter table t add column b int",
           "drop table t",
           "truncate table t",
           "rename table a to b",
           "analyze table t",
           "optimize table t",
           "grant select on t to r",
           "revoke select on t from r",
           "lock tables t write",
           "unlock tables",
           "flush tables",
           "start transaction",
           "commit",
           "set autocommit = 1",
           "call p()",
           "load data infile 'f' into table t",
           "select * from t into outfile 'f'",
           "delete history from t",
           "use other",
           "-- insert into t values (1)",
           "with q as (select 1)",
           "`insert` into t",
           "",
       }) {
    CAPTURE(sql);
    CHECK_FALSE(mysql_engine().is_rolled_back(sql));
  }
}

TEST_CASE("the limits of a session: whole seconds for locks, milliseconds for queries, a year for none") {
  CHECK(mysql_engine().timeouts({.lock = 5000, .statement = 1500}) ==
        std::vector<std::string>{"SET SESSION lock_wait_timeout = 5", "SET SESSION innodb_lock_wait_timeout = 5",
                                 "SET SESSION max_execution_time = 1500"});
  CHECK(mysql_engine().timeouts({.lock = 1, .statement = 0}) ==
        std::vector<std::string>{"SET SESSION lock_wait_timeout = 1", "SET SESSION innodb_lock_wait_timeout = 1",
                                 "SET SESSION max_execution_time = 0"});
  CHECK(mysql_engine().timeouts({.lock = 1001, .statement = 0})[0] == "SET SESSION lock_wait_timeout = 2");
  CHECK(mysql_engine().timeouts({})[0] == "SET SESSION lock_wait_timeout = 31536000");
}

TEST_CASE("the lock's name has at most 64 characters and tells databases and warehouses apart") {
  CHECK(mysql::lock_name("shop", "prod") == "kura:4:shop.prod");
  CHECK(mysql::lock_name("a.b", "c") != mysql::lock_name("a", "b.c"));
  const std::string name(80, 'w');
  const std::string long_name = mysql::lock_name("shop", name);
  CHECK(long_name.size() == 64);
  CHECK(long_name.starts_with("kura:4:shop.www"));
  CHECK(long_name != mysql::lock_name("shop", name + "w"));
  CHECK(long_name != mysql::lock_name("shod", name));
  CHECK(mysql::lock_name("shop", "蔵") != mysql::lock_name("shop", "倉"));
  CHECK(mysql::lock_name("shop", "蔵").size() <= 64);
}

TEST_CASE("texts and names in statements of our own") {
  CHECK(mysql::literal("it's") == "'it''s'");
  CHECK(mysql::literal("a\\b") == "_utf8mb4 0x615c62");
  CHECK(mysql::literal("") == "''");
  CHECK(mysql::literals({"a", "b"}) == "'a', 'b'");
  CHECK(mysql::quoted_name("a`b") == "`a``b`");
}

TEST_CASE("the lock is taken without waiting, in the connection's database") {
  test::AnsweringConnection connection;
  connection.answer("SELECT DATABASE()", {"d"}, {{"shop"}});
  connection.answer("SELECT GET_LOCK('kura:4:shop.prod', 0)", {"l"}, {{"1"}});
  connection.answer("SELECT GET_LOCK('kura:4:shop.test', 0)", {"l"}, {{"0"}});
  connection.answer("SELECT RELEASE_LOCK('kura:4:shop.prod')", {"l"}, {{"1"}});
  const auto taken = mysql_engine().try_lock(connection, "prod");
  REQUIRE(taken.ok());
  CHECK(taken.value());
  const auto refused = mysql_engine().try_lock(connection, "test");
  REQUIRE(refused.ok());
  CHECK_FALSE(refused.value());
  CHECK(mysql_engine().unlock(connection, "prod").ok());
}

TEST_CASE("forks and old servers are turned away") {
  CHECK(check("8.0.36-0ubuntu0.22.04.1", "(Ubuntu)").ok());
  CHECK(check("8.4.2", "MySQL Community Server - GPL").ok());
  CHECK(check("8.0.16", "").ok());
  const auto old = check("8.0.15", "MySQL Community Server - GPL");
  REQUIRE_FALSE(old.ok());
  CHECK(old.error().kind == db::ErrorKind::unsupported);
  CHECK(old.error().message == "the server is MySQL 8.0.15, kura needs 8.0.16 or later");
  CHECK_FALSE(check("5.7.44-log", "").ok());
  const auto fork = check("10.11.6-MariaDB-0+deb12u1", "Debian 12");
  REQUIRE_FALSE(fork.ok());
  CHECK(fork.error().kind == db::ErrorKind::unsupported);
  CHECK(fork.error().message.find("10.11.6-MariaDB") != std::string::npos);
  CHECK(fork.error().help.find("dialect = mariadb") != std::string::npos);
  CHECK_FALSE(check("8.0.33", "StarRocks version 3.3.5").ok());
}

TEST_CASE("what else the engine says") {
  CHECK(mysql_engine().lock_kind() == LockKind::session);
  CHECK(mysql_engine().atomicity() == Atomicity::rows);
  CHECK(mysql_engine().begin() == "START TRANSACTION");
  CHECK(mysql_engine().refresh("`v`").empty());
}

}  // namespace
}  // namespace kura::engine
