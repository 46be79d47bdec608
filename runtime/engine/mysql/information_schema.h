// Asking the information schema of a server of the family, in a session that prints what is stored.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "runtime/db/connection.h"

namespace kura::engine::mysql {

/// The databases of the server itself.
constexpr std::string_view kSystem = "('information_schema', 'mysql', 'performance_schema', 'sys')";

/// The rows of the SELECT under each of the conditions, many of them in one query. Only for a constant database and
/// table does every server of the family look there alone; for anything else some open all tables that there are.
db::Outcome<std::vector<db::Row>> rows_of(db::Connection& connection, const std::string& select,
                                          const std::vector<std::string>& conditions);

/// For as long as it lives the session prints texts and times as they are stored, whatever its modes are.
class PlainSession {
 public:
  explicit PlainSession(db::Connection& connection) : connection_(connection) {}

  db::Outcome<db::Done> begin();
  /// Sets back what the session had; best effort after a failure.
  db::Outcome<db::Done> end();

 private:
  db::Outcome<db::Done> set(std::string_view mode, std::string_view quotes, std::string_view zone);

  db::Connection& connection_;
  db::Row old_;
};

}  // namespace kura::engine::mysql
