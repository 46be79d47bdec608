// Executor: the steps in their order, transactions as one.
#include "runtime/apply/executor.h"

#include <fmt/format.h>

#include <algorithm>

#include "runtime/apply/run_state.h"
#include "runtime/apply/statements.h"

namespace kura::apply {
namespace {

using db::Done;
using db::ErrorKind;
using db::Outcome;
using journal::StepRecord;
using journal::StepStatus;

/// Steps that end together.
struct Unit {
  std::size_t begin = 0;
  std::size_t end = 0;
  bool is_together = false;
};

std::vector<Unit> units_of(const std::vector<change::Step>& steps, const engine::Engine& engine) {
  const auto can_be_taken_back = [&](const change::Step& step) {
    return engine.atomicity() == engine::Atomicity::whole ||
           (engine.atomicity() == engine::Atomicity::rows &&
            std::all_of(step.sql.begin(), step.sql.end(),
                        [&](const std::string& sql) { return engine.is_rolled_back(sql); }));
  };
  std::vector<Unit> units;
  for (std::size_t begin = 0; begin < steps.size();) {
    std::size_t end = begin + 1;
    while (steps[begin].transaction != 0 && end < steps.size() && steps[end].transaction == steps[begin].transaction)
      ++end;
    const auto first = steps.begin() + static_cast<std::ptrdiff_t>(begin);
    const bool is_together = steps[begin].transaction != 0 &&
                             std::all_of(first, first + static_cast<std::ptrdiff_t>(end - begin), can_be_taken_back);
    if (is_together) units.push_back({begin, end, true});
    for (; !is_together && begin < end; ++begin) units.push_back({begin, begin + 1, false});
    begin = end;
  }
  return units;
}

class Executor {
 public:
  Executor(const journal::Run& run, const Work& work, const ExecuteOptions& options, const Site& site)
      : work_(work), options_(options), site_(site), state_(run, options, site) {}

  Report run();

 private:
  Report begin();
  Report run_unit(const Unit& unit, bool is_last);
  Report run_together(const Unit& unit, bool is_last);
  Attempt try_together(const Unit& unit, bool is_last, std::size_t& failed);
  Attempt run_inside(const change::Step& step);
  Report run_by_itself(const change::Step& step);
  Report restore_rest();
  void write_failure(const change::Step& step, const Trouble& trouble);
  [[nodiscard]] Report report_of(const Trouble& trouble, std::size_t step) const;
  [[nodiscard]] std::size_t edited_step() const;

