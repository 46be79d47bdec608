// Planning: the way between two states of a warehouse as the value of a migration's file.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "compiler/change/plan.h"
#include "compiler/driver/migrations/workspace.h"
#include "compiler/migrations/migration.h"
#include "compiler/plan/planner.h"

namespace kura::driver {

/// A state with everything that is known of it.
struct KnownState {
  migrations::StateText text;
  CompiledWarehouse compiled;
};

/// What a new migration is called and comes after.
struct MigrationName {
  std::string id;
  std::string previous;  // empty: the first
};

struct PlannedMigration {
  change::Plan plan;
  migrations::Migration migration;
};

/// The `was` of `after` are what the plan takes for renamed.
PlannedMigration plan_migration(const KnownState& before, const KnownState& after, const plan::Policy& policy,
                                const MigrationName& name);

/// Heavy steps (a rebuild, a copy, a job that is waited for) in files of their own; a transaction is never cut. At
/// least one part.
std::vector<migrations::Migration> split_migration(const migrations::Migration& whole, const dialect::Dialect& dialect);

/// One plan of a history: a migration, or the parts of one that was split.
struct PlanOfHistory {
  std::size_t begin = 0;  // places in the history, `end` excluded
  std::size_t end = 0;
  migrations::StateText before;
  migrations::StateText after;
};
/// The newest plans, those that begin at most `count` migrations from the end, in order.
std::vector<PlanOfHistory> newest_plans(const migrations::History& history, std::size_t count);

/// The places of those among the newest `count` that this version wrote and nobody edited, and that it plans
/// differently now. Another version may plan differently and be right.
std::vector<std::size_t> planned_differently(const migrations::History& history, const WarehouseFolder& warehouse,
                                             std::size_t count, SourceManager& sources, diag::Sink& sink);

/// The texts of the plan's files as this version of Kura writes them; nothing when a state does not compile.
std::optional<std::vector<std::string>> plan_again(const migrations::History& history, const PlanOfHistory& plan,
                                                   const CompiledWarehouse& like, SourceManager& sources,
                                                   diag::Sink& sink);

/// "20261121T093000_add_region": the time (seconds since 1970, UTC) and the name in lower case with `_`; later than
/// `last`, the id of the migration before, whatever the clock says.
std::string migration_id(std::int64_t now, const std::string& name, const std::string& last);

}  // namespace kura::driver
