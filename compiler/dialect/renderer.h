// Renderer: objects to SQL. The base class owns every statement's skeleton in standard SQL; a dialect overrides
// clauses.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "compiler/dialect/dialect.h"

namespace kura::dialect {

/// One SQL statement without its final semicolon.
struct Statement {
  std::string sql;
};

/// What every clause may need to look at.
struct RenderContext {
  const Dialect& dialect;
  const ir::Schema& schema;
};

class Renderer {
 public:
  virtual ~Renderer() = default;

  // Names and literals.

  /// A name, quoted when it must be.
  [[nodiscard]] virtual std::string identifier(std::string_view name, const RenderContext& context) const;
  [[nodiscard]] std::string qualified(const ir::QualifiedName& name, const RenderContext& context) const;
  [[nodiscard]] virtual std::string string_literal(std::string_view text) const;

  // Types and expressions.

  [[nodiscard]] virtual std::string type(const ir::Type& type, const RenderContext& context) const;
  [[nodiscard]] std::string expression(const ir::Expression& expression, const RenderContext& context) const;

  /// A view's query with its relations and (in a portable body) its quoted names spelt for the engine.
  [[nodiscard]] std::string body(const ir::SqlBody& body, const RenderContext& context) const;

  // What statements are made of; the migrator makes its own of the same parts.
  // Statements. Each gives all the statements of its object: the CREATE, then indexes, comments, owner, grants.

  [[nodiscard]] virtual std::vector<Statement> create_namespace(const ir::Namespace& space,
                                                                const RenderContext& context) const;
  [[nodiscard]] virtual std::vector<Statement> create_enum(const ir::EnumType& type,
                                                           const RenderContext& context) const;
  [[nodiscard]] virtual std::vector<Statement> create_sequence(const ir::Sequence& sequence,
                                                               const RenderContext& context) const;
  [[nodiscard]] virtual std::vector<Statement> set_sequence_owner(const ir::Sequence& sequence,
                                                                  const RenderContext& context) const;
  [[nodiscard]] virtual std::vector<Statement> create_table(const ir::Table& table,
                                                            const std::vector<std::size_t>& deferred,
                                                            const RenderContext& context) const;
  [[nodiscard]] virtual std::vector<Statement> add_foreign_key(const ir::Table& table, const ir::ForeignKey& key,
                                                               const RenderContext& context) const;
  [[nodiscard]] virtual std::vector<Statement> create_view(const ir::View& view, const RenderContext& context) const;
  [[nodiscard]] virtual std::vector<Statement> create_materialized_view(const ir::View& view,
                                                                        const RenderContext& context) const;

  // Clauses of CREATE TABLE.

  /// "TABLE", "UNLOGGED TABLE".
  [[nodiscard]] virtual std::string table_keyword(const ir::Table& table, const RenderContext& context) const;
  /// Everything of a column behind its type, in the engine's order.
  [[nodiscard]] virtual std::string column_attributes(const ir::Column& column, const ir::Table& table,
                                                      const RenderContext& context) const;
  /// The column's type; engines that spell identity or enums in the type override it.
  [[nodiscard]] virtual std::string column_type(const ir::Column& column, const RenderContext& context) const;
  [[nodiscard]] virtual std::string identity_clause(const ir::Identity& identity, const RenderContext& context) const;
  [[nodiscard]] virtual std::string generated_clause(const ir::Generated& generated,
                                                     const RenderContext& context) const;
  [[nodiscard]] virtual std::string default_clause(const ir::Column& column, const RenderContext& context) const;
  /// The constraints and other lines behind the columns.
  [[nodiscard]] virtual std::vector<std::string> table_constraints(const ir::Table& table,
                                                                   const std::vector<std::size_t>& deferred,
                                                                   const RenderContext& context) const;
  [[nodiscard]] virtual std::string key_constraint(const ir::Key& key, bool is_primary,
                                                   const RenderContext& context) const;
  [[nodiscard]] virtual std::string foreign_key_constraint(const ir::ForeignKey& key,
                                                           const RenderContext& context) const;
  [[nodiscard]] virtual std::string check_constraint(const ir::Check& check, const RenderContext& context) const;
  /// What stands behind the closing parenthesis, one clause a line.
  [[nodiscard]] virtual std::vector<std::string> table_options(const ir::Table& table,
                                                               const RenderContext& context) const;
  /// Statements behind CREATE TABLE besides indexes, comments, owner and grants: partitions, replica identity …
  [[nodiscard]] virtual std::vector<Statement> table_extras(const ir::Table& table, const RenderContext& context) const;

