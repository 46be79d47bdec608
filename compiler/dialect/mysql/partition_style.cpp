// Partition schemes.
#include "compiler/dialect/mysql/partition_style.h"

#include <algorithm>

#include "compiler/base/ascii.h"
#include "compiler/dialect/mysql/rules.h"
#include "compiler/dialect/mysql/shape.h"

namespace kura::dialect::mysql {
namespace {

bool is_name(const ir::Expression& expression) {
  return expression.kind == ir::ExpressionKind::name;
}

bool is_whole_number(const ir::Expression& expression, const ir::Table& table, const ir::Schema& schema,
                     const Flavour& flavour) {
  const ir::Column* column = column_named(table, expression.path.back());
  return column == nullptr || shape_of(*column, schema, flavour).family == Family::integer;
}

/// `partition by key(c)`, `linear_key(c)`, `linear_hash(e)`: schemes that only these servers have.
PartitionStyle own_scheme(const ir::Partitioning& partitioning) {
  if (partitioning.expressions.size() != 1) return {};
  const ir::Expression& call = partitioning.expressions[0];
  if (call.kind != ir::ExpressionKind::call || call.path.size() != 1) return {};
  if (call.path[0] == "key") return {"KEY", true, call.operands};
  if (call.path[0] == "linear_key") return {"LINEAR KEY", true, call.operands};
  if (call.path[0] == "linear_hash") return {"LINEAR HASH", false, call.operands};
  return {};
}

}  // namespace

PartitionStyle style_of(const ir::Table& table, const ir::Schema& schema, const Flavour& flavour) {
  const ir::Partitioning& partitioning = *table.physical.partitioning;
  const std::vector<ir::Expression>& expressions = partitioning.expressions;
  const bool is_columns = std::all_of(expressions.begin(), expressions.end(), is_name);
  switch (partitioning.scheme) {
    case ir::PartitionScheme::range:
      return {is_columns ? "RANGE COLUMNS" : "RANGE", is_columns, expressions};
    case ir::PartitionScheme::list:
      return {is_columns ? "LIST COLUMNS" : "LIST", is_columns, expressions};
    case ir::PartitionScheme::hash: {
      // HASH wants a whole number; KEY hashes whatever the columns hold.
      const bool is_key =
          is_columns && (expressions.size() != 1 || !is_whole_number(expressions[0], table, schema, flavour));
      return {is_key ? "KEY" : "HASH", is_key, expressions};
    }
    case ir::PartitionScheme::expression:
      return own_scheme(partitioning);
  }
  return {};
}

bool is_open_end(const ir::Expression& expression, std::string_view word) {
  return is_name(expression) && expression.path.size() == 1 && equals_ignoring_case(expression.path[0], word);
}

}  // namespace kura::dialect::mysql
