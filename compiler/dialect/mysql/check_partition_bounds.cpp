// Bounds of partitions: each scheme's kind, in order, without gaps; brought to what the server writes.
#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "compiler/dialect/mysql/partition_style.h"
#include "compiler/dialect/mysql/rules.h"

namespace kura::dialect::mysql {
namespace {

using ir::ExpressionKind;
using Kind = ir::PartitionBound::Kind;

constexpr std::size_t kMostPartitions = 8192;

ir::Expression maxvalue() {
  ir::Expression expression;
  expression.kind = ExpressionKind::name;
  expression.path = {"maxvalue"};
  return expression;
}

bool is_unbounded(const ir::Partition& partition) {
  const auto& upper = partition.bound.upper;
  return std::all_of(upper.begin(), upper.end(), [](const ir::Expression& it) { return is_open_end(it, "maxvalue"); });
}

class BoundChecker {
 public:
  BoundChecker(ir::Table& table, const PartitionStyle& style, const RuleContext& context)
      : table_(table), partitioning_(*table.physical.partitioning), style_(style), context_(context) {}

  void check() {
    if (style_.words.starts_with("RANGE")) {
      check_range();
    } else if (style_.words.starts_with("LIST")) {
      check_list();
    } else {
      check_hash();
    }
    if (partitioning_.partitions.size() > kMostPartitions)
      report(partitioning_.partitions[kMostPartitions], "is more than the 8192 that a table can have",
             "make them wider");
  }

 private:
  void report(const ir::Partition& partition, std::string_view problem, std::string_view help) const {
    context_.report(wrong_partitions, partition.at, {fmt::format("partition `{}` {}", partition.name, problem)})
        .helps.emplace_back(help);
  }

  void check_range() {
    // The catch-all is written last, wherever it was declared.
    auto& partitions = partitioning_.partitions;
    std::stable_partition(partitions.begin(), partitions.end(),
                          [](const ir::Partition& it) { return it.bound.kind != Kind::default_; });
    const ir::Partition* previous = nullptr;
    for (ir::Partition& partition : partitions) {
      to_less_than(partition, previous);
      previous = &partition;
    }
    for (ir::Partition& partition : partitions) partition.bound.kind = Kind::less_than;
    check_order();
    if (partitioning_.every > 0 || partitions.empty()) add_rest();
  }

  /// Gives a partition its upper bound; the lower one is where the previous ends.
  void to_less_than(ir::Partition& partition, const ir::Partition* previous) const {
    ir::PartitionBound& bound = partition.bound;
    if (bound.kind == Kind::default_) bound.upper = {maxvalue()};
    if (bound.kind == Kind::from_to) check_lower(partition, previous);
    if (is_unbounded(partition)) bound.upper.assign(style_.expressions.size(), maxvalue());
  }

  void check_lower(const ir::Partition& partition, const ir::Partition* previous) const {
    if (previous != nullptr) {
      if (partition.bound.lower == previous->bound.upper) return;
      report(partition, fmt::format("does not begin where `{}` ends", previous->name),
             "a partition begins where the one before it ends: close the gap, and write them in order");
      return;
    }
    const auto& lower = partition.bound.lower;
    const bool is_open =
        std::all_of(lower.begin(), lower.end(), [](const ir::Expression& it) { return is_open_end(it, "minvalue"); });
    if (!is_open) context_.report(first_partition_open, partition.at, {partition.name});
  }

  void check_order() const {
    const auto& partitions = partitioning_.partitions;
    for (std::size_t i = 1; i < partitions.size(); ++i) {
      const bool is_late = is_unbounded(partitions[i - 1]);
      if (is_late || !may_follow(partitions[i - 1].bound.upper, partitions[i].bound.upper)) {
        report(partitions[i],
               fmt::format("stands behind `{}`, which ends {}", partitions[i - 1].name,
                           is_late ? "at `maxvalue`" : "no earlier"),
               "write the partitions in rising order, each bound once");
      }
    }
  }

  /// False only when both are known and out of order.
  static bool may_follow(const std::vector<ir::Expression>& left, const std::vector<ir::Expression>& right) {
    for (std::size_t i = 0; i < std::min(left.size(), right.size()); ++i) {
      if (left[i] == right[i]) continue;
      if (is_open_end(left[i], "maxvalue")) return false;
      if (left[i].kind != right[i].kind) return true;
      if (left[i].kind == ExpressionKind::number) return value_of(left[i]) < value_of(right[i]);
      const bool is_text = left[i].kind == ExpressionKind::string || left[i].kind == ExpressionKind::typed_string;
      return !is_text || left[i].text < right[i].text;
    }
    return left != right;
  }

  static double value_of(const ir::Expression& expression) {
    double value = 0;
    std::from_chars(expression.text.data(), expression.text.data() + expression.text.size(), value);
    return value;
  }

  /// What `every` would have made: here one partition takes all that the written ones leave.
  void add_rest() {
    auto& partitions = partitioning_.partitions;
    if (!partitions.empty() && is_unbounded(partitions.back())) return;
    ir::Partition rest;
    rest.name = "p_rest";
    while (std::any_of(partitions.begin(), partitions.end(),
                       [&](const ir::Partition& it) { return it.name == rest.name; }))
      rest.name += "_";
    rest.bound.kind = Kind::less_than;
    rest.bound.upper.assign(style_.expressions.size(), maxvalue());
    rest.at = partitioning_.at;
    context_.report(partitions_not_made, partitioning_.at, {table_.name.name, rest.name});
    partitions.push_back(std::move(rest));
  }

  void check_list() {
    auto& partitions = partitioning_.partitions;
    std::stable_partition(partitions.begin(), partitions.end(),
                          [](const ir::Partition& it) { return it.bound.kind != Kind::default_; });
    for (const ir::Partition& partition : partitions) {
      if (partition.bound.kind != Kind::default_ || context_.flavour.has_default_list_partition) continue;
      context_.refuse("default partition of a list", "name every value: `partition NAME values in (…)`", partition.at);
    }
    if (partitions.empty()) {
      auto& diagnostic = context_.report(wrong_partitions, partitioning_.at,
                                         {"a table that is partitioned by a list has no partitions"});
      diagnostic.helps.emplace_back("write them: `partition NAME values in (…);`");
    }
  }

  /// A hash has no bounds; a full set of remainders says how many partitions there are and what they are called.
  void check_hash() {
    auto& partitions = partitioning_.partitions;
    std::stable_sort(partitions.begin(), partitions.end(), [](const ir::Partition& left, const ir::Partition& right) {
      return left.bound.remainder < right.bound.remainder;
    });
    for (std::size_t i = 0; i < partitions.size(); ++i) {
      const ir::PartitionBound& bound = partitions[i].bound;
      const bool is_full = bound.modulus == static_cast<std::int64_t>(partitions.size()) &&
                           bound.remainder == static_cast<std::int64_t>(i);
      if (bound.kind == Kind::modulus && is_full) continue;
      report(partitions[i], "does not fit a hash over all the partitions",
             "write `partition by hash(…) partitions 4`, or every remainder of one modulus");
      return;
    }
  }

  ir::Table& table_;
  ir::Partitioning& partitioning_;
  const PartitionStyle& style_;
  const RuleContext& context_;
};

}  // namespace

void check_partition_bounds(ir::Schema& schema, const RuleContext& context) {
  for (ir::Table& table : schema.tables) {
    if (!table.physical.partitioning) continue;
    const PartitionStyle style = style_of(table, schema, context.flavour);
    if (!style.words.empty()) BoundChecker(table, style, context).check();
  }
}

}  // namespace kura::dialect::mysql
