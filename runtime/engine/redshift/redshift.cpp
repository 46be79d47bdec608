// What a Redshift cluster or workgroup does in its own way: no locks of a session, several catalogues, many statements
// that stand alone.
#include <fmt/format.h>

#include <algorithm>

#include "compiler/base/ascii.h"
#include "runtime/engine/engine.h"
#include "runtime/engine/facts.h"
#include "runtime/engine/redshift/catalog.h"
#include "runtime/engine/redshift/torn_reads.h"
#include "runtime/engine/row_facts.h"
#include "runtime/engine/statement.h"

namespace kura::engine::redshift {
namespace {

constexpr std::string_view kOutside[] = {
#define KURA_OUTSIDE(pattern) pattern,
#include "runtime/engine/redshift/outside.def"
#undef KURA_OUTSIDE
};

class Redshift final : public Engine {
 public:
  [[nodiscard]] std::string_view dialect() const override { return "redshift"; }
  [[nodiscard]] LockKind lock_kind() const override { return LockKind::lease; }
  [[nodiscard]] std::string lock_table(const std::string& table) const override { return "LOCK " + table; }
  [[nodiscard]] Atomicity atomicity() const override { return Atomicity::whole; }

  db::Outcome<db::Done> check_server(db::Connection& connection) const override;
  // How long to wait for a lock cannot be said here.
  [[nodiscard]] std::vector<std::string> timeouts(const Timeouts& timeouts) const override {
    return {fmt::format("SET statement_timeout TO {}", timeouts.statement)};
  }
  db::Outcome<bool> is_session_alive(db::Connection& connection, std::int64_t session) const override;
  db::Outcome<Catalog> describe(db::Connection& connection, const std::vector<std::string>& names) const override;
  [[nodiscard]] bool is_rolled_back(std::string_view sql) const override { return !begins_with_one(sql, kOutside); }
  [[nodiscard]] std::string refresh(const std::string& quoted_name) const override {
    return "REFRESH MATERIALIZED VIEW " + quoted_name;
  }
};

db::Outcome<db::Done> Redshift::check_server(db::Connection& connection) const {
  const db::Outcome<db::Value> told = first_value(connection, "SELECT version()");
  if (!told.ok()) return told.error();
  const std::string version = told.value().value_or("");
  if (version.find("Redshift") != std::string::npos) return db::Done{};
  return unsupported(fmt::format("the server is no Redshift but `{}`", version));
}

db::Outcome<bool> Redshift::is_session_alive(db::Connection& connection, std::int64_t session) const {
  const auto seen =
      first_value(connection, fmt::format("SELECT count(*) FROM stv_sessions WHERE process = {}", session));
  // Serverless has no list of sessions, and not everybody sees those of others: who is not seen may live.
  if (!seen.ok() && seen.error().kind == db::ErrorKind::connection) return seen.error();
  if (!seen.ok() || seen.value() != "0") return true;
  const auto sees_all = first_value(connection, "SELECT usesuper FROM pg_user WHERE usename = current_user");
  if (!sees_all.ok()) return sees_all.error();
  return sees_all.value() != "t";
}

/// The object that a row is about; empty when it is none of those that were asked for.
std::string object_of(const db::Row& row, const db::Value& default_schema, const std::vector<std::string>& names) {
  if (row.size() < 4 || !row[0]) return {};
  if (!row[1]) return *row[0];
  std::string relation = view_of_storage(*row[1]);
  const auto is_meant = [&](const std::string& name) { return to_lower(name) == to_lower(relation); };
  if (relation.empty()) {
    relation = *row[1];
  } else if (!names.empty() && std::none_of(names.begin(), names.end(), is_meant)) {
    return {};
  }
  return object_key(default_schema, row[0], relation);
}

void add_answer(Catalog& catalog, const CatalogQuery& query, const db::Answer& answer, const db::Value& default_schema,
                const std::vector<std::string>& names) {
  const std::vector<std::string_view> labels(answer.columns.begin() + 3, answer.columns.end());
  for (const db::Row& row : answer.rows) {
    const std::string object = object_of(row, default_schema, names);
    if (object.empty()) continue;
    if (labels.size() == 1 && labels[0] == "text") {
      if (row[3]) add_fact(catalog, object, row[2] ? fmt::format("{} {}", query.kind, *row[2]) : query.kind, *row[3]);
    } else {
      catalog[object].push_back(fact_line(query.kind, row[2], labels, &row[3]));
    }
  }
}

db::Outcome<Catalog> read_once(db::Connection& connection, const std::vector<std::string>& names) {
  const db::Outcome<db::Value> database = first_value(connection, "SELECT current_database()");
  if (!database.ok()) return database.error();
  const db::Outcome<db::Value> space = first_value(connection, "SELECT current_schema()");
  if (!space.ok()) return space.error();
  Catalog catalog;
  for (const CatalogQuery& query : catalog_queries()) {
    db::Outcome<db::Answer> answer = connection.execute(text_of(query, database.value().value_or(""), names));
    if (!answer.ok()) return answer.error();
    if (answer.value().columns.size() > 3) add_answer(catalog, query, answer.value(), space.value(), names);
  }
  sort_facts(catalog);
  return catalog;
}

db::Outcome<Catalog> Redshift::describe(db::Connection& connection, const std::vector<std::string>& names) const {
  return read_untorn([&] { return read_once(connection, names); });
}

}  // namespace

const Engine& engine();
const Engine& engine() {
  static const Redshift kEngine;
  return kEngine;
}

}  // namespace kura::engine::redshift
