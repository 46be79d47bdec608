// `kura migrate` and `kura baseline`.
#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <ostream>

#include "compiler/driver/migrations/planning.h"
#include "compiler/driver/migrations/renames.h"
#include "compiler/driver/policy.h"
#include "compiler/present/present.h"
#include "compiler/present/words.h"

namespace kura::driver {
namespace {

/// What the new migration comes after.
struct Base {
  migrations::Tip tip;
  KnownState state;
};

class Migrator {
 public:
  Migrator(const MigrateOptions& options, SourceManager& sources, diag::Sink& sink, Streams streams)
      : options_(options), sources_(sources), sink_(sink), streams_(streams) {}

  int run(WarehouseFolder& warehouse);

 private:
  int print_findings();
  int refuse(const change::Plan& plan, const WarehouseFolder& warehouse);
  std::optional<Base> read_tip(const WarehouseFolder& warehouse);
  std::optional<Base> read_all(const WarehouseFolder& warehouse);
  int write(const WarehouseFolder& warehouse, migrations::Tip tip, const PlannedMigration& planned);

  const MigrateOptions& options_;
  SourceManager& sources_;
  diag::Sink& sink_;
  Streams streams_;
};

int Migrator::print_findings() {
  report(sink_, sources_, options_.history.report, streams_.err);
  return exit_code(sink_, options_.history.report);
}

int Migrator::refuse(const change::Plan& plan, const WarehouseFolder& warehouse) {
  streams_.err << present::to_text(plan, warehouse.project.dialect->display_name, {options_.use_color, false});
  return fail(streams_,
              fmt::format("the migration of `{}` is refused; nothing was written", warehouse.folder.warehouse),
              kRefused);
}

/// From the last migration and state.schema alone, where these fit together.
std::optional<Base> Migrator::read_tip(const WarehouseFolder& warehouse) {
  std::optional<migrations::Tip> tip = migrations::read_tip(warehouse.folder, sources_);
  if (!tip) return std::nullopt;
  if (tip->count == 0) return Base{std::move(*tip), {{}, *compile_state({}, warehouse.project, sources_, sink_)}};
  std::optional<ReadState> state = read_state(sources_.text(*warehouse.folder.state), sources_);
  if (!state || fingerprint_of(state->text, state->compiled) != tip->to) return std::nullopt;
  return Base{std::move(*tip), {std::move(state->text), std::move(state->compiled)}};
}

/// From every file; what is wrong with them is reported.
std::optional<Base> Migrator::read_all(const WarehouseFolder& warehouse) {
  const Result<migrations::Folder> folder = read_folder(warehouse.path, warehouse.folder.warehouse, sources_);
  if (!folder.ok()) return std::nullopt;
  std::optional<migrations::History> history = migrations::read_history(folder.value(), sources_, sink_);
  if (!history || sink_.has_errors()) return std::nullopt;
  std::optional<CompiledWarehouse> compiled = compile_state(history->state, warehouse.project, sources_, sink_);
  if (!compiled) return std::nullopt;
  migrations::Tip tip;
  tip.count = history->migrations.size();
  if (tip.count > 0) {
    tip.last = history->migrations.back().id;
    tip.to = history->migrations.back().to;
    tip.sum = migrations::write_sum(history->sum);
    tip.chain = history->sum.back().chain;
  }
  return Base{std::move(tip), {std::move(history->state), std::move(*compiled)}};
}

int Migrator::write(const WarehouseFolder& warehouse, migrations::Tip tip, const PlannedMigration& planned) {
  std::vector<migrations::Migration> parts{planned.migration};
  if (options_.is_split) parts = split_migration(planned.migration, *warehouse.project.dialect);
  FolderUpdate update;
  update.sum = tip.sum.empty() ? migrations::sum_header() : std::move(tip.sum);
  if (!update.sum.ends_with('\n')) update.sum += '\n';
  std::string chain = tip.chain;
  for (const migrations::Migration& part : parts) {
    update.written.emplace_back(part.id, migrations::write_migration(part));
    const migrations::SumLine line = migrations::sum_line(chain, part.id, update.written.back().second, false);
    update.sum += migrations::write_sum_line(line);
    chain = line.chain;
  }
  update.state = warehouse.declared.text();
  if (Result<bool> written = write_folder(warehouse.path, update); !written.ok())
    return fail(streams_, written.error(), kEnvironment);
  for (const auto& [id, text] : update.written)
    streams_.out << fmt::format("wrote {}\n", (warehouse.path / (id + ".sql")).string());
  streams_.out << fmt::format("  {}\n", present::totals(planned.plan));
  for (const std::string& suggestion : planned.plan.suggestions) streams_.out << fmt::format("  {}\n", suggestion);
  return kOk;
}

int Migrator::run(WarehouseFolder& warehouse) {
  const std::string& name = warehouse.folder.warehouse;
  std::optional<Base> base = read_tip(warehouse);
  if (!base) base = read_all(warehouse);
  if (!base) {
    print_findings();
    return fail(streams_,
                fmt::format("the migrations of `{}` are not whole; mend that first, nothing was written", name),
                kSchemaErrors);
  }
  const KnownState& from = base->state;
  if (options_.is_baseline && base->tip.count > 0) {
    return fail(streams_,
                fmt::format("`{}` has {} already; a baseline is the first", name,
                            present::counted(base->tip.count, "migration")),
                kUsage);
  }
  if (from.text.text() == warehouse.declared.text()) {
    streams_.out << fmt::format("{}: nothing to do, the last migration leads to what the project declares\n", name);
    return kOk;
  }
  const auto policy = policy_of(options_.policy, warehouse.project.schema.warehouse);
  if (const auto* failure = std::get_if<CompileFailure>(&policy))
    return fail(streams_, failure->message, failure->exit_code);
  // Not what the project compiled to: planning it again from the file must give the same, whatever order the project
  // declares in.
  std::optional<CompiledWarehouse> after = compile_state(warehouse.declared, warehouse.project, sources_, sink_);
  if (!after) {
    print_findings();
    return fail(streams_, fmt::format("the state of `{}` does not compile", name), kSchemaErrors);
  }
  set_renames(after->schema, renames_between(from.compiled.schema, warehouse.project.schema));
  const KnownState to{warehouse.declared, std::move(*after)};
  PlannedMigration planned =
      plan_migration(from, to, std::get<plan::Policy>(policy),
                     {migration_id(options_.now, options_.name, base->tip.last), base->tip.last});
  planned.migration.is_baseline = options_.is_baseline;
  planned.plan.from = base->tip.last.empty() ? "empty" : base->tip.last;
  planned.plan.to = "the project";
  if (!planned.plan.refusals.empty()) return refuse(planned.plan, warehouse);
  return write(warehouse, std::move(base->tip), planned);
}

}  // namespace

int migrate_command(const MigrateOptions& options, Streams streams) {
  const bool has_letter = std::any_of(options.name.begin(), options.name.end(),
                                      [](unsigned char c) { return std::isalnum(c) != 0 || c >= 0x80; });
  if (!has_letter)
    return fail(streams, "a migration needs a name that says what it does: `kura migrate \"add region\"`", kUsage);
  const std::string root = migrations_root(options.history).string();
  // Before anything is read, or two runs would begin with the same state.
  const FolderLock lock(root);
  if (!lock.is_held()) {
    return fail(
        streams,
        fmt::format("another run writes to `{}` just now, or the folder cannot be made; try again when it has ended",
                    root),
        kEnvironment);
  }
  SourceManager sources;
  diag::Sink sink;
  std::variant<Workspace, int> opened = open_workspace(options.history, sources, sink, streams, Reading::tip);
  if (const int* code = std::get_if<int>(&opened)) return *code;
  Workspace& workspace = std::get<Workspace>(opened);
  report(sink, sources, options.history.report, streams.err);
  if (const int code = exit_code(sink, options.history.report); code != kOk) return code;
  int worst = kOk;
  for (WarehouseFolder& warehouse : workspace.warehouses) {
    diag::Sink own;
    worst = std::max(worst, Migrator(options, sources, own, streams).run(warehouse));
  }
  return worst;
}

}  // namespace kura::driver
