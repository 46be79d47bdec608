// Migrator: databases, renames, what is carried over.
#include "compiler/dialect/starrocks/migrator.h"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/dialect/starrocks/rights.h"
#include "compiler/dialect/starrocks/statements.h"
#include "compiler/dialect/starrocks/table_alteration.h"
#include "compiler/dialect/starrocks/table_rebuild.h"

namespace kura::dialect::starrocks {

Drafts StarRocksMigrator::drop_namespace(const ir::Namespace& space, const MigrationContext& context) const {
  if (holds_kept_table(space, context)) return {};
  Draft result = draft("drop the database", "DROP DATABASE " + renderer().identifier(space.name, context.old_state()));
  // The statement takes along whatever is still in it.
  result.checks_before.push_back(
      {"nothing is left in the database",
       fmt::format("SELECT count(*) = 0 FROM information_schema.tables WHERE table_schema = {}",
                   renderer().string_literal(space.name))});
  return {std::move(result)};
}

Drafts StarRocksMigrator::rename_table(const ir::QualifiedName& from, const ir::Table& after,
                                       const MigrationContext& context) const {
  const Statements statements(renderer(), context);
  Draft result = draft(fmt::format("rename the table from `{}`", ir::to_text(from)),
                       statements.alter(from, "RENAME " + statements.name(after.name.name)));
  const auto reads = [&after](const ir::View& view) {
    return std::any_of(view.body.relations.begin(), view.body.relations.end(),
                       [&after](const ir::RelationUse& use) { return use.name == after.name; });
  };
  if (std::any_of(context.before.views.begin(), context.before.views.end(), reads)) {
    result.hazards.push_back({change::HazardKind::readers_break, "views that read it fail until they are replaced"});
  }
  return {std::move(result)};
}

Drafts StarRocksMigrator::alter_table(const ir::Table& before, const ir::Table& after,
                                      std::span<const Answered> changes, const MigrationContext& context) const {
  const Statements statements(renderer(), context);
  return TableAlteration(statements, before, after, changes).run();
}

Drafts StarRocksMigrator::rebuild_table(const TableRebuild& rebuild, const MigrationContext& context) const {
  const Statements statements(renderer(), context);
  return RebuildSteps(statements, rebuild,
                      carried_rights(rebuild.before.name, rebuild.after.name, change::ObjectKind::table, statements))
      .run();
}

std::vector<change::Carry> StarRocksMigrator::carried(const ir::QualifiedName& name, change::ObjectKind kind,
                                                      const MigrationContext& context) const {
  ir::QualifiedName heir = name;
  for (const ir::View& view : context.after.views) {
    if (view.was == name) heir = view.name;
  }
  return carried_rights(name, heir, kind, Statements(renderer(), context));
}

}  // namespace kura::dialect::starrocks
