// MariadbMigrator: algorithms, comments on databases, sequences.
#include "compiler/dialect/mariadb/migrator.h"

#include <fmt/format.h>

namespace kura::dialect::mariadb {

using change::Kind;

std::string MariadbMigrator::algorithm_clause(mysql::Algorithm algorithm) const {
  if (algorithm == mysql::Algorithm::nocopy) return ", ALGORITHM=NOCOPY, LOCK=NONE";
  return MysqlMigrator::algorithm_clause(algorithm);
}

Drafts MariadbMigrator::alter_namespace(const ir::Namespace&, const ir::Namespace& after,
                                        std::span<const Answered> changes, const MigrationContext& context) const {
  Draft result = draft("change the comment", fmt::format("ALTER DATABASE {} COMMENT {}",
                                                         renderer().identifier(after.name, context.new_state()),
                                                         renderer().string_literal(after.comment)));
  for (std::size_t i = 0; i < changes.size(); ++i) result.carries_out.push_back(i);
  return {std::move(result)};
}

Drafts MariadbMigrator::rename_sequence(const ir::QualifiedName& from, const ir::Sequence& after,
                                        const MigrationContext& context) const {
  return {draft(fmt::format("rename the sequence from `{}`", ir::to_text(from)),
                fmt::format("RENAME TABLE {} TO {}", renderer().qualified(from, context.old_state()),
                            renderer().qualified(after.name, context.new_state())))};
}

Drafts MariadbMigrator::alter_sequence(const ir::Sequence&, const ir::Sequence& after,
                                       std::span<const Answered> changes, const MigrationContext& context) const {
  const std::string name = renderer().qualified(after.name, context.new_state());
  Drafts drafts;
  for (std::size_t i = 0; i < changes.size(); ++i) {
    const Kind kind = changes[i].change.kind;
    if (kind == Kind::alter_sequence) {
      std::string sql = "ALTER SEQUENCE " + name;
      if (after.increment)
        sql += fmt::format(" INCREMENT BY {}", *after.increment);
      else
        sql += " INCREMENT BY 1";
      sql += after.min ? fmt::format(" MINVALUE {}", *after.min) : " NO MINVALUE";
      sql += after.max ? fmt::format(" MAXVALUE {}", *after.max) : " NO MAXVALUE";
      if (after.start) sql += fmt::format(" START WITH {}", *after.start);
      sql += fmt::format(" CACHE {}", after.cache ? *after.cache : 1000);
      sql += after.is_cycle ? " CYCLE" : " NOCYCLE";
      drafts.push_back(draft("change the options", std::move(sql)));
    } else if (kind == Kind::set_sequence_comment) {
      drafts.push_back(draft("change the comment", fmt::format("ALTER TABLE {} COMMENT = {}", name,
                                                               renderer().string_literal(after.comment))));
    } else {
      continue;
    }
    drafts.back().carries_out.push_back(i);
  }
  return drafts;
}

}  // namespace kura::dialect::mariadb
