// Connection: one session on a server, or one open database file. The narrow interface behind which the drivers stand.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "runtime/db/error.h"

namespace kura::db {

struct Url;

/// A value as text, the way the engine prints it; nothing: NULL.
using Value = std::optional<std::string>;
using Row = std::vector<Value>;

/// What a statement answered.
struct Answer {
  std::vector<std::string> columns;  // empty: it gives no rows
  std::vector<Row> rows;
  std::int64_t affected = -1;  // rows that it wrote; -1: the engine does not say
};

class Connection {
 public:
  Connection() = default;
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;
  virtual ~Connection() = default;

  /// Runs one statement, without a semicolon at its end, and waits for its answer. After an error of kind `connection`
  /// the object is only good for being destroyed.
  virtual Outcome<Answer> execute(const std::string& sql) = 0;

  /// From any thread, while `execute` waits: asks the server to end the statement. Best effort; `execute` then answers
  /// with an error of kind `canceled` unless the statement ended before.
  virtual void cancel() = 0;

  /// What the server calls itself: "15.18 (Debian 15.18-0+deb12u1)", "8.0.36", "3.40.1".
  [[nodiscard]] virtual std::string server_version() const = 0;
  /// The server's number for this session; 0 where there are no sessions.
  [[nodiscard]] virtual std::int64_t session_id() const = 0;
  /// The last file of an embedded database; empty for a server.
  [[nodiscard]] virtual std::string file() const { return {}; }
};

/// Times in milliseconds; 0: no limit.
struct ConnectOptions {
  std::int64_t connect_timeout = 10'000;
  std::string application = "kura";  // how the session is named where the engine shows names
  bool makes_database = true;        // where a database is a file: it is made when it is not there
};

/// Opens a session by the driver of the URL's scheme. Nothing that it prints or answers holds a secret.
Outcome<std::unique_ptr<Connection>> connect(const Url& url, const ConnectOptions& options = {});

}  // namespace kura::db
