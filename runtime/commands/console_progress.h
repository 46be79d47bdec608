// ConsoleProgress: a run for somebody who watches it: plain lines, or on a terminal a bar that moves.
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <ostream>
#include <string>
#include <thread>

#include "runtime/apply/progress.h"

namespace kura::runtime {

struct ConsoleStyle {
  bool is_terminal = false;  // lines may be written over
  bool use_color = false;
  std::size_t width = 80;  // columns
};

class ConsoleProgress final : public apply::Progress {
 public:
  ConsoleProgress(std::ostream& out, const ConsoleStyle& style);
  ConsoleProgress(const ConsoleProgress&) = delete;
  ConsoleProgress& operator=(const ConsoleProgress&) = delete;
  ~ConsoleProgress() override;

  void step_began(const change::Step& step, std::size_t count) override;
  void step_ended(const change::Step& step, std::int64_t rows) override;
  void step_failed(const change::Step& step) override;
  void note(const std::string& text) override;
  void waits(const change::Wait& wait, const std::string& state) override;
  void retries(const db::Error& error, std::int64_t delay_ms, std::size_t attempt, std::size_t attempts) override;

 private:
  using Clock = std::chrono::steady_clock;

  void tick();
  void draw();
  void erase();
  void line(const std::string& text);
  [[nodiscard]] double elapsed() const;
  [[nodiscard]] std::string painted(const char* color, const std::string& text) const;

  std::ostream& out_;
  ConsoleStyle style_;
  std::mutex mutex_;
  std::condition_variable stop_;
  std::string current_;  // the step that runs; empty: none
  std::string state_;    // of the job that it waits for
  std::size_t number_ = 0;
  std::size_t count_ = 0;
  Clock::time_point began_;
  bool is_over_ = false;
  std::thread ticker_;
};

}  // namespace kura::runtime
