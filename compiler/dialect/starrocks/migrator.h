// Migrator: how StarRocks carries changes out: jobs to wait for, rebuilds with SWAP, views replaced, materialized views
// made anew.
#pragma once

#include "compiler/dialect/migrator.h"

namespace kura::dialect::starrocks {

class StarRocksMigrator : public Migrator {
 public:
  using Migrator::Migrator;

  [[nodiscard]] Drafts drop_namespace(const ir::Namespace& space, const MigrationContext& context) const override;
  [[nodiscard]] Drafts create_view(const ir::View& view, const MigrationContext& context) const override;
  /// A view that is replaced stays until then: no step.
  [[nodiscard]] Drafts drop_view(const ir::View& view, const MigrationContext& context) const override;
  [[nodiscard]] Drafts recreate_view(const ir::View& before, const ir::View& after,
                                     const MigrationContext& context) const override;
  [[nodiscard]] Drafts rename_table(const ir::QualifiedName& from, const ir::Table& after,
                                    const MigrationContext& context) const override;
  [[nodiscard]] Drafts rename_view(const ir::QualifiedName& from, const ir::View& after,
                                   const MigrationContext& context) const override;
  [[nodiscard]] Drafts alter_table(const ir::Table& before, const ir::Table& after, std::span<const Answered> changes,
                                   const MigrationContext& context) const override;
  [[nodiscard]] Drafts alter_view(const ir::View& before, const ir::View& after, std::span<const Answered> changes,
                                  const MigrationContext& context) const override;
  [[nodiscard]] Drafts rebuild_table(const TableRebuild& rebuild, const MigrationContext& context) const override;
  [[nodiscard]] Drafts activate(const ir::View& view, const MigrationContext& context) const override;
  [[nodiscard]] std::vector<change::Carry> carried(const ir::QualifiedName& name, change::ObjectKind kind,
                                                   const MigrationContext& context) const override;
};

}  // namespace kura::dialect::starrocks
