// `kura rehash`: accepts what was edited by hand, and shows it.
#include <fmt/format.h>

#include <algorithm>
#include <ostream>
#include <set>

#include "compiler/driver/migrations/line_diff.h"
#include "compiler/driver/migrations/planning.h"
#include "compiler/present/words.h"

namespace kura::driver {
namespace {

using migrations::SumLine;

const SumLine* find(const std::vector<SumLine>& lines, const std::string& id) {
  const auto found = std::find_if(lines.begin(), lines.end(), [&](const SumLine& line) { return line.id == id; });
  return found == lines.end() ? nullptr : &*found;
}

/// The edits of one file, against what its states give when they are planned again.
std::string edits_of(const migrations::History& history, std::size_t place, const WarehouseFolder& warehouse,
                     SourceManager& sources) {
  const std::size_t count = history.migrations.size();
  diag::Sink ignored;
  for (const PlanOfHistory& plan : newest_plans(history, count - place)) {
    if (place < plan.begin || place >= plan.end) continue;
    const auto texts = plan_again(history, plan, warehouse.project, sources, ignored);
    if (!texts || texts->size() != plan.end - plan.begin) break;
    return line_diff((*texts)[place - plan.begin], sources.text(warehouse.folder.files[place].buffer));
  }
  return {};
}

/// The new sum, and what is said about each file that differs from the old one.
std::vector<SumLine> compare(const std::vector<SumLine>& before, migrations::History& history,
                             const WarehouseFolder& warehouse, SourceManager& sources, std::string& told) {
  std::set<std::size_t> shown;
  for (std::size_t i = 0; i < history.sum.size(); ++i) {
    const SumLine* old = find(before, history.sum[i].id);
    const bool is_changed = old != nullptr && old->content != history.sum[i].content;
    history.sum[i].is_edited = old != nullptr && (old->is_edited || is_changed);
    if (is_changed) shown.insert(i);
    if (old == nullptr) told += fmt::format("  taken in {}\n", history.sum[i].id);
  }
  // An edit that kura.sum does not tell: a file that was taken in, or a sum that somebody wrote by hand.
  diag::Sink ignored;
  for (const std::size_t place : planned_differently(history, warehouse, VerifyOptions{}.replanned, sources, ignored)) {
    history.sum[place].is_edited = true;
    shown.insert(place);
  }
  std::vector<SumLine> lines;
  for (std::size_t i = 0; i < history.sum.size(); ++i) {
    const migrations::File& file = warehouse.folder.files[i];
    lines.push_back(migrations::sum_line(lines.empty() ? "" : lines.back().chain, file.id, sources.text(file.buffer),
                                         history.sum[i].is_edited));
    if (shown.contains(i)) told += fmt::format("  edited   {}\n{}", file.id, edits_of(history, i, warehouse, sources));
  }
  for (const SumLine& line : before) {
    if (find(lines, line.id) == nullptr) told += fmt::format("  gone     {}\n", line.id);
  }
  return lines;
}

int rehash(WarehouseFolder& warehouse, const ReportOptions& report_options, SourceManager& sources, Streams streams) {
  diag::Sink sink;
  std::optional<migrations::History> history = migrations::read_files(warehouse.folder, sources, sink);
  if (!history) {
    report(sink, sources, report_options, streams.err);
    return fail(streams, "a file cannot be read; nothing was written", kSchemaErrors);
  }
  // The old one may be broken: what can be read of it tells what is new.
  diag::Sink old_sink;
  std::vector<SumLine> before;
  if (warehouse.folder.sum)
    before = migrations::read_sum(*warehouse.folder.sum, sources.text(*warehouse.folder.sum), old_sink);
  std::string told;
  const std::vector<SumLine> lines = compare(before, *history, warehouse, sources, told);
  const std::string state = history->state.text();
  const bool is_state_new = !warehouse.folder.state || sources.text(*warehouse.folder.state) != state;
  if (is_state_new) told += "  wrote    state.schema\n";
  const std::string sum = migrations::write_sum(lines);
  const bool is_sum_new = !warehouse.folder.sum || sources.text(*warehouse.folder.sum) != sum;
  if (!is_sum_new && !is_state_new) {
    streams.out << fmt::format("{}: nothing to do, {} as written\n", warehouse.folder.warehouse,
                               present::counted(lines.size(), "migration"));
    return kOk;
  }
  if (Result<bool> written = write_folder(warehouse.path, {{}, {}, state, sum}); !written.ok())
    return fail(streams, written.error(), kEnvironment);
  streams.out << fmt::format("{}: wrote kura.sum\n{}", warehouse.folder.warehouse, told);
  return kOk;
}

}  // namespace

int rehash_command(const HistoryOptions& options, Streams streams) {
  return each_warehouse(options, streams, [&](WarehouseFolder& warehouse, SourceManager& sources) {
    if (warehouse.folder.files.empty() && !warehouse.folder.sum) return kOk;
    return rehash(warehouse, options.report, sources, streams);
  });
}

}  // namespace kura::driver
