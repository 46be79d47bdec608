// The driver of database files, in memory and on disk.
#include <doctest/doctest.h>
#include <stdlib.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <thread>

#include "runtime/db/connection.h"
#include "runtime/db/url.h"

namespace kura::db {
namespace {

namespace fs = std::filesystem;

Outcome<std::unique_ptr<Connection>> open(const std::string& text) {
  const Outcome<Url> url = parse_url(text, {});
  REQUIRE(url.ok());
  return connect(url.value());
}

std::unique_ptr<Connection> opened(const std::string& text) {
  Outcome<std::unique_ptr<Connection>> connection = open(text);
  REQUIRE(connection.ok());
  return std::move(connection.value());
}

ErrorKind kind_of(Connection& connection, const std::string& sql) {
  const Outcome<Answer> answer = connection.execute(sql);
  INFO(sql);
  REQUIRE(!answer.ok());
  return answer.error().kind;
}

Answer answer_of(Connection& connection, const std::string& sql) {
  const Outcome<Answer> answer = connection.execute(sql);
  INFO(sql);
  REQUIRE_MESSAGE(answer.ok(), (answer.ok() ? std::string() : answer.error().message));
  return answer.value();
}

/// A folder of its own that goes with the test.
struct Folder {
  Folder() {
    std::string name = (fs::temp_directory_path() / "kura-db-XXXXXX").string();
    path = mkdtemp(name.data());
  }
  ~Folder() { fs::remove_all(path); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  fs::path path;
};

}  // namespace

TEST_CASE("files: rows, nothing, blobs and the number of rows written") {
  const auto connection = opened("sqlite::memory:");
  CHECK(connection->file().empty());
  CHECK(connection->session_id() == 0);
  CHECK(!connection->server_version().empty());
  CHECK(answer_of(*connection, "CREATE TABLE t (a INTEGER, b TEXT)").affected == 0);
  CHECK(answer_of(*connection, "INSERT INTO t VALUES (1, NULL), (2, ''), (3, X'00ff')").affected == 3);
  const Answer rows = answer_of(*connection, "SELECT a, b FROM t ORDER BY a -- all");
  CHECK(rows.columns == std::vector<std::string>{"a", "b"});
  CHECK(rows.rows == std::vector<Row>{{"1", std::nullopt}, {"2", ""}, {"3", "X'00FF'"}});
  CHECK(rows.affected == -1);
  CHECK(answer_of(*connection, "UPDATE t SET a = 0 WHERE a = 9").affected == 0);
  CHECK(answer_of(*connection, "DELETE FROM t WHERE a < 3 RETURNING a").affected == 2);
  CHECK(answer_of(*connection, "-- nothing").rows.empty());
}

TEST_CASE("files: kinds of errors") {
  const auto connection = opened("sqlite::memory:");
  answer_of(*connection, "CREATE TABLE t (a INTEGER PRIMARY KEY)");
  CHECK(kind_of(*connection, "CREATE TABLE t (a)") == ErrorKind::duplicate);
  CHECK(kind_of(*connection, "ALTER TABLE t ADD COLUMN a") == ErrorKind::duplicate);
  CHECK(kind_of(*connection, "SELECT * FROM u") == ErrorKind::missing);
  CHECK(kind_of(*connection, "SELECT b FROM t") == ErrorKind::missing);
  CHECK(kind_of(*connection, "DROP INDEX i") == ErrorKind::missing);
  CHECK(kind_of(*connection, "SELEC 1") == ErrorKind::statement);
  CHECK(kind_of(*connection, "SELECT 1; SELECT 2") == ErrorKind::statement);
  CHECK(kind_of(*connection, "INSERT INTO t VALUES (1), (1)") == ErrorKind::statement);
  CHECK(connection->execute("INSERT INTO t VALUES (1), (1)").error().code == "1555");
}

TEST_CASE("files: a statement is ended from another thread") {
  const auto connection = opened("sqlite::memory:");
  std::thread other([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
    connection->cancel();
  });
  CHECK(
      kind_of(*connection, "WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r) SELECT count(*) FROM r") ==
      ErrorKind::canceled);
  other.join();
  CHECK(answer_of(*connection, "SELECT 1").rows.size() == 1);
}

TEST_CASE("files: locks, modes and what cannot be opened") {
  const Folder folder;
  const std::string file = "sqlite:" + (folder.path / "x.db").string();
  CHECK(open(file + "?mode=ro").error().kind == ErrorKind::no_database);
  CHECK(open("sqlite:" + (folder.path / "none" / "x.db").string()).error().kind == ErrorKind::no_database);
  CHECK(open("sqlite:" + folder.path.string()).error().kind == ErrorKind::usage);
  CHECK(!fs::exists(folder.path / "x.db"));

  const auto first = opened(file);
  CHECK(first->file() == (fs::canonical(folder.path) / "x.db").string());
  answer_of(*first, "CREATE TABLE t (a)");
  const auto second = opened(file + "?busy_timeout=0");
  answer_of(*first, "BEGIN IMMEDIATE");
  CHECK(kind_of(*second, "BEGIN IMMEDIATE") == ErrorKind::lock_timeout);
  answer_of(*first, "COMMIT");
  const auto reader = opened(file + "?mode=ro");
  CHECK(kind_of(*reader, "INSERT INTO t VALUES (1)") == ErrorKind::read_only);

  std::ofstream(folder.path / "text") << std::string(2000, 'x');
  CHECK(open("sqlite:" + (folder.path / "text").string()).error().kind == ErrorKind::no_database);
}

}  // namespace kura::db
