// A step whose statements stand by themselves: no transaction takes them back, so each is written down before and
// after, and where its outcome is unknown the database is asked.
#include <fmt/format.h>

#include <algorithm>

#include "runtime/apply/job.h"
#include "runtime/apply/run_state.h"
#include "runtime/apply/statements.h"

namespace kura::apply {
namespace {

using db::Done;
using db::ErrorKind;
using db::Outcome;
using journal::StepRecord;
using journal::StepStatus;

class AloneRunner {
 public:
  AloneRunner(RunState& state, const change::Step& step) : state_(state), step_(step), site_(state.site()) {}

  Attempt run();

 private:
  Attempt prepare();
  Attempt check_and_capture();
  Attempt look_again(std::size_t place);
  Attempt statements();
  Attempt statement(std::size_t place);
  Attempt with_its_record(const std::string& sql, StepRecord record);
  Attempt between_records(const std::string& sql, StepRecord record);
  Attempt mend(const std::string& sql, bool& has_mended);
  Attempt settle(const std::string& sql, const StepRecord& record, bool& was_done);
  Attempt is_job_running(bool& is_running);
  Attempt begin_anew(const std::string& sql, const Trouble& duplicate);
  Attempt wait();
  Attempt job_failed(const JobState& state);
  [[nodiscard]] std::size_t repeated_from() const;
  Outcome<std::string> seen(const std::string& sql);

