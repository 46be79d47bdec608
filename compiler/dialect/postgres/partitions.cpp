// Partitions of PostgreSQL: a portable scheme to its three methods, and the partitions that it does not make by itself.
#include <fmt/format.h>

#include <algorithm>

#include "compiler/diag/kinds.h"
#include "compiler/dialect/postgres/kinds.h"
#include "compiler/dialect/postgres/partition_bounds.h"
#include "compiler/dialect/postgres/rules.h"

namespace kura::dialect::postgres {
namespace {

using ir::ExpressionKind;
using Kind = ir::PartitionBound::Kind;

constexpr std::size_t kPartitionKeyLimit = 32;
constexpr std::string_view kBefore17 = " before version 17";

bool is_column(const ir::Expression& expression) {
  return expression.kind == ExpressionKind::name;
}

/// `date_trunc('month', c)` cuts a column into ranges: a range over the column itself has the same partitions, is
/// immutable whatever the type, and leaves keys possible.
void replace_date_trunc(ir::Partitioning& partitioning) {
  for (ir::Expression& expression : partitioning.expressions) {
    const bool is_cut = expression.kind == ExpressionKind::call && expression.path.back() == "date_trunc" &&
                        expression.operands.size() >= 2 && expression.operands[0].kind == ExpressionKind::string &&
                        is_column(expression.operands[1]);
    if (!is_cut) continue;
    partitioning.scheme = ir::PartitionScheme::range;
    partitioning.every = 1;
    partitioning.every_unit = expression.operands[0].text;
    ir::Expression column = expression.operands[1];
    expression = std::move(column);
  }
}

void settle_scheme(ir::Partitioning& partitioning) {
  if (partitioning.scheme != ir::PartitionScheme::expression) return;
  replace_date_trunc(partitioning);
  if (partitioning.scheme == ir::PartitionScheme::range) return;
  const bool is_single = partitioning.expressions.size() == 1;
  partitioning.scheme = is_single ? ir::PartitionScheme::list : ir::PartitionScheme::range;
  for (const ir::Partition& partition : partitioning.partitions) {
    if (partition.bound.kind == Kind::less_than || partition.bound.kind == Kind::from_to)
      partitioning.scheme = ir::PartitionScheme::range;
    if (partition.bound.kind == Kind::modulus) partitioning.scheme = ir::PartitionScheme::hash;
  }
}

class KeyChecker {
 public:
  KeyChecker(const ir::Table& table, diag::Sink& sink)
      : table_(table), partitioning_(*table.physical.partitioning), sink_(sink) {}

  void check() const {
    const std::size_t size = partitioning_.expressions.size();
    if (partitioning_.scheme == ir::PartitionScheme::list && size > 1) {
      refuse("a list of several columns", "list one column, or use `range (…)` over all of them");
    }
    if (size > kPartitionKeyLimit) {
      sink_.report(too_many_key_columns, partitioning_.at, {"the partition key", std::to_string(size)});
    }
    for (const ir::Expression& expression : partitioning_.expressions) check_part(expression);
    if (!std::all_of(partitioning_.expressions.begin(), partitioning_.expressions.end(), is_column)) check_keys();
  }

 private:
  void refuse(const std::string& what, std::string_view help) const {
    auto& diagnostic = sink_.report(partition_key_refused, partitioning_.at, {ir::to_text(table_.name), what});
    diagnostic.helps.emplace_back(help);
  }

  void check_part(const ir::Expression& expression) const {
    for (const std::string& name : ir::columns_read(expression)) {
      const ir::Column* column = ir::find_column(table_, name);
      if (column != nullptr && column->generated) {
        refuse(fmt::format("the generated column `{}`", name), "partition by what it is generated from");
      }
    }
    if (is_column(expression)) {
      const ir::Column* column = ir::find_column(table_, expression.path.back());
      if (column == nullptr || has_order(column->type)) return;
      sink_.report(type_without_order, partitioning_.at, {column->name, ir::to_text(column->type), "a partition key"});
    } else if (const auto unstable = find_unstable(expression, &table_)) {
      auto& diagnostic = sink_.report(not_immutable, unstable->at, {unstable->text, "a partition key"});
      diagnostic.helps.emplace_back("partition by the column itself: `range(c)`");
    }
  }

  void check_keys() const {
    if (table_.primary_key) check_key(*table_.primary_key, "primary key");
    for (const ir::Key& key : table_.unique_keys) check_key(key, "unique key");
  }

  /// A key that lacks the columns of the expression was reported before.
  void check_key(const ir::Key& key, std::string_view what) const {
    for (const ir::Expression& expression : partitioning_.expressions) {
      for (const std::string& name : ir::columns_read(expression)) {
        if (std::find(key.columns.begin(), key.columns.end(), name) == key.columns.end()) return;
      }
    }
    auto& diagnostic = sink_.report(key_on_partition_expression, key.at, {ir::to_text(table_.name), std::string(what)});
    diagnostic.labels.push_back({partitioning_.at, "partitioned here"});
  }

