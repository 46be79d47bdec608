// SqliteMigrator: the four things that ALTER TABLE can do, and the rebuild for everything else.
#pragma once

#include "compiler/dialect/migrator.h"

namespace kura::dialect::sqlite {

class SqliteMigrator final : public Migrator {
 public:
  using Migrator::Migrator;

  [[nodiscard]] Drafts drop_table(const ir::Table& table, const MigrationContext& context) const override;
  [[nodiscard]] Drafts alter_table(const ir::Table& before, const ir::Table& after, std::span<const Answered> changes,
                                   const MigrationContext& context) const override;
  [[nodiscard]] Drafts rebuild_table(const TableRebuild& rebuild, const MigrationContext& context) const override;
  [[nodiscard]] std::vector<change::Carry> carried(const ir::QualifiedName& name, change::ObjectKind kind,
                                                   const MigrationContext& context) const override;
  [[nodiscard]] std::vector<std::string> session(const std::vector<change::Step>& steps) const override;

 protected:
  [[nodiscard]] int stage_of(change::Kind kind) const override;
  [[nodiscard]] std::string column_definition(const ir::Column& column, const ir::Table& table,
                                              const MigrationContext& context) const override;
  [[nodiscard]] std::string copied_value(const TableRebuild& rebuild, std::size_t column,
                                         const MigrationContext& context) const override;

 private:
  [[nodiscard]] Draft alter_column(const ir::Table& before, const ir::Table& after, const change::Change& change,
                                   const MigrationContext& context) const;
  [[nodiscard]] Draft rename_indexes(const ir::Table& before, const ir::Table& after, std::span<const Answered> changes,
                                     const MigrationContext& context) const;

  // The drafts of a rebuild.
  [[nodiscard]] Drafts rename_columns(ir::Table& before, const TableRebuild& rebuild,
                                      const MigrationContext& context) const;
  [[nodiscard]] Draft copy(const TableRebuild& rebuild, const MigrationContext& context) const;
  [[nodiscard]] Draft swap(const TableRebuild& rebuild, const MigrationContext& context) const;
  [[nodiscard]] Draft check_foreign_keys(const TableRebuild& rebuild, const MigrationContext& context) const;
  [[nodiscard]] std::string copy_rows(const TableRebuild& rebuild, const ir::QualifiedName& target,
                                      const MigrationContext& context) const;
};

}  // namespace kura::dialect::sqlite
