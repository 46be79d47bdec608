// PostgreSQL's inspector: one snapshot, in which the catalogs are asked twice.
#include <fmt/format.h>

#include "runtime/engine/facts.h"
#include "runtime/engine/server_version.h"
#include "runtime/inspect/inspector.h"
#include "runtime/inspect/postgres/queries.h"

namespace kura::inspect::postgres {
namespace {

/// What the catalogs' own functions look at when they print; back to what they were with the end of the transaction.
constexpr std::string_view kReaderSettings =
    "SELECT pg_catalog.set_config('TimeZone', 'UTC', true), pg_catalog.set_config('DateStyle', 'ISO, MDY', true), "
    "pg_catalog.set_config('IntervalStyle', 'postgres', true), pg_catalog.set_config('extra_float_digits', '1', true), "
    "pg_catalog.set_config('quote_all_identifiers', 'off', true), pg_catalog.set_config('bytea_output', 'hex', true), "
    "pg_catalog.set_config('standard_conforming_strings', 'on', true)";
constexpr std::string_view kEmptyPath = "SELECT pg_catalog.set_config('search_path', '', true)";

int major_version(const db::Connection& connection) {
  const auto version = engine::leading_version(connection.server_version());
  return version ? version->front() : 0;
}

class Reader {
 public:
  Reader(db::Connection& connection, const std::vector<std::string>& schemas)
      : connection_(connection), scope_{{}, schemas, major_version(connection)} {}

  db::Outcome<Script> read() {
    if (!ask("SELECT pg_catalog.current_schema()")) return error_;
    if (!answer_.rows.empty()) scope_.home = answer_.rows[0].at(0).value_or("");
    if (!ask(std::string(kReaderSettings)) || !ask(std::string(kEmptyPath))) return error_;
    if (!ask(statements_query(scope_))) return error_;
    Script script;
    for (db::Row& row : answer_.rows) script.statements.push_back(std::move(row.at(0)).value_or(""));
    if (!ask(std::string(kEmptyPath)) || !ask(unstated_query(scope_))) return error_;
    for (db::Row& row : answer_.rows)
      script.unstated.push_back({std::move(row.at(0)).value_or(""), std::move(row.at(1)).value_or("")});
    return script;
  }

 private:
  bool ask(const std::string& sql) {
    db::Outcome<db::Answer> answer = connection_.execute(sql);
    if (!answer.ok()) {
      error_ = answer.error();
      return false;
    }
    answer_ = std::move(answer.value());
    return true;
  }

  db::Connection& connection_;
  Scope scope_;
  db::Answer answer_;
  db::Error error_;
};

class PostgresInspector final : public Inspector {
 public:
  [[nodiscard]] std::string_view dialect() const override { return "postgres"; }

  db::Outcome<Script> read(db::Connection& connection, const std::vector<std::string>& schemas) const override {
    const db::Outcome<db::Answer> begun = connection.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
    if (!begun.ok()) return begun.error();
    db::Outcome<Script> script = Reader(connection, schemas).read();
    if (!script.ok() && script.error().kind == db::ErrorKind::connection) return script;
    const db::Outcome<db::Answer> ended = connection.execute("ROLLBACK");
    if (script.ok() && !ended.ok()) return ended.error();
    return script;
  }
};

}  // namespace

const Inspector& inspector();
const Inspector& inspector() {
  static const PostgresInspector kInspector;
  return kInspector;
}

}  // namespace kura::inspect::postgres
