// Running the rules, and what they share.
#include "compiler/dialect/mysql/rules.h"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/base/ascii.h"
#include "compiler/dialect/rules/rules.h"

namespace kura::dialect::mysql {
namespace {

constexpr Rule kRules[] = {
#define KURA_RULE(name) name,
#include "compiler/dialect/mysql/rules.def"
#undef KURA_RULE
};

}  // namespace

diag::Diagnostic& RuleContext::report(const diag::Kind& kind, SourceRange at,
                                      std::vector<std::string> arguments) const {
  arguments.insert(arguments.begin(), std::string(dialect.display_name));
  return sink.report(kind, at, std::move(arguments));
}

void RuleContext::refuse(std::string_view feature, std::string_view way_out, SourceRange at) const {
  rules::report_support(Support::refused, feature, way_out, at, dialect, sink);
}

void run_rules(ir::Schema& schema, const Dialect& dialect, const Flavour& flavour, diag::Sink& sink) {
  const RuleContext context{dialect, flavour, sink};
  for (const Rule rule : kRules) rule(schema, context);
}

void for_each_expression(ir::Table& table, const std::function<void(const PlacedExpression&)>& visit) {
  for (ir::Column& column : table.columns) {
    if (column.default_value) visit({*column.default_value, Place::default_value, column.at, &column});
    if (column.generated) visit({column.generated->expression, Place::generated, column.at, &column});
  }
  for (ir::Check& check : table.checks) visit({check.expression, Place::check, check.at, nullptr});
  for (ir::Index& index : table.physical.indexes) {
    for (ir::IndexPart& part : index.parts) {
      if (column_of(part).empty()) visit({part.expression, Place::index, index.at, nullptr});
    }
  }
  if (!table.physical.partitioning) return;
  ir::Partitioning& partitioning = *table.physical.partitioning;
  for (ir::Expression& expression : partitioning.expressions)
    visit({expression, Place::partition, partitioning.at, nullptr});
}

void for_each_node(const ir::Expression& expression, const std::function<void(const ir::Expression&)>& visit) {
  visit(expression);
  for (const ir::Expression& operand : expression.operands) for_each_node(operand, visit);
}

const ir::Expression* prefix_length(const ir::IndexPart& part) {
  const ir::Expression& expression = part.expression;
  const bool is_prefix = expression.kind == ir::ExpressionKind::call && expression.path.size() == 1 &&
                         expression.operands.size() == 1 && expression.operands[0].kind == ir::ExpressionKind::number;
  return is_prefix ? &expression.operands[0] : nullptr;
}

std::string column_of(const ir::IndexPart& part) {
  const bool is_column = part.expression.kind == ir::ExpressionKind::name || prefix_length(part) != nullptr;
  return is_column && !part.expression.path.empty() ? part.expression.path.back() : std::string();
}

const ir::Column* column_named(const ir::Table& table, std::string_view name) {
  for (const ir::Column& column : table.columns) {
    if (equals_ignoring_case(column.name, name)) return &column;
  }
  return nullptr;
}

const ir::Table* table_named(const ir::Schema& schema, const ir::QualifiedName& name) {
  const auto found =
      std::find_if(schema.tables.begin(), schema.tables.end(), [&](const ir::Table& it) { return it.name == name; });
  return found == schema.tables.end() ? nullptr : &*found;
}

std::string quoted_list(const std::vector<std::string>& names) {
  return fmt::format("`{}`", fmt::join(names, "`, `"));
}

}  // namespace kura::dialect::mysql
