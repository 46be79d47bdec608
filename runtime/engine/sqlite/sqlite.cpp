// What an SQLite file does in its own way: one writer, everything in transactions, and the catalogue is the text of its
// statements.
#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <optional>

#include "runtime/engine/engine.h"
#include "runtime/engine/facts.h"
#include "runtime/engine/row_facts.h"
#include "runtime/engine/server_version.h"
#include "runtime/engine/statement.h"

namespace kura::engine::sqlite {
namespace {

// The compiler writes STRICT, and the catalogue's list of tables tells what belongs to a virtual table.
constexpr ServerVersion kOldest = {3, 37, 0};

constexpr std::string_view kOutside[] = {
#define KURA_OUTSIDE(pattern) pattern,
#include "runtime/engine/sqlite/outside.def"
#undef KURA_OUTSIDE
};

/// The text of every statement that made something; an index and a trigger belong to their table.
constexpr std::string_view kCatalog =
    "SELECT s.tbl_name, CASE WHEN s.type IN ('index', 'trigger') THEN s.type || ' ' || s.name ELSE s.type END, s.sql"
    " FROM main.sqlite_schema s WHERE s.sql IS NOT NULL AND s.name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
    " AND s.tbl_name NOT IN (SELECT t.name FROM pragma_table_list t WHERE t.schema = 'main' AND t.type = 'shadow')";
constexpr std::string_view kEvery = " AND s.tbl_name NOT LIKE 'kura\\_%' ESCAPE '\\'";
constexpr std::string_view kNamed =
    " AND lower(s.tbl_name) IN (SELECT lower(n.tbl_name) FROM main.sqlite_schema n"
    " WHERE lower(n.name) IN ({0}) OR lower(n.tbl_name) IN ({0}))";

class Sqlite final : public Engine {
 public:
  [[nodiscard]] std::string_view dialect() const override { return "sqlite"; }
  [[nodiscard]] LockKind lock_kind() const override { return LockKind::file; }
  [[nodiscard]] Atomicity atomicity() const override { return Atomicity::whole; }
  // Takes the right to write at once, so that no statement in the middle finds it taken.
  [[nodiscard]] std::string begin() const override { return "BEGIN IMMEDIATE"; }

  db::Outcome<db::Done> check_server(db::Connection& connection) const override;
  [[nodiscard]] std::vector<std::string> timeouts(const Timeouts& timeouts) const override;
  db::Outcome<Catalog> describe(db::Connection& connection, const std::vector<std::string>& names) const override;
  [[nodiscard]] bool is_rolled_back(std::string_view sql) const override { return !begins_with_one(sql, kOutside); }
  [[nodiscard]] std::string refresh(const std::string& /*quoted_name*/) const override { return {}; }
};

db::Outcome<db::Done> Sqlite::check_server(db::Connection& connection) const {
  const std::string told = connection.server_version();
  const std::optional<ServerVersion> version = leading_version(told);
  if (version && *version >= kOldest) return db::Done{};
  return unsupported(
      fmt::format("the library is SQLite {}, which is too old: 3.37 is the oldest that is supported", told));
}

std::vector<std::string> Sqlite::timeouts(const Timeouts& timeouts) const {
  // Here 0 is not to wait at all. There is no limit for the time that a statement takes.
  constexpr std::int64_t kForever = std::numeric_limits<std::int32_t>::max();
  return {fmt::format("PRAGMA busy_timeout = {}", timeouts.lock == 0 ? kForever : std::min(timeouts.lock, kForever))};
}

db::Outcome<Catalog> Sqlite::describe(db::Connection& connection, const std::vector<std::string>& names) const {
  std::string query(kCatalog);
  query += names.empty() ? std::string(kEvery) : fmt::format(kNamed, literal_list(names));
  db::Outcome<db::Answer> answer = connection.execute(query);
  if (!answer.ok()) return answer.error();
  Catalog catalog;
  add_facts(catalog, answer.value());
  sort_facts(catalog);
  return catalog;
}

}  // namespace

const Engine& engine();
const Engine& engine() {
  static const Sqlite kEngine;
  return kEngine;
}

}  // namespace kura::engine::sqlite
