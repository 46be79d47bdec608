// RedshiftMigrator: how Redshift changes what exists.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "compiler/dialect/migrator.h"

namespace kura::dialect::redshift {

class RedshiftMigrator : public Migrator {
 public:
  using Migrator::Migrator;

  /// Not while a table is kept there.
  [[nodiscard]] Drafts drop_namespace(const ir::Namespace& space, const MigrationContext& context) const override;
  [[nodiscard]] Drafts drop_view(const ir::View& view, const MigrationContext& context) const override;
  [[nodiscard]] Drafts recreate_view(const ir::View& before, const ir::View& after,
                                     const MigrationContext& context) const override;
  [[nodiscard]] Drafts rename_view(const ir::QualifiedName& from, const ir::View& after,
                                   const MigrationContext& context) const override;
  [[nodiscard]] Drafts alter_namespace(const ir::Namespace& before, const ir::Namespace& after,
                                       std::span<const Answered> changes,
                                       const MigrationContext& context) const override;
  [[nodiscard]] Drafts alter_table(const ir::Table& before, const ir::Table& after, std::span<const Answered> changes,
                                   const MigrationContext& context) const override;
  [[nodiscard]] Drafts alter_view(const ir::View& before, const ir::View& after, std::span<const Answered> changes,
                                  const MigrationContext& context) const override;
  [[nodiscard]] Drafts rebuild_table(const TableRebuild& rebuild, const MigrationContext& context) const override;
  [[nodiscard]] std::vector<change::Carry> carried(const ir::QualifiedName& name, change::ObjectKind kind,
                                                   const MigrationContext& context) const override;
  [[nodiscard]] std::vector<std::string> session(const std::vector<change::Step>& steps) const override;

 protected:
  [[nodiscard]] std::vector<std::string> revoke_statements(const ir::QualifiedName& name, const ir::Grant& grant,
                                                           const MigrationContext& context) const override;
  [[nodiscard]] std::string copied_value(const TableRebuild& rebuild, std::size_t column,
                                         const MigrationContext& context) const override;

 private:
  /// A table that changes in place, and the steps so far.
  struct Altering {
    const ir::Table& before;
    const ir::Table& after;
    std::span<const Answered> changes;
    const MigrationContext& context;
    Drafts& drafts;
    std::set<std::string> recreated;  // columns that a new one takes the place of
  };

  // The stages of alter_table, in their order.

  void drop_keys(Altering& it) const;
  void rename_columns(Altering& it) const;
  void add_columns(Altering& it) const;
  void recreate_columns(Altering& it) const;
  void change_keys(Altering& it) const;
  void change_encodings(Altering& it) const;
  void resize_columns(Altering& it) const;
  void rename_labels(Altering& it) const;
  void drop_columns(Altering& it) const;
  void make_keys_automatic(Altering& it) const;
  void add_keys(Altering& it) const;
  void take_rights(Altering& it) const;
  void change_rights(Altering& it) const;

  /// Every change of these kinds by the statements of the base class, a step each.
  void change_each(Altering& it, std::initializer_list<change::Kind> kinds) const;
  /// Redshift may have made the column that goes a key by itself.
  void add_check_of_keys(const Altering& it, const std::string& column, Draft& drop) const;
  void recreate_column(Altering& it, const ir::Column& column) const;
  void resize_column(Altering& it, std::size_t at) const;

  /// What every step that writes columns under another encoding is.
  static void mark_encoding(Draft& draft, const ir::Table& table);

  // Statements.

  [[nodiscard]] std::string sort_key_clause(const ir::SortKey& key, const MigrationContext& context) const;
  [[nodiscard]] std::string distribution_clause(const ir::Distribution& distribution,
                                                const MigrationContext& context) const;
  /// `ALTER COLUMN a ENCODE x, ALTER COLUMN b ENCODE y`.
  [[nodiscard]] std::string encode_clauses(const std::vector<ir::Column>& columns,
                                           const MigrationContext& context) const;
  /// A query for the statements that give the columns their encodings where they have others.
  [[nodiscard]] std::string encodings_to_set(const ir::Table& table, const std::vector<ir::Column>& columns,
                                             bool turns_off, const MigrationContext& context) const;
  [[nodiscard]] std::string drop_constraint(const ir::Table& table, const std::string& name,
                                            const MigrationContext& context) const;

  // The parts of a rebuild.

  [[nodiscard]] Draft create_new(const TableRebuild& rebuild, const MigrationContext& context) const;
  [[nodiscard]] Draft copy_rows(const TableRebuild& rebuild, const MigrationContext& context) const;
  [[nodiscard]] Draft swap_tables(const TableRebuild& rebuild, const MigrationContext& context) const;
  void add_checks_of_value(const TableRebuild& rebuild, std::size_t column, const MigrationContext& context,
                           Draft& copy) const;
  void add_check_of_seed(const TableRebuild& rebuild, std::size_t column, const MigrationContext& context,
                         Draft& copy) const;
  [[nodiscard]] std::string order_of_copy(const TableRebuild& rebuild, const MigrationContext& context) const;
};

}  // namespace kura::dialect::redshift
