// `kura apply`: from what the database has to what the migrations say.
#include <fmt/format.h>

#include <algorithm>
#include <ostream>

#include "compiler/driver/migrations/find_migration.h"
#include "compiler/ir/fingerprint.h"
#include "compiler/present/present.h"
#include "compiler/present/words.h"
#include "runtime/apply/run_state.h"
#include "runtime/commands/carry_out.h"
#include "runtime/commands/guards.h"
#include "runtime/commands/plan_file.h"
#include "runtime/commands/position.h"

namespace kura::runtime {
namespace {

using db::Outcome;
using driver::Streams;
using migrations::Migration;

class Applier {
 public:
  Applier(const ApplyOptions& options, Streams streams, Target& target, SourceManager& sources)
      : options_(options),
        streams_(streams),
        target_(target),
        sources_(sources),
        conduct_{options.database, options.run, streams} {}

  int run();

 private:
  int dry_run(Session& session);
  int apply(Session& session);
  int choose_end(const Position& position);
  int check(Session& session, const Position& position);
  int check_start(Session& session, const Position& position);
  int ask(const Position& position);
  int apply_one(Session& session, Writing& writing, std::size_t place, const Position& position, bool is_marked);
  [[nodiscard]] bool has_begun(const Position& position) const;
  [[nodiscard]] migrations::StateText text_after(std::size_t count) const;
  std::optional<driver::CompiledWarehouse> state_after(std::size_t count);
  [[nodiscard]] const std::string& name() const { return target_.warehouse.folder.warehouse; }
  [[nodiscard]] const std::vector<Migration>& all() const { return target_.history.migrations; }

