// Engine: what a live server of one dialect does otherwise than the others, beyond the SQL of a migration. Data and a
// few questions; registered in registry.def.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/db/connection.h"

namespace kura::engine {

/// How one runner keeps the others away.
enum class LockKind : std::uint8_t {
  session,  // the server holds it for as long as the session lives (advisory lock, GET_LOCK)
  file,     // the operating system holds it for as long as the process lives
  lease,    // a row of the journal, with a time at which it ends: for engines that have neither
};

/// What is rolled back when a transaction is.
enum class Atomicity : std::uint8_t {
  none,   // every statement stands by itself
  rows,   // what rows were written, but no DDL: that commits whatever is open
  whole,  // DDL too, for statements that may stand in a transaction
};

/// Milliseconds; 0: no limit.
struct Timeouts {
  std::int64_t lock = 0;
  std::int64_t statement = 0;
};

/// The catalogue's own description of some objects: for each object its facts, one a line, sorted. The same on two
/// moments means that nothing was changed; what statements count on (next value of a sequence, statistics) is left out.
/// The key is "schema.name" as the catalogue writes it, or "name" alone for what stands in the connection's default
/// schema (a schema itself too). A line that begins with `~` tells what the engine also changes by itself (automatic
/// encodings and keys), and owners and grants, which are not managed where they are not declared: it shows whether a
/// statement was carried out, but a change of it later on is no drift.
using Catalog = std::map<std::string, std::vector<std::string>>;

class Engine {
 public:
  virtual ~Engine() = default;

  [[nodiscard]] virtual std::string_view dialect() const = 0;
  [[nodiscard]] virtual LockKind lock_kind() const = 0;
  [[nodiscard]] virtual Atomicity atomicity() const = 0;

  /// An error of kind `unsupported` when the server is too old or not of this engine; names both versions.
  virtual db::Outcome<db::Done> check_server(db::Connection& connection) const = 0;

  /// Statements that set the limits of a session.
  [[nodiscard]] virtual std::vector<std::string> timeouts(const Timeouts& timeouts) const = 0;

  /// BEGIN, COMMIT, ROLLBACK in the engine's words. Only called where atomicity is not `none`.
  [[nodiscard]] virtual std::string begin() const { return "BEGIN"; }
  [[nodiscard]] virtual std::string commit() const { return "COMMIT"; }
  [[nodiscard]] virtual std::string rollback() const { return "ROLLBACK"; }

  /// For LockKind::session: takes the lock without waiting; true when this session has it now. `name` tells warehouses
  /// apart.
  virtual db::Outcome<bool> try_lock(db::Connection& connection, const std::string& name) const;
  virtual db::Outcome<db::Done> unlock(db::Connection& connection, const std::string& name) const;
  /// For LockKind::lease: a statement that keeps every other session from a table until the transaction ends; empty
  /// where the engine has none.
  [[nodiscard]] virtual std::string lock_table(const std::string& /*table*/) const { return {}; }
  /// For LockKind::lease: whether a session that took a lease still lives; true as well when the engine cannot tell.
  virtual db::Outcome<bool> is_session_alive(db::Connection& connection, std::int64_t session) const;

  /// Describes the objects (tables, views, materialized views, sequences, types, schemas; with their columns, keys,
  /// indexes, comments, owner and grants) whose bare name, in lower case, is one of `names`; all of the user's objects
  /// when there are no names. A fixed small number of queries.
  virtual db::Outcome<Catalog> describe(db::Connection& connection, const std::vector<std::string>& names) const = 0;

  /// Whether a transaction may hold the statement and take it back with everything else. `sql` is one statement.
  [[nodiscard]] virtual bool is_rolled_back(std::string_view sql) const = 0;

  /// What must run before a statement is run again that may have been cut off in the middle: half-built indexes and the
  /// like.
  virtual db::Outcome<std::vector<std::string>> before_repetition(db::Connection& connection,
                                                                  std::string_view sql) const;

  /// A statement that brings a materialized view up to date and, where it can, returns when that is done; empty where
  /// the engine has none.
  [[nodiscard]] virtual std::string refresh(const std::string& quoted_name) const = 0;
};

/// The engine of a dialect; null when there is none.
const Engine* find_engine(std::string_view dialect);

}  // namespace kura::engine
