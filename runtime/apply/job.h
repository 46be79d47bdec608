// An asynchronous job of the engine, as a step's wait asks for it.
#pragma once

#include <cstdint>
#include <string>

#include "compiler/change/plan.h"
#include "runtime/db/connection.h"

namespace kura::apply {

enum class JobPhase : std::uint8_t { running, finished, failed };

struct JobState {
  JobPhase phase = JobPhase::finished;  // as well when there is no job: the engine had nothing to do in the background
  std::string word;                     // what the engine calls it
  std::string message;                  // why it failed, where the engine says so
};

db::Outcome<JobState> job_state(db::Connection& connection, const change::Wait& wait);

}  // namespace kura::apply
