// Applying a plan from its JSON.
#include "runtime/commands/plan_file.h"

#include <fmt/format.h>

#include <ostream>

#include "compiler/base/sha256.h"
#include "compiler/dialect/registry.h"
#include "compiler/driver/load.h"
#include "compiler/migrations/history.h"
#include "compiler/present/present.h"
#include "compiler/present/words.h"
#include "runtime/commands/carry_out.h"
#include "runtime/commands/guards.h"
#include "runtime/commands/position.h"

namespace kura::runtime {
namespace {

using db::Outcome;
using driver::Streams;

// So many characters of a plan's hash name it.
constexpr std::size_t kNameLength = 16;
// What `kura plan` calls the state without any object, and the journal too.
constexpr std::string_view kEmpty = "empty";

struct PlanFile {
  change::Plan plan;
  std::string content;
};

std::variant<PlanFile, int> read(const std::filesystem::path& path, Streams streams) {
  const Result<std::string> text = driver::read_file(path);
  if (!text.ok()) return driver::fail(streams, text.error(), driver::kEnvironment);
  std::variant<change::Plan, std::string> plan = present::from_json(text.value());
  if (const auto* message = std::get_if<std::string>(&plan))
    return driver::fail(streams, fmt::format("`{}` {}", path.string(), *message), driver::kUsage);
  PlanFile file{std::move(std::get<change::Plan>(plan)), sha256(text.value())};
  if (!file.plan.refusals.empty()) {
    return driver::fail(streams,
                        fmt::format("`{}` is a plan that was refused: {}; {}", path.string(),
                                    file.plan.refusals.front().what, file.plan.refusals.front().way_out),
                        driver::kRefused);
  }
  return file;
}

/// The warehouse as far as a plan tells of it, or as the project declares it.
std::variant<driver::CompiledWarehouse, int> warehouse_of(const change::Plan& plan, const ApplyOptions& options,
                                                          Streams streams) {
  const dialect::Dialect* dialect = dialect::find_dialect(plan.dialect);
  if (dialect == nullptr)
    return driver::fail(streams, fmt::format("the plan is for `{}`, which this Kura does not know", plan.dialect),
                        driver::kUsage);
  driver::CompiledWarehouse warehouse;
  warehouse.dialect = dialect;
  warehouse.schema.warehouse.name = plan.warehouse;
  warehouse.schema.warehouse.dialect = plan.dialect;
  if (!options.database.url.empty()) {
    warehouse.schema.warehouse.settings["url"] = options.database.url;
    return warehouse;
  }
  driver::CompileOptions compile = options.database.history.compile;
  compile.warehouses = {plan.warehouse};
  compile.keeps_declared = true;
  SourceManager sources;
  diag::Sink sink;
  auto compiled = driver::compile(compile, sources, sink);
  if (const auto* failure = std::get_if<driver::CompileFailure>(&compiled))
    return driver::fail(streams, failure->message, failure->exit_code);
  auto& all = std::get<driver::Compilation>(compiled).warehouses;
  if (sink.has_errors() || all.size() != 1) {
    report(sink, sources, options.database.history.report, streams.err);
    return driver::fail(streams, fmt::format("the project does not say where `{}` is; give `--url`", plan.warehouse),
                        driver::kUsage);
  }
  if (all.front().schema.warehouse.setting("url").empty()) {
    return driver::fail(
        streams,
        fmt::format(
            "nobody says where the database of `{}` is; give `--url`, or write `url = \"…\";` into the warehouse",
            plan.warehouse),
        driver::kUsage);
  }
  return std::move(all.front());
}

/// The journal's last state must be the one that the plan begins in.
int check(Session& session, const PlanFile& file, const Position& position, const Conduct& conduct) {
  const std::string& name = file.plan.warehouse;
  if (position.unfinished) {
    return refuse(conduct.streams, name,
                  fmt::format("`{}` was begun and has not ended", position.unfinished->migration),
                  "go on with that first; `kura repair` shows how far it came");
  }
  if (conduct.run.is_forced) return driver::kOk;
  // The journal knows no fingerprint of a database in which nothing was applied.
  const bool begins_empty = position.runs.empty() && file.plan.from == kEmpty;
  if (!begins_empty && position.state != file.plan.from_fingerprint) {
    return refuse(conduct.streams, name,
                  fmt::format("the plan begins in the state {} ({}), and the database is in {}",
                              file.plan.from_fingerprint, file.plan.from, position.state),
                  "make the plan again from the state that the database has; `--force` applies it all the same");
  }
  return refuse_drift(session, name, conduct.streams);
}

int carry_out_plan(Session& session, Writing& writing, const PlanFile& file, const Conduct& conduct) {
  const std::string id = "plan:" + file.content.substr(0, kNameLength);
  const std::string& name = file.plan.warehouse;
  const Outcome<std::vector<journal::Run>> runs = session.journal->runs();
  if (!runs.ok()) return fail(conduct.streams, name, runs.error());
  // Without a history: only the journal's own words count.
  Position position;
  position.runs = journal::applied(runs.value());
  position.state = position.runs.empty() ? std::string(kEmpty) : position.runs.back().to;
  if (const journal::Run* open = journal::unfinished(runs.value())) position.unfinished = *open;
  const bool has_begun = position.unfinished && position.unfinished->migration == id;
  if (!has_begun) {
    if (const int code = check(session, file, position, conduct); code != driver::kOk) return code;
    for (const std::string& line : grave_hazards(file.plan.steps)) conduct.streams.out << "  " << line << "\n";
    if (const int code = confirm(
            fmt::format("apply the plan ({}) to {}?", present::counted(file.plan.steps.size(), "step"), name), conduct);
        code != driver::kOk)
      return code;
  }
  Assignment assignment;
  if (has_begun) {
    assignment.run = *position.unfinished;
  } else {
    assignment.run.migration = id;
    assignment.run.content = file.content;
    assignment.run.from = file.plan.from_fingerprint;
    assignment.run.to = file.plan.to_fingerprint;
    assignment.run.writer = KURA_VERSION;
  }
  const Outcome<journal::KnownObjects> known = session.journal->objects();
  if (!known.ok()) return fail(conduct.streams, name, known.error());
  assignment.objects = objects_of(file.plan);
  for (const auto& [object, ignored] : known.value()) assignment.objects.insert(object);
  assignment.work = {file.plan.session, file.plan.steps};
  conduct.streams.out << fmt::format("{}: {} {}\n", name, has_begun ? "goes on with" : "applies", id) << std::flush;
  const int code = carry_out(session, writing, assignment, conduct);
  if (code == driver::kOk) conduct.streams.out << fmt::format("{}: the plan is applied\n", name);
  return code;
}

}  // namespace

int apply_plan_file(const ApplyOptions& options, Streams streams) {
  auto file = read(options.plan, streams);
  if (const int* code = std::get_if<int>(&file)) return *code;
  const PlanFile& plan = std::get<PlanFile>(file);
  auto warehouse = warehouse_of(plan.plan, options, streams);
  if (const int* code = std::get_if<int>(&warehouse)) return *code;
  const driver::CompiledWarehouse& known = std::get<driver::CompiledWarehouse>(warehouse);
  if (options.is_dry_run) {
    streams.out << present::to_text(plan.plan, known.dialect->display_name, {options.database.use_color, false});
    return driver::kOk;
  }
  auto opened = open_session(known.schema.warehouse.setting("url"), known, options.database, streams);
  if (const int* code = std::get_if<int>(&opened)) return *code;
  Session& session = std::get<Session>(opened);
  auto begun = begin_writing(session, known, options.run, world_of(options.database.surroundings), streams);
  if (const int* code = std::get_if<int>(&begun)) return *code;
  return carry_out_plan(session, std::get<Writing>(begun), plan, {options.database, options.run, streams});
}

}  // namespace kura::runtime
