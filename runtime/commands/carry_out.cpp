// Carrying out one run.
#include "runtime/commands/carry_out.h"

#include <fmt/format.h>

#include <algorithm>
#include <istream>
#include <ostream>

#include "compiler/present/words.h"
#include "runtime/apply/run_state.h"
#include "runtime/commands/console_progress.h"

namespace kura::runtime {
namespace {

using db::Done;
using db::Outcome;

/// Declarations that the catalogue has no object for.
journal::Declarations not_in_catalog(const Assignment& assignment, const journal::KnownObjects& now) {
  constexpr std::string_view kEnum = "enum ";
  journal::Declarations result;
  for (const auto& [object, text] : assignment.declared) {
    if (object.starts_with(kEnum) && !now.contains(object.substr(kEnum.size()))) result.emplace(object, text);
  }
  return result;
}

/// What the catalogue says now, and the end of the run, together where the engine can.
Outcome<Done> settle(Session& session, const Assignment& assignment, journal::Run run, const journal::World& world) {
  const Outcome<journal::KnownObjects> before = session.journal->objects();
  if (!before.ok()) return before.error();
  Outcome<journal::KnownObjects> after = look(session, assignment.objects);
  if (!after.ok()) return after.error();
  for (auto& [object, known] : after.value()) {
    const auto declared = assignment.declared.find(object);
    const auto old = before.value().find(object);
    if (declared != assignment.declared.end()) {
      known.declared = declared->second;
    } else if (old != before.value().end() && old->second.content == known.content) {
      known.declared = old->second.declared;
    }
  }
  const bool is_together = session.engine->atomicity() != engine::Atomicity::none;
  if (is_together) {
    if (const auto begun = session.connection->execute(session.engine->begin()); !begun.ok()) return begun.error();
  }
  run.status = assignment.is_marked ? journal::RunStatus::marked : journal::RunStatus::done;
  run.finished_at = apply::time_text(world.now());
  Outcome<Done> written = session.journal->write_objects(before.value(), after.value());
  if (written.ok()) written = session.journal->write_declarations(not_in_catalog(assignment, after.value()));
  if (written.ok()) written = session.journal->finish(run);
  if (!is_together) return written;
  const auto ended = session.connection->execute(written.ok() ? session.engine->commit() : session.engine->rollback());
  if (written.ok() && !ended.ok()) return ended.error();
  return written;
}

int tell(const apply::Report& report, const std::string& migration, std::size_t count, driver::Streams streams) {
  const std::string place = report.step == 0 ? "" : fmt::format(", step {} of {}", report.step, count);
  if (report.ending == apply::Ending::interrupted) {
    streams.err << fmt::format("kura: stopped in `{}`{}: {}\n  help: run the same command again to go on\n", migration,
                               place, report.what);
    return kInterrupted;
  }
  streams.err << fmt::format("kura: error: `{}`{}: {}\n", migration, place, report.what);
  streams.err << fmt::format(
      "  help: {}\n",
      report.help.empty()
          ? "what was done before this step stays done; mend the cause and run the same command again, and "
            "it goes on here"
          : report.help);
  return kDatabase;
}

/// Repeats what did nothing because somebody else held a lock.
template <class Work>
auto patiently(const RunOptions& run, const journal::World& world, apply::Progress& progress, Work work) {
  for (std::size_t attempt = 1;; ++attempt) {
    auto outcome = work();
    if (outcome.ok() || !db::may_pass_later(outcome.error().kind) || attempt > run.retries || world.is_interrupted())
      return outcome;
    const std::int64_t delay = 500LL << std::min<std::size_t>(attempt - 1, 5);
    progress.retries(outcome.error(), delay, attempt, run.retries);
    world.sleep(delay);
  }
}

/// The journal could not be written.
int tell(const db::Error& error, const std::string& migration, const Conduct& conduct) {
  if (conduct.database.surroundings.is_interrupted() && error.kind == db::ErrorKind::canceled)
    return tell({apply::Ending::interrupted, 0, "the statement was canceled", ""}, migration, 0, conduct.streams);
  return tell({apply::Ending::failed, 0, db::to_text(error), error.help}, migration, 0, conduct.streams);
}

}  // namespace

int carry_out(Session& session, Writing& writing, const Assignment& assignment, const Conduct& conduct) {
  const journal::World world = world_of(conduct.database.surroundings);
  const engine::Timeouts timeouts{conduct.run.lock_timeout, conduct.run.statement_timeout};
  ConsoleProgress progress(conduct.streams.out, {conduct.database.surroundings.out_is_terminal,
                                                 conduct.database.use_color, conduct.database.surroundings.width});
  journal::Run run = assignment.run;
  for (const std::string& sql : apply::limits(*session.engine, timeouts)) {
    if (const auto set = session.connection->execute(sql); !set.ok()) return tell(set.error(), run.migration, conduct);
  }
  if (run.number == 0) {
    run.started_at = apply::time_text(world.now());
    run.step_count = assignment.work.steps.size();
    const Outcome<journal::Run> begun =
        patiently(conduct.run, world, progress, [&] { return session.journal->begin(run); });
    if (!begun.ok()) return tell(begun.error(), run.migration, conduct);
    run = begun.value();
  }
  if (!assignment.is_marked) {
    const apply::Report report =
        apply::execute(run, assignment.work, {timeouts, conduct.run.retries, 1'000},
                       {*session.connection, *session.engine, *session.journal, *writing.lock, progress, world});
    if (report.ending != apply::Ending::done)
      return tell(report, run.migration, assignment.work.steps.size(), conduct.streams);
  }
  const Outcome<Done> settled =
      patiently(conduct.run, world, progress, [&] { return settle(session, assignment, run, world); });
  return settled.ok() ? driver::kOk : tell(settled.error(), run.migration, conduct);
}

std::vector<std::string> grave_hazards(const std::vector<change::Step>& steps) {
  using change::HazardKind;
  std::vector<std::string> lines;
  for (const change::Step& step : steps) {
    for (const change::Hazard& hazard : step.hazards) {
      if (hazard.kind != HazardKind::data_loss && hazard.kind != HazardKind::irreversible &&
          hazard.kind != HazardKind::writes_lost)
        continue;
      const std::string line = fmt::format("step {}: {}", step.number, present::hazard_text(hazard));
      if (std::find(lines.begin(), lines.end(), line) == lines.end()) lines.push_back(line);
    }
  }
  return lines;
}

int confirm(const std::string& question, const Conduct& conduct) {
  if (conduct.run.is_confirmed) return driver::kOk;
  if (!conduct.database.surroundings.in_is_terminal) {
    return driver::fail(conduct.streams,
                        "nobody can be asked here; say `--yes` to go on, or `--dry-run` to see what would be done",
                        driver::kRefused);
  }
  conduct.streams.out << question << " [y/N] " << std::flush;
  std::string answer;
  std::getline(conduct.streams.in, answer);
  if (answer == "y" || answer == "Y" || answer == "yes") return driver::kOk;
  return driver::fail(conduct.streams, "nothing was done", driver::kRefused);
}

}  // namespace kura::runtime
