// Progress: who is told what a run is doing, while it does it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "compiler/change/plan.h"
#include "runtime/db/error.h"

namespace kura::apply {

class Progress {
 public:
  virtual ~Progress() = default;

  virtual void step_began(const change::Step& step, std::size_t count) = 0;
  /// `rows` -1: the engine does not say.
  virtual void step_ended(const change::Step& step, std::int64_t rows) = 0;
  virtual void step_failed(const change::Step& step) = 0;
  /// A step, or a part of it, that an earlier run had done.
  virtual void note(const std::string& text) = 0;
  /// An asynchronous job is in this state.
  virtual void waits(const change::Wait& wait, const std::string& state) = 0;
  virtual void retries(const db::Error& error, std::int64_t delay_ms, std::size_t attempt, std::size_t attempts) = 0;
};

}  // namespace kura::apply
