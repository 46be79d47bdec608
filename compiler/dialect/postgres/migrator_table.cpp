// The migrator: a table that changes in place.
#include "compiler/dialect/postgres/migrator.h"
#include "compiler/dialect/postgres/table_alteration.h"

namespace kura::dialect::postgres {

Drafts PostgresMigrator::alter_table(const ir::Table& before, const ir::Table& after, std::span<const Answered> changes,
                                     const MigrationContext& context) const {
  return TableAlteration(*this, before, after, changes, context).run();
}

}  // namespace kura::dialect::postgres
