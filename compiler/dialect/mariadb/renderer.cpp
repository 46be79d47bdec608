// Renderer: comments on databases, sequences, periods, row versions.
#include "compiler/dialect/mariadb/renderer.h"

#include <fmt/format.h>

#include "compiler/base/ascii.h"

namespace kura::dialect::mariadb {

std::vector<Statement> MariadbRenderer::create_namespace(const ir::Namespace& space,
                                                         const RenderContext& context) const {
  std::vector<Statement> statements = MysqlRenderer::create_namespace(space, context);
  if (!space.comment.empty()) statements[0].sql += " COMMENT " + string_literal(space.comment);
  return statements;
}

std::vector<Statement> MariadbRenderer::create_sequence(const ir::Sequence& sequence,
                                                        const RenderContext& context) const {
  std::vector<Statement> statements = MysqlRenderer::create_sequence(sequence, context);
  if (!sequence.comment.empty()) statements[0].sql += " COMMENT = " + string_literal(sequence.comment);
  return statements;
}

std::vector<std::string> MariadbRenderer::table_constraints(const ir::Table& table,
                                                            const std::vector<std::size_t>& deferred,
                                                            const RenderContext& context) const {
  std::vector<std::string> lines = MysqlRenderer::table_constraints(table, deferred, context);
  for (const ir::NativeClause& clause : table.physical.native) {
    if (clause.keyword == "period for") lines.push_back("PERIOD FOR " + clause.argument);
  }
  return lines;
}

std::string MariadbRenderer::key_constraint(const ir::Key& key, bool is_primary, const RenderContext& context) const {
  const ir::NativeClause* period = find_native(key.native, "without overlaps");
  if (period == nullptr) return MysqlRenderer::key_constraint(key, is_primary, context);
  ir::Key rest = key;
  std::erase_if(rest.native, [](const ir::NativeClause& clause) { return clause.keyword == "without overlaps"; });
  std::string text = MysqlRenderer::key_constraint(rest, is_primary, context);
  const std::string columns = name_list(key.columns, context);
  text.insert(text.find("(" + columns) + columns.size() + 1, fmt::format(", {} WITHOUT OVERLAPS", period->argument));
  return text;
}

std::string MariadbRenderer::column_type(const ir::Column& column, const RenderContext& context) const {
  const ir::NativeClause* system = find_native(column.native, "ref_system_id");
  return MysqlRenderer::column_type(column, context) +
         (system == nullptr ? "" : " REF_SYSTEM_ID = " + system->argument);
}

std::string MariadbRenderer::computed_clause(const ir::Column& column, const RenderContext& context) const {
  if (find_native(column.native, "row_start") != nullptr) return "GENERATED ALWAYS AS ROW START";
  if (find_native(column.native, "row_end") != nullptr) return "GENERATED ALWAYS AS ROW END";
  return MysqlRenderer::computed_clause(column, context);
}

std::string MariadbRenderer::call(const ir::Expression& expression, const RenderContext& context) const {
  // nextval('sales.order_number'): the sequence is a name here, not a string.
  const bool is_nextval = expression.path.size() == 1 && expression.path[0] == "nextval" &&
                          expression.operands.size() == 1 && expression.operands[0].kind == ir::ExpressionKind::string;
  if (!is_nextval) return MysqlRenderer::call(expression, context);
  const std::string& name = expression.operands[0].text;
  const std::size_t dot = name.find('.');
  const ir::QualifiedName sequence = dot == std::string::npos
                                         ? ir::QualifiedName{"", name}
                                         : ir::QualifiedName{name.substr(0, dot), name.substr(dot + 1)};
  return fmt::format("NEXTVAL({})", qualified(sequence, context));
}

}  // namespace kura::dialect::mariadb
