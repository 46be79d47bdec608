// Interrupts: Ctrl-C stops a run after its step; a second one cancels the statement.
#pragma once

#include <atomic>
#include <mutex>
#include <thread>

#include "runtime/db/connection.h"

namespace kura::cli {

/// Takes SIGINT and SIGTERM over for as long as it lives, in a thread of its own. At most one at a time; made before
/// any other thread.
class Interrupts {
 public:
  Interrupts();
  Interrupts(const Interrupts&) = delete;
  Interrupts& operator=(const Interrupts&) = delete;
  ~Interrupts();

  [[nodiscard]] bool is_interrupted() const { return count_ > 0; }
  /// The session whose statement the second one cancels; null: none.
  void watch(db::Connection* connection);

 private:
  void listen();

  std::atomic<int> count_ = 0;
  std::mutex mutex_;
  db::Connection* connection_ = nullptr;
  std::atomic<bool> is_over_ = false;
  std::thread listener_;
};

}  // namespace kura::cli
