// A session by libmariadb.
#pragma once

#include "runtime/db/mysql/session.h"

namespace kura::db::mysql {

class MysqlConnection final : public Connection {
 public:
  MysqlConnection(Session session, Plan plan, Secrets secrets);

  Outcome<Answer> execute(const std::string& sql) override;
  void cancel() override;
  [[nodiscard]] std::string server_version() const override { return version_; }
  [[nodiscard]] std::int64_t session_id() const override { return id_; }

 private:
  [[nodiscard]] Error error_now() const;
  /// One of the results of the statement.
  Outcome<Answer> take_answer();

  Session session_;
  const Plan plan_;
  const Secrets secrets_;
  const std::string version_;
  const std::int64_t id_;
};

}  // namespace kura::db::mysql
