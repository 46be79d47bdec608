// A connection without a server: a table of statements and what they answer.
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "runtime/db/connection.h"

namespace kura::test {

class AnsweringConnection final : public db::Connection {
 public:
  /// What the statement answers: rows under these columns.
  void answer(std::string sql, std::vector<std::string> columns, std::vector<db::Row> rows) {
    answers_.insert_or_assign(std::move(sql), db::Answer{std::move(columns), std::move(rows), -1});
  }

  db::Outcome<db::Answer> execute(const std::string& sql) override {
    executed.push_back(sql);
    const auto found = answers_.find(sql);
    if (found != answers_.end()) return found->second;
    return db::Error{db::ErrorKind::statement, "1064", "no answer for: " + sql, {}};
  }
  void cancel() override {}
  [[nodiscard]] std::string server_version() const override { return "5.7.0"; }
  [[nodiscard]] std::int64_t session_id() const override { return 1; }

  std::vector<std::string> executed;

 private:
  std::map<std::string, db::Answer> answers_;
};

}  // namespace kura::test
