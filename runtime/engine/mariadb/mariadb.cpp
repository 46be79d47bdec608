// MariaDB as an engine: what it does otherwise than the one that it derives from.
#include <fmt/format.h>

#include "runtime/engine/mysql/mysql_engine.h"

namespace kura::engine::mariadb {
namespace {

class MariadbEngine final : public mysql::MysqlEngine {
 public:
  [[nodiscard]] std::string_view dialect() const override { return "mariadb"; }

 protected:
  [[nodiscard]] std::string_view title() const override { return "MariaDB"; }
  /// From here on a statement that a crash cuts off is done as a whole or not at all.
  [[nodiscard]] ServerVersion oldest() const override { return {10, 6, 0}; }
  [[nodiscard]] bool is_own_server(std::string_view named_dialect) const override { return named_dialect == dialect(); }

  [[nodiscard]] std::string statement_timeout(std::int64_t milliseconds) const override {
    return fmt::format("SET SESSION max_statement_time = {}.{:03}", milliseconds / 1000, milliseconds % 1000);
  }

  [[nodiscard]] mysql::Flavour flavour() const override {
    mysql::Flavour result;
    result.indexes = {{"ignored", "IGNORED"}};
    result.views = {{"algorithm", "ALGORITHM"}};
    result.schemas = {{"comment", "SCHEMA_COMMENT"}};
    result.checks = {"check",
                     mysql::Subject::table,
                     "CHECK_CONSTRAINTS",
                     "CONSTRAINT_SCHEMA",
                     "TABLE_NAME",
                     "CONCAT(LEVEL, ' ', CONSTRAINT_NAME)",
                     {{"clause", "CHECK_CLAUSE"}}};
    return result;
  }
};

}  // namespace

const Engine& engine() {
  static const MariadbEngine kEngine;
  return kEngine;
}

}  // namespace kura::engine::mariadb
