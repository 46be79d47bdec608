// `kura rebase`: this branch's migrations, planned again after those of another.
#include <fmt/format.h>

#include <algorithm>
#include <ostream>
#include <set>

#include "compiler/driver/git_files.h"
#include "compiler/driver/migrations/planning.h"
#include "compiler/driver/migrations/renames.h"
#include "compiler/driver/policy.h"
#include "compiler/migrations/read_migration.h"
#include "compiler/present/words.h"

namespace kura::driver {
namespace {

namespace fs = std::filesystem;
using migrations::Migration;
using migrations::StateText;

/// The two branches of one warehouse.
struct Branches {
  migrations::Folder theirs;  // as they stand here after the merge
  std::vector<Migration> ours;
  StateText fork;                        // where both began
  StateText latest;                      // after theirs
  std::vector<migrations::SumLine> sum;  // of theirs
  std::string last;                      // id of their last one, or empty
};

class Rebaser {
 public:
  Rebaser(const RebaseOptions& options, WarehouseFolder& warehouse, SourceManager& sources, Streams streams)
      : options_(options), warehouse_(warehouse), sources_(sources), streams_(streams) {}

  int run();

 private:
  std::variant<Branches, int> read_branches();
  int find_edited(const std::vector<std::string>& ours);
  int write(Branches& branches);
  std::vector<Migration> plan_one(const Branches& branches, StateText& state, const Migration& old, bool is_last,
                                  const std::string& previous);
  [[nodiscard]] StateText with_changes(const Branches& branches, const StateText& state,
                                       const Migration& migration) const;
  int not_whole(const diag::Sink& sink, const std::string& why);

