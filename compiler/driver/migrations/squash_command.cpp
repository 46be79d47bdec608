// `kura squash`: one migration in the place of many.
#include <fmt/format.h>

#include <algorithm>
#include <ostream>

#include "compiler/driver/migrations/find_migration.h"
#include "compiler/driver/migrations/planning.h"
#include "compiler/present/words.h"

namespace kura::driver {
namespace {

int squash(WarehouseFolder& warehouse, const SquashOptions& options, SourceManager& sources, Streams streams) {
  const std::string& name = warehouse.folder.warehouse;
  diag::Sink sink;
  const std::optional<migrations::History> history = migrations::read_history(warehouse.folder, sources, sink);
  if (!history || sink.has_errors()) {
    report(sink, sources, options.history.report, streams.err);
    return fail(streams,
                fmt::format("the migrations of `{}` are not whole; mend that first, nothing was written", name),
                kSchemaErrors);
  }
  const std::variant<std::size_t, std::string> found = find_migration(*history, options.up_to);
  if (const auto* message = std::get_if<std::string>(&found))
    return fail(streams, fmt::format("{}: {}", name, *message), kUsage);
  const std::size_t last = std::get<std::size_t>(found);
  const migrations::Migration& target = history->migrations[last];
  if (target.part < target.parts)
    return fail(streams, fmt::format("`{}` is a part of a migration; squash up to its last part", target.id), kUsage);
  if (last == 0) {
    streams.out << fmt::format("{}: nothing to do, `{}` is the first\n", name, target.id);
    return kOk;
  }
  // An edit by hand is in no state: one migration from nothing would not have it.
  for (std::size_t i = 0; i <= last; ++i) {
    if (!history->sum[i].is_edited) continue;
    return fail(streams,
                fmt::format("{}: `{}` was edited by hand, and putting one migration in its place would lose that: "
                            "squash up to one before it; "
                            "nothing was written",
                            name, history->migrations[i].id),
                kRefused);
  }
  migrations::StateText state;
  for (std::size_t i = 0; i <= last; ++i) state.apply(history->migrations[i]);
  std::optional<CompiledWarehouse> nothing = compile_state({}, warehouse.project, sources, sink);
  std::optional<CompiledWarehouse> goal = compile_state(state, warehouse.project, sources, sink);
  if (!nothing || !goal) {
    report(sink, sources, options.history.report, streams.err);
    return fail(streams, fmt::format("the state after `{}` does not compile", target.id), kSchemaErrors);
  }
  // The id of the last one: a warehouse that ran it knows that it has all of this.
  PlannedMigration planned = plan_migration({{}, std::move(*nothing)}, {state, std::move(*goal)}, {}, {target.id, ""});
  planned.migration.to = target.to;
  FolderUpdate update;
  update.written.emplace_back(target.id, migrations::write_migration(planned.migration));
  for (std::size_t i = 0; i < last; ++i) update.removed.push_back(history->migrations[i].id);
  std::vector<migrations::SumLine> lines{migrations::sum_line("", target.id, update.written.back().second, false)};
  for (std::size_t i = last + 1; i < history->migrations.size(); ++i) {
    lines.push_back(migrations::sum_line(lines.back().chain, history->migrations[i].id,
                                         sources.text(warehouse.folder.files[i].buffer), history->sum[i].is_edited));
  }
  update.state = history->state.text();
  update.sum = migrations::write_sum(lines);
  if (Result<bool> written = write_folder(warehouse.path, update); !written.ok())
    return fail(streams, written.error(), kEnvironment);
  streams.out << fmt::format("{}: {} are one now, {}\n  {}\n", name, present::counted(last + 1, "migration"),
                             (warehouse.path / (target.id + ".sql")).string(), present::totals(planned.plan));
  return kOk;
}

}  // namespace

int squash_command(const SquashOptions& options, Streams streams) {
  return each_warehouse(options.history, streams, [&](WarehouseFolder& warehouse, SourceManager& sources) {
    return squash(warehouse, options, sources, streams);
  });
}

}  // namespace kura::driver