  const ApplyOptions& options_;
  Streams streams_;
  Target& target_;
  SourceManager& sources_;
  Conduct conduct_;
  std::size_t end_ = 0;     // so many migrations are to be applied in the end
  bool is_marked_ = false;  // the first one describes what is there already
};

migrations::StateText Applier::text_after(std::size_t count) const {
  migrations::StateText state;
  for (std::size_t i = 0; i < count; ++i) state.apply(all()[i]);
  return state;
}

std::optional<driver::CompiledWarehouse> Applier::state_after(std::size_t count) {
  diag::Sink ignored;
  return driver::compile_state(text_after(count), target_.warehouse.project, sources_, ignored);
}

int Applier::choose_end(const Position& position) {
  end_ = all().size();
  if (options_.to.empty()) return driver::kOk;
  const std::variant<std::size_t, std::string> found = driver::find_migration(target_.history, options_.to);
  if (const auto* message = std::get_if<std::string>(&found))
    return driver::fail(streams_, fmt::format("{}: {}", name(), *message), driver::kUsage);
  end_ = std::get<std::size_t>(found) + 1;
  if (end_ >= position.applied) return driver::kOk;
  return driver::fail(streams_,
                      fmt::format("{}: `{}` is behind what is applied; `kura rollback --to {}` goes back to it", name(),
                                  all()[end_ - 1].id, end_),
                      driver::kUsage);
}

bool Applier::has_begun(const Position& position) const {
  return position.unfinished && position.applied < all().size() &&
         position.unfinished->migration == all()[position.applied].id;
}

/// Journal and history: whether there is a way on from here at all.
int Applier::check(Session& session, const Position& position) {
  if (!position.problem.empty()) return refuse(streams_, name(), position.problem, position.help);
  if (position.unfinished && position.unfinished->direction == journal::Direction::down) {
    return refuse(streams_, name(),
                  fmt::format("the way back of `{}` was begun and has not ended", position.unfinished->migration),
                  "`kura rollback` goes on with it");
  }
  if (position.unfinished && !has_begun(position)) {
    return refuse(streams_, name(),
                  fmt::format("`{}` was begun and has not ended, and is not what comes next in this folder",
                              position.unfinished->migration),
                  "update the checkout; `kura repair` shows how far it came");
  }
  if (const int code = choose_end(position); code != driver::kOk) return code;
  // What was begun has changed the database already.
  if (position.unfinished || options_.run.is_forced || options_.marks_only) return driver::kOk;
  return check_start(session, position);
}

int Applier::check_start(Session& session, const Position& position) {
  if (position.applied > 0) return refuse_drift(session, name(), streams_);
  if (end_ == 0) return driver::kOk;
  const std::optional<driver::CompiledWarehouse> first = state_after(1);
  if (!first)
    return driver::fail(streams_, fmt::format("{}: the state of `{}` does not compile", name(), all()[0].id),
                        driver::kSchemaErrors);
  const Outcome<journal::KnownObjects> there = look(session, objects_of(first->schema));
  if (!there.ok()) return fail(streams_, name(), there.error());
  is_marked_ = all()[0].is_baseline && has_all_relations(first->schema, there.value());
  if (is_marked_) return driver::kOk;
  return refuse_existing(first->schema, there.value(), all()[0], name(), streams_);
}

int Applier::ask(const Position& position) {
  const std::size_t count = end_ - position.applied;
  std::size_t steps = 0;
  std::vector<std::string> grave;
  for (std::size_t i = position.applied; i < end_; ++i) {
    steps += all()[i].steps.size();
    for (const std::string& line : grave_hazards(all()[i].steps))
      grave.push_back(fmt::format("  {}, {}\n", all()[i].id, line));
  }
  if (conduct_.run.is_confirmed) return driver::kOk;
  for (const std::string& line : grave) streams_.out << line;
  return confirm(fmt::format("{} {} ({}) to {}?", options_.marks_only ? "mark as applied without running" : "apply",
                             present::counted(count, "migration"), present::counted(steps, "step"), name()),
                 conduct_);
}

int Applier::apply_one(Session& session, Writing& writing, std::size_t place, const Position& position,
                       bool is_marked) {
  const Migration& migration = all()[place];
  const std::optional<driver::CompiledWarehouse> after = state_after(place + 1);
  if (!after)
    return driver::fail(streams_, fmt::format("{}: the state of `{}` does not compile", name(), migration.id),
                        driver::kSchemaErrors);
  Assignment assignment;
  if (has_begun(position) && place == position.applied) {
    assignment.run = *position.unfinished;
    streams_.out << fmt::format("{}: goes on with {}\n", name(), migration.id) << std::flush;
  } else {
    assignment.run.migration = migration.id;
    assignment.run.content = target_.history.sum[place].content;
    assignment.run.from = migration.from;
    assignment.run.to = migration.to;
    assignment.run.writer = KURA_VERSION;
    streams_.out << fmt::format("{}: {} {}\n", name(), is_marked ? "marks as applied" : "applies", migration.id)
                 << std::flush;
  }
  assignment.work = {migration.session, migration.steps};
  assignment.objects = objects_of(after->schema);
  assignment.declared = declarations_of(text_after(place + 1), *session.dialect->capabilities);
  assignment.is_marked = is_marked;
  return carry_out(session, writing, assignment, conduct_);
}

int Applier::dry_run(Session& session) {
  const Outcome<bool> exists = session.journal->exists();
  if (!exists.ok()) return fail(streams_, name(), exists.error());
  std::vector<journal::Run> runs;
  if (exists.value()) {
    Outcome<std::vector<journal::Run>> read = session.journal->runs();
    if (!read.ok()) return fail(streams_, name(), read.error());
    runs = std::move(read.value());
  }
  const Position position = position_of(target_.history, runs);
  if (exists.value() || !position.problem.empty()) {
    if (const int code = check(session, position); code != driver::kOk) return code;
  } else if (const int code = choose_end(position); code != driver::kOk) {
    return code;
  }
  for (std::size_t i = position.applied; i < end_; ++i) {
    change::Plan plan;
    plan.warehouse = name();
    plan.from = i == 0 ? "empty" : all()[i - 1].id;
    plan.to = all()[i].id;
    plan.changes = all()[i].changes;
    plan.session = all()[i].session;
    plan.steps = all()[i].steps;
    streams_.out << present::to_text(plan, target_.warehouse.project.dialect->display_name,
                                     {options_.database.use_color, false})
                 << "\n";
  }
  const std::size_t count = end_ - std::min(end_, position.applied);
  streams_.out << fmt::format("{}: {} would be applied; nothing was done\n", name(),
                              present::counted(count, "migration"));
  return driver::kOk;
}

int Applier::apply(Session& session) {
  const journal::World world = world_of(options_.database.surroundings);
  auto begun = begin_writing(session, target_.warehouse.project, options_.run, world, streams_);
  if (const int* code = std::get_if<int>(&begun)) return *code;
  Writing& writing = std::get<Writing>(begun);
  const Outcome<std::vector<journal::Run>> runs = session.journal->runs();
  if (!runs.ok()) return fail(streams_, name(), runs.error());
  const Position position = position_of(target_.history, runs.value());
  if (const int code = check(session, position); code != driver::kOk) return code;
  if (end_ <= position.applied) {
    streams_.out << fmt::format("{}: nothing to do, {} applied\n", name(),
                                all().empty() ? "there are no migrations to be" : "all migrations are");
    return driver::kOk;
  }
  if (const int code = ask(position); code != driver::kOk) return code;
  for (std::size_t place = position.applied; place < end_; ++place) {
    const bool is_marked = options_.marks_only || (is_marked_ && place == 0);
    if (const int code = apply_one(session, writing, place, position, is_marked); code != driver::kOk) return code;
  }
  streams_.out << fmt::format("{}: {} applied\n", name(), present::counted(end_ - position.applied, "migration"));
  return driver::kOk;
}

int Applier::run() {
  auto opened = open_session(target_.url, target_.warehouse.project, options_.database, streams_);
  if (const int* code = std::get_if<int>(&opened)) return *code;
  Session& session = std::get<Session>(opened);
  return options_.is_dry_run ? dry_run(session) : apply(session);
}

}  // namespace

int apply_command(const ApplyOptions& options, Streams streams) {
  if (!options.plan.empty()) return apply_plan_file(options, streams);
  auto opened = Targets::open(options.database, streams);
  if (const int* code = std::get_if<int>(&opened)) return *code;
  Targets& targets = *std::get<std::unique_ptr<Targets>>(opened);
  for (Target& target : targets.all()) {
    if (const int code = Applier(options, streams, target, targets.sources()).run(); code != driver::kOk) return code;
  }
  return driver::kOk;
}

}  // namespace kura::runtime
