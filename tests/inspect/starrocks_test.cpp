// StarRocks' inspector over catalogues as its documentation shows them: no cluster is needed.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>

#include "runtime/inspect/inspector.h"
#include "runtime/inspect/starrocks/create_text.h"
#include "tests/runtime/engine/scripted_connection.h"

namespace kura::inspect {
namespace {

using Columns = std::vector<std::string>;

const Columns kRelation = {"TABLE_SCHEMA", "TABLE_NAME", "TABLE_TYPE", "TABLE_COMMENT"};
const Columns kMaterialized = {"TABLE_SCHEMA", "TABLE_NAME", "REFRESH_TYPE", "MATERIALIZED_VIEW_DEFINITION"};
const Columns kView = {"TABLE_SCHEMA", "TABLE_NAME", "VIEW_DEFINITION", "SECURITY_TYPE"};
const Columns kColumn = {"TABLE_SCHEMA", "TABLE_NAME", "ORDINAL_POSITION", "COLUMN_NAME", "COLUMN_COMMENT"};
const Columns kGrant = {"GRANTEE", "OBJECT_DATABASE", "OBJECT_NAME", "OBJECT_TYPE", "PRIVILEGE_TYPE", "IS_GRANTABLE"};
const Columns kIndex = {"IndexName", "IndexKeysType", "Field", "Type", "Null", "Key", "Default", "Extra"};

constexpr const char* kOrders =
    "CREATE TABLE `orders` (\n"
    "  `order_id` bigint(20) NOT NULL COMMENT \"\",\n"
    "  `note` varchar(10) NULL DEFAULT \"it's (\\\"new\\\")\" COMMENT \"PROPERTIES (\"\n"
    ") ENGINE=OLAP \n"
    "PRIMARY KEY(`order_id`)\n"
    "COMMENT \"All.\"\n"
    "DISTRIBUTED BY HASH(`order_id`) BUCKETS 4 \n"
    "PROPERTIES (\n"
    "\"compression\" = \"LZ4\",\n"
    "\"replication_num\" = \"3\"\n"
    ");";

std::string inside(std::string_view properties) {
  return "CREATE TABLE `t` (\n  `a` int(11) NULL COMMENT \"\"\n) ENGINE=OLAP \nDUPLICATE KEY(`a`)\nPROPERTIES (\n" +
         std::string(properties) + "\n);";
}

}  // namespace

TEST_CASE("a StarRocks database becomes statements in an order in which they could be run") {
  engine::ScriptedConnection connection;
  connection.answers({"DATABASE()"}, {{"shop"}});
  connection.answers({"SCHEMA_NAME"}, {{"shop"}, {"archive"}});
  connection.answers(kRelation, {{"shop", "orders", "BASE TABLE", "All."},
                                 {"shop", "a_view", "VIEW", "What is new."},
                                 {"shop", "z_view", "VIEW", "VIEW"},
                                 {"shop", "per_day", "VIEW", ""},
                                 {"archive", "far", "BASE TABLE", ""},
                                 {"shop", "kura_migrations", "BASE TABLE", ""}});
  connection.answers(kMaterialized,
                     {{"shop", "per_day", "ASYNC",
                       "CREATE MATERIALIZED VIEW `per_day` (`n`)\nREFRESH MANUAL\nPROPERTIES (\n"
                       "\"replication_num\" = \"3\"\n)\nAS SELECT count(*) AS `n` FROM `shop`.`a_view`;"}});
  connection.answers(kView, {{"shop", "a_view", "SELECT `shop`.`z_view`.`order_id` FROM `shop`.`z_view`;", "INVOKER"},
                             {"shop", "z_view", "SELECT `shop`.`orders`.`order_id` FROM `shop`.`orders`;", "NONE"}});
  connection.answers(kColumn, {{"shop", "z_view", "1", "order_id", ""},
                               {"shop", "a_view", "1", "order_id", "The \"key\"."},
                               {"shop", "orders", "1", "order_id", ""}});
  connection.answers(kGrant, {{"analyst", "shop", "orders", "TABLE", "INSERT, SELECT", "NO"},
                              {"public", "shop", "per_day", "MATERIALIZED VIEW", "SELECT", "NO"},
                              {"analyst", "shop", {}, "DATABASE", "CREATE TABLE", "NO"}});
  connection.answers(kGrant, {{"'etl'@'%'", "shop", "a_view", "VIEW", "SELECT", "YES"}});
  connection.answers({"Table", "Create Table"},
                     {{"far", "CREATE TABLE `far` (\n  `a` int(11) NULL COMMENT \"\"\n) ENGINE=MYSQL\n;"}});
  connection.answers({"Table", "Create Table"}, {{"orders", kOrders}});
  connection.answers(kIndex, {{"orders", "PRIMARY_KEYS", "order_id", "bigint", "No", "true", {}, ""},
                              {"", "", "note", "varchar(10)", "Yes", "false", {}, ""},
                              {"", "", "", "", "", "", "", ""},
                              {"by_note", "DUP_KEYS", "note", "varchar(10)", "Yes", "true", {}, ""},
                              {"", "", "order_id", "bigint", "No", "false", {}, ""}});
  auto script = find_inspector("starrocks")->read(connection, {});
  REQUIRE(script.ok());
  CHECK(connection.is_used_up());
  const std::vector<std::string> expected = {
      "CREATE DATABASE `archive`",
      "CREATE TABLE `orders` (\n"
      "  `order_id` bigint(20) NOT NULL COMMENT \"\",\n"
      "  `note` varchar(10) NULL DEFAULT \"it's (\\\"new\\\")\" COMMENT \"PROPERTIES (\"\n"
      ") ENGINE=OLAP \n"
      "PRIMARY KEY(`order_id`)\n"
      "COMMENT \"All.\"\n"
      "DISTRIBUTED BY HASH(`order_id`) BUCKETS 4 \n"
      "ROLLUP (`by_note` (`note`, `order_id`))\n"
      "PROPERTIES (\n\"compression\" = \"LZ4\"\n)",
      "GRANT INSERT, SELECT ON TABLE `orders` TO ROLE `analyst`",
      "CREATE VIEW `z_view` (`order_id`) AS\nSELECT `orders`.`order_id` FROM `orders`",
      "CREATE VIEW `a_view` (`order_id` COMMENT \"The \\\"key\\\".\")\nCOMMENT \"What is new.\"\nSECURITY INVOKER AS\n"
      "SELECT `z_view`.`order_id` FROM `z_view`",
      "GRANT SELECT ON VIEW `a_view` TO USER `etl` WITH GRANT OPTION",
      "CREATE MATERIALIZED VIEW `per_day` (`n`)\nREFRESH MANUAL\nAS SELECT count(*) AS `n` FROM `a_view`",
      "GRANT SELECT ON MATERIALIZED VIEW `per_day` TO ROLE public",
  };
  CHECK(script.value().statements == expected);
  const std::vector<Unstated>& unstated = script.value().unstated;
  REQUIRE(unstated.size() == 2);
  CHECK(unstated[0].object == "grant of CREATE TABLE on database shop to role analyst");
  CHECK(unstated[1].object == "table archive.far");
}

TEST_CASE("grants that an account may not read are told of") {
  engine::ScriptedConnection connection;
  connection.answers({"DATABASE()"}, {{"shop"}});
  connection.answers({"SCHEMA_NAME"}, {});
  connection.answers(kRelation, {});
  connection.answers(kMaterialized, {});
  connection.answers(kView, {});
  connection.fails(db::ErrorKind::permission, "Access denied");
  connection.fails(db::ErrorKind::permission, "Access denied");
  auto script = find_inspector("starrocks")->read(connection, {"shop"});
  REQUIRE(script.ok());
  REQUIRE(script.value().unstated.size() == 2);
  CHECK(script.value().unstated[0].object == "grants to roles");
  CHECK(connection.asked()[1] == "SELECT SCHEMA_NAME FROM information_schema.schemata WHERE SCHEMA_NAME IN ('shop')");
}

TEST_CASE("a fixed number of queries, and two more for each table") {
  for (const std::size_t count : {0U, 1U, 40U}) {
    engine::ScriptedConnection connection;
    connection.answers({"DATABASE()"}, {{"shop"}});
    connection.answers({"SCHEMA_NAME"}, {{"shop"}});
    std::vector<db::Row> tables;
    for (std::size_t i = 0; i < count; ++i) tables.push_back({"shop", fmt::format("t{}", i), "BASE TABLE", ""});
    connection.answers(kRelation, tables);
    connection.answers(kMaterialized, {});
    connection.answers(kView, {});
    connection.answers(kGrant, {});
    connection.answers(kGrant, {});
    for (std::size_t i = 0; i < count; ++i) {
      connection.answers({"Table", "Create Table"}, {{"t", inside("\"replication_num\" = \"3\"")}});
      connection.answers(kIndex, {{"t", "DUP_KEYS", "a", "int", "Yes", "true", {}, ""}});
    }
    auto script = find_inspector("starrocks")->read(connection, {});
    REQUIRE(script.ok());
    CHECK(script.value().statements.size() == count);
    CHECK(connection.asked().size() == 7 + 2 * count);
  }
}

TEST_CASE("names in views keep a database where another object would be meant without it") {
  engine::ScriptedConnection connection;
  connection.answers({"DATABASE()"}, {{"shop"}});
  connection.answers({"SCHEMA_NAME"}, {{"shop"}, {"archive"}});
  connection.answers(
      kRelation, {{"shop", "orders", "VIEW", ""}, {"archive", "orders", "VIEW", ""}, {"archive", "shop", "VIEW", ""}});
  connection.answers(kMaterialized, {});
  connection.answers(kView,
                     {{"shop", "orders", "SELECT `shop`.`t`.`a`, 'from `shop`.`t`' AS `b` FROM `shop`.`t`;", "NONE"},
                      {"archive", "orders", "SELECT `shop`.`orders`.`a` FROM `shop`.`orders`;", "NONE"},
                      {"archive", "shop", "SELECT `shop`.`a` FROM `shop`.`t` AS `shop`;", "NONE"}});
  connection.answers(kColumn, {});
  connection.answers(kGrant, {});
  connection.answers(kGrant, {});
  auto script = find_inspector("starrocks")->read(connection, {});
  REQUIRE(script.ok());
  const std::vector<std::string> expected = {
      "CREATE DATABASE `archive`",
      "CREATE VIEW `orders` AS\nSELECT `t`.`a`, 'from `shop`.`t`' AS `b` FROM `t`",
      "CREATE VIEW `archive`.`orders` AS\nSELECT `shop`.`orders`.`a` FROM `shop`.`orders`",
      "CREATE VIEW `archive`.`shop` AS\nSELECT `shop`.`a` FROM `t` AS `shop`",
  };
  std::vector<std::string> found = script.value().statements;
  std::sort(found.begin() + 1, found.end());
  std::vector<std::string> sorted = expected;
  std::sort(sorted.begin() + 1, sorted.end());
  CHECK(found == sorted);
}

TEST_CASE("columns that hold the expressions of partitions are left out") {
  const auto text_with = [](std::string_view clause, std::string_view index) {
    return "CREATE TABLE `t` (\n  `d` datetime NULL COMMENT \"\",\n"
           "  `__generated_partition_column_0` date NULL AS date_trunc('month', `d`) COMMENT \"\"" +
           std::string(index.empty() ? "" : ",\n") + std::string(index) +
           "\n) ENGINE=OLAP \nDUPLICATE KEY(`d`)\nPARTITION BY " + std::string(clause) + "\n;";
  };
  const std::string begin = "CREATE TABLE `t` (\n  `d` datetime NULL COMMENT \"\"";
  const std::string end = "\n) ENGINE=OLAP \nDUPLICATE KEY(`d`)\nPARTITION BY ";
  CHECK(starrocks::create_statement(text_with("(`__generated_partition_column_0`,`d`)", ""), "`t`", {}) ==
        begin + end + "(date_trunc('month', `d`),`d`)");
  CHECK(starrocks::create_statement(text_with("date_trunc('month', d),d", "  INDEX i (`d`) USING BITMAP COMMENT ''"),
                                    "`t`", {}) ==
        begin + ",\n  INDEX `i` (`d`) USING BITMAP COMMENT ''" + end + "date_trunc('month', d),d");
}

TEST_CASE("indexes are printed without quotes, and with what the server adds to them") {
  const auto read = [](std::string_view index, std::string_view properties) {
    return starrocks::create_statement("CREATE TABLE `t` (\n  `a` int(11) NULL COMMENT \"\",\n  " + std::string(index) +
                                           "\n) ENGINE=OLAP \nPROPERTIES (\n" + std::string(properties) + "\n);",
                                       "`t`", {});
  };
  const auto has = [](const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; };
  const std::string single = "\"replicated_storage\" = \"false\"";
  CHECK(has(read("INDEX order (`a`) USING BITMAP COMMENT 'it's a \\'", single),
            "  INDEX `order` (`a`) USING BITMAP COMMENT 'it\\'s a \\\\'\n)"));
  CHECK(has(read("INDEX `i` (`a`) USING BITMAP COMMENT \"it's (so)\"", single),
            "  INDEX `i` (`a`) USING BITMAP COMMENT \"it's (so)\"\n)"));
  CHECK(has(read("INDEX i (`a`) USING BITMAP COMMENT ''", single), single));
  const std::string words =
      read("INDEX i (`a`) USING GIN(\"imp_lib\" = \"clucene\", \"parser\" = \"english\") COMMENT ''", single);
  CHECK(has(words, "USING GIN(\"parser\" = \"english\") COMMENT ''"));
  CHECK_FALSE(has(words, single));
  CHECK(has(
      read("INDEX i (`a`) USING VECTOR(\"dim\" = \"5\", \"M\" = \"16\", \"efconstruction\" = \"50\") COMMENT ''", ""),
      "USING VECTOR(\"dim\" = \"5\", \"efconstruction\" = \"50\") COMMENT ''"));
}

TEST_CASE("the usual number of copies is left out") {
  using starrocks::create_statement;
  const auto says_copies = [](std::string_view properties) {
    return create_statement(inside(properties), "`t`", {}).find("replication_num") != std::string::npos;
  };
  CHECK_FALSE(says_copies("\"replication_num\" = \"3\""));
  CHECK(says_copies("\"replication_num\" = \"1\""));
  CHECK_FALSE(says_copies("\"datacache.enable\" = \"true\",\n\"replication_num\" = \"1\""));
  CHECK(says_copies("\"replication_num\" = \"3\",\n\"storage_volume\" = \"builtin_storage_volume\""));
}

TEST_CASE("partitions that the server makes by date are left out") {
  const std::string text =
      "CREATE TABLE `t` (\n  `d` date NULL COMMENT \"\"\n) ENGINE=OLAP \nDUPLICATE KEY(`d`)\nPARTITION BY RANGE(`d`)\n"
      "(PARTITION p_history VALUES [(\"0000-01-01\"), (\"2024-01-01\")),\n"
      "PARTITION p20240101 VALUES [(\"2024-01-01\"), (\"2024-01-02\")),\n"
      "PARTITION p20240102 VALUES [(\"2024-01-02\"), (\"2024-01-03\")))\n"
      "DISTRIBUTED BY HASH(`d`) BUCKETS 1 \nPROPERTIES (\n\"dynamic_partition.enable\" = \"true\",\n"
      "\"dynamic_partition.prefix\" = \"p\"\n);";
  CHECK(starrocks::create_statement(text, "`a`.`t`", {}) ==
        "CREATE TABLE `a`.`t` (\n  `d` date NULL COMMENT \"\"\n) ENGINE=OLAP \nDUPLICATE KEY(`d`)\n"
        "PARTITION BY RANGE(`d`)\n(PARTITION p_history VALUES [(\"0000-01-01\"), (\"2024-01-01\")))\n"
        "DISTRIBUTED BY HASH(`d`) BUCKETS 1 \nPROPERTIES (\n\"dynamic_partition.enable\" = \"true\",\n"
        "\"dynamic_partition.prefix\" = \"p\"\n)");
}

}  // namespace kura::inspect
