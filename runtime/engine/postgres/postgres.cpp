// What a PostgreSQL server does in its own way: advisory locks, DDL in transactions, indexes that are built beside the
// work.
#include <fmt/format.h>

#include <array>
#include <span>

#include "runtime/engine/engine.h"
#include "runtime/engine/facts.h"
#include "runtime/engine/postgres/catalog.h"
#include "runtime/engine/postgres/leftovers.h"
#include "runtime/engine/row_facts.h"
#include "runtime/engine/server_version.h"
#include "runtime/engine/statement.h"

namespace kura::engine::postgres {
namespace {

constexpr int kOldest = 13;

constexpr std::string_view kOutside[] = {
#define KURA_OUTSIDE(pattern) pattern,
#include "runtime/engine/postgres/outside.def"
#undef KURA_OUTSIDE
};

struct Setting {
  std::string_view name;
  std::string_view value;
};
/// What the catalog's own functions look at when they print; the session gets its values back.
constexpr std::array kReaderSettings = {
    Setting{"search_path", ""},         Setting{"TimeZone", "UTC"},
    Setting{"DateStyle", "ISO, MDY"},   Setting{"IntervalStyle", "postgres"},
    Setting{"extra_float_digits", "1"}, Setting{"quote_all_identifiers", "off"},
    Setting{"bytea_output", "hex"},     Setting{"standard_conforming_strings", "on"},
};

/// A statement that sets all of them and answers the default schema and what they were.
std::string set_and_tell() {
  std::string old_values = "current_schema() AS space";
  std::string calls;
  for (std::size_t i = 0; i < kReaderSettings.size(); ++i) {
    const Setting& setting = kReaderSettings[i];
    old_values += fmt::format(", current_setting('{}') AS s{}", setting.name, i);
    calls += fmt::format(", set_config('{}', '{}', false)", setting.name, setting.value);
  }
  return fmt::format("WITH old AS MATERIALIZED (SELECT {}) SELECT old.*{} FROM old", old_values, calls);
}

std::string set_back(const db::Row& old_values) {
  std::string calls;
  for (std::size_t i = 0; i < kReaderSettings.size() && i + 1 < old_values.size(); ++i) {
    calls += fmt::format("{}set_config('{}', {}, false)", i == 0 ? "" : ", ", kReaderSettings[i].name,
                         literal(old_values[i + 1].value_or("")));
  }
  return "SELECT " + calls;
}

/// FNV-1a: the same number for the same name on every machine.
std::int64_t lock_key(std::string_view name) {
  std::uint64_t hash = 14695981039346656037U;
  for (const char c : "kura:" + std::string(name)) {
    hash ^= static_cast<unsigned char>(c);
    hash *= 1099511628211U;
  }
  return static_cast<std::int64_t>(hash);
}

class Postgres final : public Engine {
 public:
  [[nodiscard]] std::string_view dialect() const override { return "postgres"; }
  [[nodiscard]] LockKind lock_kind() const override { return LockKind::session; }
  [[nodiscard]] Atomicity atomicity() const override { return Atomicity::whole; }

  db::Outcome<db::Done> check_server(db::Connection& connection) const override;
  [[nodiscard]] std::vector<std::string> timeouts(const Timeouts& timeouts) const override;
  db::Outcome<bool> try_lock(db::Connection& connection, const std::string& name) const override;
  db::Outcome<db::Done> unlock(db::Connection& connection, const std::string& name) const override;
  db::Outcome<Catalog> describe(db::Connection& connection, const std::vector<std::string>& names) const override;
  [[nodiscard]] bool is_rolled_back(std::string_view sql) const override { return !begins_with_one(sql, kOutside); }
  db::Outcome<std::vector<std::string>> before_repetition(db::Connection& connection,
                                                          std::string_view sql) const override;
  [[nodiscard]] std::string refresh(const std::string& quoted_name) const override {
    return "REFRESH MATERIALIZED VIEW " + quoted_name;
  }
};

int major_version(const db::Connection& connection) {
  const std::optional<ServerVersion> version = leading_version(connection.server_version());
  return version ? version->front() : 0;
}

db::Outcome<db::Done> Postgres::check_server(db::Connection& connection) const {
  db::Outcome<db::Answer> answer = connection.execute("SELECT version()");
  if (!answer.ok()) return answer.error();
  const std::string told =
      answer.value().rows.empty() ? std::string() : answer.value().rows[0].at(0).value_or(std::string());
  // Others speak its protocol too, and say so in the same place.
  const bool is_another = !told.starts_with("PostgreSQL ") || told.starts_with("PostgreSQL 8.0.2 ");
  if (is_another) return unsupported(fmt::format("the server is no PostgreSQL {} or later but `{}`", kOldest, told));
  if (major_version(connection) >= kOldest) return db::Done{};
  return unsupported(fmt::format("the server is PostgreSQL {}, which is too old: {} is the oldest that is supported",
                                 connection.server_version(), kOldest));
}

std::vector<std::string> Postgres::timeouts(const Timeouts& timeouts) const {
  return {fmt::format("SET lock_timeout = {}", timeouts.lock),
          fmt::format("SET statement_timeout = {}", timeouts.statement)};
}

db::Outcome<bool> Postgres::try_lock(db::Connection& connection, const std::string& name) const {
  // Never the call that waits: it holds a snapshot for which a concurrent build of an index in the other session waits.
  db::Outcome<db::Answer> answer = connection.execute(fmt::format("SELECT pg_try_advisory_lock({})", lock_key(name)));
  if (!answer.ok()) return answer.error();
  const std::vector<db::Row>& rows = answer.value().rows;
  return !rows.empty() && rows[0].at(0) == "t";
}

db::Outcome<db::Done> Postgres::unlock(db::Connection& connection, const std::string& name) const {
  db::Outcome<db::Answer> answer = connection.execute(fmt::format("SELECT pg_advisory_unlock({})", lock_key(name)));
  if (!answer.ok()) return answer.error();
  return db::Done{};
}

db::Outcome<Catalog> Postgres::describe(db::Connection& connection, const std::vector<std::string>& names) const {
  db::Outcome<db::Answer> before = connection.execute(set_and_tell());
  if (!before.ok()) return before.error();
  if (before.value().rows.empty()) return unsupported("the server does not tell its settings");
  const db::Row& old_values = before.value().rows[0];
  const std::string default_schema = old_values.at(0).value_or("");
  db::Outcome<db::Answer> answer = connection.execute(catalog_query(names, default_schema, major_version(connection)));
  if (!answer.ok() && answer.error().kind == db::ErrorKind::connection) return answer.error();
  db::Outcome<db::Answer> after = connection.execute(set_back(old_values));
  if (!answer.ok()) return answer.error();
  if (!after.ok()) return after.error();
  Catalog catalog;
  add_facts(catalog, answer.value());
  sort_facts(catalog);
  return catalog;
}

db::Outcome<std::vector<std::string>> Postgres::before_repetition(db::Connection& connection,
                                                                  std::string_view sql) const {
  const std::string query = leftovers_query(sql);
  if (query.empty()) return std::vector<std::string>{};
  db::Outcome<db::Answer> answer = connection.execute(query);
  if (!answer.ok()) return answer.error();
  std::vector<std::string> statements;
  for (const db::Row& row : answer.value().rows) {
    if (!row.empty() && row[0]) statements.push_back(*row[0]);
  }
  return statements;
}

}  // namespace

const Engine& engine();
const Engine& engine() {
  static const Postgres kEngine;
  return kEngine;
}

}  // namespace kura::engine::postgres