  const ir::Table& table_;
  const ir::Partitioning& partitioning_;
  diag::Sink& sink_;
};

void add_hash_partitions(const ir::Table& table, ir::Partitioning& partitioning, diag::Sink& sink) {
  if (!partitioning.partitions.empty()) return;
  if (partitioning.partition_count < 1) {
    sink.report(hash_partitions_missing, partitioning.at, {ir::to_text(table.name)});
    return;
  }
  for (std::int64_t i = 0; i < partitioning.partition_count; ++i) {
    ir::Partition partition;
    partition.name = object_name(table.name.name, "", fmt::format("p{}", i));
    partition.bound.kind = Kind::modulus;
    partition.bound.modulus = partitioning.partition_count;
    partition.bound.remainder = i;
    partition.at = partitioning.at;
    partitioning.partitions.push_back(std::move(partition));
  }
}

/// Without it no row that has no partition yet could be inserted.
void add_default_partition(const ir::Table& table, ir::Partitioning& partitioning, diag::Sink& sink) {
  const auto& partitions = partitioning.partitions;
  const bool has_default = std::any_of(partitions.begin(), partitions.end(),
                                       [](const ir::Partition& it) { return it.bound.kind == Kind::default_; });
  if (has_default || (!partitions.empty() && partitioning.every == 0)) return;
  ir::Partition partition;
  partition.name = object_name(table.name.name, "", "default");
  partition.at = partitioning.at;
  sink.report(partitions_not_automatic, partitioning.at, {ir::to_text(table.name), partition.name});
  partitioning.partitions.push_back(std::move(partition));
}

class PartitionedTableChecker {
 public:
  PartitionedTableChecker(ir::Table& table, const ir::Schema& schema, diag::Sink& sink)
      : table_(table), version_(major_version(schema)), sink_(sink) {}

  void check() {
    check_clauses();
    check_constraints();
    check_unique_indexes();
    drop_unlogged();
  }

 private:
  void refuse(std::string_view what, SourceRange at, std::string_view help, std::string_view until = "") {
    sink_.report(partitioned_table_refuses, at, {std::string(what), std::string(until)}).helps.emplace_back(help);
  }

  void check_clauses() {
    for (const ir::NativeClause& clause : table_.physical.native) {
      if (clause.keyword == "with") refuse("storage parameters", clause.at, "write them behind each partition");
      if (clause.keyword == "using" && version_ < 17) {
        refuse("access method", clause.at,
               "write `access method` behind each partition, or say `version = \"17\"` in the warehouse", kBefore17);
      }
      if (clause.keyword == "inherits") refuse("`inherits`", clause.at, "leave out one of the two");
      if (clause.keyword == "cluster on")
        refuse("`cluster on`", clause.at, "mark the index of each partition in the database");
      if ((clause.keyword == "exclude" || clause.keyword == "constraint") && version_ < 17) {
        refuse("exclusion constraint", clause.at, "say `version = \"17\"` in the warehouse when it is that new",
               kBefore17);
      }
    }
  }

  void check_constraints() {
    for (const ir::ForeignKey& key : table_.foreign_keys) {
      if (has_native(key.native, "not valid")) refuse("foreign key that is not valid", key.at, "leave out `not valid`");
    }
    for (const ir::Check& check : table_.checks) {
      if (has_native(check.native, "no inherit"))
        refuse("check that is not inherited", check.at, "leave out `no inherit`");
    }
  }

  void check_unique_indexes() {
    for (const ir::Index& index : table_.physical.indexes) {
      if (index.is_unique) check_unique_index(index);
    }
  }

  void check_unique_index(const ir::Index& index) {
    for (const ir::Expression& expression : table_.physical.partitioning->expressions) {
      if (!is_column(expression)) {
        sink_.report(key_on_partition_expression, index.at, {ir::to_text(table_.name), "unique index"});
        return;
      }
      const bool is_held = std::any_of(index.parts.begin(), index.parts.end(), [&](const ir::IndexPart& part) {
        return is_column(part.expression) && part.expression.path.back() == expression.path.back();
      });
      if (is_held) continue;
      auto& diagnostic = sink_.report(diag::partition_column_not_in_key, index.at,
                                      {"PostgreSQL", "unique index", ir::to_text(table_.name), expression.path.back()});
      diagnostic.labels.push_back({table_.physical.partitioning->at, "partitioned here"});
    }
  }

  void drop_unlogged() {
    std::vector<ir::NativeClause>& native = table_.physical.native;
    const ir::NativeClause* unlogged = find_native(native, "unlogged");
    if (unlogged == nullptr) return;
    sink_.report(partitioned_table_ignores, unlogged->at, {"`unlogged`"});
    std::erase_if(native, [](const ir::NativeClause& clause) { return clause.keyword == "unlogged"; });
  }

  ir::Table& table_;
  int version_;
  diag::Sink& sink_;
};

}  // namespace

void settle_partitions(ir::Schema& schema, const Dialect&, diag::Sink& sink) {
  for (ir::Table& table : schema.tables) {
    if (!table.physical.partitioning) continue;
    ir::Partitioning& partitioning = *table.physical.partitioning;
    settle_scheme(partitioning);
    KeyChecker(table, sink).check();
    chain_bounds(partitioning);
    check_bounds(table, partitioning, sink);
    if (partitioning.scheme == ir::PartitionScheme::hash) {
      add_hash_partitions(table, partitioning, sink);
    } else {
      add_default_partition(table, partitioning, sink);
    }
  }
}

void check_partitioned_tables(ir::Schema& schema, const Dialect&, diag::Sink& sink) {
  for (ir::Table& table : schema.tables) {
    if (table.physical.partitioning) PartitionedTableChecker(table, schema, sink).check();
  }
}

}  // namespace kura::dialect::postgres
