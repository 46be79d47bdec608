// How Redshift changes what exists: traits, the rows of answers, the migrator.
#include "compiler/dialect/redshift/migration.h"

#include "compiler/dialect/redshift/alter_conditions.h"
#include "compiler/dialect/redshift/migrator.h"
#include "compiler/dialect/redshift/renderer.h"

namespace kura::dialect::redshift {
namespace {

#define KURA_RENUMBERING "; its always generated identity numbers the rows anew"
#define KURA_ALTER(kind_, when_, method_, lock_, work_, in_transaction_, views_, materialized_, risks_, reason_, \
                   fact_)                                                                                        \
  {change::Kind::kind_,    when_,  Method::method_, Lock::lock_, Work::work_, in_transaction_, Readers::views_,  \
   Readers::materialized_, risks_, reason_,         fact_},
#define KURA_REBUILD_ROW(kind_, when_, risks_, reason_, fact_)                                        \
  {change::Kind::kind_, when_,  Method::rebuild, Lock::everyone, Work::copy, true, Readers::recreate, \
   Readers::recreate,   risks_, reason_,         fact_},
#define KURA_REBUILD_WHEN(kind_, when_, risks_, reason_, fact_)                                             \
  KURA_REBUILD_ROW(kind_, (both<when_, renumbers>), (risks_) | kLosesData | kIrreversible | kChangesValues, \
                   reason_ KURA_RENUMBERING, fact_)                                                         \
  KURA_REBUILD_ROW(kind_, when_, risks_, reason_, fact_)
#define KURA_REBUILD(kind_, risks_, reason_, fact_)                                                                    \
  KURA_REBUILD_ROW(kind_, renumbers, (risks_) | kLosesData | kIrreversible | kChangesValues, reason_ KURA_RENUMBERING, \
                   fact_)                                                                                              \
  KURA_REBUILD_ROW(kind_, nullptr, risks_, reason_, fact_)
constexpr AlterRow kRows[] = {
#include "compiler/dialect/redshift/alter_rows.def"
};
#undef KURA_REBUILD
#undef KURA_REBUILD_WHEN
#undef KURA_REBUILD_ROW
#undef KURA_ALTER
#undef KURA_RENUMBERING

const RedshiftRenderer kRenderer;
const RedshiftMigrator kMigrator(kRenderer);

}  // namespace

const Migration kMigration{
    .traits =
        {
            .transactional_ddl = true,
            .foreign_keys_are_separate = true,
            .views_hold_each_other = true,
            .views_hold_tables = true,
            // A bound view follows the table; whether it follows a renamed column is not documented.
            .views_follow_renames = false,
            .star_is_frozen = true,
            .rebuild_views = Readers::recreate,
            .rebuild_materialized = Readers::recreate,
            .recreate_materialized = Readers::recreate,
            .rebuild_frees_foreign_keys = true,
        },
    .rows = kRows,
    .migrator = &kMigrator,
};

}  // namespace kura::dialect::redshift