  const RebaseOptions& options_;
  WarehouseFolder& warehouse_;
  SourceManager& sources_;
  Streams streams_;
  diag::Sink sink_;
};

int Rebaser::not_whole(const diag::Sink& sink, const std::string& why) {
  report(sink, sources_, options_.history.report, streams_.err);
  return fail(streams_, fmt::format("{}: {}; nothing was written", warehouse_.folder.warehouse, why), kSchemaErrors);
}

/// An edit by hand would be lost: it is not in the states that are planned from.
int Rebaser::find_edited(const std::vector<std::string>& ours) {
  if (!warehouse_.folder.sum) return kOk;
  const std::string_view text = sources_.text(*warehouse_.folder.sum);
  for (const std::string& id : ours) {
    const std::size_t begin = text.find(id + " ");
    if (begin == std::string_view::npos) continue;
    const std::string_view line = text.substr(begin, text.find('\n', begin) - begin);
    if (!line.ends_with(" edited")) continue;
    return fail(
        streams_,
        fmt::format(
            "`{}` was edited by hand, and planning it again would lose that: keep a copy of the edit, delete the file, "
            "rebase, and edit the new one; nothing was written",
            id),
        kRefused);
  }
  return kOk;
}

std::variant<Branches, int> Rebaser::read_branches() {
  const Result<std::vector<GitFile>> files = git_migrations(warehouse_.path, options_.revision);
  if (!files.ok()) return fail(streams_, files.error(), kEnvironment);
  std::map<std::string, std::string> theirs;
  for (const GitFile& file : files.value()) theirs.emplace(fs::path(file.path).stem().string(), file.text);
  Branches branches;
  branches.theirs.warehouse = warehouse_.folder.warehouse;
  std::vector<std::string> ours;
  for (const migrations::File& file : warehouse_.folder.files) {
    const auto found = theirs.find(file.id);
    if (found == theirs.end()) {
      ours.push_back(file.id);
      std::optional<Migration> migration = migrations::read_migration(file.buffer, sources_, sink_);
      if (!migration) return not_whole(sink_, "a migration of this branch cannot be read");
      branches.ours.push_back(std::move(*migration));
      continue;
    }
    if (found->second != sources_.text(file.buffer)) {
      return fail(streams_,
                  fmt::format("`{}` is not the same here and in `{}`; take one of the two, then rebase", file.id,
                              options_.revision),
                  kSchemaErrors);
    }
    branches.theirs.files.push_back(file);
    theirs.erase(found);
  }
  if (!theirs.empty()) {
    return fail(streams_,
                fmt::format("`{}` has `{}`, which is not here: merge `{}` first, then rebase", options_.revision,
                            theirs.begin()->first, options_.revision),
                kSchemaErrors);
  }
  if (const int code = find_edited(ours); code != kOk) return code;
  const std::optional<migrations::History> history = migrations::read_files(branches.theirs, sources_, sink_);
  if (!history) return not_whole(sink_, fmt::format("the migrations of `{}` cannot be read", options_.revision));
  const std::string fork = branches.ours.empty() ? "" : branches.ours.front().previous;
  bool is_before_fork = !fork.empty();
  for (const Migration& migration : history->migrations) {
    branches.latest.apply(migration);
    if (is_before_fork) branches.fork.apply(migration);
    if (migration.id == fork) is_before_fork = false;
    branches.last = migration.id;
  }
  branches.sum = history->sum;
  return branches;
}

/// What the object of that key was called before the migration.
std::string key_before(const Migration& migration, const std::string& key) {
  const auto key_of = [](const migrations::Rename& rename, const ir::QualifiedName& name) {
    return fmt::format("{} {}", object_word(rename.object), migrations::name_text(name));
  };
  for (const migrations::Rename& rename : migration.renames) {
    if (rename.column.empty() && rename.label.empty() && key_of(rename, rename.name) == key)
      return key_of(rename, rename.was);
  }
  return key;
}

/// What our migration changed and theirs did not touch; the rest comes with the last one, from the merged project.
StateText Rebaser::with_changes(const Branches& branches, const StateText& state, const Migration& migration) const {
  StateText result = state;
  const auto is_ours_alone = [&](const std::string& key) {
    const std::string* fork = branches.fork.find(key);
    const std::string* theirs = branches.latest.find(key);
    return fork == nullptr || theirs == nullptr ? fork == theirs : *fork == *theirs;
  };
  for (const migrations::ObjectState& object : migration.objects) {
    if (is_ours_alone(object.key) && is_ours_alone(key_before(migration, object.key))) result.set(object);
  }
  for (const std::string& key : migration.gone) {
    if (is_ours_alone(key)) result.erase(key);
  }
  return result;
}

/// Empty when nothing is left to do, or when its part does not compile without what comes later.
std::vector<Migration> Rebaser::plan_one(const Branches& branches, StateText& state, const Migration& old, bool is_last,
                                         const std::string& previous) {
  const StateText goal = is_last ? warehouse_.declared : with_changes(branches, state, old);
  if (goal.text() == state.text()) return {};
  diag::Sink own;
  std::optional<CompiledWarehouse> before = compile_state(state, warehouse_.project, sources_, own);
  std::optional<CompiledWarehouse> after = compile_state(goal, warehouse_.project, sources_, own);
  if (!before || !after) return {};
  set_renames(after->schema, old.renames);
  if (is_last) set_renames(after->schema, renames_between(before->schema, warehouse_.project.schema));
  const bool is_split = old.parts > 1;
  const std::string whole_id = is_split ? old.id.substr(0, old.id.rfind('_')) : old.id;
  const std::string words = whole_id.substr(std::min(whole_id.find('_') + 1, whole_id.size()));
  const std::string id = whole_id > previous ? whole_id : migration_id(options_.now, words, previous);
  PlannedMigration planned = plan_migration({state, std::move(*before)}, {goal, std::move(*after)},
                                            policy_from_words(old.policy), {id, previous});
  if (!planned.plan.refusals.empty()) {
    for (const change::Refusal& refusal : planned.plan.refusals) {
      streams_.err << fmt::format("{}: {}: {}\n", id, present::object_text(refusal.object, refusal.name), refusal.what);
    }
    return {};
  }
  state = goal;
  return is_split ? split_migration(planned.migration, *warehouse_.project.dialect)
                  : std::vector<Migration>{planned.migration};
}

int Rebaser::write(Branches& branches) {
  FolderUpdate update;
  StateText state = branches.latest;
  std::string previous = branches.last;
  std::string told;
  std::set<std::string> written;
  for (std::size_t i = 0; i < branches.ours.size(); ++i) {
    // The last part of a split plan has its state.
    if (branches.ours[i].part < branches.ours[i].parts) continue;
    const std::vector<Migration> parts =
        plan_one(branches, state, branches.ours[i], i + 1 == branches.ours.size(), previous);
    if (parts.empty()) told += fmt::format("  {}: nothing is left of it\n", branches.ours[i].id);
    for (const Migration& part : parts) {
      update.written.emplace_back(part.id, migrations::write_migration(part));
      branches.sum.push_back(migrations::sum_line(branches.sum.empty() ? "" : branches.sum.back().chain, part.id,
                                                  update.written.back().second, false));
      told += fmt::format("  {} -> {}\n", branches.ours[i].id, part.id);
      written.insert(part.id);
      previous = part.id;
    }
  }
  if (state.text() != warehouse_.declared.text()) {
    return not_whole(sink_, "the merged project cannot be reached from their last state");
  }
  for (const Migration& old : branches.ours) {
    if (!written.contains(old.id)) update.removed.push_back(old.id);
  }
  update.state = state.text();
  update.sum = migrations::write_sum(branches.sum);
  if (Result<bool> done = write_folder(warehouse_.path, update); !done.ok())
    return fail(streams_, done.error(), kEnvironment);
  streams_.out << fmt::format("{}: {} after {} of `{}`\n{}", warehouse_.folder.warehouse,
                              present::counted(written.size(), "migration"),
                              present::counted(branches.theirs.files.size(), "migration"), options_.revision, told);
  return kOk;
}

int Rebaser::run() {
  std::variant<Branches, int> read = read_branches();
  if (const int* code = std::get_if<int>(&read)) return *code;
  Branches& branches = std::get<Branches>(read);
  diag::Sink whole;
  if (migrations::read_history(warehouse_.folder, sources_, whole) && !whole.has_errors()) {
    streams_.out << fmt::format("{}: nothing to do, the history is one line\n", warehouse_.folder.warehouse);
    return kOk;
  }
  if (branches.ours.empty() && branches.latest.text() != warehouse_.declared.text()) {
    return not_whole(sink_, fmt::format("no migration here is not in `{}` as well; `kura rehash` writes kura.sum anew, "
                                        "`kura migrate NAME` what the project is ahead",
                                        options_.revision));
  }
  return write(branches);
}

}  // namespace

int rebase_command(const RebaseOptions& options, Streams streams) {
  return each_warehouse(options.history, streams, [&](WarehouseFolder& warehouse, SourceManager& sources) {
    return warehouse.folder.files.empty() ? kOk : Rebaser(options, warehouse, sources, streams).run();
  });
}

}  // namespace kura::driver
