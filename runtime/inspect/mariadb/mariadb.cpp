// MariaDB's inspector: where its information schema is not that of the one that it derives from.
#include <array>

#include "runtime/inspect/mysql/mysql_inspector.h"

namespace kura::inspect::mariadb {
namespace {

constexpr auto kTablePrivileges =
    std::to_array<std::string_view>({"ALTER", "CREATE", "CREATE VIEW", "DELETE", "DELETE HISTORY", "DROP", "INDEX",
                                     "INSERT", "REFERENCES", "SELECT", "SHOW VIEW", "TRIGGER", "UPDATE"});

constexpr mysql::Flavour kFlavour{
    .prints_expressions = true,
    .default_action = "RESTRICT",
    .schema_comment = "SCHEMA_COMMENT",
    .index_expression = "NULL",
    .index_hidden = "IF(IGNORED = 'YES', 'IGNORED', NULL)",
    .view_algorithm = "ALGORITHM",
    .checks =
        "SELECT CONSTRAINT_SCHEMA, TABLE_NAME, CONSTRAINT_NAME, CHECK_CLAUSE, LEVEL, 'YES'"
        " FROM information_schema.CHECK_CONSTRAINTS WHERE ",
    .checks_schema = "CONSTRAINT_SCHEMA",
    .geometries =
        "SELECT G_TABLE_SCHEMA, G_TABLE_NAME, G_GEOMETRY_COLUMN, SRID"
        " FROM information_schema.GEOMETRY_COLUMNS WHERE ",
    .geometries_schema = "G_TABLE_SCHEMA",
    .geometry_clause = " REF_SYSTEM_ID = ",
    .table_privileges = kTablePrivileges,
};

class MariadbInspector final : public mysql::MysqlInspector {
 public:
  [[nodiscard]] std::string_view dialect() const override { return "mariadb"; }

 protected:
  [[nodiscard]] const mysql::Flavour& flavour() const override { return kFlavour; }
};

}  // namespace

const Inspector& inspector();
const Inspector& inspector() {
  static const MariadbInspector kInspector;
  return kInspector;
}

}  // namespace kura::inspect::mariadb
