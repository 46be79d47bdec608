// How PostgreSQL changes what exists: traits, the rows of answers, the migrator.
#include "compiler/dialect/postgres/migration.h"

#include "compiler/dialect/postgres/alter_conditions.h"
#include "compiler/dialect/postgres/migrator.h"

namespace kura::dialect::postgres {
namespace {

const PostgresRenderer kRenderer;
const PostgresMigrator kMigrator(kRenderer);

constexpr AlterRow kRows[] = {
#define KURA_ALTER(kind, when, method, lock, work, in_transaction, readers, risks, reason, fact)          \
  {change::Kind::kind, when,    Method::method, Lock::lock, Work::work, in_transaction, Readers::readers, \
   Readers::readers,   (risks), reason,         fact},
#include "compiler/dialect/postgres/alter_rows.def"
#undef KURA_ALTER
};

}  // namespace

const Migration kMigration{
    .traits =
        {
            .transactional_ddl = true,
            .foreign_keys_are_separate = true,
            .views_hold_each_other = true,
            .views_hold_tables = true,
            .views_follow_renames = true,
            .star_is_frozen = true,
            .rebuild_views = Readers::recreate,
            .rebuild_materialized = Readers::recreate,
            .recreate_materialized = Readers::recreate,
            .rebuild_frees_foreign_keys = true,
        },
    .rows = kRows,
    .migrator = &kMigrator,
};

}  // namespace kura::dialect::postgres
