// `kura repair`: a run that was cut off, step by step, and a word from somebody who knows better.
#include <fmt/format.h>

#include <algorithm>
#include <ostream>

#include "compiler/present/words.h"
#include "runtime/apply/run_state.h"
#include "runtime/apply/statements.h"
#include "runtime/commands/carry_out.h"
#include "runtime/commands/position.h"
#include "runtime/commands/session.h"

namespace kura::runtime {
namespace {

using db::Outcome;
using driver::Streams;
using journal::StepRecord;
using journal::StepStatus;

std::string word_of(const StepRecord* record) {
  if (record == nullptr) return "to do";
  switch (record->status) {
    case StepStatus::started:
      return "begun";
    case StepStatus::done:
      return "done";
    case StepStatus::failed:
      return "failed";
  }
  return {};
}

class Repair {
 public:
  Repair(const RepairOptions& options, Streams streams, Target& target)
      : options_(options), streams_(streams), target_(target), conduct_{options.database, options.run, streams} {}

  int run();

 private:
  int show(const std::vector<StepRecord>& records);
  int mark(Session& session, std::size_t number, bool is_done);
  int unlock(Session& session);
  [[nodiscard]] const StepRecord* find(const std::vector<StepRecord>& records, std::size_t step,
                                       std::size_t place) const;
  /// The steps of the run as the folder has them; empty for a plan that was applied from its own file.
  [[nodiscard]] std::vector<change::Step> steps_of_run() const;
  [[nodiscard]] const std::string& name() const { return target_.warehouse.folder.warehouse; }

