// `kura status`: where each warehouse is, without changing anything.
#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <ostream>

#include "compiler/present/words.h"
#include "runtime/commands/objects.h"
#include "runtime/commands/position.h"
#include "runtime/commands/session.h"

namespace kura::runtime {
namespace {

using db::Outcome;
using driver::Streams;
using Json = nlohmann::ordered_json;
using migrations::Migration;

/// What is known of one warehouse.
struct Status {
  Position position;
  std::vector<journal::StepRecord> steps;  // of the unfinished run
  std::vector<Drift> drifts;
  std::string server;
};

Outcome<Status> read(Session& session, const migrations::History& history) {
  Status status;
  status.server = session.connection->server_version();
  const Outcome<bool> exists = session.journal->exists();
  if (!exists.ok()) return exists.error();
  if (!exists.value()) {
    status.position = position_of(history, {});
    return status;
  }
  const Outcome<std::vector<journal::Run>> runs = session.journal->runs();
  if (!runs.ok()) return runs.error();
  status.position = position_of(history, runs.value());
  if (status.position.unfinished) {
    Outcome<std::vector<journal::StepRecord>> steps = session.journal->steps(status.position.unfinished->number);
    if (!steps.ok()) return steps.error();
    status.steps = std::move(steps.value());
    return status;
  }
  const Outcome<journal::KnownObjects> known = session.journal->objects();
  if (!known.ok()) return known.error();
  ObjectNames names;
  for (const auto& [object, ignored] : known.value()) names.insert(object);
  const Outcome<journal::KnownObjects> now = look(session, names);
  if (!now.ok()) return now.error();
  status.drifts = drift_between(known.value(), now.value());
  return status;
}

/// The newest record of the unfinished run that tells of an error.
const journal::StepRecord* failure_of(const Status& status) {
  const auto found = std::find_if(status.steps.begin(), status.steps.end(), [](const journal::StepRecord& it) {
    return it.status == journal::StepStatus::failed;
  });
  return found == status.steps.end() ? nullptr : &*found;
}

std::size_t steps_done(const Status& status) {
  return static_cast<std::size_t>(std::count_if(
      status.steps.begin(), status.steps.end(),
      [](const journal::StepRecord& it) { return it.place == 0 && it.status == journal::StepStatus::done; }));
}

std::string word_of(const Status& status, const migrations::History& history, std::size_t place) {
  if (status.position.unfinished && status.position.unfinished->migration == history.migrations[place].id) {
    if (status.position.unfinished->direction == journal::Direction::down) return "going back";
    return failure_of(status) != nullptr ? "failed" : "begun";
  }
  return place < status.position.applied ? "applied" : "pending";
}

const journal::Run* run_of(const Status& status, const std::string& id) {
  const auto found = std::find_if(status.position.runs.begin(), status.position.runs.end(),
                                  [&](const journal::Run& it) { return it.migration == id; });
  return found == status.position.runs.end() ? nullptr : &*found;
}

bool is_up_to_date(const Status& status, const migrations::History& history) {
  return status.position.problem.empty() && !status.position.unfinished && status.drifts.empty() &&
         status.position.applied == history.migrations.size();
}

Json to_json(const std::string& name, const Session& session, const Status& status,
             const migrations::History& history) {
  Json list = Json::array();
  for (std::size_t i = 0; i < history.migrations.size(); ++i) {
    const Migration& migration = history.migrations[i];
    const journal::Run* run = run_of(status, migration.id);
    list.push_back({{"number", i + 1},
                    {"id", migration.id},
                    {"status", word_of(status, history, i)},
                    {"steps", migration.steps.size()},
                    {"finished_at", run == nullptr ? Json() : Json(run->finished_at)}});
  }
  Json open;
  if (status.position.unfinished) {
    const journal::StepRecord* failure = failure_of(status);
    open = {{"migration", status.position.unfinished->migration},
            {"direction", status.position.unfinished->direction == journal::Direction::up ? "up" : "down"},
            {"steps_done", steps_done(status)},
            {"steps", status.position.unfinished->step_count},
            {"failed_step", failure == nullptr ? Json() : Json(failure->step)},
            {"error", failure == nullptr ? Json() : Json(failure->error)}};
  }
  Json drifts = Json::array();
  for (const Drift& drift : status.drifts) {
    drifts.push_back(
        {{"object", drift.object}, {"gone", drift.is_gone}, {"added", drift.added}, {"removed", drift.removed}});
  }
  return {{"warehouse", name},
          {"url", db::without_secrets(session.url)},
          {"server", status.server},
          {"up_to_date", is_up_to_date(status, history)},
          {"applied", status.position.applied},
          {"pending", history.migrations.size() - std::min(status.position.applied, history.migrations.size())},
          {"state", status.position.state},
          {"problem", status.position.problem.empty() ? Json() : Json(status.position.problem)},
          {"unfinished", open},
          {"drifted", drifts},
          {"migrations", list}};
}

std::string painted(const std::string& word, bool use_color) {
  if (!use_color) return word;
  const char* color = word.starts_with("applied") ? "\033[32m" : word.starts_with("failed") ? "\033[31m" : "\033[33m";
  return color + word + "\033[0m";
}

void print_open(const Status& status, Streams streams) {
  const journal::Run& open = *status.position.unfinished;
  streams.out << fmt::format("  {} of {} done of `{}`", steps_done(status), present::counted(open.step_count, "step"),
                             open.migration);
  if (const journal::StepRecord* failure = failure_of(status)) {
    streams.out << fmt::format("; step {} failed at {}:\n    {}\n    {}", failure->step, failure->finished_at,
                               failure->summary, failure->error);
  }
  streams.out << fmt::format("\n  help: `kura {}` goes on with it; `kura repair` shows every step\n",
                             open.direction == journal::Direction::up ? "apply" : "rollback");
}

void print(const std::string& name, const Session& session, const Status& status, const migrations::History& history,
           const StatusOptions& options, Streams streams) {
  streams.out << fmt::format("{}: {} ({})\n", name, db::without_secrets(session.url), status.server);
  std::size_t width = 0;
  for (const Migration& migration : history.migrations) width = std::max(width, migration.id.size());
  for (std::size_t i = 0; i < history.migrations.size(); ++i) {
    const Migration& migration = history.migrations[i];
    const journal::Run* run = run_of(status, migration.id);
    std::string word = fmt::format("{:<10}", word_of(status, history, i));
    std::string when = run == nullptr ? "" : run->finished_at;
    if (run != nullptr && run->status == journal::RunStatus::marked) when += "  (was there before)";
    std::string line = fmt::format("  {:>3}. {:<{}}  {}  {}", i + 1, migration.id, width,
                                   painted(word, options.database.use_color), when);
    line.erase(line.find_last_not_of(' ') + 1);
    streams.out << line << "\n";
  }
  if (status.position.unfinished) print_open(status, streams);
  if (!status.position.problem.empty())
    streams.out << fmt::format("  {}\n  help: {}\n", status.position.problem, status.position.help);
  for (const Drift& drift : status.drifts) {
    for (const std::string& line : to_lines(drift)) streams.out << "  drifted: " << line << "\n";
  }
  const std::size_t pending = history.migrations.size() - std::min(status.position.applied, history.migrations.size());
  streams.out << fmt::format("  {} applied, {} pending, {} drifted\n", status.position.applied, pending,
                             present::counted(status.drifts.size(), "object"));
}

}  // namespace

int status_command(const StatusOptions& options, Streams streams) {
  auto opened = Targets::open(options.database, streams);
  if (const int* code = std::get_if<int>(&opened)) return *code;
  Json list = Json::array();
  int worst = driver::kOk;
  for (Target& target : std::get<std::unique_ptr<Targets>>(opened)->all()) {
    const std::string& name = target.warehouse.folder.warehouse;
    auto session = open_session(target.url, target.warehouse.project, options.database, streams);
    if (const int* code = std::get_if<int>(&session)) return *code;
    const Outcome<Status> status = read(std::get<Session>(session), target.history);
    if (!status.ok()) return fail(streams, name, status.error());
    if (options.as_json) {
      list.push_back(to_json(name, std::get<Session>(session), status.value(), target.history));
    } else {
      print(name, std::get<Session>(session), status.value(), target.history, options, streams);
    }
    if (!is_up_to_date(status.value(), target.history)) worst = std::max(worst, kPending);
  }
  if (options.as_json)
    streams.out << Json{{"version", 1}, {"warehouses", list}}.dump(2, ' ', false, Json::error_handler_t::replace)
                << "\n";
  return worst;
}

}  // namespace kura::runtime
