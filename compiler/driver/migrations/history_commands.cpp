// `kura log` and `kura show`: reading what was written.
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <ostream>

#include "compiler/diag/suggest.h"
#include "compiler/driver/migrations/find_migration.h"
#include "compiler/driver/migrations/workspace.h"
#include "compiler/present/present.h"
#include "compiler/present/words.h"

namespace kura::driver {
namespace {

using migrations::History;
using migrations::Migration;

/// The histories of the wanted warehouses; what is not whole is said, and read as far as it can be.
template <class Use>
int each_history(const HistoryOptions& options, Streams streams, Use use) {
  SourceManager sources;
  diag::Sink sink;
  std::variant<Workspace, int> opened = open_workspace(options, sources, sink, streams);
  if (const int* code = std::get_if<int>(&opened)) return *code;
  int worst = kOk;
  for (WarehouseFolder& warehouse : std::get<Workspace>(opened).warehouses) {
    diag::Sink own;
    const std::optional<History> history = migrations::read_files(warehouse.folder, sources, own);
    if (!history) {
      report(own, sources, options.report, streams.err);
      worst = kSchemaErrors;
      continue;
    }
    worst = std::max(worst, use(warehouse, *history));
  }
  return worst;
}

std::string summary_of(const Migration& migration) {
  change::Plan plan;
  plan.changes = migration.changes;
  plan.steps = migration.steps;
  std::string text = present::totals(plan);
  if (migration.is_baseline) text += "; baseline";
  if (migration.parts > 1) text += fmt::format("; part {} of {}", migration.part, migration.parts);
  return text;
}

int print_log(const WarehouseFolder& warehouse, const History& history, Streams streams) {
  streams.out << fmt::format("{}: {}\n", warehouse.folder.warehouse,
                             present::counted(history.migrations.size(), "migration"));
  for (std::size_t i = 0; i < history.migrations.size(); ++i) {
    const Migration& migration = history.migrations[i];
    streams.out << fmt::format("\n{:>3}. {}  ({})\n", i + 1, migration.id, summary_of(migration));
    for (const change::Step& step : migration.steps) {
      streams.out << fmt::format("     {}: {}\n", present::object_text(step.object, step.name), step.summary);
    }
  }
  return kOk;
}

int print_one(const WarehouseFolder& warehouse, const History& history, const ShowOptions& options, Streams streams) {
  const std::variant<std::size_t, std::string> found = find_migration(history, options.which);
  if (const auto* message = std::get_if<std::string>(&found))
    return fail(streams, fmt::format("{}: {}", warehouse.folder.warehouse, *message), kUsage);
  const Migration& migration = history.migrations[std::get<std::size_t>(found)];
  change::Plan plan;
  plan.warehouse = migration.warehouse;
  plan.dialect = migration.dialect;
  plan.from = migration.previous.empty() ? "empty" : migration.previous;
  plan.to = migration.id;
  plan.changes = migration.changes;
  plan.session = migration.session;
  plan.steps = migration.steps;
  plan.undo = migration.undo;
  streams.out << present::to_text(plan, warehouse.project.dialect->display_name,
                                  {options.use_color, options.shows_undo});
  return kOk;
}

}  // namespace

std::variant<std::size_t, std::string> find_migration(const History& history, const std::string& wanted) {
  const std::vector<Migration>& all = history.migrations;
  if (all.empty()) return std::string("there are no migrations yet; `kura migrate NAME` writes the first");
  if (wanted.empty()) return all.size() - 1;
  std::size_t number = 0;
  const auto [end, error] = std::from_chars(wanted.data(), wanted.data() + wanted.size(), number);
  if (error == std::errc{} && end == wanted.data() + wanted.size() && wanted.size() < 8) {
    if (number >= 1 && number <= all.size()) return number - 1;
    return fmt::format("there is no migration {}; there are {}", number, all.size());
  }
  std::vector<std::size_t> places;
  std::vector<std::string> ids;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (all[i].id == wanted) return i;
    if (all[i].id.find(wanted) != std::string::npos) places.push_back(i);
    ids.push_back(all[i].id.substr(std::min(all[i].id.find('_') + 1, all[i].id.size())));
  }
  if (places.size() == 1) return places.front();
  if (places.size() > 1)
    return fmt::format("`{}` fits {} migrations; give more of the name, or its number", wanted, places.size());
  const std::string suggestion = diag::did_you_mean(wanted, ids);
  return fmt::format("no migration is named `{}`; {}", wanted,
                     suggestion.empty() ? "`kura log` lists them" : suggestion);
}

int log_command(const HistoryOptions& options, Streams streams) {
  bool is_first = true;
  return each_history(options, streams, [&](const WarehouseFolder& warehouse, const History& history) {
    if (!is_first) streams.out << "\n";
    is_first = false;
    return print_log(warehouse, history, streams);
  });
}

int show_command(const ShowOptions& options, Streams streams) {
  return each_history(options.history, streams, [&](const WarehouseFolder& warehouse, const History& history) {
    return print_one(warehouse, history, options, streams);
  });
}

}  // namespace kura::driver
