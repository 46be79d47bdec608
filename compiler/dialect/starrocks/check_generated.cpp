// Generated columns: nullable, outside the key and the AGGREGATE model, computed from plain columns of the same row.
#include <fmt/format.h>

#include <algorithm>

#include "compiler/dialect/starrocks/kinds.h"
#include "compiler/dialect/starrocks/rules.h"

namespace kura::dialect::starrocks {
namespace {

constexpr std::string_view kAggregateFunctions[] = {
    "any_value", "array_agg",         "avg",        "bitmap_union", "count", "group_concat", "hll_union", "max", "min",
    "ndv",       "percentile_approx", "row_number", "stddev",       "sum",   "variance",
};

bool is_aggregate_call(const ir::Expression& expression) {
  return expression.kind == ir::ExpressionKind::call && !expression.path.empty() &&
         std::find(std::begin(kAggregateFunctions), std::end(kAggregateFunctions), expression.path.back()) !=
             std::end(kAggregateFunctions);
}

/// The first aggregate that an expression calls, or null.
const ir::Expression* find_aggregate(const ir::Expression& expression) {
  if (is_aggregate_call(expression)) return &expression;
  for (const ir::Expression& operand : expression.operands) {
    if (const ir::Expression* found = find_aggregate(operand)) return found;
  }
  return nullptr;
}

void refuse(const ir::Column& column, std::string reason, std::string help, diag::Sink& sink) {
  auto& diagnostic = sink.report(generated_refused, column.at, {column.name, std::move(reason)});
  diagnostic.helps.push_back(std::move(help));
}

void check_expression(const ir::Column& column, const ir::Table& table, diag::Sink& sink) {
  const ir::Expression& expression = column.generated->expression;
  if (const ir::Expression* call = find_aggregate(expression)) {
    refuse(column, fmt::format("`{}` looks at many rows", call->path.back()), "compute it in a view", sink);
  }
  for (const std::string& name : ir::columns_read(expression)) {
    const ir::Column* read = ir::find_column(table, name);
    if (read == nullptr) continue;
    if (read->generated)
      refuse(column, fmt::format("it reads the generated column `{}`", name), "repeat that column's expression", sink);
    if (read->identity)
      refuse(column, fmt::format("it reads the identity column `{}`", name), "compute it in a view", sink);
  }
}

}  // namespace

void check_generated(ir::Table& table, const Target& target, diag::Sink& sink) {
  for (ir::Column& column : table.columns) {
    if (!column.generated) continue;
    require_version(target, 3, 1, "generated columns", column.at, sink);
    if (is_key_column(table, column.name)) refuse(column, "it is in the key", "take it out of the key", sink);
    if (has_model(table, ir::KeyModelKind::aggregate)) {
      refuse(column, "the AGGREGATE KEY model has no generated columns", "compute it in a view", sink);
    }
    check_expression(column, table, sink);
    if (!column.is_nullable && !is_key_column(table, column.name)) {
      sink.report(generated_nullable, column.at, {column.name});
      column.is_nullable = true;
    }
  }
}

}  // namespace kura::dialect::starrocks
