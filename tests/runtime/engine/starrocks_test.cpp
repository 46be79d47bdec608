// StarRocks' engine without a server: limits, leases, and facts from the text of SHOW CREATE.
#include <doctest/doctest.h>

#include "runtime/engine/engine.h"
#include "runtime/engine/starrocks/create_text.h"
#include "tests/runtime/engine/answering_connection.h"

namespace kura::engine {
namespace {

const Engine& starrocks_engine() {
  const Engine* const engine = find_engine("starrocks");
  REQUIRE(engine != nullptr);
  return *engine;
}

db::Outcome<db::Done> check(const char* version) {
  test::AnsweringConnection connection;
  connection.answer("SELECT CURRENT_VERSION()", {"v"}, {{version}});
  return starrocks_engine().check_server(connection);
}

bool is_alive(test::AnsweringConnection& connection, std::int64_t session) {
  const auto alive = starrocks_engine().is_session_alive(connection, session);
  REQUIRE(alive.ok());
  return alive.value();
}

TEST_CASE("servers from 3.0 on, and builds of a branch") {
  CHECK(check("3.3.5-6d81f75").ok());
  CHECK(check("4.1.0 abc").ok());
  CHECK(check("main-1234567").ok());
  const auto old = check("2.5.13-abcdef");
  REQUIRE_FALSE(old.ok());
  CHECK(old.error().kind == db::ErrorKind::unsupported);
  CHECK(old.error().message == "the server is StarRocks 2.5.13-abcdef, kura needs 3.0 or later");
  test::AnsweringConnection other;
  const auto unknown = starrocks_engine().check_server(other);
  REQUIRE_FALSE(unknown.ok());
  CHECK(unknown.error().kind == db::ErrorKind::unsupported);
  CHECK(unknown.error().message.find("5.7.0") != std::string::npos);
}

TEST_CASE("no transactions, no locks, a limit in whole seconds") {
  CHECK(starrocks_engine().lock_kind() == LockKind::lease);
  CHECK(starrocks_engine().atomicity() == Atomicity::none);
  CHECK_FALSE(starrocks_engine().is_rolled_back("insert into t values (1)"));
  CHECK_FALSE(starrocks_engine().is_rolled_back("create table t (a int)"));
  CHECK(starrocks_engine().timeouts({.lock = 1, .statement = 1500}) ==
        std::vector<std::string>{"SET query_timeout = 2"});
  CHECK(starrocks_engine().timeouts({}) == std::vector<std::string>{"SET query_timeout = 259200"});
  CHECK(starrocks_engine().refresh("`a`.`m`") == "REFRESH MATERIALIZED VIEW `a`.`m` WITH SYNC MODE");
}

TEST_CASE("a session is dead only when nobody else could know it") {
  test::AnsweringConnection connection;
  connection.answer("SHOW PROCESSLIST", {"ServerName", "Id", "User"}, {{"fe1", "7", "root"}, {"fe1", "9", "root"}});
  CHECK(is_alive(connection, 7));
  CHECK(is_alive(connection, 8));  // the list of frontends is refused
  connection.answer("SHOW FRONTENDS", {"Name"}, {{"fe1"}, {"fe2"}});
  CHECK(is_alive(connection, 8));
  connection.answer("SHOW FRONTENDS", {"Name"}, {{"fe1"}});
  CHECK_FALSE(is_alive(connection, 8));
  CHECK(is_alive(connection, 9));
}

TEST_CASE("display widths go, except in quotes") {
  using starrocks::without_display_widths;
  CHECK(without_display_widths("`int(11)` int(11) NOT NULL") == "`int(11)` int NOT NULL");
  CHECK(without_display_widths("`m` map<int(11),varchar(10)>") == "`m` map<int,varchar(10)>");
  CHECK(without_display_widths("`a` BIGINT(20) DEFAULT \"int(11)\" COMMENT 'int(3)'") ==
        "`a` BIGINT DEFAULT \"int(11)\" COMMENT 'int(3)'");
  CHECK(without_display_widths("`a` varchar(5) COMMENT \"a \\\" int(1)\"") ==
        "`a` varchar(5) COMMENT \"a \\\" int(1)\"");
  CHECK(without_display_widths("int(") == "int");
}

TEST_CASE("facts of a table's text") {
  const auto facts = starrocks::facts_of_create(R"(CREATE TABLE `orders` (
  `id` bigint(20) NOT NULL COMMENT "",
  `day` date NOT NULL COMMENT "when, where",
  INDEX by_day (`day`) USING BITMAP COMMENT ''
) ENGINE=OLAP 
PRIMARY KEY(`id`, `day`)
COMMENT "OLAP"
PARTITION BY RANGE(`day`)
(PARTITION p1 VALUES [("2024-01-01"), ("2024-02-01")),
PARTITION p2 VALUES [("2024-02-01"), ("2024-03-01")))
DISTRIBUTED BY HASH(`id`) BUCKETS 4 
PROPERTIES (
"compression" = "LZ4",
"enable_persistent_index" = "false",
"replication_num" = "3"
);)");
  CHECK(facts == std::vector<std::string>{
                     "part 0001: `id` bigint NOT NULL",
                     "part 0002: `day` date NOT NULL COMMENT \"when, where\"",
                     "part 0003: INDEX by_day (`day`) USING BITMAP COMMENT ''",
                     "clause 0001: ENGINE=OLAP",
                     "clause 0002: PRIMARY KEY(`id`, `day`)",
                     "clause 0003: PARTITION BY RANGE(`day`)",
                     "clause 0004: DISTRIBUTED BY HASH(`id`) BUCKETS 4",
                     "property enable_persistent_index: false",
                     "property replication_num: 3",
                     "partition 000001: PARTITION p1 VALUES [(\"2024-01-01\"), (\"2024-02-01\"))",
                     "partition 000002: PARTITION p2 VALUES [(\"2024-02-01\"), (\"2024-03-01\")))",
                 });
}

TEST_CASE("partitions that the server makes and drops by itself are no facts") {
  const auto facts = starrocks::facts_of_create(R"(CREATE TABLE `t` (
  `day` date NULL COMMENT ""
) ENGINE=OLAP 
DUPLICATE KEY(`day`)
PARTITION BY RANGE(`day`)
(PARTITION p20240101 VALUES [("2024-01-01"), ("2024-01-02")))
DISTRIBUTED BY RANDOM
PROPERTIES (
"dynamic_partition.enable" = "true",
"dynamic_partition.time_unit" = "DAY"
);)");
  for (const auto& fact : facts) CHECK_FALSE(fact.starts_with("partition"));
  CHECK(facts.back() == "property dynamic_partition.time_unit: DAY");
}

TEST_CASE("a materialized view's text keeps its columns and the order of its lines") {
  const auto facts = starrocks::facts_of_create(
      "CREATE MATERIALIZED VIEW `m` (`day`, `total`)\nDISTRIBUTED BY RANDOM\nREFRESH ASYNC\nPROPERTIES (\n"
      "\"replication_num\" = \"1\"\n)\nAS SELECT `day`\n, sum(a)\nFROM `t`;");
  CHECK(facts == std::vector<std::string>{"clause 0001: CREATE MATERIALIZED VIEW `m` (`day`, `total`)",
                                          "clause 0002: DISTRIBUTED BY RANDOM", "clause 0003: REFRESH ASYNC",
                                          "property replication_num: 1", "clause 0004: AS SELECT `day`",
                                          "clause 0005: , sum(a)", "clause 0006: FROM `t`"});
}

}  // namespace
}  // namespace kura::engine
