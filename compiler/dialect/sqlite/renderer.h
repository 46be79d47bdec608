// The renderer of SQLite: what its clauses change in standard SQL.
#pragma once

#include "compiler/dialect/renderer.h"

namespace kura::dialect::sqlite {

class SqliteRenderer final : public Renderer {
 protected:
  [[nodiscard]] std::vector<Statement> create_table(const ir::Table& table, const std::vector<std::size_t>& deferred,
                                                    const RenderContext& context) const override;
  [[nodiscard]] std::string column_type(const ir::Column& column, const RenderContext& context) const override;
  [[nodiscard]] std::string column_attributes(const ir::Column& column, const ir::Table& table,
                                              const RenderContext& context) const override;
  [[nodiscard]] std::string default_clause(const ir::Column& column, const RenderContext& context) const override;
  [[nodiscard]] std::vector<std::string> table_constraints(const ir::Table& table,
                                                           const std::vector<std::size_t>& deferred,
                                                           const RenderContext& context) const override;
  [[nodiscard]] std::string key_constraint(const ir::Key& key, bool is_primary,
                                           const RenderContext& context) const override;
  [[nodiscard]] std::string foreign_key_constraint(const ir::ForeignKey& key,
                                                   const RenderContext& context) const override;
  [[nodiscard]] std::vector<std::string> table_options(const ir::Table& table,
                                                       const RenderContext& context) const override;
  [[nodiscard]] std::string index_part(const ir::IndexPart& part, const RenderContext& context) const override;
  [[nodiscard]] std::string call(const ir::Expression& expression, const RenderContext& context) const override;
  [[nodiscard]] std::string typed_literal(const ir::Expression& expression,
                                          const RenderContext& context) const override;
};

}  // namespace kura::dialect::sqlite
