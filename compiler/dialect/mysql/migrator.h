// MysqlMigrator: changes of existing objects on this family's servers; a derived flavour overrides what it does
// otherwise.
#pragma once

#include "compiler/dialect/migrator.h"
#include "compiler/dialect/mysql/renderer.h"
#include "compiler/dialect/mysql/ways.h"

namespace kura::dialect::mysql {

class MysqlMigrator : public Migrator {
 public:
  MysqlMigrator(const MysqlRenderer& renderer, const Answers& answers)
      : Migrator(renderer), renderer_(renderer), answers_(answers) {}

  [[nodiscard]] Drafts drop_namespace(const ir::Namespace& space, const MigrationContext& context) const override;
  [[nodiscard]] Drafts drop_table(const ir::Table& table, const MigrationContext& context) const override;
  [[nodiscard]] Drafts drop_view(const ir::View& view, const MigrationContext& context) const override;
  [[nodiscard]] Drafts rename_table(const ir::QualifiedName& from, const ir::Table& after,
                                    const MigrationContext& context) const override;
  [[nodiscard]] Drafts alter_table(const ir::Table& before, const ir::Table& after, std::span<const Answered> changes,
                                   const MigrationContext& context) const override;
  [[nodiscard]] Drafts recreate_view(const ir::View& before, const ir::View& after,
                                     const MigrationContext& context) const override;
  [[nodiscard]] std::vector<change::Carry> carried(const ir::QualifiedName& name, change::ObjectKind kind,
                                                   const MigrationContext& context) const override;
  [[nodiscard]] Drafts alter_view(const ir::View& before, const ir::View& after, std::span<const Answered> changes,
                                  const MigrationContext& context) const override;
  [[nodiscard]] Drafts rebuild_table(const TableRebuild& rebuild, const MigrationContext& context) const override;
  [[nodiscard]] Drafts drop_foreign_key(const ir::Table& table, const ir::ForeignKey& key,
                                        const MigrationContext& context) const override;
  [[nodiscard]] Drafts add_foreign_key(const ir::Table& table, const ir::ForeignKey& key,
                                       const MigrationContext& context) const override;
  [[nodiscard]] std::vector<std::string> session(const std::vector<change::Step>& steps) const override;

 protected:
  [[nodiscard]] std::string copied_value(const TableRebuild& rebuild, std::size_t column,
                                         const MigrationContext& context) const override;
  /// ", ALGORITHM=INSTANT": what stands behind the clauses; empty where the server is to choose.
  [[nodiscard]] virtual std::string algorithm_clause(Algorithm algorithm) const;

 private:
  void leave_no_rights(const ir::QualifiedName& name, const std::vector<ir::Grant>& grants,
                       const MigrationContext& context, Draft& draft) const;
  // The drafts of a rebuild.
  [[nodiscard]] Draft free_check_names(const TableRebuild& rebuild, const MigrationContext& context) const;
  [[nodiscard]] bool copies_any(const TableRebuild& rebuild, const MigrationContext& context) const;
  [[nodiscard]] std::string count_statement(const TableRebuild& rebuild, const ir::QualifiedName& target,
                                            const MigrationContext& context) const;
  [[nodiscard]] Draft copy(const TableRebuild& rebuild, const MigrationContext& context) const;
  [[nodiscard]] Draft move_rights(const TableRebuild& rebuild, const MigrationContext& context, Draft& swapped) const;
  [[nodiscard]] Draft swap(const TableRebuild& rebuild, const MigrationContext& context) const;
  [[nodiscard]] Draft drop_old(const TableRebuild& rebuild, const MigrationContext& context) const;

  const MysqlRenderer& renderer_;
  const Answers& answers_;
};

}  // namespace kura::dialect::mysql
