// Partition bounds: less than, from … to and in; every value is text in quotes.
#include "compiler/dialect/starrocks/partition_bounds.h"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/base/ascii.h"
#include "compiler/dialect/starrocks/kinds.h"
#include "compiler/dialect/starrocks/literals.h"
#include "compiler/dialect/starrocks/rules.h"

namespace kura::dialect::starrocks {
namespace {

using ir::Expression;
using ir::PartitionBound;
using Values = std::vector<Expression>;

constexpr std::size_t kMostPartitions = 4096;

bool is_word(const Expression& value, std::string_view word) {
  return value.kind == ir::ExpressionKind::name && value.path.size() == 1 && equals_ignoring_case(value.path[0], word);
}
bool is_bound_value(const Expression& value) {
  return literal_text(value).has_value() || is_word(value, "maxvalue");
}

std::string value_text(const Expression& value) {
  return is_word(value, "maxvalue") ? "MAXVALUE" : quoted(literal_text(value).value_or(""));
}

std::string tuple(const Values& values) {
  std::string text;
  for (const Expression& value : values) text += (text.empty() ? "" : ", ") + value_text(value);
  return "(" + text + ")";
}

// The analysis checked that a bound fits the scheme and has one value for each column.
class BoundRules {
 public:
  BoundRules(const ir::Partitioning& partitioning, diag::Sink& sink) : partitioning_(partitioning), sink_(sink) {}

  void check(const ir::Partition& partition) const {
    const PartitionBound& bound = partition.bound;
    const bool is_range = partitioning_.scheme == ir::PartitionScheme::range;
    if (bound.kind == PartitionBound::Kind::default_) {
      return refuse(partition, "there is no default partition",
                    is_range ? "end with `values less than maxvalue`"
                             : "list the values, or use automatic partitions: `partition by list(c)`");
    }
    if (!is_range) return check_list(partition);
    check_tuple(partition, bound.lower);
    check_tuple(partition, bound.upper);
  }

 private:
  void refuse(const ir::Partition& partition, std::string_view reason, std::string_view help) const {
    auto& diagnostic = sink_.report(partition_bound, partition.at, {partition.name, std::string(reason)});
    diagnostic.helps.emplace_back(help);
  }

  void check_tuple(const ir::Partition& partition, const Values& values) const {
    for (const Expression& value : values) {
      if (is_word(value, "minvalue")) return refuse(partition, "there is no MINVALUE", "write `values less than (…)`");
      if (!is_bound_value(value))
        return refuse(partition, "a bound is a constant", "write a number, a string or `maxvalue`");
    }
  }

  void check_list(const ir::Partition& partition) const {
    const std::size_t columns = partitioning_.expressions.size();
    for (const Expression& value : partition.bound.upper) {
      const bool is_row = value.kind == ir::ExpressionKind::row;
      if ((is_row ? value.operands.size() : 1) != columns) {
        return refuse(partition,
                      columns == 1 ? "a value is no tuple" : fmt::format("a value has not {} parts", columns),
                      columns == 1 ? "write `values in ('a', 'b')`"
                                   : "write one tuple for each value: `values in (('a', 1), ('b', 2))`");
      }
      const Values parts = is_row ? value.operands : Values{value};
      const bool is_constant =
          std::all_of(parts.begin(), parts.end(), [](const Expression& it) { return literal_text(it).has_value(); });
      if (!is_constant) return refuse(partition, "a value is a constant", "write numbers or strings");
    }
  }

  const ir::Partitioning& partitioning_;
  diag::Sink& sink_;
};

std::string list_values(const Values& values) {
  std::string text;
  for (const Expression& value : values) {
    text += text.empty() ? "" : ", ";
    text += value.kind == ir::ExpressionKind::row ? tuple(value.operands) : value_text(value);
  }
  return "(" + text + ")";
}

}  // namespace

void check_bounds(const ir::Table& table, diag::Sink& sink) {
  const ir::Partitioning& partitioning = *table.physical.partitioning;
  const BoundRules rules(partitioning, sink);
  for (const ir::Partition& partition : partitioning.partitions) {
    check_object_name(partition.name, "a partition", partition.at, sink);
    rules.check(partition);
  }
  if (partitioning.partitions.size() > kMostPartitions) {
    sink.report(too_many_partitions, partitioning.at,
                {ir::to_text(table.name), std::to_string(partitioning.partitions.size())});
  }
}

std::string bound_clause(const PartitionBound& bound) {
  switch (bound.kind) {
    case PartitionBound::Kind::less_than:
      return "VALUES LESS THAN " + tuple(bound.upper);
    case PartitionBound::Kind::from_to:
      return fmt::format("VALUES [{}, {})", tuple(bound.lower), tuple(bound.upper));
    default:
      return "VALUES IN " + list_values(bound.upper);
  }
}

}  // namespace kura::dialect::starrocks
