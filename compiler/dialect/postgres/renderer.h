// The renderer of PostgreSQL: what its clauses add to standard SQL.
#pragma once

#include "compiler/dialect/renderer.h"

namespace kura::dialect::postgres {

class PostgresRenderer final : public Renderer {
 public:
  [[nodiscard]] std::string type(const ir::Type& type, const RenderContext& context) const override;

  // Clauses that changes of existing objects are made of as well.

  /// " GENERATED … AS IDENTITY (…)".
  [[nodiscard]] std::string identity(const ir::Column& column) const;
  [[nodiscard]] std::string collation(const std::string& name, const RenderContext& context) const;
  /// "CONSTRAINT name EXCLUDE …".
  [[nodiscard]] std::string exclusion(const ir::NativeClause& clause, const RenderContext& context) const;
  /// "CREATE TABLE … PARTITION OF …".
  [[nodiscard]] std::string partition(const ir::Partition& partition, const ir::Table& table,
                                      const RenderContext& context) const;

  [[nodiscard]] std::vector<Statement> create_namespace(const ir::Namespace& space,
                                                        const RenderContext& context) const override;
  [[nodiscard]] std::vector<Statement> create_enum(const ir::EnumType& type,
                                                   const RenderContext& context) const override;
  [[nodiscard]] std::vector<Statement> create_sequence(const ir::Sequence& sequence,
                                                       const RenderContext& context) const override;
  [[nodiscard]] std::vector<Statement> set_sequence_owner(const ir::Sequence& sequence,
                                                          const RenderContext& context) const override;
  [[nodiscard]] std::vector<Statement> create_table(const ir::Table& table, const std::vector<std::size_t>& deferred,
                                                    const RenderContext& context) const override;
  [[nodiscard]] std::vector<Statement> create_view(const ir::View& view, const RenderContext& context) const override;
  [[nodiscard]] std::vector<Statement> create_materialized_view(const ir::View& view,
                                                                const RenderContext& context) const override;

  [[nodiscard]] std::string table_keyword(const ir::Table& table, const RenderContext& context) const override;
  [[nodiscard]] std::string column_attributes(const ir::Column& column, const ir::Table& table,
                                              const RenderContext& context) const override;
  [[nodiscard]] std::vector<std::string> table_constraints(const ir::Table& table,
                                                           const std::vector<std::size_t>& deferred,
                                                           const RenderContext& context) const override;
  [[nodiscard]] std::string key_constraint(const ir::Key& key, bool is_primary,
                                           const RenderContext& context) const override;
  [[nodiscard]] std::string foreign_key_constraint(const ir::ForeignKey& key,
                                                   const RenderContext& context) const override;
  [[nodiscard]] std::vector<std::string> table_options(const ir::Table& table,
                                                       const RenderContext& context) const override;
  [[nodiscard]] std::vector<Statement> table_extras(const ir::Table& table,
                                                    const RenderContext& context) const override;

  [[nodiscard]] std::string index_part(const ir::IndexPart& part, const RenderContext& context) const override;
  [[nodiscard]] std::string view_head(const ir::View& view, const RenderContext& context) const override;
  [[nodiscard]] std::string view_tail(const ir::View& view, const RenderContext& context) const override;
  [[nodiscard]] std::string call(const ir::Expression& expression, const RenderContext& context) const override;

  /// What may only be said once the table and its indexes exist.
  [[nodiscard]] std::vector<Statement> closing_statements(const ir::Table& table, const RenderContext& context) const;

 private:
  [[nodiscard]] std::string bound(const ir::PartitionBound& bound, const RenderContext& context) const;
  [[nodiscard]] std::string bound_values(const std::vector<ir::Expression>& values, const RenderContext& context) const;
  [[nodiscard]] std::vector<Statement> index_comments(const ir::Physical& physical, const std::string& space,
                                                      const RenderContext& context) const;
};

}  // namespace kura::dialect::postgres
