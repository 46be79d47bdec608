// Partitions of tables: which forms there are, which columns may be in them, and where partitions come from.
#include <fmt/format.h>

#include <algorithm>

#include "compiler/diag/kinds.h"
#include "compiler/dialect/starrocks/kinds.h"
#include "compiler/dialect/starrocks/partition_bounds.h"
#include "compiler/dialect/starrocks/rules.h"

namespace kura::dialect::starrocks {
namespace {

using ir::Expression;
using ir::ExpressionKind;

bool is_call_of(const Expression& expression, std::string_view function) {
  return expression.kind == ExpressionKind::call && expression.path.size() == 1 && expression.path[0] == function;
}

/// The unit that a `date_trunc` or `time_slice` cuts at, in lower case; empty for everything else.
std::string unit_of(const Expression& expression) {
  if (is_call_of(expression, "date_trunc") && !expression.operands.empty()) return expression.operands[0].text;
  if (!is_call_of(expression, "time_slice") || expression.operands.size() < 2) return {};
  const std::string& text = expression.operands[1].text;
  return text.substr(text.rfind(' ') + 1);
}

class PartitionRules {
 public:
  PartitionRules(const ir::Table& table, const Target& target, diag::Sink& sink)
      : table_(table),
        partitioning_(*table.physical.partitioning),
        name_(ir::to_text(table.name)),
        target_(target),
        sink_(sink) {}

  void check() const {
    check_version();
    check_expressions();
    for (const Expression& expression : partitioning_.expressions) {
      for (const std::string& column : ir::columns_read(expression)) check_column(column, expression);
    }
    check_source();
    check_bounds(table_, sink_);
  }

 private:
  void refuse(std::string_view reason, std::string_view help) const {
    auto& diagnostic = sink_.report(partitioning_refused, partitioning_.at, {name_, std::string(reason)});
    if (!help.empty()) diagnostic.helps.emplace_back(help);
  }

  [[nodiscard]] bool has_call() const {
    return std::any_of(partitioning_.expressions.begin(), partitioning_.expressions.end(),
                       [](const Expression& it) { return it.kind != ExpressionKind::name; });
  }

  void check_version() const {
    const bool is_range = partitioning_.scheme == ir::PartitionScheme::range;
    if (is_range && has_call()) require_version(target_, 3, 3, "ranges of expressions", partitioning_.at, sink_);
    if (!is_range) require_version(target_, 3, 1, "partitions by list or expression", partitioning_.at, sink_);
    if (!is_range && has_call() && partitioning_.expressions.size() > 1) {
      require_version(target_, 3, 4, "partitions by several expressions", partitioning_.at, sink_);
    }
  }

  void check_expressions() const {
    const bool is_automatic = partitioning_.scheme == ir::PartitionScheme::expression;
    const std::vector<Expression>& expressions = partitioning_.expressions;
    const bool is_mixed = is_automatic && has_call() && expressions.size() > 1;
    if (is_mixed && (has_model(table_, ir::KeyModelKind::aggregate) || has_model(table_, ir::KeyModelKind::unique))) {
      refuse(fmt::format("the {} model takes one expression or columns only", model_word(table_.key_model->kind)),
             "partition by the columns, or by one expression");
    }
    if (is_automatic && expressions.size() == 1 && is_call_of(expressions[0], "str2date")) {
      refuse("`str2date` alone makes no automatic partitions",
             "declare a generated column of it, and partition by that");
    }
    if (partitioning_.scheme == ir::PartitionScheme::list && has_call()) {
      refuse("lists are of columns", "name the columns, or leave out the partitions' names");
    }
    for (const Expression& expression : expressions) check_unit(expression);
  }

