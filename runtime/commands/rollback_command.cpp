// `kura rollback`: the ways back, the newest first.
#include <fmt/format.h>

#include <algorithm>
#include <ostream>

#include "compiler/base/sha256.h"
#include "compiler/driver/migrations/find_migration.h"
#include "compiler/present/present.h"
#include "compiler/present/words.h"
#include "runtime/commands/carry_out.h"
#include "runtime/commands/guards.h"
#include "runtime/commands/position.h"

namespace kura::runtime {
namespace {

using db::Outcome;
using driver::Streams;
using migrations::Migration;

class Rollback {
 public:
  Rollback(const RollbackOptions& options, Streams streams, Target& target, SourceManager& sources)
      : options_(options),
        streams_(streams),
        target_(target),
        sources_(sources),
        conduct_{options.database, options.run, streams} {}

  int run();

 private:
  int go_back(Session& session, Writing& writing);
  int choose_end(const Position& position);
  int check(Session& session, const Position& position);
  int check_ways(const Position& position);
  int take_back(Session& session, Writing& writing, std::size_t place, const Position& position);
  int show();
  [[nodiscard]] bool has_begun(const Position& position, std::size_t place) const {
    return position.unfinished && position.unfinished->migration == all()[place].id;
  }
  /// The part of a plan that was split holds no way back of its own but the last.
  [[nodiscard]] bool is_inner_part(std::size_t place) const { return all()[place].part < all()[place].parts; }
  [[nodiscard]] const std::string& name() const { return target_.warehouse.folder.warehouse; }
  [[nodiscard]] const std::vector<Migration>& all() const { return target_.history.migrations; }

