// MariadbMigrator: MariaDB's own words for algorithms, and sequences.
#pragma once

#include "compiler/dialect/mysql/migrator.h"

namespace kura::dialect::mariadb {

class MariadbMigrator final : public mysql::MysqlMigrator {
 public:
  using MysqlMigrator::MysqlMigrator;

  [[nodiscard]] Drafts rename_sequence(const ir::QualifiedName& from, const ir::Sequence& after,
                                       const MigrationContext& context) const override;
  [[nodiscard]] Drafts alter_namespace(const ir::Namespace& before, const ir::Namespace& after,
                                       std::span<const Answered> changes,
                                       const MigrationContext& context) const override;
  [[nodiscard]] Drafts alter_sequence(const ir::Sequence& before, const ir::Sequence& after,
                                      std::span<const Answered> changes,
                                      const MigrationContext& context) const override;

 protected:
  [[nodiscard]] std::string algorithm_clause(mysql::Algorithm algorithm) const override;
};

}  // namespace kura::dialect::mariadb
