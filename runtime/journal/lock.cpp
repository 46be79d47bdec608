// Lock: by session, by file, or by a lease in the journal.
#include "runtime/journal/lock.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstring>
#include <random>
#include <thread>

namespace kura::journal {
namespace {

using db::Answer;
using db::Done;
using db::ErrorKind;
using db::Outcome;

constexpr std::int64_t kPollInterval = 500;     // milliseconds
constexpr std::int64_t kLeaseLength = 120'000;  // milliseconds; made longer before each step
// Longer than a write takes to be seen by everybody: the last of two who wrote at once is the one that both read.
constexpr std::int64_t kSettleTime = 1'500;

class SessionLock final : public Lock {
 public:
  SessionLock(db::Connection& connection, const engine::Engine& engine, std::string name)
      : connection_(connection), engine_(engine), name_(std::move(name)) {}
  SessionLock(const SessionLock&) = delete;
  SessionLock& operator=(const SessionLock&) = delete;
  ~SessionLock() override { static_cast<void>(engine_.unlock(connection_, name_).ok()); }
  // It lives and ends with the session, and a lost session shows with the next statement.
  Outcome<bool> is_held() override { return true; }

 private:
  db::Connection& connection_;
  const engine::Engine& engine_;
  std::string name_;
};

class FileLock final : public Lock {
 public:
  explicit FileLock(int descriptor) : descriptor_(descriptor) {}
  FileLock(const FileLock&) = delete;
  FileLock& operator=(const FileLock&) = delete;
  ~FileLock() override { ::close(descriptor_); }
  Outcome<bool> is_held() override { return true; }

 private:
  int descriptor_;
};

/// One for the database: its warehouses share the journal.
constexpr std::string_view kLockName = "kura";

Outcome<std::optional<LeaseHolder>> lease_of(db::Connection& connection, const dialect::Renderer& renderer,
                                             const std::string& name) {
  const Outcome<Answer> answer = connection.execute(
      fmt::format("SELECT holder, session, ends_at FROM kura_lease WHERE name = {}", renderer.string_literal(name)));
  if (!answer.ok()) return answer.error();
  if (answer.value().rows.empty()) return std::optional<LeaseHolder>();
  const db::Row& row = answer.value().rows.front();
  return std::optional(
      LeaseHolder{row[0].value_or(""), std::stoll(row[1].value_or("0")), std::stoll(row[2].value_or("0"))});
}

class Lease final : public Lock {
 public:
  Lease(db::Connection& connection, const dialect::Renderer& renderer, std::string name, World world)
      : connection_(connection),
        renderer_(renderer),
        name_(std::move(name)),
        world_(std::move(world)),
        token_(world_.token()) {}
  Lease(const Lease&) = delete;
  Lease& operator=(const Lease&) = delete;
  ~Lease() override {
    if (is_ours_)
      static_cast<void>(
          tell(fmt::format("DELETE FROM kura_lease WHERE name = {} AND holder = '{}'", quoted(name_), token_)).ok());
  }

  Outcome<bool> is_held() override;
  /// True when the lease is this runner's now.
  Outcome<bool> take(const engine::Engine& engine);

 private:
  Outcome<std::optional<LeaseHolder>> read() { return lease_of(connection_, renderer_, name_); }
  Outcome<Done> write(bool is_new);
  Outcome<bool> is_free(const engine::Engine& engine, const std::optional<LeaseHolder>& row);
  Outcome<bool> take_by_locking(const engine::Engine& engine, const std::string& lock);
  Outcome<bool> take_by_settling(const engine::Engine& engine);
  Outcome<bool> give_up(const engine::Engine& engine, const db::Error& error);
  Outcome<Done> tell(const std::string& sql);
  [[nodiscard]] std::string quoted(const std::string& text) const { return renderer_.string_literal(text); }