  const RollbackOptions& options_;
  Streams streams_;
  Target& target_;
  SourceManager& sources_;
  Conduct conduct_;
  std::size_t begin_ = 0;  // so many migrations are applied now
  std::size_t end_ = 0;    // and so many in the end
};

int Rollback::choose_end(const Position& position) {
  begin_ = position.applied;
  end_ = begin_ - 1;
  // A plan that was split is one migration.
  while (end_ > 0 && is_inner_part(end_ - 1)) --end_;
  if (options_.to.empty()) return driver::kOk;
  const std::variant<std::size_t, std::string> found = driver::find_migration(target_.history, options_.to);
  if (options_.to == "0") {
    end_ = 0;
  } else if (const auto* message = std::get_if<std::string>(&found)) {
    return driver::fail(streams_, fmt::format("{}: {}", name(), *message), driver::kUsage);
  } else {
    end_ = std::get<std::size_t>(found) + 1;
  }
  if (end_ > begin_)
    return driver::fail(
        streams_,
        fmt::format("{}: `{}` is not applied; `kura apply --to {}` goes on to it", name(), all()[end_ - 1].id, end_),
        driver::kUsage);
  if (end_ > 0 && end_ < begin_ && is_inner_part(end_ - 1)) {
    return driver::fail(streams_,
                        fmt::format("{}: `{}` is a part of a migration that was split, and goes back with the others",
                                    name(), all()[end_ - 1].id),
                        driver::kUsage);
  }
  return driver::kOk;
}

/// Every one has a way back, and was made by Kura.
int Rollback::check_ways(const Position& position) {
  for (std::size_t place = begin_; place > end_; --place) {
    const Migration& migration = all()[place - 1];
    const auto run = std::find_if(position.runs.begin(), position.runs.end(),
                                  [&](const journal::Run& it) { return it.migration == migration.id; });
    if (run == position.runs.end() && !has_begun(position, place - 1)) {
      return refuse(streams_, name(),
                    fmt::format("`{}` was not applied as it stands here, but in the place of others", migration.id),
                    "a way back over a squashed migration or a plan is none of Kura's: write a new migration");
    }
    if (run != position.runs.end() && run->status == journal::RunStatus::marked) {
      return refuse(streams_, name(), fmt::format("`{}` was there before Kura", migration.id),
                    "its way back would drop everything; drop by hand what has to go");
    }
    if (migration.undo.empty() && !migration.steps.empty() && !is_inner_part(place - 1)) {
      return refuse(streams_, name(), fmt::format("`{}` has no way back", migration.id),
                    "write a new migration that leads to where you want to be");
    }
  }
  return driver::kOk;
}

int Rollback::check(Session& session, const Position& position) {
  if (!position.problem.empty()) return refuse(streams_, name(), position.problem, position.help);
  if (position.unfinished && position.unfinished->direction == journal::Direction::up) {
    return refuse(streams_, name(),
                  fmt::format("`{}` was begun and has not ended, and a way back begins where it ends",
                              position.unfinished->migration),
                  "`kura apply` goes on with it; `kura repair` shows how far it came");
  }
  if (position.applied == 0) {
    streams_.out << fmt::format("{}: nothing to do, no migration is applied\n", name());
    return driver::kOk;
  }
  if (const int code = choose_end(position); code != driver::kOk) return code;
  if (const int code = check_ways(position); code != driver::kOk) return code;
  if (position.unfinished || options_.run.is_forced) return driver::kOk;
  return refuse_drift(session, name(), streams_);
}

int Rollback::show() {
  for (std::size_t place = begin_; place > end_; --place) {
    const Migration& migration = all()[place - 1];
    change::Plan plan;
    plan.warehouse = name();
    plan.from = migration.id;
    plan.to = migration.previous.empty() ? "empty" : migration.previous;
    plan.session = migration.undo_session;
    plan.steps = migration.undo;
    streams_.out << present::to_text(plan, target_.warehouse.project.dialect->display_name,
                                     {options_.database.use_color, false})
                 << "\n";
  }
  streams_.out << fmt::format("{}: {} would be taken back; nothing was done\n", name(),
                              present::counted(begin_ - end_, "migration"));
  return driver::kOk;
}

int Rollback::take_back(Session& session, Writing& writing, std::size_t place, const Position& position) {
  const Migration& migration = all()[place];
  migrations::StateText state;
  for (std::size_t i = 0; i < place; ++i) state.apply(all()[i]);
  diag::Sink ignored;
  const auto after = driver::compile_state(state, target_.warehouse.project, sources_, ignored);
  if (!after)
    return driver::fail(streams_, fmt::format("{}: the state before `{}` does not compile", name(), migration.id),
                        driver::kSchemaErrors);
  Assignment assignment;
  if (has_begun(position, place)) {
    assignment.run = *position.unfinished;
  } else {
    assignment.run.migration = migration.id;
    assignment.run.direction = journal::Direction::down;
    assignment.run.content = target_.history.sum[place].content;
    assignment.run.from = migration.to;
    assignment.run.to = migration.from;
    assignment.run.writer = KURA_VERSION;
  }
  streams_.out << fmt::format("{}: {} {}\n", name(), has_begun(position, place) ? "goes on to take back" : "takes back",
                              migration.id)
               << std::flush;
  assignment.work = {migration.undo_session, migration.undo};
  assignment.objects = objects_of(after->schema);
  assignment.declared = declarations_of(state, *session.dialect->capabilities);
  assignment.is_marked = is_inner_part(place);
  return carry_out(session, writing, assignment, conduct_);
}

int Rollback::go_back(Session& session, Writing& writing) {
  const Outcome<std::vector<journal::Run>> runs = session.journal->runs();
  if (!runs.ok()) return fail(streams_, name(), runs.error());
  const Position position = position_of(target_.history, runs.value());
  if (const int code = check(session, position); code != driver::kOk) return code;
  if (position.applied == 0) return driver::kOk;
  if (options_.is_dry_run) return show();
  if (!conduct_.run.is_confirmed) {
    for (std::size_t place = begin_; place > end_; --place) {
      for (const std::string& line : grave_hazards(all()[place - 1].undo))
        streams_.out << fmt::format("  {}, {}\n", all()[place - 1].id, line);
    }
  }
  const std::string question =
      fmt::format("take back {} from {}?", present::counted(begin_ - end_, "migration"), name());
  if (begin_ > end_) {
    if (const int code = confirm(question, conduct_); code != driver::kOk) return code;
  }
  for (std::size_t place = begin_; place > end_; --place) {
    if (const int code = take_back(session, writing, place - 1, position); code != driver::kOk) return code;
  }
  streams_.out << fmt::format("{}: {} taken back\n", name(), present::counted(begin_ - end_, "migration"));
  return driver::kOk;
}

int Rollback::run() {
  auto opened = open_session(target_.url, target_.warehouse.project, options_.database, streams_);
  if (const int* code = std::get_if<int>(&opened)) return *code;
  Session& session = std::get<Session>(opened);
  auto begun = begin_writing(session, target_.warehouse.project, options_.run, world_of(options_.database.surroundings),
                             streams_);
  if (const int* code = std::get_if<int>(&begun)) return *code;
  return go_back(session, std::get<Writing>(begun));
}

}  // namespace

int rollback_command(const RollbackOptions& options, Streams streams) {
  auto opened = Targets::open(options.database, streams);
  if (const int* code = std::get_if<int>(&opened)) return *code;
  Targets& targets = *std::get<std::unique_ptr<Targets>>(opened);
  for (Target& target : targets.all()) {
    if (const int code = Rollback(options, streams, target, targets.sources()).run(); code != driver::kOk) return code;
  }
  return driver::kOk;
}

}  // namespace kura::runtime
