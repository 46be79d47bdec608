// Redshift's clauses.
#pragma once

#include "compiler/dialect/renderer.h"

namespace kura::dialect::redshift {

class RedshiftRenderer : public Renderer {
 public:
  [[nodiscard]] std::string string_literal(std::string_view text) const override;

 protected:
  [[nodiscard]] std::vector<Statement> create_namespace(const ir::Namespace& space,
                                                        const RenderContext& context) const override;
  [[nodiscard]] std::vector<Statement> create_view(const ir::View& view, const RenderContext& context) const override;
  [[nodiscard]] std::vector<Statement> create_materialized_view(const ir::View& view,
                                                                const RenderContext& context) const override;
  [[nodiscard]] std::string column_attributes(const ir::Column& column, const ir::Table& table,
                                              const RenderContext& context) const override;
  [[nodiscard]] std::string identity_clause(const ir::Identity& identity, const RenderContext& context) const override;
  [[nodiscard]] std::vector<std::string> table_options(const ir::Table& table,
                                                       const RenderContext& context) const override;
  [[nodiscard]] std::vector<Statement> table_extras(const ir::Table& table,
                                                    const RenderContext& context) const override;
  [[nodiscard]] std::string object_keyword(const ir::View& view) const override;
  [[nodiscard]] std::string view_tail(const ir::View& view, const RenderContext& context) const override;
  [[nodiscard]] std::vector<Statement> ownership(std::string_view object_keyword, const ir::QualifiedName& name,
                                                 const std::string& owner, const std::vector<ir::Grant>& grants,
                                                 const RenderContext& context) const override;
  [[nodiscard]] std::string grantee(const ir::Grant& grant, const RenderContext& context) const override;
  [[nodiscard]] std::string call(const ir::Expression& expression, const RenderContext& context) const override;

 private:
  /// DISTSTYLE, DISTKEY and SORTKEY. A materialized view has no words for what is automatic.
  void add_keys(std::vector<std::string>& lines, const ir::Physical& physical, bool is_view,
                const RenderContext& context) const;
  /// What comments, owner and grants say of a view.
  void add_view_properties(std::vector<Statement>& statements, const ir::View& view,
                           const RenderContext& context) const;
};

}  // namespace kura::dialect::redshift
