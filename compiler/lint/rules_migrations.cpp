// Rules on migrations.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "compiler/base/ascii.h"
#include "compiler/lint/context.h"

namespace kura::lint {
namespace {

using change::HazardKind;
using migrations::Migration;

bool has_hazard(const change::Step& step, HazardKind kind) {
  return std::any_of(step.hazards.begin(), step.hazards.end(),
                     [kind](const change::Hazard& it) { return it.kind == kind; });
}

/// The line that begins the step of that place, before the way back.
SourceRange step_place(const SourceManager& sources, BufferId buffer, std::size_t number) {
  constexpr std::string_view kMark = "-- kura:step";
  const std::string_view text = sources.text(buffer);
  std::size_t found = text.find(kMark);
  for (std::size_t i = 0; i < number && found != std::string_view::npos; ++i) found = text.find(kMark, found + 1);
  if (found == std::string_view::npos) return {buffer, 0, 0};
  return {buffer, static_cast<std::uint32_t>(found),
          static_cast<std::uint32_t>(std::min(text.find('\n', found), text.size()))};
}

void each_migration(Context& context, const std::function<void(const NewMigration&)>& check) {
  context.each_warehouse([&](const Warehouse& warehouse) {
    for (const NewMigration& it : warehouse.new_migrations) check(it);
  });
}

/// The part of a declaration that speaks of a column: its line and the doc comment above it.
std::string column_text(const std::string& declaration, const std::string& column) {
  std::string docs;
  for (std::size_t begin = 0; begin < declaration.size();) {
    const std::size_t end = std::min(declaration.find('\n', begin), declaration.size());
    std::string_view line(declaration.data() + begin, end - begin);
    while (!line.empty() && is_space(line.front())) line.remove_prefix(1);
    if (line.starts_with("///")) {
      docs += line;
    } else if (line.starts_with(column + " ") || line.starts_with("\"" + column + "\" ")) {
      return docs + std::string(line);
    } else {
      docs.clear();
    }
    begin = end + 1;
  }
  return {};
}

/// The engine keeps nothing of any of its changes: the planner wrote it so.
bool needs_no_statement(const Migration& migration) {
  return !migration.changes.empty() &&
         std::all_of(migration.changes.begin(), migration.changes.end(), [](const change::ChangeLine& line) {
           return line.text.find("(nothing to do") != std::string::npos;
         });
}

/// "drop column `email` varchar(254)" names it between backticks.
std::string quoted_part(const std::string& text) {
  const std::size_t begin = text.find('`');
  const std::size_t end = begin == std::string::npos ? begin : text.find('`', begin + 1);
  return end == std::string::npos ? std::string() : text.substr(begin + 1, end - begin - 1);
}

/// Only the doc comment directly above the declaration or the column counts.
bool is_deprecated(const std::string& text) {
  return to_lower(text).find("deprecated") != std::string::npos;
}

std::string head_of(const std::string& declaration) {
  return declaration.substr(0, declaration.find('{'));
}

void check_drop(Context& context, const NewMigration& it, const change::ChangeLine& line) {
  const bool is_column = line.kind == change::Kind::drop_column;
  if (!is_column && line.kind != change::Kind::drop_table) return;
  const std::string* before = it.before.find("table " + migrations::name_text(line.name));
  if (before == nullptr) return;
  const std::string column = is_column ? quoted_part(line.text) : std::string();
  if (is_deprecated(is_column ? column_text(*before, column) : head_of(*before))) return;
  const std::string what = is_column ? fmt::format("column `{}` of `{}`", column, ir::to_text(line.name))
                                     : fmt::format("table `{}`", ir::to_text(line.name));
  context.report({it.buffer, 0, 0}, {what});
}

}  // namespace

namespace rules {

void migration_edited(Context& context) {
  context.each_warehouse([&](const Warehouse& warehouse) {
    if (!warehouse.folder.sum) return;
    diag::Sink ignored;  // what else is wrong with kura.sum is told by `kura verify`
    const std::vector<migrations::SumLine> lines =
        migrations::read_sum(*warehouse.folder.sum, context.input.sources.text(*warehouse.folder.sum), ignored);
    for (const migrations::File& file : warehouse.folder.files) {
      const auto line =
          std::find_if(lines.begin(), lines.end(), [&](const migrations::SumLine& it) { return it.id == file.id; });
      if (line == lines.end() || line->content == sha256(context.input.sources.text(file.buffer))) continue;
      context.report({file.buffer, 0, 0}, {file.id});
    }
  });
}

void migration_mixes_rebuild(Context& context) {
  each_migration(context, [&](const NewMigration& it) {
    std::set<std::string> rebuilt;
    std::size_t others = 0;
    SourceRange place;
    for (std::size_t i = 0; i < it.migration->steps.size(); ++i) {
      const change::Step& step = it.migration->steps[i];
      if (!has_hazard(step, HazardKind::table_rebuild)) continue;
      if (rebuilt.empty()) place = step_place(context.input.sources, it.buffer, i);
      rebuilt.insert(ir::to_text(step.name));
    }
    for (const change::Step& step : it.migration->steps) others += rebuilt.contains(ir::to_text(step.name)) ? 0 : 1;
    if (rebuilt.empty() || (others == 0 && rebuilt.size() == 1)) return;
    const std::string more = others == 0 ? "another one" : fmt::format("{} {}", others, others == 1 ? "step" : "steps");
    context.report(place, {it.migration->id, fmt::format("`{}`", *rebuilt.begin()), more});
  });
}

void migration_no_way_back(Context& context) {
  each_migration(context, [&](const NewMigration& it) {
    const std::vector<change::Step>& steps = it.migration->steps;
    const auto loses = std::find_if(steps.begin(), steps.end(),
                                    [](const change::Step& step) { return has_hazard(step, HazardKind::data_loss); });
    const bool has_end = it.migration->part == it.migration->parts;  // the last part has the way back of all
    if (loses == steps.end() || !has_end || !it.migration->undo.empty()) return;
    context.report(step_place(context.input.sources, it.buffer, static_cast<std::size_t>(loses - steps.begin())),
                   {it.migration->id});
  });
}

void migration_empty(Context& context) {
  each_migration(context, [&](const NewMigration& it) {
    const Migration& migration = *it.migration;
    if (migration.steps.empty() && !migration.is_baseline && !needs_no_statement(migration))
      context.report({it.buffer, 0, 0}, {migration.id});
  });
}

void migration_blocks_large(Context& context) {
  each_migration(context, [&](const NewMigration& it) {
    for (std::size_t i = 0; i < it.migration->steps.size(); ++i) {
      const change::Step& step = it.migration->steps[i];
      if (!context.settings.is_large(step.name)) continue;
      for (const HazardKind kind : {HazardKind::table_rebuild, HazardKind::table_copied, HazardKind::blocking_lock}) {
        if (!has_hazard(step, kind)) continue;
        context.report(step_place(context.input.sources, it.buffer, i),
                       {ir::to_text(step.name), std::string(change::hazard_title(kind))});
        break;
      }
    }
  });
}

void migration_undeclared_drop(Context& context) {
  each_migration(context, [&](const NewMigration& it) {
    for (const change::ChangeLine& line : it.migration->changes) check_drop(context, it, line);
  });
}

}  // namespace rules
}  // namespace kura::lint
