// `kura drift`: what was changed by hand, taken into the project or taken back.
#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <ostream>

#include "compiler/driver/adopt.h"
#include "compiler/driver/migrations/planning.h"
#include "compiler/driver/policy.h"
#include "compiler/present/present.h"
#include "compiler/present/words.h"
#include "runtime/commands/drift_state.h"

namespace kura::runtime {
namespace {

using driver::Streams;
using Json = nlohmann::ordered_json;

std::string_view word_of(DriftKind kind) {
  switch (kind) {
    case DriftKind::added:
      return "added";
    case DriftKind::changed:
      return "changed";
    case DriftKind::removed:
      return "removed";
  }
  return {};
}

char mark_of(DriftKind kind) {
  return kind == DriftKind::added ? '+' : kind == DriftKind::removed ? '-' : '~';
}

class DriftRun {
 public:
  DriftRun(const DriftOptions& options, Streams streams, Target& target, SourceManager& sources)
      : options_(options), streams_(streams), target_(target), sources_(sources) {}

  /// What was found; the code that the command answers.
  int run(Json& list);

 private:
  /// From what is declared to what is there, or the way back; nothing when a state does not compile.
  std::optional<change::Plan> plan(const migrations::StateText& from, const migrations::StateText& to);
  void print(const DriftState& state);
  [[nodiscard]] Json to_json(const DriftState& state);
  int revert(const DriftState& state);
  int adopt(const DriftState& state);
  std::vector<std::string> changes_of(const std::string& key);
  [[nodiscard]] const std::string& name() const { return target_.warehouse.folder.warehouse; }

