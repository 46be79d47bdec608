// The migrator of PostgreSQL: light locks where there is a choice, and nothing lost that was not declared.
#pragma once

#include "compiler/dialect/migrator.h"
#include "compiler/dialect/postgres/renderer.h"

namespace kura::dialect::postgres {

class PostgresMigrator final : public Migrator {
 public:
  explicit PostgresMigrator(const PostgresRenderer& renderer) : Migrator(renderer), renderer_(renderer) {}

  [[nodiscard]] Drafts drop_sequence(const ir::Sequence& sequence, const MigrationContext& context) const override;
  [[nodiscard]] Drafts drop_view(const ir::View& view, const MigrationContext& context) const override;
  [[nodiscard]] Drafts recreate_view(const ir::View& before, const ir::View& after,
                                     const MigrationContext& context) const override;

  [[nodiscard]] Drafts rename_table(const ir::QualifiedName& from, const ir::Table& after,
                                    const MigrationContext& context) const override;
  [[nodiscard]] Drafts rename_view(const ir::QualifiedName& from, const ir::View& after,
                                   const MigrationContext& context) const override;
  [[nodiscard]] Drafts rename_enum(const ir::QualifiedName& from, const ir::EnumType& after,
                                   const MigrationContext& context) const override;
  [[nodiscard]] Drafts rename_sequence(const ir::QualifiedName& from, const ir::Sequence& after,
                                       const MigrationContext& context) const override;

  [[nodiscard]] Drafts alter_namespace(const ir::Namespace& before, const ir::Namespace& after,
                                       std::span<const Answered> changes,
                                       const MigrationContext& context) const override;
  [[nodiscard]] Drafts alter_enum(const ir::EnumType& before, const ir::EnumType& after,
                                  std::span<const Answered> changes, const MigrationContext& context) const override;
  [[nodiscard]] Drafts alter_sequence(const ir::Sequence& before, const ir::Sequence& after,
                                      std::span<const Answered> changes,
                                      const MigrationContext& context) const override;
  [[nodiscard]] Drafts alter_table(const ir::Table& before, const ir::Table& after, std::span<const Answered> changes,
                                   const MigrationContext& context) const override;
  [[nodiscard]] Drafts alter_view(const ir::View& before, const ir::View& after, std::span<const Answered> changes,
                                  const MigrationContext& context) const override;
  [[nodiscard]] Drafts rebuild_table(const TableRebuild& rebuild, const MigrationContext& context) const override;

  [[nodiscard]] Drafts drop_foreign_key(const ir::Table& table, const ir::ForeignKey& key,
                                        const MigrationContext& context) const override;
  [[nodiscard]] Drafts add_foreign_key(const ir::Table& table, const ir::ForeignKey& key,
                                       const MigrationContext& context) const override;

  [[nodiscard]] std::vector<std::string> session(const std::vector<change::Step>& steps) const override;

  // Statements that more than one class makes.

  /// With an owner's change the server turns the old owner's rights into the new one's: what is granted to the old
  /// owner comes again.
  [[nodiscard]] std::vector<std::string> grants_to_owner(const ir::QualifiedName& name, const std::string& old_owner,
                                                         const std::vector<ir::Grant>& grants_after,
                                                         const MigrationContext& context) const;
  [[nodiscard]] std::vector<std::string> grants(const ir::QualifiedName& name, const ir::Grant& grant,
                                                const MigrationContext& context) const;
  [[nodiscard]] std::vector<std::string> revokes(const ir::QualifiedName& name, const ir::Grant& grant,
                                                 const MigrationContext& context) const;
  /// `COMMENT ON … IS 'text'`, or NULL.
  [[nodiscard]] std::string comment(const std::string& object, const std::string& text) const;
  /// Indexes that had a declared comment and have none now, of a relation whose comments are carried over.
  [[nodiscard]] std::vector<std::string> forgotten_comments(const std::vector<ir::Index>& before,
                                                            const std::vector<ir::Index>& after,
                                                            const ir::QualifiedName& relation,
                                                            const MigrationContext& context) const;
  [[nodiscard]] const PostgresRenderer& spelling() const { return renderer_; }

 protected:
  [[nodiscard]] std::string copied_value(const TableRebuild& rebuild, std::size_t column,
                                         const MigrationContext& context) const override;

 private:
  [[nodiscard]] std::vector<std::string> moved(const std::string& keyword, const ir::QualifiedName& from,
                                               const ir::QualifiedName& to, const MigrationContext& context) const;
  [[nodiscard]] Drafts recreated_enum(const ir::EnumType& before, const ir::EnumType& after, std::size_t change,
                                      const MigrationContext& context) const;

  const PostgresRenderer& renderer_;
};

}  // namespace kura::dialect::postgres