  RunState& state_;
  const change::Step& step_;
  const Site& site_;
  std::int64_t rows_ = -1;
  std::size_t repeated_from_ = 0;  // from this statement on all are run again, whatever was written down; 0: none
};

Attempt AloneRunner::run() {
  const std::int64_t began = site_.world.now();
  StepRecord record = state_.record_of(step_, 0);
  if (const Outcome<Done> written = state_.write(record); !written.ok()) return trouble_of(written.error());
  Attempt trouble = prepare();
  if (!trouble) trouble = statements();
  if (!trouble && step_.wait) trouble = wait();
  for (std::size_t i = 0; !trouble && i < step_.checks_after.size(); ++i) trouble = state_.check(step_.checks_after[i]);
  if (trouble && trouble->is_unknown) return trouble;
  record = state_.ended(std::move(record), trouble ? StepStatus::failed : StepStatus::done, began);
  if (trouble) record.error = trouble->what.empty() ? db::to_text(trouble->error) : trouble->what;
  record.rows = rows_;
  if (const Outcome<Done> written = state_.write(record); !written.ok() && !trouble) return trouble_of(written.error());
  return trouble;
}

/// Only before the first statement: afterwards the object is not what the checks and the captures are about.
Attempt AloneRunner::prepare() {
  return state_.was_touched(step_) ? std::nullopt : check_and_capture();
}

Attempt AloneRunner::check_and_capture() {
  for (const change::Check& check : step_.checks_before) {
    if (Attempt trouble = state_.check(check)) return trouble;
  }
  return state_.capture(step_);
}

/// Where nothing of the step is done yet but time has passed, in which others may have written.
Attempt AloneRunner::look_again(std::size_t place) {
  for (std::size_t before = 1; before < place; ++before) {
    const StepRecord* record = state_.find(step_.number, before);
    if (record != nullptr && record->status == StepStatus::done) return std::nullopt;
  }
  return check_and_capture();
}

Attempt AloneRunner::statements() {
  repeated_from_ = repeated_from();
  for (std::size_t place = 1; place <= step_.sql.size(); ++place) {
    const std::string& sql = step_.sql[place - 1];
    if (Attempt trouble = is_setting(sql) ? state_.execute(sql) : statement(place)) return trouble;
  }
  return std::nullopt;
}

/// Rows that may have been written by a statement whose outcome is unknown do not show in the catalogue: where the step
/// empties the table first, it does so again.
std::size_t AloneRunner::repeated_from() const {
  if (site_.engine.atomicity() != engine::Atomicity::none) return 0;
  for (std::size_t place = 1; place <= step_.sql.size(); ++place) {
    const StepRecord* record = state_.find(step_.number, place);
    if (record == nullptr || record->status != StepStatus::started || !writes_rows(step_.sql[place - 1])) continue;
    for (std::size_t first = place; first > 0; --first) {
      if (empties_table(step_.sql[first - 1])) return first;
    }
  }
  return 0;
}

Attempt AloneRunner::statement(std::size_t place) {
  const std::string& sql = step_.sql[place - 1];
  const bool is_repeated = repeated_from_ != 0 && place >= repeated_from_;
  const StepRecord* earlier = is_repeated ? nullptr : state_.find(step_.number, place);
  if (earlier != nullptr && earlier->status == StepStatus::done) return std::nullopt;
  if (earlier != nullptr && earlier->status == StepStatus::started) {
    bool was_done = false;
    const StepRecord record = *earlier;
    if (Attempt trouble = settle(sql, record, was_done)) return trouble;
    if (was_done) return std::nullopt;
    if (Attempt trouble = look_again(place)) return trouble;
  }
  bool has_failed = earlier != nullptr && earlier->status == StepStatus::failed;
  const bool is_rolled_back = site_.engine.atomicity() != engine::Atomicity::none && site_.engine.is_rolled_back(sql);
  for (std::size_t attempt = 1;; ++attempt) {
    bool has_mended = false;
    if (has_failed) {
      if (Attempt trouble = mend(sql, has_mended)) return trouble;
      if (Attempt trouble = look_again(place)) return trouble;
    }
    StepRecord record = state_.record_of(step_, place);
    Attempt trouble =
        is_rolled_back ? with_its_record(sql, std::move(record)) : between_records(sql, std::move(record));
    if (!trouble || !db::may_pass_later(trouble->error.kind) || attempt > state_.options().retries ||
        site_.world.is_interrupted()) {
      return trouble;
    }
    has_failed = true;
    const std::int64_t delay = 500LL << std::min<std::size_t>(attempt - 1, 5);
    site_.progress.retries(trouble->error, delay, attempt, state_.options().retries);
    site_.world.sleep(delay);
  }
}

/// In one transaction with its row of the journal: both stand, or neither does.
Attempt AloneRunner::with_its_record(const std::string& sql, StepRecord record) {
  const std::int64_t began = site_.world.now();
  if (Attempt trouble = state_.execute(site_.engine.begin())) return trouble;
  Attempt trouble = state_.execute(sql, &record.rows);
  const RunState before = state_;
  if (!trouble) {
    record = state_.ended(std::move(record), StepStatus::done, began);
    if (const Outcome<Done> written = state_.write(record); !written.ok()) trouble = trouble_of(written.error());
  }
  if (!trouble) trouble = state_.execute(site_.engine.commit());
  if (!trouble) {
    rows_ = std::max(rows_, record.rows);
    return trouble;
  }
  state_.roll_back_to(before);
  if (!trouble->is_unknown) static_cast<void>(state_.execute(site_.engine.rollback()));
  return trouble;
}

Attempt AloneRunner::between_records(const std::string& sql, StepRecord record) {
  const Outcome<std::string> before = seen(sql);
  if (!before.ok()) return trouble_of(before.error());
  record.seen_before = before.value();
  if (const Outcome<Done> written = state_.write(record); !written.ok()) return trouble_of(written.error());
  const std::int64_t began = site_.world.now();
  Attempt trouble = state_.execute(sql, &record.rows);
  if (trouble && trouble->error.kind == ErrorKind::duplicate && new_table_of(sql)) trouble = begin_anew(sql, *trouble);
  if (trouble && trouble->is_unknown) return trouble;
  record = state_.ended(std::move(record), trouble ? StepStatus::failed : StepStatus::done, began);
  if (trouble) record.error = db::to_text(trouble->error);
  rows_ = std::max(rows_, record.rows);
  if (const Outcome<Done> written = state_.write(record); !written.ok() && !trouble) return trouble_of(written.error());
  return trouble;
}

/// A rebuild that is begun again finds its new table half filled. It goes, if the old one is still there: never the
/// only copy of a row.
Attempt AloneRunner::begin_anew(const std::string& sql, const Trouble& duplicate) {
  const Outcome<engine::Catalog> catalog = site_.engine.describe(site_.connection, words_of(step_.name.name));
  if (!catalog.ok()) return trouble_of(catalog.error());
  if (catalog.value().empty()) return duplicate;
  const std::string made = *new_table_of(sql);
  site_.progress.note(fmt::format("the copy {} that an earlier run began goes, and is begun again", made));
  if (Attempt trouble = state_.execute("DROP TABLE " + made)) return trouble;
  return state_.execute(sql);
}

/// Takes away what a statement has left behind that did not end well.
Attempt AloneRunner::mend(const std::string& sql, bool& has_mended) {
  const Outcome<std::vector<std::string>> repairs = site_.engine.before_repetition(site_.connection, sql);
  if (!repairs.ok()) return trouble_of(repairs.error());
  for (const std::string& repair : repairs.value()) {
    site_.progress.note(
        fmt::format("step {}: a statement was cut off in the middle; mends it first: {}", step_.number, repair));
    if (Attempt trouble = state_.execute(repair)) return trouble;
  }
  has_mended = !repairs.value().empty();
  return std::nullopt;
}

/// The statement was sent and nobody saw how it ended.
Attempt AloneRunner::settle(const std::string& sql, const StepRecord& record, bool& was_done) {
  bool has_mended = false;
  if (Attempt trouble = mend(sql, has_mended)) return trouble;
  if (has_mended) return std::nullopt;
  if (step_.wait) {
    if (Attempt trouble = is_job_running(was_done)) return trouble;
  }
  if (site_.engine.atomicity() == engine::Atomicity::none && writes_rows(sql)) {
    return trouble_saying(
        fmt::format("whether the rows of statement {} were written before the last run ended cannot be told "
                    "from here; look at the table, then say `kura repair --done {}` or `--undone {}`",
                    record.place, step_.number, step_.number));
  }
  if (!was_done) {
    const Outcome<std::string> now = seen(sql);
    if (!now.ok()) return trouble_of(now.error());
    was_done = now.value() != record.seen_before;
  }
  site_.progress.note(fmt::format("step {}, statement {}: the database shows that it {} before the last run ended",
                                  step_.number, record.place, was_done ? "was carried out" : "was not carried out"));
  if (!was_done) return std::nullopt;
  StepRecord done = record;
  done.status = StepStatus::done;
  done.finished_at = state_.now_text();
  if (const Outcome<Done> written = state_.write(done); !written.ok()) return trouble_of(written.error());
  return std::nullopt;
}

Outcome<std::string> AloneRunner::seen(const std::string& sql) {
  const Outcome<engine::Catalog> catalog = site_.engine.describe(site_.connection, words_of(sql));
  if (!catalog.ok()) return catalog.error();
  return content_of(catalog.value());
}

Attempt AloneRunner::is_job_running(bool& is_running) {
  const Outcome<JobState> state = job_state(site_.connection, *step_.wait);
  if (!state.ok()) return trouble_of(state.error());
  is_running = state.value().phase == JobPhase::running;
  return std::nullopt;
}

Attempt AloneRunner::wait() {
  while (true) {
    const Outcome<JobState> state = job_state(site_.connection, *step_.wait);
    if (!state.ok()) return trouble_of(state.error());
    if (state.value().phase == JobPhase::finished) return std::nullopt;
    if (state.value().phase == JobPhase::failed) return job_failed(state.value());
    if (site_.world.is_interrupted()) {
      return trouble_saying(fmt::format("{} goes on without being waited for", step_.wait->what), true,
                            ErrorKind::canceled);
    }
    site_.progress.waits(*step_.wait, state.value().word);
    site_.world.sleep(state_.options().wait_interval);
  }
}

/// The next run sends the statement that began the job again, instead of looking at a job that is over.
Attempt AloneRunner::job_failed(const JobState& state) {
  const std::string what =
      fmt::format("{} ended as {}{}{}", step_.wait->what, state.word, state.message.empty() ? "" : ": ", state.message);
  for (std::size_t place = step_.sql.size(); place > 0; --place) {
    if (is_setting(step_.sql[place - 1])) continue;
    StepRecord record = state_.record_of(step_, place);
    record.status = StepStatus::failed;
    record.error = what;
    record.finished_at = state_.now_text();
    if (const Outcome<Done> written = state_.write(record); !written.ok()) return trouble_of(written.error());
    break;
  }
  return trouble_saying(what);
}

}  // namespace

Attempt run_alone(RunState& state, const change::Step& step) {
  return AloneRunner(state, step).run();
}

}  // namespace kura::apply
