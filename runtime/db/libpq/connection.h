// A session by libpq.
#pragma once

#include "runtime/db/libpq/session.h"

namespace kura::db::libpq {

class LibpqConnection final : public Connection {
 public:
  LibpqConnection(Session session, Secrets secrets);

  Outcome<Answer> execute(const std::string& sql) override;
  void cancel() override;
  [[nodiscard]] std::string server_version() const override;
  [[nodiscard]] std::int64_t session_id() const override;

 private:
  struct Free {
    void operator()(PGcancel* handle) const { PQfreeCancel(handle); }
  };

  [[nodiscard]] Error lost() const;
  [[nodiscard]] Error error_of(const PGresult* result) const;

  Session session_;
  std::unique_ptr<PGcancel, Free> cancel_;  // safe to use from another thread while the session is busy
  Secrets secrets_;
};

}  // namespace kura::db::libpq