  // Clauses of the other statements.

  [[nodiscard]] virtual std::string create_index(const ir::Index& index, const ir::QualifiedName& relation,
                                                 const RenderContext& context) const;
  [[nodiscard]] virtual std::string index_part(const ir::IndexPart& part, const RenderContext& context) const;
  /// The statements for a relation's indexes; engines that write them inside CREATE TABLE give none here.
  [[nodiscard]] virtual std::vector<Statement> indexes(const ir::Physical& physical, const ir::QualifiedName& relation,
                                                       const RenderContext& context) const;
  /// "CREATE VIEW name (columns) …" up to AS, and what follows the query.
  [[nodiscard]] virtual std::string view_head(const ir::View& view, const RenderContext& context) const;
  [[nodiscard]] virtual std::string view_tail(const ir::View& view, const RenderContext& context) const;
  /// "TABLE sales.orders" as COMMENT ON, ALTER … OWNER and GRANT … ON name it.
  [[nodiscard]] virtual std::string object_keyword(const ir::View& view) const;

  // Clauses of expressions.

  /// A string literal of a portable query ('…', quotes doubled) as the engine would write it.
  [[nodiscard]] virtual std::string query_string(std::string_view literal) const;
  [[nodiscard]] virtual std::string boolean_literal(bool value) const;
  [[nodiscard]] virtual std::string call(const ir::Expression& expression, const RenderContext& context) const;
  [[nodiscard]] virtual std::string concatenation(const ir::Expression& expression, const RenderContext& context) const;
  [[nodiscard]] virtual std::string cast(const ir::Expression& expression, const RenderContext& context) const;
  [[nodiscard]] virtual std::string typed_literal(const ir::Expression& expression, const RenderContext& context) const;

  /// An operand, in parentheses when it binds less tightly than `at_least` (see Precedence in renderer_expression.cpp).
  [[nodiscard]] std::string operand(const ir::Expression& parent, std::size_t index, int at_least,
                                    const RenderContext& context) const;
  [[nodiscard]] std::string operation(const ir::Expression& expression, const RenderContext& context) const;
  [[nodiscard]] std::string predicate(const ir::Expression& expression, const RenderContext& context) const;
  [[nodiscard]] std::string case_when(const ir::Expression& expression, const RenderContext& context) const;

  // For the overrides.

  [[nodiscard]] std::string name_list(const std::vector<std::string>& names, const RenderContext& context) const;
  [[nodiscard]] std::string expression_list(const std::vector<ir::Expression>& expressions,
                                            const RenderContext& context) const;
  /// The clauses in the order of the dialect's table, " KEYWORD argument" each.
  [[nodiscard]] std::string native_tail(const std::vector<ir::NativeClause>& clauses, NativeScope scope,
                                        const RenderContext& context) const;
  [[nodiscard]] std::vector<Statement> comments(const ir::Table& table, const RenderContext& context) const;
  [[nodiscard]] std::vector<Statement> comments(const ir::View& view, const RenderContext& context) const;
  [[nodiscard]] virtual std::vector<Statement> ownership(std::string_view object_keyword, const ir::QualifiedName& name,
                                                         const std::string& owner, const std::vector<ir::Grant>& grants,
                                                         const RenderContext& context) const;
  [[nodiscard]] virtual std::string grantee(const ir::Grant& grant, const RenderContext& context) const;
};

/// Joins parts with a separator.
std::string join(const std::vector<std::string>& parts, std::string_view separator);

}  // namespace kura::dialect
