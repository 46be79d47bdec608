// An open database file.
#pragma once

#include <sqlite3.h>

#include <atomic>
#include <memory>

#include "runtime/db/driver.h"

namespace kura::db::sqlite {

struct Close {
  void operator()(sqlite3* database) const { sqlite3_close_v2(database); }
};
using Database = std::unique_ptr<sqlite3, Close>;

class SqliteConnection final : public Connection {
 public:
  explicit SqliteConnection(Database database) : database_(std::move(database)) {}

  Outcome<Answer> execute(const std::string& sql) override;
  void cancel() override;
  [[nodiscard]] std::string server_version() const override { return sqlite3_libversion(); }
  [[nodiscard]] std::int64_t session_id() const override { return 0; }
  [[nodiscard]] std::string file() const override;

 private:
  Database database_;
  std::atomic<bool> is_canceled_ = false;
};

/// The library's last error on the database.
Error error_of(sqlite3* database);

Outcome<Database> open_database(const Url& url, bool makes_file);
/// Values that the library would not look at.
std::optional<Error> check_url(const Url& url);

}  // namespace kura::db::sqlite