  db::Connection& connection_;
  const dialect::Renderer& renderer_;
  std::string name_;
  const World world_;  // its own: the lock outlives the call that took it
  std::string token_;
  bool is_ours_ = false;
};

Outcome<Done> Lease::tell(const std::string& sql) {
  const Outcome<Answer> answer = connection_.execute(sql);
  if (!answer.ok()) return answer.error();
  return Done{};
}

Outcome<Done> Lease::write(bool is_new) {
  const std::int64_t end = world_.now() + kLeaseLength;
  if (!is_new) {
    return tell(fmt::format("UPDATE kura_lease SET holder = '{}', session = {}, ends_at = {} WHERE name = {}", token_,
                            connection_.session_id(), end, quoted(name_)));
  }
  return tell(fmt::format("INSERT INTO kura_lease (name, holder, session, ends_at) VALUES ({}, '{}', {}, {})",
                          quoted(name_), token_, connection_.session_id(), end));
}

/// Whether nobody has it, or the one who has it is no more. A long statement keeps a runner from making its lease
/// longer, so its end alone proves nothing.
Outcome<bool> Lease::is_free(const engine::Engine& engine, const std::optional<LeaseHolder>& row) {
  if (!row || row->holder == token_) return true;
  const Outcome<bool> alive = engine.is_session_alive(connection_, row->session);
  if (!alive.ok()) return alive.error();
  return !alive.value();
}

Outcome<bool> Lease::take(const engine::Engine& engine) {
  const std::string lock = engine.lock_table("kura_lease");
  return lock.empty() ? take_by_settling(engine) : take_by_locking(engine, lock);
}

/// Nobody else reads or writes the table in between.
Outcome<bool> Lease::take_by_locking(const engine::Engine& engine, const std::string& lock) {
  for (const std::string& sql : {engine.begin(), lock}) {
    if (const Outcome<Done> told = tell(sql); !told.ok()) return give_up(engine, told.error());
  }
  const Outcome<std::optional<LeaseHolder>> seen = read();
  if (!seen.ok()) return give_up(engine, seen.error());
  const Outcome<bool> free = is_free(engine, seen.value());
  if (!free.ok()) return give_up(engine, free.error());
  if (!free.value()) {
    if (const Outcome<Done> told = tell(engine.rollback()); !told.ok()) return told.error();
    return false;
  }
  if (const Outcome<Done> written = write(!seen.value()); !written.ok()) return give_up(engine, written.error());
  if (const Outcome<Done> ended = tell(engine.commit()); !ended.ok()) return give_up(engine, ended.error());
  is_ours_ = true;
  return true;
}

/// Two who write at once overwrite each other's row: both see after a while who was the last.
Outcome<bool> Lease::take_by_settling(const engine::Engine& engine) {
  const Outcome<std::optional<LeaseHolder>> seen = read();
  if (!seen.ok()) return seen.error();
  const Outcome<bool> free = is_free(engine, seen.value());
  if (!free.ok() || !free.value()) return free;
  if (const Outcome<Done> written = write(!seen.value()); !written.ok()) {
    if (db::may_pass_later(written.error().kind)) return false;
    return written.error();
  }
  world_.sleep(kSettleTime);
  const Outcome<std::optional<LeaseHolder>> settled = read();
  if (!settled.ok()) return settled.error();
  is_ours_ = settled.value() && settled.value()->holder == token_;
  return is_ours_;
}

Outcome<bool> Lease::give_up(const engine::Engine& engine, const db::Error& error) {
  if (error.kind == ErrorKind::connection) return error;
  static_cast<void>(tell(engine.rollback()).ok());
  if (db::may_pass_later(error.kind)) return false;
  return error;
}

Outcome<bool> Lease::is_held() {
  const Outcome<std::optional<LeaseHolder>> seen = read();
  if (!seen.ok()) return seen.error();
  is_ours_ = seen.value() && seen.value()->holder == token_;
  if (!is_ours_) return false;
  const Outcome<Done> longer = tell(fmt::format("UPDATE kura_lease SET ends_at = {} WHERE name = {} AND holder = '{}'",
                                                world_.now() + kLeaseLength, quoted(name_), token_));
  if (!longer.ok()) return longer.error();
  return true;
}

using Attempt = std::function<Outcome<bool>()>;

/// Tries until it succeeds, the time is over or the user wants to stop.
Outcome<bool> poll(const Attempt& attempt, const LockOptions& options, const World& world) {
  const std::int64_t end = world.now() + options.wait;
  for (bool was_told = false;; was_told = true) {
    Outcome<bool> taken = attempt();
    if (!taken.ok() || taken.value()) return taken;
    if (world.now() >= end || world.is_interrupted()) return false;
    if (!was_told) options.on_wait(options.warehouse);
    world.sleep(std::min(kPollInterval, std::max<std::int64_t>(end - world.now(), 1)));
  }
}

Outcome<std::unique_ptr<Lock>> lock_file(const std::string& file, const LockOptions& options, const World& world) {
  if (file.empty()) return std::unique_ptr<Lock>(std::make_unique<FileLock>(::open("/dev/null", O_RDONLY | O_CLOEXEC)));
  const int descriptor = ::open(file.c_str(), O_RDONLY | O_CREAT | O_CLOEXEC, 0644);
  if (descriptor < 0) {
    return db::Error{ErrorKind::no_database, "", fmt::format("cannot open `{}`: {}", file, std::strerror(errno)), ""};
  }
  auto lock = std::make_unique<FileLock>(descriptor);
  const Outcome<bool> taken =
      poll([&]() -> Outcome<bool> { return ::flock(descriptor, LOCK_EX | LOCK_NB) == 0; }, options, world);
  if (!taken.ok()) return taken.error();
  if (!taken.value()) return std::unique_ptr<Lock>();
  return std::unique_ptr<Lock>(std::move(lock));
}

}  // namespace

World real_world() {
  World world;
  world.now = [] {
    return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::system_clock::now().time_since_epoch())
        .count();
  };
  world.sleep = [](std::int64_t time) { std::this_thread::sleep_for(std::chrono::milliseconds(time)); };
  world.token = [] {
    std::random_device source;
    return fmt::format("{:08x}{:08x}{:08x}{:08x}", source(), source(), source(), source());
  };
  return world;
}

