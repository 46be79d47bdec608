// Renderer of MySQL's DDL; a derived flavour overrides what it spells otherwise.
#pragma once

#include "compiler/dialect/mysql/flavour.h"
#include "compiler/dialect/renderer.h"

namespace kura::dialect::mysql {

class MysqlRenderer : public Renderer {
 public:
  explicit constexpr MysqlRenderer(const Flavour& flavour) : flavour_(flavour) {}

  [[nodiscard]] std::string identifier(std::string_view name, const RenderContext& context) const override;
  [[nodiscard]] std::string string_literal(std::string_view text) const override;
  [[nodiscard]] std::string type(const ir::Type& type, const RenderContext& context) const override;

  // Parts that ALTER TABLE takes too.

  [[nodiscard]] std::string inline_index(const ir::Index& index, const RenderContext& context) const;
  /// "PARTITION BY …", with every partition.
  [[nodiscard]] std::string partition_clause(const ir::Table& table, const RenderContext& context) const;
  /// "PARTITION p VALUES LESS THAN (…)", `words` being those of the scheme.
  [[nodiscard]] std::string partition(const ir::Partition& partition, std::string_view words,
                                      const RenderContext& context) const;
  [[nodiscard]] const Flavour& flavour() const { return flavour_; }

 protected:
  [[nodiscard]] std::vector<Statement> create_namespace(const ir::Namespace& space,
                                                        const RenderContext& context) const override;
  [[nodiscard]] std::vector<Statement> create_enum(const ir::EnumType& type,
                                                   const RenderContext& context) const override;
  [[nodiscard]] std::vector<Statement> create_table(const ir::Table& table, const std::vector<std::size_t>& deferred,
                                                    const RenderContext& context) const override;

  [[nodiscard]] std::string column_type(const ir::Column& column, const RenderContext& context) const override;
  [[nodiscard]] std::string column_attributes(const ir::Column& column, const ir::Table& table,
                                              const RenderContext& context) const override;
  [[nodiscard]] std::string identity_clause(const ir::Identity& identity, const RenderContext& context) const override;
  [[nodiscard]] std::string default_clause(const ir::Column& column, const RenderContext& context) const override;
  [[nodiscard]] std::vector<std::string> table_constraints(const ir::Table& table,
                                                           const std::vector<std::size_t>& deferred,
                                                           const RenderContext& context) const override;
  [[nodiscard]] std::vector<std::string> table_options(const ir::Table& table,
                                                       const RenderContext& context) const override;
  [[nodiscard]] std::string create_index(const ir::Index& index, const ir::QualifiedName& relation,
                                         const RenderContext& context) const override;
  [[nodiscard]] std::string index_part(const ir::IndexPart& part, const RenderContext& context) const override;
  [[nodiscard]] std::string view_head(const ir::View& view, const RenderContext& context) const override;
  [[nodiscard]] std::string view_tail(const ir::View& view, const RenderContext& context) const override;
  [[nodiscard]] std::string grantee(const ir::Grant& grant, const RenderContext& context) const override;

  [[nodiscard]] std::string call(const ir::Expression& expression, const RenderContext& context) const override;
  [[nodiscard]] std::string concatenation(const ir::Expression& expression,
                                          const RenderContext& context) const override;
  [[nodiscard]] std::string cast(const ir::Expression& expression, const RenderContext& context) const override;

  /// "GENERATED ALWAYS AS (…) STORED", or what stands for a generated value in the engine's own words; empty for none.
  [[nodiscard]] virtual std::string computed_clause(const ir::Column& column, const RenderContext& context) const;

 private:
  [[nodiscard]] std::string index_tail(const ir::Index& index, const RenderContext& context) const;
  [[nodiscard]] std::string bound(const ir::Expression& value, const RenderContext& context) const;

  const Flavour& flavour_;
};

}  // namespace kura::dialect::mysql
