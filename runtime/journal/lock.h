// Lock: lets only one runner at a time change a warehouse.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "compiler/dialect/renderer.h"
#include "runtime/db/connection.h"
#include "runtime/engine/engine.h"

namespace kura::journal {

/// What the outside world gives: time and chance, so that tests can give their own.
struct World {
  std::function<std::int64_t()> now;                            // milliseconds since 1970, UTC
  std::function<void(std::int64_t)> sleep;                      // milliseconds
  std::function<std::string()> token;                           // a new random word
  std::function<bool()> is_interrupted = [] { return false; };  // the user wants to stop
};
/// The clock, the sleep and the chance of this machine.
World real_world();

struct LockOptions {
  std::string warehouse;
  std::int64_t wait = 0;  // milliseconds until it gives up
  /// Called once when somebody else has the lock.
  std::function<void(const std::string& holder)> on_wait = [](const std::string&) {};
};

/// Held until it is destroyed. The server lets go of a session's lock when the session ends, the system of a file's
/// when the process ends; a lease is taken over when the session that took it is known to be no more.
class Lock {
 public:
  virtual ~Lock() = default;
  /// Whether it is still this runner's; a lease is made longer by it. To be asked before each step.
  virtual db::Outcome<bool> is_held() = 0;
};

/// Waits for the lock for as long as the options say. Null: somebody else has it still, or the user wants to stop. A
/// lease needs the journal's tables.
db::Outcome<std::unique_ptr<Lock>> take_lock(db::Connection& connection, const engine::Engine& engine,
                                             const dialect::Renderer& renderer, const LockOptions& options,
                                             const World& world);

/// The lease of the database, whoever has it: for people, when the engine cannot tell whether its session still lives.
struct LeaseHolder {
  std::string holder;        // a random word
  std::int64_t session = 0;  // the server's number for the session that took it
  std::int64_t ends_at = 0;  // milliseconds since 1970, UTC
};
db::Outcome<std::optional<LeaseHolder>> lease_holder(db::Connection& connection, const dialect::Renderer& renderer);
/// Takes the lease away from this holder, so that the next run may begin.
db::Outcome<db::Done> end_lease(db::Connection& connection, const dialect::Renderer& renderer,
                                const std::string& holder);

}  // namespace kura::journal