Outcome<std::optional<LeaseHolder>> lease_holder(db::Connection& connection, const dialect::Renderer& renderer) {
  return lease_of(connection, renderer, std::string(kLockName));
}

Outcome<Done> end_lease(db::Connection& connection, const dialect::Renderer& renderer, const std::string& holder) {
  const Outcome<Answer> answer =
      connection.execute(fmt::format("DELETE FROM kura_lease WHERE name = {} AND holder = {}",
                                     renderer.string_literal(std::string(kLockName)), renderer.string_literal(holder)));
  if (!answer.ok()) return answer.error();
  return Done{};
}

Outcome<std::unique_ptr<Lock>> take_lock(db::Connection& connection, const engine::Engine& engine,
                                         const dialect::Renderer& renderer, const LockOptions& options,
                                         const World& world) {
  const std::string name = std::string(kLockName);
  switch (engine.lock_kind()) {
    case engine::LockKind::file:
      return lock_file(connection.file(), options, world);
    case engine::LockKind::session: {
      const Outcome<bool> taken = poll([&] { return engine.try_lock(connection, name); }, options, world);
      if (!taken.ok()) return taken.error();
      if (!taken.value()) return std::unique_ptr<Lock>();
      return std::unique_ptr<Lock>(std::make_unique<SessionLock>(connection, engine, name));
    }
    case engine::LockKind::lease: {
      auto lease = std::make_unique<Lease>(connection, renderer, name, world);
      const Outcome<bool> taken = poll([&] { return lease->take(engine); }, options, world);
      if (!taken.ok()) return taken.error();
      if (!taken.value()) return std::unique_ptr<Lock>();
      return std::unique_ptr<Lock>(std::move(lease));
    }
  }
  return std::unique_ptr<Lock>();
}

}  // namespace kura::journal
