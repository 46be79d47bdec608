// Executor: carries out the steps of one run, and writes down how far it came, so that another process can go on.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "compiler/change/plan.h"
#include "runtime/apply/progress.h"
#include "runtime/db/connection.h"
#include "runtime/engine/engine.h"
#include "runtime/journal/journal.h"
#include "runtime/journal/lock.h"

namespace kura::apply {

/// What a run has to do.
struct Work {
  std::vector<std::string> session;  // settings of the connection, told anew by every process
  std::vector<change::Step> steps;
};

struct ExecuteOptions {
  engine::Timeouts timeouts;           // 0: what the migration's session says
  std::size_t retries = 5;             // of what may pass a moment later
  std::int64_t wait_interval = 1'000;  // milliseconds between two looks at an asynchronous job
};

enum class Ending : std::uint8_t { done, failed, interrupted };

/// How a run ended; what is wrong when it did not end well.
struct Report {
  Ending ending = Ending::done;
  std::size_t step = 0;  // the one that failed; 0: none of them
  std::string what;      // the trouble, in words for people
  std::string help;      // what to do; may be empty
};

/// Everything that carrying out needs.
struct Site {
  db::Connection& connection;
  const engine::Engine& engine;
  journal::Journal& journal;
  journal::Lock& lock;
  Progress& progress;
  const journal::World& world;
};

/// Statements that set the limits which somebody has asked for; without one it stays as it is.
std::vector<std::string> limits(const engine::Engine& engine, const engine::Timeouts& timeouts);

/// Begins a run, or goes on with one from the first step that is not done. Where the outcome of the last statement is
/// not known, it looks at the database. The run's row is not ended: the caller writes down what the catalogue says
/// then, and ends it.
Report execute(const journal::Run& run, const Work& work, const ExecuteOptions& options, const Site& site);

}  // namespace kura::apply
