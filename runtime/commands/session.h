// Session: one warehouse with its history, its database and its journal, open for one command.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "compiler/driver/migrations/workspace.h"
#include "runtime/commands/commands.h"
#include "runtime/db/connection.h"
#include "runtime/db/url.h"
#include "runtime/engine/engine.h"
#include "runtime/journal/journal.h"
#include "runtime/journal/lock.h"

namespace kura::runtime {

/// A warehouse of the project, with the migrations in its folder.
struct Target {
  driver::WarehouseFolder warehouse;
  migrations::History history;
  const engine::Engine* engine = nullptr;
  std::string url;  // as it was written
};

/// Reads the project and the folders of the warehouses that are meant; what is wrong is printed.
class Targets {
 public:
  /// The code is what the command answers when they cannot be read.
  static std::variant<std::unique_ptr<Targets>, int> open(const DatabaseOptions& options, driver::Streams streams);

  [[nodiscard]] std::vector<Target>& all() { return targets_; }
  [[nodiscard]] SourceManager& sources() { return sources_; }

 private:
  SourceManager sources_;
  std::vector<Target> targets_;
};

/// The clock and the interrupts of the surroundings, as the runtime's inner parts take them.
journal::World world_of(const Surroundings& surroundings);

/// An open database. The connection lives as long as the value.
struct Session {
  db::Url url;
  std::unique_ptr<db::Connection> connection;
  const engine::Engine* engine = nullptr;
  const dialect::Dialect* dialect = nullptr;
  std::unique_ptr<journal::Journal> journal;
  std::function<void(db::Connection*)> on_connection;

  Session() = default;
  Session(Session&&) = default;
  Session& operator=(Session&&) = default;
  ~Session();
};

/// Connects and holds the server to what its engine needs; the journal is not looked at. What is wrong is printed; the
/// code is what the command answers.
std::variant<Session, int> open_session(const std::string& url, const driver::CompiledWarehouse& warehouse,
                                        const DatabaseOptions& options, driver::Streams streams);

/// The lock, and a journal that is ready to be written.
struct Writing {
  std::unique_ptr<journal::Lock> lock;
};
std::variant<Writing, int> begin_writing(Session& session, const driver::CompiledWarehouse& warehouse,
                                         const RunOptions& run, const journal::World& world, driver::Streams streams);

/// "kura: error: …" with the help below it; gives kDatabase, or kUsage for what the command line got wrong.
int fail(driver::Streams streams, const std::string& where, const db::Error& error);

}  // namespace kura::runtime
