// How StarRocks changes what exists: traits, the rows of answers, the migrator.
#include "compiler/dialect/starrocks/migration.h"

#include "compiler/dialect/starrocks/alter_conditions.h"
#include "compiler/dialect/starrocks/migrator.h"
#include "compiler/dialect/starrocks/renderer.h"

namespace kura::dialect::starrocks {
namespace {

constexpr AlterRow kRows[] = {
#define KURA_ALTER(kind, when, method, lock, work, views, materialized, risks, reason, fact)    \
  {change::Kind::kind,    when,  Method::method, Lock::lock, Work::work, false, Readers::views, \
   Readers::materialized, risks, reason,         fact},
#include "compiler/dialect/starrocks/alter_rows.def"
};

const StarRocksRenderer kRenderer;
const StarRocksMigrator kMigrator(kRenderer);

}  // namespace

const Migration kMigration{
    .traits =
        {
            .transactional_ddl = false,
            .foreign_keys_are_separate = false,
            .views_hold_each_other = false,
            .views_hold_tables = false,
            .views_follow_renames = false,
            .star_is_frozen = true,
            // A view finds the new table by its name; the materialized views over the view have to be woken.
            .rebuild_views = Readers::activate,
            .rebuild_materialized = Readers::activate,
            .recreate_materialized = Readers::activate,
            .rebuild_frees_foreign_keys = false,
        },
    .rows = kRows,
    .migrator = &kMigrator,
};

}  // namespace kura::dialect::starrocks