  const DriftOptions& options_;
  Streams streams_;
  Target& target_;
  SourceManager& sources_;
  change::Plan made_;  // the plan from what is declared to what is there: its changes are what was done by hand
};

std::optional<change::Plan> DriftRun::plan(const migrations::StateText& from, const migrations::StateText& to) {
  diag::Sink sink;
  const driver::CompiledWarehouse& like = target_.warehouse.project;
  auto before = driver::compile_state(from, like, sources_, sink);
  auto after = driver::compile_state(to, like, sources_, sink);
  if (!before || !after) {
    report(sink, sources_, options_.database.history.report, streams_.err);
    return std::nullopt;
  }
  const auto policy = driver::policy_of(options_.policy, like.schema.warehouse);
  const plan::Policy& wishes =
      std::get_if<plan::Policy>(&policy) != nullptr ? std::get<plan::Policy>(policy) : plan::Policy{};
  driver::PlannedMigration planned =
      driver::plan_migration({from, std::move(*before)}, {to, std::move(*after)}, wishes, {"drift", ""});
  return std::move(planned.plan);
}

std::vector<std::string> DriftRun::changes_of(const std::string& key) {
  std::vector<std::string> lines;
  for (const change::ChangeLine& line : made_.changes) {
    if (fmt::format("{} {}", object_word(line.object), migrations::name_text(line.name)) == key)
      lines.push_back(line.text);
  }
  return lines;
}

void DriftRun::print(const DriftState& state) {
  if (state.objects.empty()) {
    streams_.out << fmt::format("{}: no drift, every object is as Kura left it\n", name());
    return;
  }
  streams_.out << fmt::format("{}: {}\n", name(),
                              present::counted(state.objects.size(), "object") +
                                  (state.objects.size() == 1 ? " is" : " are") + " not as Kura left " +
                                  (state.objects.size() == 1 ? "it" : "them"));
  for (const ObjectDrift& drift : state.objects) {
    streams_.out << fmt::format("  {} {}\n", mark_of(drift.kind), drift.key);
    if (drift.kind != DriftKind::changed) continue;
    const std::vector<std::string> changes = changes_of(drift.key);
    for (const std::string& line : changes) streams_.out << "      " << line << "\n";
    if (!changes.empty()) continue;
    streams_.out << "      otherwise in what the catalogue says:\n";
    for (const std::string& line : drift.facts) streams_.out << "      " << line << "\n";
  }
}

Json DriftRun::to_json(const DriftState& state) {
  Json objects = Json::array();
  for (const ObjectDrift& drift : state.objects) {
    const std::string* text = state.found.find(drift.key);
    objects.push_back({{"object", drift.key},
                       {"drift", word_of(drift.kind)},
                       {"changes", changes_of(drift.key)},
                       {"facts", drift.facts},
                       {"declaration", text == nullptr ? Json() : Json(*text)}});
  }
  return {{"warehouse", name()}, {"objects", objects}};
}

/// The way back, for `kura apply --plan`.
int DriftRun::revert(const DriftState& state) {
  std::optional<change::Plan> back = plan(state.found, state.expected);
  if (!back)
    return driver::fail(streams_, fmt::format("{}: what the database has does not compile", name()),
                        driver::kSchemaErrors);
  back->from = "the database";
  back->to = "what Kura left";
  // The journal has never seen anything else.
  back->from_fingerprint = back->to_fingerprint = driver::fingerprint_of(
      state.expected,
      *driver::compile_state(state.expected, target_.warehouse.project, sources_, *std::make_unique<diag::Sink>()));
  const std::string_view engine = target_.warehouse.project.dialect->display_name;
  if (options_.format == "json") {
    streams_.out << present::to_json(*back);
    streams_.err
        << "apply it with `kura apply --plan FILE --force`: the database is not in the state that the journal knows\n";
  } else if (options_.format == "sql") {
    streams_.out << present::to_sql(*back, engine, false);
  } else {
    streams_.out << present::to_text(*back, engine, {options_.database.use_color, false});
  }
  return back->refusals.empty() ? driver::kOk : driver::kRefused;
}

int DriftRun::adopt(const DriftState& state) {
  std::vector<driver::AdoptedObject> objects;
  for (const migrations::ObjectState& object : state.found.objects()) {
    const std::string* before = state.expected.find(object.key);
    if (before == nullptr || *before != object.text) objects.push_back({object.key, object.text});
  }
  for (const migrations::ObjectState& object : state.expected.objects()) {
    if (state.found.find(object.key) == nullptr) objects.push_back({object.key, std::nullopt});
  }
  if (objects.empty()) {
    streams_.out << fmt::format("{}: nothing to adopt\n", name());
    return driver::kOk;
  }
  const Result<std::vector<std::string>> written = driver::adopt_objects(options_.database.history.compile, objects);
  if (!written.ok()) return driver::fail(streams_, written.error(), driver::kEnvironment);
  for (const std::string& line : written.value()) streams_.out << line << "\n";
  streams_.out << fmt::format(
      "{}: read the changes; `kura migrate` makes a migration of them, which `kura repair --done` or `--force` takes "
      "as applied where the database has them\n",
      name());
  return driver::kOk;
}

int DriftRun::run(Json& list) {
  auto opened = open_session(target_.url, target_.warehouse.project, options_.database, streams_);
  if (const int* code = std::get_if<int>(&opened)) return *code;
  auto read = read_drift(std::get<Session>(opened), target_, options_.database, streams_);
  if (const int* code = std::get_if<int>(&read)) return *code;
  const DriftState& state = std::get<DriftState>(read);
  if (options_.reverts) return revert(state);
  if (options_.adopts) return adopt(state);
  if (std::optional<change::Plan> made = plan(state.expected, state.found)) made_ = std::move(*made);
  if (options_.format == "json") {
    list.push_back(to_json(state));
  } else {
    print(state);
  }
  return state.objects.empty() ? driver::kOk : kPending;
}

}  // namespace

int drift_command(const DriftOptions& options, Streams streams) {
  auto opened = Targets::open(options.database, streams);
  if (const int* code = std::get_if<int>(&opened)) return *code;
  Targets& targets = *std::get<std::unique_ptr<Targets>>(opened);
  if (options.adopts && targets.all().size() > 1) {
    return driver::fail(streams,
                        "what one warehouse has would change the declarations of the others too; adopt with one "
                        "warehouse in the project, or choose with `-w` and read the changes well",
                        driver::kUsage);
  }
  Json list = Json::array();
  int worst = driver::kOk;
  for (Target& target : targets.all())
    worst = std::max(worst, DriftRun(options, streams, target, targets.sources()).run(list));
  if (options.format == "json" && !options.reverts && !options.adopts) {
    streams.out << Json{{"version", 1}, {"warehouses", list}}.dump(2, ' ', false, Json::error_handler_t::replace)
                << "\n";
  }
  return worst;
}

}  // namespace kura::runtime
