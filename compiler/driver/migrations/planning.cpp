// Planning: two states to a migration, whole or in parts.
#include "compiler/driver/migrations/planning.h"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <ctime>
#include <optional>

#include "compiler/dialect/alteration.h"
#include "compiler/dialect/migrator.h"
#include "compiler/driver/migrations/renames.h"
#include "compiler/driver/policy.h"
#include "compiler/ir/fingerprint.h"

namespace kura::driver {
namespace {

using change::HazardKind;
using change::Step;

bool is_heavy(const Step& step) {
  if (step.wait) return true;
  return std::any_of(step.hazards.begin(), step.hazards.end(), [](const change::Hazard& hazard) {
    return hazard.kind == HazardKind::table_rebuild || hazard.kind == HazardKind::table_copied ||
           hazard.kind == HazardKind::asynchronous_job;
  });
}

bool is_same_object(const Step& left, const Step& right) {
  return left.object == right.object && left.name == right.name;
}

/// Where one part ends and the next begins: around the steps of an object that has a heavy one.
std::vector<std::vector<Step>> parts_of(const std::vector<Step>& steps) {
  std::vector<std::vector<Step>> parts;
  bool was_heavy = false;
  for (std::size_t begin = 0; begin < steps.size();) {
    std::size_t end = begin + 1;
    while (end < steps.size() && is_same_object(steps[begin], steps[end])) ++end;
    const bool has_heavy = std::any_of(steps.begin() + static_cast<std::ptrdiff_t>(begin),
                                       steps.begin() + static_cast<std::ptrdiff_t>(end), is_heavy);
    const bool is_inside_transaction =
        begin > 0 && steps[begin].transaction != 0 && steps[begin].transaction == steps[begin - 1].transaction;
    if (parts.empty() || ((has_heavy || was_heavy) && !is_inside_transaction)) parts.emplace_back();
    was_heavy = has_heavy || (was_heavy && is_inside_transaction);
    for (; begin < end; ++begin) parts.back().push_back(steps[begin]);
  }
  if (parts.empty()) parts.emplace_back();
  return parts;
}

void number_anew(std::vector<Step>& steps) {
  std::size_t last = 0;
  std::size_t transactions = 0;
  for (std::size_t i = 0; i < steps.size(); ++i) {
    steps[i].number = i + 1;
    if (steps[i].transaction != 0 && steps[i].transaction != last) ++transactions;
    last = steps[i].transaction;
    if (last != 0) steps[i].transaction = transactions;
  }
}

std::string stamp(std::int64_t now) {
  return fmt::format("{:%Y%m%dT%H%M%S}", fmt::gmtime(static_cast<std::time_t>(now)));
}

/// The time that an id begins with.
std::optional<std::int64_t> time_of(const std::string& id) {
  std::tm time{};
  const char* end = ::strptime(id.c_str(), "%Y%m%dT%H%M%S", &time);
  if (end == nullptr || *end != '_') return std::nullopt;
  return static_cast<std::int64_t>(::timegm(&time));
}

}  // namespace

PlannedMigration plan_migration(const KnownState& before, const KnownState& after, const plan::Policy& policy,
                                const MigrationName& name) {
  PlannedMigration result;
  result.plan = plan::make_plan(before.compiled.schema, after.compiled.schema, *after.compiled.dialect, policy, true);
  migrations::Migration& migration = result.migration;
  migration.id = name.id;
  migration.writer = KURA_VERSION;
  migration.warehouse = after.compiled.schema.warehouse.name;
  migration.dialect = after.compiled.dialect->name;
  migration.previous = name.previous;
  migration.from = fingerprint_of(before.text, before.compiled);
  migration.to = fingerprint_of(after.text, after.compiled);
  migration.policy = policy_words(policy);
  const dialect::Migrator& migrator = *after.compiled.dialect->migration->migrator;
  migration.session = migrator.session(result.plan.steps);
  migration.undo_session = migrator.session(result.plan.undo);
  migration.changes = result.plan.changes;
  migration.renames = renames_between(before.compiled.schema, after.compiled.schema);
  migration.steps = result.plan.steps;
  migration.undo = result.plan.undo;
  migrations::StateDelta changed = migrations::delta(before.text, after.text);
  migration.objects = std::move(changed.objects);
  migration.gone = std::move(changed.gone);
  return result;
}

std::vector<migrations::Migration> split_migration(const migrations::Migration& whole,
                                                   const dialect::Dialect& dialect) {
  std::vector<std::vector<Step>> parts = parts_of(whole.steps);
  if (parts.size() == 1) return {whole};
  // The files are run in the order of their names.
  const std::size_t width = std::to_string(parts.size()).size();
  std::vector<migrations::Migration> result;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const bool is_last = i + 1 == parts.size();
    migrations::Migration part = whole;
    part.id = fmt::format("{}_{:0{}}", whole.id, i + 1, width);
    part.part = i + 1;
    part.parts = parts.size();
    if (i > 0) part.previous = result.back().id;
    if (i > 0) part.from = result.back().to;
    if (!is_last) part.to = fmt::format("{}.{}", whole.to, i + 1);
    part.steps = std::move(parts[i]);
    number_anew(part.steps);
    part.session = dialect.migration->migrator->session(part.steps);
    if (i > 0) part.changes.clear();
    if (i > 0) part.renames.clear();
    if (!is_last) {
      part.undo.clear();
      part.undo_session.clear();
      part.objects.clear();
      part.gone.clear();
    }
    result.push_back(std::move(part));
  }
  return result;
}

