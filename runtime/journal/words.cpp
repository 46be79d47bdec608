// The journal's words and hashes.
#include "runtime/journal/words.h"

#include <fmt/format.h>

#include "compiler/base/sha256.h"

namespace kura::journal {

std::string_view direction_word(Direction direction) {
  return direction == Direction::up ? "up" : "down";
}

Direction direction_of(std::string_view word) {
  return word == "down" ? Direction::down : Direction::up;
}

std::string_view run_status_word(RunStatus status) {
  switch (status) {
    case RunStatus::running:
      return "running";
    case RunStatus::done:
      return "done";
    case RunStatus::marked:
      return "marked";
  }
  return {};
}

RunStatus run_status_of(std::string_view word) {
  if (word == "done") return RunStatus::done;
  return word == "marked" ? RunStatus::marked : RunStatus::running;
}

std::string_view step_status_word(StepStatus status) {
  switch (status) {
    case StepStatus::started:
      return "started";
    case StepStatus::done:
      return "done";
    case StepStatus::failed:
      return "failed";
  }
  return {};
}

StepStatus step_status_of(std::string_view word) {
  if (word == "done") return StepStatus::done;
  return word == "failed" ? StepStatus::failed : StepStatus::started;
}

std::string object_id(std::string_view warehouse, std::string_view object) {
  return sha256(fmt::format("{}\n{}", warehouse, object));
}

KnownObject known_object(const std::vector<std::string>& facts) {
  KnownObject known;
  for (const std::string& fact : facts) known.facts += fact + "\n";
  known.content = sha256(known.facts);
  return known;
}

}  // namespace kura::journal
