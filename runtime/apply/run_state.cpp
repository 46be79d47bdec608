// RunState: the journal of a run in memory, and the single things that a step is made of.
#include "runtime/apply/run_state.h"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>
#include <ctime>

#include "compiler/sql/tokens.h"
#include "runtime/apply/statements.h"

namespace kura::apply {
namespace {

using db::Done;
using db::Outcome;
using journal::StepRecord;
using journal::StepStatus;

bool is_true(const db::Answer& answer) {
  if (answer.rows.size() != 1 || answer.rows[0].size() != 1 || !answer.rows[0][0]) return false;
  const std::string& value = *answer.rows[0][0];
  return value == "1" || value == "t" || value == "true" || value == "TRUE";
}

bool takes_away(const std::string& sql) {
  const std::vector<sql::Token> tokens = sql::tokenize(sql);
  return !tokens.empty() && (tokens[0].is_word("revoke") || tokens[0].is_word("drop"));
}

}  // namespace

Trouble trouble_saying(std::string what, bool is_unknown, db::ErrorKind kind) {
  Trouble trouble;
  trouble.error.kind = kind;
  trouble.what = std::move(what);
  trouble.is_unknown = is_unknown;
  return trouble;
}

Trouble trouble_of(const db::Error& error) {
  return {error, {}, error.kind == db::ErrorKind::connection};
}

std::string time_text(std::int64_t milliseconds) {
  return fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(static_cast<std::time_t>(milliseconds / 1000)));
}

Outcome<Done> RunState::load() {
  Outcome<std::vector<StepRecord>> records = site_.journal.steps(run_.number);
  if (!records.ok()) return records.error();
  for (StepRecord& record : records.value()) records_[{record.step, record.place}] = std::move(record);
  Outcome<std::vector<journal::Carried>> carried = site_.journal.carried(run_.number);
  if (!carried.ok()) return carried.error();
  carried_ = std::move(carried.value());
  return Done{};
}

const StepRecord* RunState::find(std::size_t step, std::size_t place) const {
  const auto found = records_.find({step, place});
  return found == records_.end() ? nullptr : &found->second;
}

bool RunState::is_done(const change::Step& step) const {
  const StepRecord* record = find(step.number, 0);
  return record != nullptr && record->status == StepStatus::done;
}

bool RunState::was_touched(const change::Step& step) const {
  return std::any_of(records_.begin(), records_.end(), [&](const auto& it) {
    return it.first.first == step.number && it.first.second > 0 && it.second.status != StepStatus::failed;
  });
}

std::vector<journal::Carried> RunState::pending() const {
  std::vector<journal::Carried> result;
  std::copy_if(carried_.begin(), carried_.end(), std::back_inserter(result),
               [](const journal::Carried& it) { return !it.is_restored; });
  return result;
}

Outcome<Done> RunState::write(const StepRecord& record) {
  Outcome<Done> written = find(record.step, record.place) == nullptr ? site_.journal.add(run_.number, record)
                                                                     : site_.journal.replace(run_.number, record);
  if (written.ok()) records_[{record.step, record.place}] = record;
  return written;
}

Outcome<Done> RunState::mark_restored(std::size_t place) {
  Outcome<Done> marked = site_.journal.mark_restored(run_.number, place);
  if (!marked.ok()) return marked;
  for (journal::Carried& it : carried_) it.is_restored = it.is_restored || it.place == place;
  return marked;
}

void RunState::roll_back_to(const RunState& before) {
  records_ = before.records_;
  carried_ = before.carried_;
}

Attempt RunState::execute(const std::string& sql, std::int64_t* rows) {
  const Outcome<db::Answer> answer = site_.connection.execute(sql);
  if (!answer.ok()) return trouble_of(answer.error());
  // The copy of a rebuild is the statement of its step that writes the most; what stands beside it keeps books.
  if (rows != nullptr && answer.value().affected > 0) *rows = std::max(*rows, answer.value().affected);
  return std::nullopt;
}

Attempt RunState::check(const change::Check& check) {
  const Outcome<db::Answer> answer = site_.connection.execute(check.sql);
  if (!answer.ok()) return trouble_of(answer.error());
  if (is_true(answer.value())) return std::nullopt;
  return trouble_saying(fmt::format("does not hold: {}\n  {}", check.what, check.sql));
}

Attempt RunState::capture(const change::Step& step) {
  // A run that was cut off here may have written down only some of it.
  const auto is_of_step = [&](const journal::Carried& it) { return it.step == step.number; };
  if (std::any_of(carried_.begin(), carried_.end(), is_of_step)) {
    if (const Outcome<Done> erased = site_.journal.erase_carried(run_.number, step.number); !erased.ok())
      return trouble_of(erased.error());
    std::erase_if(carried_, is_of_step);
  }
  for (const change::Carry& carry : step.carry) {
    const Outcome<db::Answer> answer = site_.connection.execute(carry.capture);
    if (!answer.ok()) return trouble_of(answer.error());
    for (const db::Row& row : answer.value().rows) {
      if (row.empty() || !row[0]) continue;
      const journal::Carried taken{carried_.empty() ? 1 : carried_.back().place + 1, step.number, carry.what, *row[0],
                                   false};
      if (const Outcome<Done> added = site_.journal.add_carried(run_.number, taken); !added.ok()) {
        return trouble_of(added.error());
      }
      carried_.push_back(taken);
    }
  }
  return std::nullopt;
}

Attempt RunState::restore() {
  for (const journal::Carried& it : pending()) {
    Attempt trouble = execute(it.statement);
    // An earlier run may have done it and not lived to write so.
    const bool was_done = trouble && (trouble->error.kind == db::ErrorKind::duplicate ||
                                      (trouble->error.kind == db::ErrorKind::missing && takes_away(it.statement)));
    if (trouble && !was_done) {
      trouble->what = fmt::format("cannot put back the {} of step {}: {}\n  {}", it.what, it.step,
                                  db::to_text(trouble->error), it.statement);
      return trouble;
    }
    if (const Outcome<Done> marked = mark_restored(it.place); !marked.ok()) return trouble_of(marked.error());
  }
  return std::nullopt;
}

StepRecord RunState::record_of(const change::Step& step, std::size_t place) const {
  StepRecord record;
  record.step = step.number;
  record.place = place;
  record.summary = fmt::format("{} {}: {}", object_word(step.object), ir::to_text(step.name), step.summary);
  record.content = content_of(step);
  record.started_at = now_text();
  return record;
}

StepRecord RunState::ended(StepRecord record, StepStatus status, std::int64_t began) const {
  record.status = status;
  record.duration_ms = site_.world.now() - began;
  record.finished_at = now_text();
  return record;
}

std::string RunState::now_text() const {
  return time_text(site_.world.now());
}

}  // namespace kura::apply
