// The commands that need a database, as functions: options and streams in, an exit code out; none exits, and none knows
// the command line. Public: standard types only.
//
// Exit codes are those of compiler/driver/streams.h and those below. Every command may answer kOk; kSchemaErrors when
// the project or its migrations have mistakes; kUsage when an option, a URL or a name means nothing; kEnvironment when
// a file cannot be read or written; kDatabase. Those that change a database may answer kRefused (nothing was done) and
// kInterrupted (the step that was running was finished first; the same call goes on). What goes wrong is written to
// `err` in words, with what to do; nothing that is written holds a password.
//
// A command opens its own sessions and closes them before it returns. It may be called from any thread, and several may
// run at once: those that change the same database wait for each other, in whatever process they are.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "compiler/driver/commands.h"

namespace kura::db {
class Connection;
}

namespace kura::runtime {

inline constexpr int kPending = 1;        // `status`: something is not applied, failed or drifted
inline constexpr int kDatabase = 5;       // no connection, no lock, or a statement failed
inline constexpr int kInterrupted = 130;  // the user stopped it

/// What the outside world gives; real_surroundings() is this machine's.
struct Surroundings {
  std::map<std::string, std::string> environment;  // for ${NAME} in URLs
  std::function<std::int64_t()> now;               // milliseconds since 1970, UTC
  std::function<void(std::int64_t)> sleep;         // milliseconds
  std::function<std::string()> token;              // a new random word
  std::function<bool()> is_interrupted;            // the user wants to stop after this step
  std::function<void(db::Connection*)>
      on_connection;  // the session that a second interrupt may cancel; null: it is over
  std::function<std::unique_ptr<db::Connection>(std::unique_ptr<db::Connection>)>
      wrap;                      // stands between Kura and the database
  bool in_is_terminal = false;   // somebody can be asked
  bool out_is_terminal = false;  // progress may rewrite its line
  std::size_t width = 80;        // of the terminal, in columns
};
/// The variables, clock and chance of this process, nobody who could be asked, and nobody who interrupts. Functions
/// that the caller puts in their place must not be empty, and must live as long as the command that gets them.
Surroundings real_surroundings();

/// Which databases. Times in milliseconds.
struct DatabaseOptions {
  driver::HistoryOptions history;  // the project, its warehouses and its migrations
  std::string url;                 // empty: what the warehouse's setting `url` says
  std::int64_t connect_timeout = 10'000;
  bool use_color = false;
  Surroundings surroundings = real_surroundings();
};

/// How a run behaves. Times in milliseconds.
struct RunOptions {
  bool is_confirmed = false;           // nobody is asked
  bool is_forced = false;              // although the database is not in the state that the migration starts from
  std::int64_t lock_wait = 60'000;     // for another runner to end
  std::int64_t lock_timeout = 0;       // for a lock that a statement needs; 0: what the migration says
  std::int64_t statement_timeout = 0;  // 0: what the migration says
  std::size_t retries = 5;             // of what may pass a moment later, and did nothing
};

struct ApplyOptions {
  DatabaseOptions database;
  RunOptions run;
  std::string to;              // number, id or part of a name of the last migration; empty: the newest
  std::filesystem::path plan;  // a plan as JSON (`kura plan --format json`) instead of the migrations
  bool is_dry_run = false;     // say what would be done, do nothing
  bool marks_only = false;     // write down that they are applied, run nothing: the database has it all already
};
/// `kura apply`: carries out what is not applied yet, or goes on where a run was cut off. kRefused when the database is
/// not in the state that the migration starts from, or when nobody said yes.
int apply_command(const ApplyOptions& options, driver::Streams streams);

struct RollbackOptions {
  DatabaseOptions database;
  RunOptions run;
  std::string to;  // the migration that stays as the last; empty: the last one goes
  bool is_dry_run = false;
};
/// `kura rollback`: the way back of the last migration, or of all after one.
int rollback_command(const RollbackOptions& options, driver::Streams streams);

struct StatusOptions {
  DatabaseOptions database;
  bool as_json = false;
};
/// `kura status`: to `out`, what is applied, pending, failed and drifted. kPending unless all is applied and as it was
/// left.
int status_command(const StatusOptions& options, driver::Streams streams);

struct RepairOptions {
  DatabaseOptions database;
  RunOptions run;
  std::size_t done = 0;    // the step that is to count as done; 0: none
  std::size_t undone = 0;  // the step that is to be run again
  bool unlocks = false;    // end the lease of a run that is no more, where the engine cannot tell
};
/// `kura repair`: shows a run that was cut off, and says of one of its steps that it is done or is not. kPending when
/// one is shown.
int repair_command(const RepairOptions& options, driver::Streams streams);

struct CleanOptions {
  DatabaseOptions database;
  RunOptions run;
  bool is_dry_run = false;
};
/// `kura clean`: drops the old tables that rebuilds have kept. kRefused when nobody said yes.
int clean_command(const CleanOptions& options, driver::Streams streams);

/// For `plan` and `diff`, whose states may be databases. The time is in milliseconds.
driver::DatabaseReader reader_of_databases(const Surroundings& surroundings, std::int64_t connect_timeout);

struct InspectOptions {
  std::string url;
  std::string dialect;               // empty: what the scheme means
  std::string warehouse;             // its name in what is written; empty: the dialect's
  std::filesystem::path output;      // a folder; empty: standard output
  std::vector<std::string> schemas;  // only these namespaces; empty: all
  std::vector<std::string> include;  // patterns with `*` and `?` over names; empty: everything
  std::vector<std::string> exclude;
  bool writes_address = false;            // into the warehouse as its `url`; never one with a password written out
  std::string split;                      // by-schema, by-table; empty: one file
  std::int64_t connect_timeout = 10'000;  // milliseconds
  driver::ReportOptions report;
  Surroundings surroundings;
};
/// `kura inspect`: a database as `.schema` files. What these cannot say is listed on `err`. kEnvironment when a file is
/// in the way.
int inspect_command(const InspectOptions& options, driver::Streams streams);

struct RefreshOptions {
  DatabaseOptions database;
  std::vector<std::string> views;  // empty: all materialized views that the project declares
};
/// `kura refresh`: brings materialized views up to date, those first that others read. kUsage for a view that the
/// project does not declare.
int refresh_command(const RefreshOptions& options, driver::Streams streams);

struct DriftOptions {
  DatabaseOptions database;
  driver::PolicyOptions policy;  // of the way back
  std::string format = "text";   // text, json; of the way back also sql
  bool adopts = false;           // write what was found into the project
  bool reverts = false;          // print the plan of the way back
};
/// `kura drift`: what was added, changed and removed by hand since Kura wrote to the database last. kPending when
/// something was.
int drift_command(const DriftOptions& options, driver::Streams streams);

struct TakeOverOptions {
  DatabaseOptions database;  // `url` is where to read
  std::string dialect;       // empty: what the scheme means
  std::string warehouse;     // its name in the project; empty: the dialect's
  std::string split;         // see InspectOptions
  std::string name = "baseline";
  std::vector<std::string> schemas, include, exclude;
  std::int64_t now = 0;  // seconds since 1970, UTC
};
/// `kura baseline --from URL`: takes a running database over: writes the project, its first migration, and marks that
/// as applied.
int take_over_command(const TakeOverOptions& options, driver::Streams streams);

}  // namespace kura::runtime
