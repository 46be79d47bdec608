// How SQLite changes what exists: traits, the rows of answers, the migrator.
#include "compiler/dialect/sqlite/migration.h"

#include "compiler/dialect/sqlite/alter_conditions.h"
#include "compiler/dialect/sqlite/migrator.h"
#include "compiler/dialect/sqlite/renderer.h"

namespace kura::dialect::sqlite {
namespace {

constexpr AlterRow kRows[] = {
#define KURA_ALTER(kind, when, method, lock, work, views, risks, reason, fact)      \
  {change::Kind::kind, when,          Method::method, Lock::lock, Work::work, true, \
   Readers::views,     Readers::stay, risks,          reason,     fact},
#include "compiler/dialect/sqlite/alter_rows.def"
#undef KURA_ALTER
};

const SqliteRenderer kRenderer;
const SqliteMigrator kMigrator(kRenderer);

}  // namespace

const Migration kMigration{
    .traits =
        {
            .transactional_ddl = true,
            .foreign_keys_are_separate = false,
            // Every ALTER TABLE looks at all views of the file and fails when one of them names what is not there.
            .views_hold_each_other = true,
            .views_hold_tables = true,
            .views_follow_renames = true,
            .star_is_frozen = false,
            .rebuild_views = Readers::recreate,
            .rebuild_materialized = Readers::stay,
            .recreate_materialized = Readers::stay,
            .rebuild_frees_foreign_keys = false,
        },
    .rows = kRows,
    .migrator = &kMigrator,
};

}  // namespace kura::dialect::sqlite
