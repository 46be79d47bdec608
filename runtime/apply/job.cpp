// Reading the state of a job.
#include "runtime/apply/job.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "compiler/base/ascii.h"

namespace kura::apply {
namespace {

// Columns in which engines say why a job failed.
constexpr std::string_view kMessages[] = {"msg", "message", "errormsg", "error_message"};

std::optional<std::size_t> column_of(const db::Answer& answer, std::string_view name) {
  for (std::size_t i = 0; i < answer.columns.size(); ++i) {
    if (to_lower(answer.columns[i]) == to_lower(name)) return i;
  }
  return std::nullopt;
}

bool is_one_of(const std::vector<std::string>& states, const std::string& state) {
  return std::find(states.begin(), states.end(), state) != states.end();
}

}  // namespace

db::Outcome<JobState> job_state(db::Connection& connection, const change::Wait& wait) {
  const db::Outcome<db::Answer> answer = connection.execute(wait.sql);
  if (!answer.ok()) return answer.error();
  if (answer.value().rows.empty()) return JobState{};
  const std::optional<std::size_t> column = column_of(answer.value(), wait.column);
  if (!column) {
    return db::Error{db::ErrorKind::statement, "",
                     fmt::format("the answer to `{}` has no column `{}`", wait.sql, wait.column), ""};
  }
  const db::Row& row = answer.value().rows.front();
  JobState state{JobPhase::failed, row[*column].value_or(""), {}};
  if (is_one_of(wait.running, state.word)) state.phase = JobPhase::running;
  if (state.word.empty() || is_one_of(wait.finished, state.word)) state.phase = JobPhase::finished;
  for (const std::string_view name : kMessages) {
    const std::optional<std::size_t> place = column_of(answer.value(), name);
    if (place && row[*place] && state.message.empty()) state.message = *row[*place];
  }
  return state;
}

}  // namespace kura::apply
