// StarRocks as an engine: no transactions over DDL and no locks of sessions, so every statement stands by itself and
// runners keep each other away by a lease.
#include <fmt/format.h>

#include <algorithm>

#include "runtime/engine/engine.h"
#include "runtime/engine/row_facts.h"
#include "runtime/engine/server_version.h"
#include "runtime/engine/starrocks/answer.h"
#include "runtime/engine/starrocks/catalog.h"

namespace kura::engine::starrocks {
namespace {

constexpr ServerVersion kOldest = {3, 0, 0};
/// Three days: as long as query_timeout can be.
constexpr std::int64_t kNoLimitSeconds = 259'200;

db::Error unsupported(std::string message, std::string help) {
  return {.kind = db::ErrorKind::unsupported, .code = {}, .message = std::move(message), .help = std::move(help)};
}

class StarrocksEngine final : public Engine {
 public:
  [[nodiscard]] std::string_view dialect() const override { return "starrocks"; }
  [[nodiscard]] LockKind lock_kind() const override { return LockKind::lease; }
  [[nodiscard]] Atomicity atomicity() const override { return Atomicity::none; }

  db::Outcome<db::Done> check_server(db::Connection& connection) const override {
    const auto version = first_value(connection, "SELECT CURRENT_VERSION()");
    if (!version.ok()) {
      if (version.error().kind == db::ErrorKind::connection) return version.error();
      return unsupported(fmt::format("the warehouse's dialect is starrocks, but the server is another one: {}",
                                     connection.server_version()),
                         "give the warehouse the dialect of its server, or use the URL of another server");
    }
    // What is built from a branch has the branch's name in front, and counts as the newest.
    const auto found = leading_version(version.value().value_or(""));
    if (found && *found < kOldest) {
      return unsupported(fmt::format("the server is StarRocks {}, kura needs {}.{} or later", *version.value(),
                                     kOldest[0], kOldest[1]),
                         "upgrade the server");
    }
    return db::Done{};
  }

  /// There are no locks that one could wait for: a table at work refuses at once. The limit of a copy is set beside it.
  [[nodiscard]] std::vector<std::string> timeouts(const Timeouts& timeouts) const override {
    const std::int64_t seconds = (timeouts.statement + 999) / 1000;
    const std::int64_t limit =
        timeouts.statement == 0 ? kNoLimitSeconds : std::clamp<std::int64_t>(seconds, 1, kNoLimitSeconds);
    return {fmt::format("SET query_timeout = {}", limit)};
  }

  /// A session that is not seen is dead only when this server alone takes sessions and shows all of them: other
  /// frontends do not tell theirs, and nobody without rights over the cluster sees those of other users, or the list of
  /// frontends.
  db::Outcome<bool> is_session_alive(db::Connection& connection, std::int64_t session) const override {
    const auto sessions = connection.execute("SHOW PROCESSLIST");
    if (!sessions.ok()) return sessions.error();
    if (!has_column(sessions.value(), "Id")) return true;
    for (const auto& row : sessions.value().rows) {
      if (value_of(sessions.value(), row, "Id") == std::to_string(session)) return true;
    }
    const auto frontends = connection.execute("SHOW FRONTENDS");
    if (!frontends.ok()) {
      if (frontends.error().kind == db::ErrorKind::connection) return frontends.error();
      return true;
    }
    return frontends.value().rows.size() != 1;
  }

  db::Outcome<Catalog> describe(db::Connection& connection, const std::vector<std::string>& names) const override {
    return starrocks::describe(connection, names);
  }

  [[nodiscard]] bool is_rolled_back(std::string_view /*sql*/) const override { return false; }

  [[nodiscard]] std::string refresh(const std::string& quoted_name) const override {
    return fmt::format("REFRESH MATERIALIZED VIEW {} WITH SYNC MODE", quoted_name);
  }
};

}  // namespace

const Engine& engine() {
  static const StarrocksEngine kEngine;
  return kEngine;
}

}  // namespace kura::engine::starrocks
