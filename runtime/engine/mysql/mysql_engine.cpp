// MySQL as an engine: sessions, limits, locks.
#include "runtime/engine/mysql/mysql_engine.h"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/base/ascii.h"
#include "runtime/engine/mysql/names.h"
#include "runtime/engine/mysql/statements.h"
#include "runtime/engine/row_facts.h"

namespace kura::engine::mysql {
namespace {

/// A year: as long as lock_wait_timeout can be, and longer than any migration.
constexpr std::int64_t kNoLimitSeconds = 31'536'000;

/// Every dialect's name; the servers of most forks say theirs in their version.
constexpr std::string_view kDialects[] = {
#define KURA_ENGINE(dialect) #dialect,
#include "runtime/engine/registry.def"
#undef KURA_ENGINE
};

/// The dialect whose name stands in the text, other than `own`.
std::string_view dialect_named_in(std::string_view text, std::string_view own) {
  const std::string lower = to_lower(text);
  for (std::string_view dialect : kDialects) {
    if (dialect != own && lower.find(dialect) != std::string::npos) return dialect;
  }
  return {};
}

db::Error unsupported(std::string message, std::string help) {
  return {.kind = db::ErrorKind::unsupported, .code = {}, .message = std::move(message), .help = std::move(help)};
}

std::string text_of(const ServerVersion& version) {
  return fmt::format("{}.{}.{}", version[0], version[1], version[2]);
}

std::int64_t whole_seconds(std::int64_t milliseconds) {
  return milliseconds == 0 ? kNoLimitSeconds : std::max<std::int64_t>(1, (milliseconds + 999) / 1000);
}

}  // namespace

ServerVersion MysqlEngine::oldest() const {
  // Checks are enforced, and known to the catalogue, from here on.
  return {8, 0, 16};
}

db::Outcome<db::Done> MysqlEngine::check_server(db::Connection& connection) const {
  const auto answer = connection.execute("SELECT VERSION(), @@version_comment");
  if (!answer.ok()) return answer.error();
  const auto& rows = answer.value().rows;
  const std::string version = rows.empty() ? "" : rows[0].at(0).value_or("");
  const std::string comment = rows.empty() ? "" : rows[0].at(1).value_or("");
  // A fork's version names it; the comment is looked at for those that imitate the version of the original.
  std::string_view fork = dialect_named_in(version, "mysql");
  if (fork.empty()) fork = dialect_named_in(comment, "mysql");
  if (!is_own_server(fork)) {
    const std::string_view right = fork.empty() ? "mysql" : fork;
    return unsupported(
        fmt::format("the warehouse's dialect is {}, but the server is another one: {}", dialect(), version),
        fmt::format("give the warehouse `dialect = {};`, or use a URL with the scheme `{}`", right, right));
  }
  const auto found = leading_version(version);
  if (!found || *found < oldest()) {
    return unsupported(fmt::format("the server is {} {}, kura needs {} or later", title(), version, text_of(oldest())),
                       "upgrade the server");
  }
  return db::Done{};
}

std::vector<std::string> MysqlEngine::timeouts(const Timeouts& timeouts) const {
  const std::int64_t lock = whole_seconds(timeouts.lock);
  return {fmt::format("SET SESSION lock_wait_timeout = {}", lock),
          fmt::format("SET SESSION innodb_lock_wait_timeout = {}", lock), statement_timeout(timeouts.statement)};
}

std::string MysqlEngine::statement_timeout(std::int64_t milliseconds) const {
  // There is no limit for anything but queries here.
  return fmt::format("SET SESSION max_execution_time = {}", milliseconds);
}

db::Outcome<bool> MysqlEngine::try_lock(db::Connection& connection, const std::string& name) const {
  const auto database = first_value(connection, "SELECT DATABASE()");
  if (!database.ok()) return database.error();
  const std::string lock = literal(lock_name(database.value().value_or(""), name));
  const auto taken = first_value(connection, fmt::format("SELECT GET_LOCK({}, 0)", lock));
  if (!taken.ok()) return taken.error();
  return taken.value() == "1";
}

db::Outcome<db::Done> MysqlEngine::unlock(db::Connection& connection, const std::string& name) const {
  const auto database = first_value(connection, "SELECT DATABASE()");
  if (!database.ok()) return database.error();
  const std::string lock = literal(lock_name(database.value().value_or(""), name));
  const auto released = first_value(connection, fmt::format("SELECT RELEASE_LOCK({})", lock));
  if (!released.ok()) return released.error();
  return db::Done{};
}

db::Outcome<Catalog> MysqlEngine::describe(db::Connection& connection, const std::vector<std::string>& names) const {
  return mysql::describe(connection, flavour(), names);
}

bool MysqlEngine::is_rolled_back(std::string_view sql) const {
  return writes_rows_only(sql);
}

std::string MysqlEngine::refresh(const std::string& /*quoted_name*/) const {
  return {};
}

Flavour MysqlEngine::flavour() const {
  Flavour result;
  result.columns = {{"srs", "SRS_ID"}};
  result.indexes = {{"visible", "IS_VISIBLE"}, {"expression", "EXPRESSION"}};
  result.constraints = {{"enforced", "ENFORCED"}};
  result.schemas = {{"encryption", "DEFAULT_ENCRYPTION"}};
  // A check does not say whose it is, but its name is the only one in the database.
  result.checks = {"check",
                   Subject::table,
                   "CHECK_CONSTRAINTS AS c JOIN information_schema.TABLE_CONSTRAINTS AS t USING (CONSTRAINT_SCHEMA, "
                   "CONSTRAINT_NAME)",
                   "t.TABLE_SCHEMA",
                   "t.TABLE_NAME",
                   "t.CONSTRAINT_NAME",
                   {{"clause", "c.CHECK_CLAUSE"}},
                   "t.CONSTRAINT_TYPE = 'CHECK'"};
  return result;
}

const Engine& engine() {
  static const MysqlEngine kEngine;
  return kEngine;
}

}  // namespace kura::engine::mysql