  void check_unit(const Expression& expression) const {
    static constexpr std::string_view kUnits[] = {"minute", "hour", "day", "month", "year"};
    const std::string unit = unit_of(expression);
    if (unit.empty() || expression.operands.size() < 2) return;
    const bool is_slice = is_call_of(expression, "time_slice");
    const auto* const found = std::find(std::begin(kUnits) + (is_slice ? 0 : 1), std::end(kUnits), unit);
    if (found == std::end(kUnits)) {
      refuse(fmt::format("`{}` makes no partitions of `{}`", expression.path[0], unit),
             "take `hour`, `day`, `month` or `year`");
    }
    const std::vector<std::string> columns = ir::columns_read(expression);
    const ir::Column* column = columns.empty() ? nullptr : ir::find_column(table_, columns.front());
    const bool is_of_day = unit == "minute" || unit == "hour";
    if (column != nullptr && is_of_day && family_of(column->type) == TypeFamily::date) {
      refuse(fmt::format("`{}` is a date and has no {}s", column->name, unit), "take `day`, `month` or `year`");
    }
  }

  void check_column(const std::string& name, const Expression& expression) const {
    const ir::Column* column = ir::find_column(table_, name);
    if (column == nullptr) return;
    const auto report = [&](std::string reason, std::string_view help) {
      auto& diagnostic = sink_.report(partition_column, partitioning_.at, {name, name_, std::move(reason)});
      diagnostic.labels.push_back({column->at, "declared here"});
      diagnostic.helps.emplace_back(help);
    };
    const TypeFamily family = family_of(column->type);
    const bool is_column = expression.kind == ExpressionKind::name;
    const bool is_range = partitioning_.scheme == ir::PartitionScheme::range;
    if (!column->aggregate.empty()) return report("it has an aggregate", "partition by a key column");
    if (!unit_of(expression).empty() && !is_time(family)) {
      return report(fmt::format("its type `{}` is no date", ir::to_text(column->type)),
                    "partition by a `date` or `timestamp` column");
    }
    if (is_column && is_range && !is_integer(family) && !is_time(family)) {
      return report(fmt::format("ranges are of whole numbers and dates, not `{}`", ir::to_text(column->type)),
                    "partition by `list(c)`");
    }
    if (is_column && !is_keyable(family)) {
      return report(fmt::format("its type is `{}`", ir::to_text(column->type)), "partition by a number, date or text");
    }
    check_key(name);
  }

  void check_key(const std::string& name) const {
    if (!table_.key_model || has_model(table_, ir::KeyModelKind::duplicate) || is_key_column(table_, name)) return;
    auto& diagnostic = sink_.report(
        diag::partition_column_not_in_key, partitioning_.at,
        {std::string(target_.dialect.display_name), std::string(model_word(table_.key_model->kind)), name_, name});
    diagnostic.labels.push_back({table_.key_model->at, "the key"});
    std::vector<std::string> key = table_.key_model->columns;
    key.push_back(name);
    diagnostic.helps.push_back(fmt::format(
        "for example `model primary key ({});`, or `model duplicate key` where rows may repeat", fmt::join(key, ", ")));
  }

  /// Ranges and lists are made by name, by batch, or by a property; automatic partitions by the server.
  void check_source() const {
    const bool has_batch = find_native(table_.physical.native, "start") != nullptr;
    if (has_batch && !partitioning_.partitions.empty()) {
      refuse("it has partitions by name and by `start … end … every`", "keep one of the two");
    }
    if (has_batch && partitioning_.expressions.size() > 1)
      refuse("`start … end … every` goes with one column", "name the partitions");
    const bool is_dynamic =
        std::any_of(table_.physical.properties.begin(), table_.physical.properties.end(),
                    [](const ir::Property& it) { return it.key.starts_with("dynamic_partition."); });
    const bool has_none = partitioning_.partitions.empty() && !has_batch && !is_dynamic;
    if (partitioning_.scheme == ir::PartitionScheme::range && has_none) {
      refuse("nothing says which ranges there are",
             "write `every 1 month` behind it, name partitions (`partition p1 values less than (…);`), or set "
             "`dynamic_partition.*` properties");
    }
  }

  const ir::Table& table_;
  const ir::Partitioning& partitioning_;
  std::string name_;
  const Target& target_;
  diag::Sink& sink_;
};

}  // namespace

void settle_partitions(ir::Table& table, const Target& target, diag::Sink& sink) {
  if (!table.physical.partitioning) return;
  if (!settle_partition_expressions(*table.physical.partitioning, ir::to_text(table.name), sink)) return;
  PartitionRules(table, target, sink).check();
}

}  // namespace kura::dialect::starrocks
