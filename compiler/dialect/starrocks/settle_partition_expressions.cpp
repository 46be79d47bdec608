// Partition clauses of tables and materialized views: portable words to the expressions that StarRocks partitions by.
#include <fmt/format.h>

#include <algorithm>

#include "compiler/dialect/starrocks/kinds.h"
#include "compiler/dialect/starrocks/rules.h"

namespace kura::dialect::starrocks {
namespace {

// What `date_trunc` of an automatic partition takes; `time_slice` takes minutes besides.
constexpr std::string_view kUnits[] = {"hour", "day", "month", "year"};

class ExpressionSettler {
 public:
  ExpressionSettler(ir::Partitioning& partitioning, const std::string& relation, diag::Sink& sink)
      : partitioning_(partitioning), relation_(relation), sink_(sink) {}

  bool settle() {
    if (partitioning_.scheme == ir::PartitionScheme::hash) {
      return refuse("it has no hash partitions", "write `distribute by hash(…) buckets n`, or partition by a date");
    }
    if (partitioning_.every > 0) return settle_every();
    const bool is_list = partitioning_.scheme == ir::PartitionScheme::list;
    if (is_list && partitioning_.partitions.empty()) partitioning_.scheme = ir::PartitionScheme::expression;
    if (partitioning_.scheme == ir::PartitionScheme::expression && !partitioning_.partitions.empty()) {
      return refuse("partitions by name need ranges or lists",
                    "write `partition by range(c)` or `partition by list(c)`");
    }
    return true;
  }

 private:
  bool refuse(std::string_view reason, std::string_view help) {
    auto& diagnostic = sink_.report(partitioning_refused, partitioning_.at, {relation_, std::string(reason)});
    diagnostic.helps.emplace_back(help);
    return false;
  }

  bool settle_every() {
    const bool is_column =
        partitioning_.expressions.size() == 1 && partitioning_.expressions[0].kind == ir::ExpressionKind::name;
    if (partitioning_.scheme != ir::PartitionScheme::range || !is_column) {
      return refuse("`every` goes with one column", "write `partition by range(c) every 1 month`");
    }
    if (!partitioning_.partitions.empty()) {
      return refuse("it has partitions by name and by `every`",
                    "keep one of the two: `every` makes partitions by itself");
    }
    return settle_unit();
  }

  bool settle_unit() {
    const std::string& unit = partitioning_.every_unit;
    if (unit == "week")
      return refuse("it makes no partitions of weeks", fmt::format("write `every {} day`", partitioning_.every * 7));
    if (unit == "quarter")
      return refuse("it makes no partitions of quarters",
                    fmt::format("write `every {} month`", partitioning_.every * 3));
    const bool is_truncated = std::find(std::begin(kUnits), std::end(kUnits), unit) != std::end(kUnits);
    if (!is_truncated && unit != "minute") {
      return refuse(fmt::format("it makes no partitions of {}s", unit), "write minutes, hours, days, months or years");
    }
    partitioning_.expressions = {partitioning_.every == 1 && is_truncated ? truncation() : slice()};
    partitioning_.scheme = ir::PartitionScheme::expression;
    partitioning_.every = 0;
    partitioning_.every_unit.clear();
    return true;
  }

  ir::Expression call(std::string function, ir::Expression first, ir::Expression second) const {
    ir::Expression expression;
    expression.kind = ir::ExpressionKind::call;
    expression.path = {std::move(function)};
    expression.operands = {std::move(first), std::move(second)};
    expression.at = partitioning_.expressions[0].at;
    return expression;
  }

  [[nodiscard]] ir::Expression truncation() const {
    ir::Expression unit;
    unit.kind = ir::ExpressionKind::string;
    unit.text = partitioning_.every_unit;
    return call("date_trunc", std::move(unit), partitioning_.expressions[0]);
  }

  [[nodiscard]] ir::Expression slice() const {
    ir::Expression width;
    width.kind = ir::ExpressionKind::typed_string;
    width.path = {"interval"};
    width.text = fmt::format("{} {}", partitioning_.every, partitioning_.every_unit);
    return call("time_slice", partitioning_.expressions[0], std::move(width));
  }

  ir::Partitioning& partitioning_;
  const std::string& relation_;
  diag::Sink& sink_;
};

}  // namespace

PartitionForm partition_form(const ir::Physical& physical) {
  if (!physical.partitioning) return PartitionForm::none;
  switch (physical.partitioning->scheme) {
    case ir::PartitionScheme::range:
      return PartitionForm::range;
    case ir::PartitionScheme::list:
      return PartitionForm::list;
    default:
      return PartitionForm::automatic;
  }
}

bool settle_partition_expressions(ir::Partitioning& partitioning, const std::string& relation, diag::Sink& sink) {
  return ExpressionSettler(partitioning, relation, sink).settle();
}

}  // namespace kura::dialect::starrocks