  const RepairOptions& options_;
  Streams streams_;
  Target& target_;
  Conduct conduct_;
  journal::Run open_;
};

const StepRecord* Repair::find(const std::vector<StepRecord>& records, std::size_t step, std::size_t place) const {
  const auto found = std::find_if(records.begin(), records.end(),
                                  [&](const StepRecord& it) { return it.step == step && it.place == place; });
  return found == records.end() ? nullptr : &*found;
}

std::vector<change::Step> Repair::steps_of_run() const {
  for (const migrations::Migration& migration : target_.history.migrations) {
    if (migration.id == open_.migration)
      return open_.direction == journal::Direction::up ? migration.steps : migration.undo;
  }
  return {};
}

int Repair::show(const std::vector<StepRecord>& records) {
  streams_.out << fmt::format("{}: `{}`{}, begun at {}, has not ended\n", name(), open_.migration,
                              open_.direction == journal::Direction::down ? ", on its way back" : "", open_.started_at);
  const std::vector<change::Step> steps = steps_of_run();
  for (std::size_t step = 1; step <= open_.step_count; ++step) {
    const StepRecord* record = find(records, step, 0);
    std::string summary = record != nullptr ? record->summary : "";
    if (summary.empty() && step <= steps.size()) {
      summary = fmt::format("{}: {}", present::object_text(steps[step - 1].object, steps[step - 1].name),
                            steps[step - 1].summary);
    }
    streams_.out << fmt::format("  {:>3}. {:<7} {}\n", step, word_of(record), summary);
    for (const StepRecord& it : records) {
      if (it.step != step || (record != nullptr && record->status == StepStatus::done)) continue;
      if (it.place > 0)
        streams_.out << fmt::format(
            "         statement {}: {}\n", it.place,
            it.status == StepStatus::started ? "its outcome is not known; `kura apply` looks" : word_of(&it));
      if (!it.error.empty()) streams_.out << fmt::format("         {}\n", it.error);
    }
  }
  streams_.out << fmt::format(
      "  help: `kura {}` goes on from the first step that is not done. Where you have carried a step out by hand, say "
      "`kura repair --done STEP`; "
      "where you have taken one back, `--undone STEP`\n",
      open_.direction == journal::Direction::up ? "apply" : "rollback");
  return kPending;
}

int Repair::mark(Session& session, std::size_t number, bool is_done) {
  if (number > open_.step_count) {
    return driver::fail(
        streams_,
        fmt::format("{}: `{}` has no step {}; there are {}", name(), open_.migration, number, open_.step_count),
        driver::kUsage);
  }
  const std::vector<change::Step> steps = steps_of_run();
  if (is_done && number > steps.size()) {
    return driver::fail(streams_,
                        fmt::format("{}: the folder of migrations does not have `{}`", name(), open_.migration),
                        driver::kUsage);
  }
  const std::string question = fmt::format("write down that step {} of `{}` {}?", number, open_.migration,
                                           is_done ? "is done" : "is not done, and is to be run again");
  if (const int code = confirm(question, conduct_); code != driver::kOk) return code;
  Outcome<db::Done> written = session.journal->erase(open_.number, number);
  if (written.ok() && is_done) {
    StepRecord record;
    record.step = number;
    record.status = StepStatus::done;
    record.summary = fmt::format("{} (said by hand)", steps[number - 1].summary);
    record.content = apply::content_of(steps[number - 1]);
    record.started_at = record.finished_at = apply::time_text(options_.database.surroundings.now());
    written = session.journal->add(open_.number, record);
  }
  if (!written.ok()) return fail(streams_, name(), written.error());
  streams_.out << fmt::format("{}: step {} of `{}` {}\n", name(), number, open_.migration,
                              is_done ? "counts as done" : "will be run again");
  return driver::kOk;
}

int Repair::unlock(Session& session) {
  const dialect::Renderer& renderer = *target_.warehouse.project.dialect->renderer;
  Outcome<std::optional<journal::LeaseHolder>> holder = std::optional<journal::LeaseHolder>();
  if (session.engine->lock_kind() == engine::LockKind::lease) {
    const Outcome<bool> exists = session.journal->exists();
    if (!exists.ok()) return fail(streams_, name(), exists.error());
    if (exists.value()) holder = journal::lease_holder(*session.connection, renderer);
  }
  if (!holder.ok()) return fail(streams_, name(), holder.error());
  if (!holder.value()) {
    streams_.out << fmt::format(
        "{}: no lease to end{}\n", name(),
        session.engine->lock_kind() == engine::LockKind::lease ? "" : "; a lock here ends with its run");
    return driver::kOk;
  }
  const std::string question = fmt::format("end the lease of session {} (until {})? Only if that run is no more",
                                           holder.value()->session, apply::time_text(holder.value()->ends_at));
  if (const int code = confirm(question, conduct_); code != driver::kOk) return code;
  const Outcome<db::Done> ended = journal::end_lease(*session.connection, renderer, holder.value()->holder);
  if (!ended.ok()) return fail(streams_, name(), ended.error());
  streams_.out << fmt::format("{}: the lease is ended\n", name());
  return driver::kOk;
}

int Repair::run() {
  auto opened = open_session(target_.url, target_.warehouse.project, options_.database, streams_);
  if (const int* code = std::get_if<int>(&opened)) return *code;
  Session& session = std::get<Session>(opened);
  if (options_.unlocks) return unlock(session);
  const bool writes = options_.done != 0 || options_.undone != 0;
  Writing writing;
  if (writes) {
    auto begun = begin_writing(session, target_.warehouse.project, options_.run,
                               world_of(options_.database.surroundings), streams_);
    if (const int* code = std::get_if<int>(&begun)) return *code;
    writing = std::move(std::get<Writing>(begun));
  }
  const Outcome<bool> exists = session.journal->exists();
  if (!exists.ok()) return fail(streams_, name(), exists.error());
  Outcome<std::vector<journal::Run>> runs = exists.value() ? session.journal->runs() : std::vector<journal::Run>{};
  if (!runs.ok()) return fail(streams_, name(), runs.error());
  const journal::Run* open = journal::unfinished(runs.value());
  if (open == nullptr) {
    streams_.out << fmt::format("{}: nothing to mend, every run that was begun has ended\n", name());
    return writes ? driver::kUsage : driver::kOk;
  }
  open_ = *open;
  if (writes) return mark(session, options_.done != 0 ? options_.done : options_.undone, options_.done != 0);
  const Outcome<std::vector<StepRecord>> records = session.journal->steps(open_.number);
  if (!records.ok()) return fail(streams_, name(), records.error());
  return show(records.value());
}

}  // namespace

int repair_command(const RepairOptions& options, Streams streams) {
  if (options.done != 0 && options.undone != 0)
    return driver::fail(streams, "say either `--done` or `--undone`, one step at a time", driver::kUsage);
  auto opened = Targets::open(options.database, streams);
  if (const int* code = std::get_if<int>(&opened)) return *code;
  std::vector<Target>& targets = std::get<std::unique_ptr<Targets>>(opened)->all();
  if (targets.size() > 1 && (options.done != 0 || options.undone != 0 || options.unlocks))
    return driver::fail(streams, "say with `-w` which warehouse is meant", driver::kUsage);
  int worst = driver::kOk;
  for (Target& target : targets) worst = std::max(worst, Repair(options, streams, target).run());
  return worst;
}

}  // namespace kura::runtime
