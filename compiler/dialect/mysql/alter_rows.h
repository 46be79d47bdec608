// This family's answers as constexpr arrays, so that a derived dialect can put rows of its own in front.
#pragma once

#include "compiler/dialect/mysql/alter_conditions.h"
#include "compiler/dialect/mysql/ways.h"

namespace kura::dialect::mysql {

#define KURA_ALTER(kind, when, method, way, views, risks, reason, fact) \
  server_row(change::Kind::kind, when, Method::method, way, Readers::views, risks, reason, fact),

inline constexpr auto kServerRows = std::to_array<ServerRow>({
#include "compiler/dialect/mysql/alter_rows.def"
});

inline constexpr MigrationTraits kTraits{
    .transactional_ddl = false,
    .foreign_keys_are_separate = true,
    // A view keeps the names that it was written with: those over one that is renamed have to be made again.
    .views_hold_each_other = true,
    .views_hold_tables = false,
    .views_follow_renames = false,
    .star_is_frozen = true,
    .rebuild_views = Readers::stay,
    .rebuild_materialized = Readers::stay,
    .recreate_materialized = Readers::stay,
    .rebuild_frees_foreign_keys = true,
};

}  // namespace kura::dialect::mysql
