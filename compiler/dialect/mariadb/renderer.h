// Renderer of MariaDB's DDL: its differences.
#pragma once

#include "compiler/dialect/mysql/renderer.h"

namespace kura::dialect::mariadb {

class MariadbRenderer final : public mysql::MysqlRenderer {
 public:
  using MysqlRenderer::MysqlRenderer;

 protected:
  [[nodiscard]] std::vector<Statement> create_namespace(const ir::Namespace& space,
                                                        const RenderContext& context) const override;
  [[nodiscard]] std::vector<Statement> create_sequence(const ir::Sequence& sequence,
                                                       const RenderContext& context) const override;
  [[nodiscard]] std::vector<std::string> table_constraints(const ir::Table& table,
                                                           const std::vector<std::size_t>& deferred,
                                                           const RenderContext& context) const override;
  [[nodiscard]] std::string key_constraint(const ir::Key& key, bool is_primary,
                                           const RenderContext& context) const override;
  [[nodiscard]] std::string column_type(const ir::Column& column, const RenderContext& context) const override;
  [[nodiscard]] std::string computed_clause(const ir::Column& column, const RenderContext& context) const override;
  [[nodiscard]] std::string call(const ir::Expression& expression, const RenderContext& context) const override;
};

}  // namespace kura::dialect::mariadb
