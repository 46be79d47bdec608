// Journal: what Kura has done to a database, written down in the database itself, in the tables of
// schemas/kura/journal.schema.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "compiler/base/result.h"
#include "compiler/dialect/renderer.h"
#include "runtime/db/connection.h"
#include "runtime/engine/engine.h"

namespace kura::journal {

enum class Direction : std::uint8_t { up, down };
enum class RunStatus : std::uint8_t {
  running,  // begun, and not yet carried to its end
  done,
  marked,  // taken as done without a statement: a baseline that the database had already
};
enum class StepStatus : std::uint8_t { started, done, failed };

/// One run of a migration, forward or back.
struct Run {
  std::int64_t number = 0;  // from 1, in the order in which they began
  std::string migration;
  Direction direction = Direction::up;
  RunStatus status = RunStatus::running;
  std::string content;  // SHA-256 of the migration's file, or of the plan
  std::string from;     // fingerprints of the declared states, see ir::fingerprint
  std::string to;
  std::size_t step_count = 0;
  std::string writer;  // the version of Kura
  std::string started_at;
  std::string finished_at;
};

/// A run that was begun and has not ended.
struct OpenRun {
  std::string warehouse;
  std::string migration;
};

/// What is known of one step of a run (`place` 0) or of one of its statements (1, 2, …; only where statements stand by
/// themselves).
struct StepRecord {
  std::size_t step = 0;
  std::size_t place = 0;
  StepStatus status = StepStatus::started;
  std::string summary;
  std::string content;      // SHA-256 of the statements
  std::string seen_before;  // of a statement: SHA-256 over what the catalogue said of its objects just before it
  std::string error;
  std::int64_t duration_ms = -1;
  std::int64_t rows = -1;
  std::string started_at;
  std::string finished_at;
};

/// A statement that puts back what hung on an object that had to go.
struct Carried {
  std::size_t place = 0;
  std::size_t step = 0;
  std::string what;
  std::string statement;
  bool is_restored = false;
};

/// An object as the catalogue described it when Kura saw it last.
struct KnownObject {
  std::string content;   // SHA-256 over its facts
  std::string facts;     // one a line; cut off where an engine's text column ends
  std::string declared;  // its declaration as canonical `.schema` text; empty when nobody knows it, or it is too long
  bool operator==(const KnownObject&) const = default;
};
using KnownObjects = std::map<std::string, KnownObject>;

/// `enum NAME` → its declaration: what a schema declares and the engine has no object for.
using Declarations = std::map<std::string, std::string>;

/// SHA-256 over an object's facts.
KnownObject known_object(const std::vector<std::string>& facts);

/// How the journal's tables come to be, made by whoever can compile journal.schema for this warehouse.
struct Setup {
  int version = 0;
  std::string declared;             // the text of the schema
  std::vector<std::string> create;  // statements for a database without them
  /// Statements from the shape that another version of Kura declared to this one.
  std::function<Result<std::vector<std::string>>(const std::string& former)> upgrade;
};

/// Reads and writes the journal of one warehouse over one connection. Writing needs the lock (lock.h).
class Journal {
 public:
  Journal(db::Connection& connection, const engine::Engine& engine, const dialect::Renderer& renderer,
          std::string warehouse)
      : connection_(connection), engine_(engine), renderer_(renderer), warehouse_(std::move(warehouse)) {}

  /// Whether the database has a journal; what differs from `version` is not looked at.
  db::Outcome<bool> exists();
  /// Makes the tables, or brings them to the shape of this version; refuses those of a newer one.
  db::Outcome<db::Done> prepare(const Setup& setup);

  db::Outcome<std::vector<Run>> runs();
  /// Of all warehouses of the database, without a journal none.
  db::Outcome<std::vector<OpenRun>> open_runs();
  db::Outcome<std::vector<StepRecord>> steps(std::int64_t run);
  db::Outcome<std::vector<Carried>> carried(std::int64_t run);
  db::Outcome<KnownObjects> objects();
  /// Those of every warehouse that has its journal here.
  db::Outcome<KnownObjects> all_objects();
  /// Those of every warehouse that has its journal here.
  db::Outcome<Declarations> declarations();

  /// Numbers the run and writes it down.
  db::Outcome<Run> begin(Run run);
  db::Outcome<db::Done> finish(const Run& run);
  /// Writes a record: a new one, or in the place of the one with the same step and place. One statement, so that a run
  /// that is cut off leaves either of them.
  db::Outcome<db::Done> add(std::int64_t run, const StepRecord& record);
  db::Outcome<db::Done> replace(std::int64_t run, const StepRecord& record);
  db::Outcome<db::Done> erase(std::int64_t run, std::size_t step);
  db::Outcome<db::Done> add_carried(std::int64_t run, const Carried& carried);
  db::Outcome<db::Done> erase_carried(std::int64_t run, std::size_t step);
  db::Outcome<db::Done> mark_restored(std::int64_t run, std::size_t place);
  /// Writes what is different between the two.
  db::Outcome<db::Done> write_objects(const KnownObjects& before, const KnownObjects& after);
  /// Puts these in the place of those of this warehouse.
  db::Outcome<db::Done> write_declarations(const Declarations& declarations);

  [[nodiscard]] const std::string& warehouse() const { return warehouse_; }

 private:
  db::Outcome<db::Answer> ask(const std::string& sql) { return connection_.execute(sql); }
  db::Outcome<db::Done> tell(const std::string& sql);
  [[nodiscard]] std::string quoted(const std::string& text) const { return renderer_.string_literal(text); }
  [[nodiscard]] std::string quoted_or_null(const std::string& text) const;
  db::Outcome<db::Done> write_object(const std::string& object, const KnownObject& known, bool is_new);
  db::Outcome<KnownObjects> objects_where(const std::string& condition);
  db::Outcome<db::Done> create(const Setup& setup);
  db::Outcome<db::Done> upgrade(const Setup& setup, const std::string& declared);

  db::Connection& connection_;
  const engine::Engine& engine_;
  const dialect::Renderer& renderer_;
  std::string warehouse_;
};

/// The migrations whose runs forward have ended and were not taken back, in the order in which they were applied.
std::vector<Run> applied(const std::vector<Run>& runs);
/// The run that has begun and not ended; there is at most one.
const Run* unfinished(const std::vector<Run>& runs);

}  // namespace kura::journal
