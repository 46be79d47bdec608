// Drift: the catalog held to the journal, object by object.
#include "runtime/commands/drift_state.h"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/driver/foreign_states.h"
#include "compiler/driver/report.h"
#include "runtime/commands/database_reader.h"
#include "runtime/commands/guards.h"
#include "runtime/commands/position.h"

namespace kura::runtime {
namespace {

using db::Outcome;
using raise::RaisedObject;

std::string key_of(const RaisedObject& object) {
  return object.kind + " " + migrations::name_text(object.name);
}

/// Kinds that a catalogue has under their names.
bool is_in_catalog(const std::string& kind) {
  return kind == "table" || kind == "view" || kind == "materialized view" || kind == "sequence" || kind == "enum";
}

class DriftReader {
 public:
  DriftReader(Session& session, const Target& target, const DatabaseOptions& options, driver::Streams streams)
      : session_(session), target_(target), options_(options), streams_(streams) {}

  std::variant<DriftState, int> read();

 private:
  int read_journal();
  int read_catalog();
  void compare();
  void compare(const RaisedObject& object);
  [[nodiscard]] bool was_left_alone(const std::string& name) const;
  [[nodiscard]] bool is_mentioned(const std::string& name) const;
  [[nodiscard]] const std::string& name() const { return target_.warehouse.folder.warehouse; }

  Session& session_;
  const Target& target_;
  const DatabaseOptions& options_;
  driver::Streams streams_;
  DriftState state_;
  journal::KnownObjects known_;
  journal::KnownObjects now_;
  ObjectNames all_now_;
  ObjectNames of_others_;  // what other warehouses of this database have made
  std::vector<RaisedObject> found_;
};

int DriftReader::read_journal() {
  const Outcome<bool> exists = session_.journal->exists();
  if (!exists.ok()) return fail(streams_, name(), exists.error());
  if (!exists.value()) {
    return refuse(streams_, name(), "there is no journal in this database, so nothing says what it should be",
                  "`kura apply` begins one; `kura baseline --from URL` takes a running database over");
  }
  const Outcome<std::vector<journal::Run>> runs = session_.journal->runs();
  if (!runs.ok()) return fail(streams_, name(), runs.error());
  const Position position = position_of(target_.history, runs.value());
  if (!position.problem.empty()) return refuse(streams_, name(), position.problem, position.help);
  if (position.unfinished)
    return refuse(streams_, name(), fmt::format("`{}` was begun and has not ended", position.unfinished->migration),
                  "finish it first: `kura repair` shows how far it came");
  for (std::size_t i = 0; i < position.applied; ++i) state_.expected.apply(target_.history.migrations[i]);
  const Outcome<journal::KnownObjects> known = session_.journal->objects();
  if (!known.ok()) return fail(streams_, name(), known.error());
  known_ = known.value();
  const Outcome<journal::KnownObjects> all = session_.journal->all_objects();
  if (!all.ok()) return fail(streams_, name(), all.error());
  for (const auto& [object, ignored] : all.value()) {
    if (!known_.contains(object)) of_others_.insert(object);
  }
  return driver::kOk;
}

int DriftReader::read_catalog() {
  const Outcome<engine::Catalog> all = session_.engine->describe(*session_.connection, {});
  if (!all.ok()) return fail(streams_, name(), all.error());
  for (const auto& [object, ignored] : all.value()) all_now_.insert(object);
  ObjectNames names;
  for (const auto& [object, ignored] : known_) names.insert(object);
  const Outcome<journal::KnownObjects> now = look(session_, names);
  if (!now.ok()) return fail(streams_, name(), now.error());
  now_ = now.value();
  SourceManager sources;
  diag::Sink sink;
  driver::CompileOptions compile;
  const driver::DatabaseReader reader = database_reader(options_.surroundings, options_.connect_timeout, {});
  auto read =
      driver::read_foreign_objects({target_.url, compile, {}}, reader, &target_.warehouse.project, sources, sink);
  if (const auto* failure = std::get_if<driver::CompileFailure>(&read))
    return driver::fail(streams_, failure->message, failure->exit_code);
  found_ = std::move(std::get<driver::ForeignObjects>(read).objects);
  state_.unstated = std::move(std::get<driver::ForeignObjects>(read).unstated);
  return driver::kOk;
}

bool DriftReader::was_left_alone(const std::string& object) const {
  const auto before = known_.find(object);
  const auto after = now_.find(object);
  return before != known_.end() && after != now_.end() && before->second.content == after->second.content;
}

/// What an engine has no name for (an enum that it writes into its columns) counts where something that drifted needs
/// it.
bool DriftReader::is_mentioned(const std::string& object) const {
  return std::any_of(state_.objects.begin(), state_.objects.end(), [&](const ObjectDrift& drift) {
    const std::string* text = state_.found.find(drift.key);
    return text != nullptr && text->find(object) != std::string::npos;
  });
}

void DriftReader::compare(const RaisedObject& object) {
  const std::string key = key_of(object);
  const std::string catalog_name = ir::to_text(object.name);
  const std::string* expected = state_.expected.find(key);
  if (expected != nullptr && was_left_alone(catalog_name)) return;
  if (expected == nullptr && of_others_.contains(catalog_name)) return;
  if (expected == nullptr && !all_now_.contains(catalog_name)) {
    if (is_mentioned(object.name.name)) state_.found.set({key, object.text});
    return;
  }
  ObjectDrift drift{expected == nullptr ? DriftKind::added : DriftKind::changed, key, {}};
  const auto before = known_.find(catalog_name);
  const auto after = now_.find(catalog_name);
  if (before != known_.end() && after != now_.end()) {
    for (const Drift& it : drift_between({*before}, {*after})) drift.facts = to_lines(it);
    if (!drift.facts.empty()) drift.facts.erase(drift.facts.begin());
  }
  state_.found.set({key, object.text});
  state_.objects.push_back(std::move(drift));
}

void DriftReader::compare() {
  state_.found = state_.expected;
  // Tables and views first: what has no name in the catalogue is looked for in them.
  for (const RaisedObject& object : found_) {
    if (is_in_catalog(object.kind) && object.kind != "enum") compare(object);
  }
  for (const RaisedObject& object : found_) {
    if (object.kind == "enum") compare(object);
  }
  for (const migrations::ObjectState& object : state_.expected.objects()) {
    std::string_view rest = object.key;
    std::string kind;
    for (const std::string_view it : {"table ", "view ", "materialized view ", "sequence ", "enum "}) {
      if (rest.starts_with(it)) kind = it;
    }
    if (kind.empty()) continue;
    rest.remove_prefix(kind.size());
    const std::string catalog_name = ir::to_text(migrations::take_name(rest));
    if (!known_.contains(catalog_name) || now_.contains(catalog_name)) continue;
    state_.found.erase(object.key);
    state_.objects.push_back({DriftKind::removed, object.key, {}});
  }
  std::sort(state_.objects.begin(), state_.objects.end(),
            [](const ObjectDrift& left, const ObjectDrift& right) { return left.key < right.key; });
}

std::variant<DriftState, int> DriftReader::read() {
  if (const int code = read_journal(); code != driver::kOk) return code;
  if (const int code = read_catalog(); code != driver::kOk) return code;
  compare();
  return std::move(state_);
}

}  // namespace

std::variant<DriftState, int> read_drift(Session& session, const Target& target, const DatabaseOptions& options,
                                         driver::Streams streams) {
  return DriftReader(session, target, options, streams).read();
}

}  // namespace kura::runtime
