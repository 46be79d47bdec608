// The bounds of partitions as the server prints them, read as their author may have written them.
#include "compiler/dialect/starrocks/printed_bounds.h"

#include <algorithm>

#include "compiler/dialect/reading.h"

namespace kura::dialect::starrocks {
namespace {

using BoundKind = ir::PartitionBound::Kind;

struct LeastValue {
  ir::TypeKind type;
  std::string_view text;
};
constexpr LeastValue kLeastValues[] = {
    {ir::TypeKind::tinyint, "-128"},
    {ir::TypeKind::smallint, "-32768"},
    {ir::TypeKind::int_, "-2147483648"},
    {ir::TypeKind::bigint, "-9223372036854775808"},
    {ir::TypeKind::hugeint, "-170141183460469231731687303715884105728"},
    {ir::TypeKind::date, "0000-01-01"},
    {ir::TypeKind::timestamp, "0000-01-01 00:00:00"},
};

/// The column that a table is divided by at that place; null for an expression.
const ir::Column* column_at(const ir::Table& table, std::size_t place) {
  const auto& parts = table.physical.partitioning->expressions;
  const bool is_column = place < parts.size() && parts[place].kind == ir::ExpressionKind::name;
  return is_column ? ir::find_column(table, parts[place].path.back()) : nullptr;
}

void unquote(const ir::Table& table, ir::Expression& value, std::size_t place) {
  const ir::Column* column = column_at(table, place);
  if (column == nullptr || !is_number(column->type.kind)) return;
  if (value.kind == ir::ExpressionKind::string) value.kind = ir::ExpressionKind::number;
}

bool is_least(const ir::Table& table, const std::vector<ir::Expression>& bound) {
  for (std::size_t i = 0; i < bound.size(); ++i) {
    const ir::Column* column = column_at(table, i);
    const bool is_known =
        column != nullptr && std::any_of(std::begin(kLeastValues), std::end(kLeastValues), [&](const auto& it) {
          return it.type == column->type.kind && it.text == bound[i].text;
        });
    if (!is_known) return false;
  }
  return true;
}

}  // namespace

void unquote_printed_bounds(ir::Table& table) {
  if (!table.physical.partitioning) return;
  for (ir::Partition& partition : table.physical.partitioning->partitions) {
    const bool is_list = partition.bound.kind == BoundKind::in;
    for (std::size_t i = 0; i < partition.bound.lower.size(); ++i) unquote(table, partition.bound.lower[i], i);
    for (std::size_t i = 0; i < partition.bound.upper.size(); ++i) {
      ir::Expression& value = partition.bound.upper[i];
      // A list has values of one column, or rows with one of each.
      unquote(table, value, is_list ? 0 : i);
      for (std::size_t part = 0; value.kind == ir::ExpressionKind::row && part < value.operands.size(); ++part)
        unquote(table, value.operands[part], part);
    }
  }
}

void join_printed_ranges(ir::Table& table) {
  if (!table.physical.partitioning) return;
  std::vector<ir::Partition>& partitions = table.physical.partitioning->partitions;
  for (std::size_t i = 0; i < partitions.size(); ++i) {
    const ir::PartitionBound& bound = partitions[i].bound;
    if (bound.kind != BoundKind::from_to) return;
    const bool is_joined = i == 0 ? is_least(table, bound.lower) : bound.lower == partitions[i - 1].bound.upper;
    if (!is_joined) return;
  }
  for (ir::Partition& partition : partitions) {
    partition.bound.kind = BoundKind::less_than;
    partition.bound.lower.clear();
  }
}

}  // namespace kura::dialect::starrocks