  const Work& work_;
  const ExecuteOptions& options_;
  const Site& site_;
  RunState state_;
};

Report failed(std::size_t step, std::string what, std::string help) {
  return {Ending::failed, step, std::move(what), std::move(help)};
}

Report Executor::report_of(const Trouble& trouble, std::size_t step) const {
  if (site_.world.is_interrupted() && trouble.error.kind == ErrorKind::canceled) {
    return {Ending::interrupted, step, trouble.what.empty() ? "the statement was canceled" : trouble.what, ""};
  }
  const std::string what = trouble.what.empty() ? db::to_text(trouble.error) : trouble.what;
  if (trouble.is_unknown) {
    return failed(
        step, what,
        "whether the last statement was carried out is not known; run the same command again, and Kura looks");
  }
  return failed(step, what, trouble.error.help);
}

/// The first step that was done, or begun, with other statements than the file has now; 0: none.
std::size_t Executor::edited_step() const {
  for (const change::Step& step : work_.steps) {
    const StepRecord* record = state_.find(step.number, 0);
    const bool counts = record != nullptr && (record->status == StepStatus::done || state_.was_touched(step));
    if (counts && record->content != content_of(step)) return step.number;
  }
  return 0;
}

Report Executor::begin() {
  if (const Outcome<Done> loaded = state_.load(); !loaded.ok()) return report_of({loaded.error(), {}, false}, 0);
  if (const std::size_t step = edited_step(); step != 0) {
    return failed(
        step, "its statements are not those that an earlier run carried out",
        "give the file its old text back, or tell what holds now by `kura repair --done STEP` or `--undone STEP`");
  }
  std::vector<std::string> settings = work_.session;
  for (std::string& setting : limits(site_.engine, options_.timeouts)) settings.push_back(std::move(setting));
  for (const std::string& setting : settings) {
    if (Attempt trouble = state_.execute(setting)) return report_of(*trouble, 0);
  }
  return {};
}

Report Executor::run() {
  if (Report begun = begin(); begun.ending != Ending::done) return begun;
  const std::vector<Unit> units = units_of(work_.steps, site_.engine);
  for (std::size_t i = 0; i < units.size(); ++i) {
    const change::Step& first = work_.steps[units[i].begin];
    const auto begin = work_.steps.begin() + static_cast<std::ptrdiff_t>(units[i].begin);
    const auto end = work_.steps.begin() + static_cast<std::ptrdiff_t>(units[i].end);
    if (std::all_of(begin, end, [&](const change::Step& step) { return state_.is_done(step); })) continue;
    if (site_.world.is_interrupted()) return {Ending::interrupted, first.number, "stopped before this step", ""};
    const Outcome<bool> is_held = site_.lock.is_held();
    if (!is_held.ok()) return report_of({is_held.error(), {}, false}, first.number);
    if (!is_held.value())
      return failed(first.number, "another run has taken the lock over",
                    "see `kura status`; nothing of this step was done");
    if (Report report = run_unit(units[i], i + 1 == units.size()); report.ending != Ending::done) return report;
  }
  return restore_rest();
}

Report Executor::run_unit(const Unit& unit, bool is_last) {
  return unit.is_together ? run_together(unit, is_last) : run_by_itself(work_.steps[unit.begin]);
}

Report Executor::run_by_itself(const change::Step& step) {
  site_.progress.step_began(step, work_.steps.size());
  if (Attempt trouble = run_alone(state_, step)) {
    site_.progress.step_failed(step);
    return report_of(*trouble, step.number);
  }
  const StepRecord* record = state_.find(step.number, 0);
  site_.progress.step_ended(step, record == nullptr ? -1 : record->rows);
  return {};
}

Report Executor::run_together(const Unit& unit, bool is_last) {
  const RunState before = state_;
  for (std::size_t attempt = 1;; ++attempt) {
    std::size_t place = unit.begin;
    Attempt trouble = try_together(unit, is_last, place);
    if (!trouble) return {};
    const change::Step& step = work_.steps[place];
    site_.progress.step_failed(step);
    state_.roll_back_to(before);
    if (trouble->is_unknown) return report_of(*trouble, step.number);
    static_cast<void>(state_.execute(site_.engine.rollback()));
    if (!db::may_pass_later(trouble->error.kind) || attempt > options_.retries || site_.world.is_interrupted()) {
      write_failure(step, *trouble);
      Report report = report_of(*trouble, step.number);
      if (report.help.empty()) {
        report.help = fmt::format(
            "the transaction was rolled back, so that steps {} to {} are not done; mend the cause and run the same "
            "command again",
            work_.steps[unit.begin].number, work_.steps[unit.end - 1].number);
      }
      return report;
    }
    const std::int64_t delay = 500LL << std::min<std::size_t>(attempt - 1, 5);
    site_.progress.retries(trouble->error, delay, attempt, options_.retries);
    site_.world.sleep(delay);
  }
}

Attempt Executor::try_together(const Unit& unit, bool is_last, std::size_t& failed) {
  if (Attempt trouble = state_.execute(site_.engine.begin())) return trouble;
  for (std::size_t place = unit.begin; place < unit.end; ++place) {
    failed = place;
    if (site_.world.is_interrupted())
      return trouble_saying("stopped; the transaction was rolled back", false, ErrorKind::canceled);
    // By somebody's word: `repair --done`.
    if (state_.is_done(work_.steps[place])) continue;
    if (Attempt trouble = run_inside(work_.steps[place])) return trouble;
  }
  if (is_last) {
    if (Attempt trouble = state_.restore()) return trouble;
  }
  return state_.execute(site_.engine.commit());
}

Attempt Executor::run_inside(const change::Step& step) {
  const std::int64_t began = site_.world.now();
  site_.progress.step_began(step, work_.steps.size());
  StepRecord record = state_.record_of(step, 0);
  for (const change::Check& check : step.checks_before) {
    if (Attempt trouble = state_.check(check)) return trouble;
  }
  if (Attempt trouble = state_.capture(step)) return trouble;
  for (const std::string& sql : step.sql) {
    if (Attempt trouble = state_.execute(sql, &record.rows)) return trouble;
  }
  for (const change::Check& check : step.checks_after) {
    if (Attempt trouble = state_.check(check)) return trouble;
  }
  record = state_.ended(std::move(record), StepStatus::done, began);
  if (const Outcome<Done> written = state_.write(record); !written.ok()) return trouble_of(written.error());
  site_.progress.step_ended(step, record.rows);
  return std::nullopt;
}

void Executor::write_failure(const change::Step& step, const Trouble& trouble) {
  StepRecord record = state_.record_of(step, 0);
  record.status = StepStatus::failed;
  record.error = trouble.what.empty() ? db::to_text(trouble.error) : trouble.what;
  record.finished_at = state_.now_text();
  // The trouble itself is told in any case.
  static_cast<void>(state_.write(record).ok());
}

/// What was carried over steps that do not all end together.
Report Executor::restore_rest() {
  if (Attempt trouble = state_.restore()) return report_of(*trouble, 0);
  return {};
}

}  // namespace

std::vector<std::string> limits(const engine::Engine& engine, const engine::Timeouts& timeouts) {
  std::vector<std::string> settings = engine.timeouts(timeouts);
  const std::vector<std::string> unlimited = engine.timeouts({});
  std::erase_if(settings, [&](const std::string& setting) {
    return std::find(unlimited.begin(), unlimited.end(), setting) != unlimited.end();
  });
  return settings;
}

Report execute(const journal::Run& run, const Work& work, const ExecuteOptions& options, const Site& site) {
  return Executor(run, work, options, site).run();
}

}  // namespace kura::apply
