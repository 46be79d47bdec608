// A connection that answers what a test told it to, and remembers what it was asked.
#pragma once

#include <deque>
#include <string>
#include <utility>
#include <vector>

#include "runtime/db/connection.h"

namespace kura::engine {

class ScriptedConnection : public db::Connection {
 public:
  explicit ScriptedConnection(std::string version = {}) : version_(std::move(version)) {}

  void answers(std::vector<std::string> columns, std::vector<db::Row> rows) {
    script_.emplace_back(db::Answer{std::move(columns), std::move(rows), -1});
  }
  void fails(db::ErrorKind kind, std::string message) {
    script_.emplace_back(db::Error{.kind = kind, .code = {}, .message = std::move(message), .help = {}});
  }
  [[nodiscard]] const std::vector<std::string>& asked() const { return asked_; }
  [[nodiscard]] bool is_used_up() const { return script_.empty(); }

  db::Outcome<db::Answer> execute(const std::string& sql) override {
    asked_.push_back(sql);
    if (script_.empty()) return db::Answer{};
    db::Outcome<db::Answer> next = std::move(script_.front());
    script_.pop_front();
    return next;
  }
  void cancel() override {}
  [[nodiscard]] std::string server_version() const override { return version_; }
  [[nodiscard]] std::int64_t session_id() const override { return 1; }

 private:
  std::string version_;
  std::deque<db::Outcome<db::Answer>> script_;
  std::vector<std::string> asked_;
};

}  // namespace kura::engine
