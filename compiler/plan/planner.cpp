// The planner, from pairing to steps.
#include "compiler/plan/planner.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "compiler/dialect/migrator.h"
#include "compiler/diff/describe.h"
#include "compiler/diff/pairing.h"
#include "compiler/plan/nodes.h"
#include "compiler/plan/steps.h"

namespace kura::plan {
namespace {

/// Tables with renamed columns, as they are before the renames.
std::vector<Boxed<ir::Table>> under_old_names(const ir::Schema& before, const ir::Schema& after,
                                              const diff::Pairing& pairing) {
  std::vector<Boxed<ir::Table>> tables(before.tables.size());
  for (std::size_t i = 0; i < pairing.tables.both.size(); ++i) {
    const ir::Table& old_table = before.tables[pairing.tables.both[i].before];
    const ir::Table& new_table = after.tables[pairing.tables.both[i].after];
    for (const change::Places& places : pairing.columns[i].both) {
      if (old_table.columns[places.before].name == new_table.columns[places.after].name) continue;
      tables[pairing.tables.both[i].before] = old_table;
      break;
    }
  }
  return tables;
}

struct OneWay {
  std::vector<change::ChangeLine> changes;
  std::vector<change::Step> steps;
  std::vector<change::Refusal> refusals;
};

/// One direction. Renames are applied to `before`.
OneWay plan_one_way(ir::Schema& before, const ir::Schema& after, const diff::Pairing& pairing,
                    const dialect::Dialect& dialect, const Policy& policy) {
  const std::vector<Boxed<ir::Table>> old_names = under_old_names(before, after, pairing);
  const std::vector<bool> reads_renamed = diff::views_over_renamed(before, after, pairing);
  diff::apply_renames(before, after, pairing);
  diff::forget_rights_on_dropped_columns(before, pairing);
  const dialect::Migration& migration = *dialect.migration;
  const bool has_named_enums = dialect.capabilities->enums == dialect::EnumStyle::named_type;
  const diff::Changes changes = diff::diff_states(before, after, pairing, reads_renamed,
                                                  {policy.keeps_column_order, migration.traits.star_is_frozen,
                                                   has_named_enums, migration.traits.views_follow_renames});
  const Situation situation{before, after, pairing, dialect, migration, policy};
  const Work work = answer_changes(situation, changes);
  OneWay result;
  for (const dialect::Answered& answered : work.answers) {
    result.changes.push_back(diff::describe(answered.change, before, after));
    const bool is_nothing = answered.row != nullptr && answered.row->method == dialect::Method::nothing;
    if (is_nothing && !answered.row->reason.empty())
      result.changes.back().text += fmt::format(" (nothing to do: {})", answered.row->reason);
  }
  result.refusals = work.refusals;
  const ViewImpact views = view_impact(situation, work);
  const ForeignKeyImpact foreign_keys = foreign_key_impact(situation, work);
  Graph graph = make_nodes({situation, work, views, foreign_keys, old_names});
  result.steps = make_steps(graph, situation);
  return result;
}

/// The way back may lose and rebuild what the way there allowed: who goes back wants just that.
Policy way_back(Policy policy) {
  policy.allows_destructive = true;
  policy.keeps_old = false;
  if (policy.rebuild == RebuildPolicy::never) policy.rebuild = RebuildPolicy::automatic;
  return policy;
}

}  // namespace

change::Plan make_plan(ir::Schema before, ir::Schema after, const dialect::Dialect& dialect, const Policy& policy,
                       bool has_undo) {
  const diff::Pairing pairing = diff::pair_states(before, after);
  change::Plan plan;
  plan.warehouse = after.warehouse.name;
  plan.dialect = std::string(dialect.name);
  plan.suggestions = diff::likely_renames(before, after, pairing);
  // The way there gives the previous state new names and takes rights on dropped columns away; the way back needs what
  // was there.
  std::optional<ir::Schema> first;
  const bool drops_columns =
      std::any_of(pairing.columns.begin(), pairing.columns.end(), [](const auto& it) { return !it.dropped.empty(); });
  if (has_undo && (pairing.has_renames || drops_columns)) first = before;
  OneWay there = plan_one_way(before, after, pairing, dialect, policy);
  plan.changes = std::move(there.changes);
  plan.steps = std::move(there.steps);
  plan.refusals = std::move(there.refusals);
  if (has_undo && !plan.steps.empty()) {
    ir::Schema& goal = first ? *first : before;
    diff::set_names_back(goal, after, pairing);
    const diff::Pairing back = diff::pair_states(after, goal);
    OneWay undo = plan_one_way(after, goal, back, dialect, way_back(policy));
    // Steps that the engine refuses are no way back; what is irreversible says so on the way there.
    if (undo.refusals.empty()) plan.undo = std::move(undo.steps);
  }
  // One connection may run both ways.
  std::vector<change::Step> both = plan.steps;
  both.insert(both.end(), plan.undo.begin(), plan.undo.end());
  plan.session = dialect.migration->migrator->session(both);
  return plan;
}

std::vector<change::Step> creation_steps(ir::Schema schema, const dialect::Dialect& dialect) {
  const Policy policy;
  ir::Schema nothing;
  const diff::Pairing pairing = diff::pair_states(nothing, schema);
  return plan_one_way(nothing, schema, pairing, dialect, policy).steps;
}

}  // namespace kura::plan