std::vector<PlanOfHistory> newest_plans(const migrations::History& history, std::size_t count) {
  const std::size_t all = history.migrations.size();
  std::size_t first = all > count ? all - count : 0;
  while (first > 0 && first < all && history.migrations[first].part > 1) --first;
  PlanOfHistory plan;
  for (std::size_t i = 0; i < first; ++i) plan.after.apply(history.migrations[i]);
  std::vector<PlanOfHistory> plans;
  for (plan.end = first; plan.end < all;) {
    plan.before = plan.after;
    plan.begin = plan.end;
    plan.end = std::min(all, plan.begin + history.migrations[plan.begin].parts);
    for (std::size_t i = plan.begin; i < plan.end; ++i) plan.after.apply(history.migrations[i]);
    plans.push_back(plan);
  }
  return plans;
}

std::optional<std::vector<std::string>> plan_again(const migrations::History& history, const PlanOfHistory& plan,
                                                   const CompiledWarehouse& like, SourceManager& sources,
                                                   diag::Sink& sink) {
  const migrations::Migration& first = history.migrations[plan.begin];
  std::optional<CompiledWarehouse> before = compile_state(plan.before, like, sources, sink);
  std::optional<CompiledWarehouse> after = compile_state(plan.after, like, sources, sink);
  if (!before || !after) return std::nullopt;
  set_renames(after->schema, first.renames);
  const bool is_split = first.parts > 1;
  const std::string id = is_split ? first.id.substr(0, first.id.rfind('_')) : first.id;
  PlannedMigration planned = plan_migration({plan.before, std::move(*before)}, {plan.after, std::move(*after)},
                                            policy_from_words(first.policy), {id, first.previous});
  planned.migration.is_baseline = first.is_baseline;
  std::vector<migrations::Migration> parts{planned.migration};
  if (is_split) parts = split_migration(planned.migration, *like.dialect);
  std::vector<std::string> texts;
  for (const migrations::Migration& part : parts) texts.push_back(migrations::write_migration(part));
  return texts;
}

std::vector<std::size_t> planned_differently(const migrations::History& history, const WarehouseFolder& warehouse,
                                             std::size_t count, SourceManager& sources, diag::Sink& sink) {
  std::vector<std::size_t> places;
  for (const PlanOfHistory& plan : newest_plans(history, count)) {
    bool is_ours = true;
    for (std::size_t i = plan.begin; i < plan.end; ++i)
      is_ours = is_ours && history.migrations[i].writer == KURA_VERSION && !history.sum[i].is_edited;
    if (!is_ours) continue;
    const auto texts = plan_again(history, plan, warehouse.project, sources, sink);
    if (!texts) break;
    for (std::size_t i = plan.begin; i < plan.end; ++i) {
      const bool is_same = texts->size() == plan.end - plan.begin &&
                           (*texts)[i - plan.begin] == sources.text(warehouse.folder.files[i].buffer);
      if (!is_same) places.push_back(i);
    }
  }
  return places;
}

std::string migration_id(std::int64_t now, const std::string& name, const std::string& last) {
  std::string words;
  for (const char c : name) {
    const auto byte = static_cast<unsigned char>(c);
    if (std::isalnum(byte) != 0 || byte >= 0x80) {
      words += static_cast<char>(std::tolower(byte));
    } else if (!words.empty() && words.back() != '_') {
      words += '_';
    }
  }
  while (words.ends_with('_')) words.pop_back();
  // A clock that goes back, or two in one second: the order of the names must be that of the migrations.
  const std::optional<std::int64_t> before = time_of(last);
  if (before && now <= *before) now = *before + 1;
  return stamp(now) + "_" + words;
}

}  // namespace kura::driver
