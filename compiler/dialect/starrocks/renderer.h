// Renderer: StarRocks' clauses, in the strict order of its grammar.
#pragma once

#include "compiler/dialect/renderer.h"
#include "compiler/dialect/starrocks/target.h"

namespace kura::dialect::starrocks {

class StarRocksRenderer : public Renderer {
 public:
  [[nodiscard]] std::string identifier(std::string_view name, const RenderContext& context) const override;
  [[nodiscard]] std::string string_literal(std::string_view text) const override;
  [[nodiscard]] std::string type(const ir::Type& type, const RenderContext& context) const override;

 protected:
  [[nodiscard]] std::vector<Statement> create_namespace(const ir::Namespace& space,
                                                        const RenderContext& context) const override;
  [[nodiscard]] std::vector<Statement> create_materialized_view(const ir::View& view,
                                                                const RenderContext& context) const override;

  [[nodiscard]] std::string column_attributes(const ir::Column& column, const ir::Table& table,
                                              const RenderContext& context) const override;
  [[nodiscard]] std::string identity_clause(const ir::Identity& identity, const RenderContext& context) const override;
  [[nodiscard]] std::string generated_clause(const ir::Generated& generated,
                                             const RenderContext& context) const override;
  [[nodiscard]] std::string default_clause(const ir::Column& column, const RenderContext& context) const override;
  /// The indexes: they stand inside the parentheses behind the columns.
  [[nodiscard]] std::vector<std::string> table_constraints(const ir::Table& table,
                                                           const std::vector<std::size_t>& deferred,
                                                           const RenderContext& context) const override;
  [[nodiscard]] std::vector<std::string> table_options(const ir::Table& table,
                                                       const RenderContext& context) const override;

  [[nodiscard]] std::string create_index(const ir::Index& index, const ir::QualifiedName& relation,
                                         const RenderContext& context) const override;
  [[nodiscard]] std::vector<Statement> indexes(const ir::Physical& physical, const ir::QualifiedName& relation,
                                               const RenderContext& context) const override;
  [[nodiscard]] std::string view_head(const ir::View& view, const RenderContext& context) const override;

  [[nodiscard]] std::string query_string(std::string_view literal) const override;
  [[nodiscard]] std::string call(const ir::Expression& expression, const RenderContext& context) const override;
  [[nodiscard]] std::string concatenation(const ir::Expression& expression,
                                          const RenderContext& context) const override;
  [[nodiscard]] std::string typed_literal(const ir::Expression& expression,
                                          const RenderContext& context) const override;

  [[nodiscard]] std::vector<Statement> ownership(std::string_view object_keyword, const ir::QualifiedName& name,
                                                 const std::string& owner, const std::vector<ir::Grant>& grants,
                                                 const RenderContext& context) const override;
  [[nodiscard]] std::string grantee(const ir::Grant& grant, const RenderContext& context) const override;

 private:
  [[nodiscard]] std::string inline_index(const ir::Index& index, const RenderContext& context) const;
  [[nodiscard]] std::string column_list(const ir::View& view, const RenderContext& context) const;
  [[nodiscard]] std::string partition_clause(const ir::Physical& physical, const RenderContext& context) const;
  [[nodiscard]] std::string partition_body(const ir::Physical& physical, const RenderContext& context) const;
  [[nodiscard]] std::string distribution_clause(const ir::Distribution& distribution,
                                                const RenderContext& context) const;
  [[nodiscard]] std::string sort_clause(const ir::SortKey& sort, const RenderContext& context) const;
  [[nodiscard]] std::string rollup_clause(const ir::Physical& physical, const RenderContext& context) const;
  /// PARTITION BY, DISTRIBUTED BY and ORDER BY, those that are there.
  [[nodiscard]] std::vector<std::string> design_clauses(const ir::Physical& physical,
                                                        const RenderContext& context) const;
};

/// `REFRESH ASYNC EVERY(INTERVAL 1 DAY)`.
std::string refresh_clause(const ir::Refresh& refresh, const Version& version);
/// `PROPERTIES (…)`, one property a line; empty without properties.
std::string properties_clause(const std::vector<ir::Property>& properties);
/// `("k" = "v", …)` of an index or a partition, sorted by key; empty without properties.
std::string inline_properties(const std::vector<ir::NativeClause>& native);

}  // namespace kura::dialect::starrocks
