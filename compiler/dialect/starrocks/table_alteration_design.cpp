// Table alteration: partitions, sort key, distribution, indexes, rollups.
#include <fmt/format.h>

#include <algorithm>

#include "compiler/base/ascii.h"
#include "compiler/dialect/starrocks/literals.h"
#include "compiler/dialect/starrocks/partition_bounds.h"
#include "compiler/dialect/starrocks/partition_changes.h"
#include "compiler/dialect/starrocks/property_changes.h"
#include "compiler/dialect/starrocks/renderer.h"
#include "compiler/dialect/starrocks/rules.h"
#include "compiler/dialect/starrocks/table_alteration.h"
#include "compiler/sql/tokens.h"

namespace kura::dialect::starrocks {
namespace {

using change::Kind;
using Names = std::vector<std::string>;

std::string batch_text(const Batch& batch) {
  return fmt::format("PARTITIONS START ({}) END ({}) EVERY ({})", batch.start, batch.end, batch.every);
}

/// Rollups of the first list that are not in the second, in their order.
std::vector<Rollup> rollups_only_in(const ir::Physical& physical, const ir::Physical& other) {
  std::vector<Rollup> rollups;
  for (const ir::NativeClause& clause : physical.native) {
    if (clause.keyword != "rollup") continue;
    const bool is_same = std::any_of(other.native.begin(), other.native.end(), [&clause](const ir::NativeClause& it) {
      return it.keyword == "rollup" && sql::same_tokens(it.argument, clause.argument);
    });
    if (!is_same) rollups.push_back(read_rollup(clause.argument).value_or(Rollup()));
  }
  return rollups;
}

}  // namespace

// Partitions.

void TableAlteration::change_partitions() {
  const Places dropped = places_of({Kind::drop_partition});
  const Places added = places_of({Kind::add_partition});
  Places batches;
  for (const std::size_t place : places_of({Kind::change_native})) {
    if (change_at(place).key == "start") batches.push_back(place);
  }
  if (dropped.empty() && added.empty() && batches.empty()) return;
  if (is_dynamic(before_.physical)) {
    // The server refuses to have its own partitions changed beside it.
    push("turn dynamic partitions off",
         statements_.alter(after_.name, "SET " + property_pair("dynamic_partition.enable", "false")), {});
    is_dynamic_off_ = true;
  }
  drop_partitions(dropped);
  add_partitions(added);
  if (!batches.empty()) change_batches();
}

void TableAlteration::drop_partitions(const Places& places) {
  for (const std::size_t place : places) {
    const ir::Partition& partition = before_.physical.partitioning->partitions.at(change_at(place).part.before);
    Draft& step =
        push({}, statements_.alter(after_.name, "DROP PARTITION " + statements_.name(partition.name)), {place});
    const auto& partitions = before_.physical.partitioning->partitions;
    const auto next = partitions.begin() + static_cast<std::ptrdiff_t>(change_at(place).part.before) + 1;
    const bool is_followed =
        std::any_of(next, partitions.end(), [this](const ir::Partition& it) { return is_kept(it, after_.physical); });
    if (partition.bound.kind != ir::PartitionBound::Kind::less_than || !is_followed) continue;
    step.hazards.push_back(
        {change::HazardKind::may_fail,
         fmt::format(
             "rows that belong into `{}` are refused from now on: the partition behind it keeps its lower bound",
             partition.name)});
  }
}

void TableAlteration::add_partitions(const Places& places) {
  for (const std::size_t place : places) {
    const ir::Partition& partition = after_.physical.partitioning->partitions.at(change_at(place).part.after);
    const ir::Partition* old = find_partition(before_.physical, partition.name);
    const std::string name = "PARTITION " + statements_.name(partition.name);
    if (old != nullptr) {
      for (const KeyValue& it : partition_properties(*old, partition, target_).value_or(std::vector<KeyValue>())) {
        push(fmt::format("set `{}` of partition `{}`", it.key, partition.name),
             statements_.alter(after_.name, fmt::format("MODIFY {} SET {}", name, property_pair(it.key, it.value))),
             {place});
      }
      continue;
    }
    const std::string properties = inline_properties(partition.native);
    push({},
         statements_.alter(after_.name, fmt::format("ADD {} {}{}{}", name, bound_clause(partition.bound),
                                                    properties.empty() ? "" : " ", properties)),
         {place});
  }
}

void TableAlteration::change_batches() {
  const auto changes = batch_changes(before_.physical, after_.physical);
  if (!changes) return;
  Places places;
  for (const std::size_t place : places_of({Kind::change_native})) {
    if (change_at(place).key == "start") places.push_back(place);
  }
  // Those that the server makes by itself may stay.
  const bool is_manual = partition_form(after_.physical) == PartitionForm::range;
  if (is_manual) {
    for (const Batch& batch : changes->dropped) {
      push(fmt::format("drop the partitions from {} to {}", batch.start, batch.end),
           statements_.alter(after_.name, "DROP " + batch_text(batch)), places);
    }
  }
  for (const Batch& batch : changes->added) {
    push(fmt::format("add partitions from {} to {}", batch.start, batch.end),
         statements_.alter(after_.name, "ADD " + batch_text(batch)), places);
  }
}

// Sort key, partition unit, distribution.

void TableAlteration::sort() {
  for (const std::size_t place : places_of({Kind::change_sort_key})) {
    Names names;
    if (after_.physical.sort_key) {
      for (const ir::SortColumn& column : after_.physical.sort_key->columns) names.push_back(column.name);
    } else {
      names = after_.key_model->columns;
    }
    push_job(Job::column, {}, statements_.alter(after_.name, "ORDER BY (" + statements_.names(names) + ")"), {place});
  }
}

std::string TableAlteration::distribution_clause() const {
  const ir::Distribution& distribution = *after_.physical.distribution;
  const bool is_hash = distribution.style == ir::DistributionStyle::hash;
  std::string clause =
      "DISTRIBUTED BY " + (is_hash ? "HASH (" + statements_.names(distribution.columns) + ")" : std::string("RANDOM"));
  return distribution.buckets > 0 ? fmt::format("{} BUCKETS {}", clause, distribution.buckets) : clause;
}

void TableAlteration::partition_by() {
  for (const std::size_t place : places_of({Kind::change_partitioning})) {
    const auto& expressions = after_.physical.partitioning->expressions;
    std::string clause = "PARTITION BY " + statements_.renderer().expression_list(expressions, statements_.state());
    Places done{place};
    // One job writes the rows once: the same hash columns may get another number of buckets with it.
    const auto& before = before_.physical.distribution;
    const auto& after = after_.physical.distribution;
    const bool has_same_hash = before && after && before->style == after->style && before->columns == after->columns;
    for (const std::size_t other : places_of({Kind::change_distribution})) {
      if (!has_same_hash) continue;
      clause += " " + distribution_clause();
      done.push_back(other);
    }
    push_job(Job::optimize, {}, statements_.alter(after_.name, clause), done);
  }
}

void TableAlteration::distribute() {
  for (const std::size_t place : places_of({Kind::change_distribution})) {
    if (!is_done(place)) push_job(Job::optimize, {}, statements_.alter(after_.name, distribution_clause()), {place});
  }
}

// Indexes. One that changes is dropped and made again: in two statements, as one of the same name or column would be in
// the way.

namespace {

std::string index_column(const ir::Index& index) {
  const Names columns = ir::columns_read(index.parts[0].expression);
  return columns.empty() ? std::string() : to_lower(columns[0]);
}

}  // namespace

std::vector<const ir::Index*> TableAlteration::indexes_of(const Places& places, bool are_old) const {
  std::vector<const ir::Index*> indexes;
  for (const std::size_t place : places) {
    const change::Places& part = change_at(place).part;
    const ir::Index* index =
        are_old ? &before_.physical.indexes.at(part.before) : &after_.physical.indexes.at(part.after);
    // A rename and a comment may be about one index.
    if (std::find(indexes.begin(), indexes.end(), index) == indexes.end()) indexes.push_back(index);
  }
  return indexes;
}

/// One statement drops and makes indexes only when they have no name and no column in common, and no column changes
/// between.
bool TableAlteration::can_share_statement() const {
  static constexpr std::initializer_list<Kind> kBetween = {
      Kind::add_column,      Kind::drop_column,      Kind::rename_column,    Kind::change_type,
      Kind::drop_not_null,   Kind::change_generated, Kind::reorder_columns,  Kind::change_key_model,
      Kind::change_sort_key, Kind::rename_index,     Kind::set_index_comment};
  if (!places_of(kBetween).empty()) return false;
  const auto old_indexes = indexes_of(places_of({Kind::drop_index}), true);
  const auto new_indexes = indexes_of(places_of({Kind::create_index}), false);
  return std::none_of(old_indexes.begin(), old_indexes.end(), [&](const ir::Index* old) {
    return std::any_of(new_indexes.begin(), new_indexes.end(), [&](const ir::Index* made) {
      return equals_ignoring_case(old->name, made->name) || index_column(*old) == index_column(*made);
    });
  });
}

void TableAlteration::drop_indexes() {
  const Places dropped = places_of({Kind::drop_index, Kind::rename_index, Kind::set_index_comment});
  if (dropped.empty() || (can_share_statement() && !places_of({Kind::create_index}).empty())) return;
  Names clauses, names;
  for (const ir::Index* index : indexes_of(dropped, true)) {
    names.push_back(index->name);
    clauses.push_back("DROP INDEX " + statements_.name(index->name));
  }
  push_clauses(clauses, dropped).summary = fmt::format("drop index {}", in_words(names));
}

void TableAlteration::create_indexes() {
  const Places made = places_of({Kind::create_index, Kind::rename_index, Kind::set_index_comment});
  if (made.empty()) return;
  Names clauses, names;
  Places done;
  for (const std::size_t place : places_of({Kind::drop_index})) {
    if (is_done(place)) continue;
    clauses.push_back("DROP INDEX " + statements_.name(before_.physical.indexes.at(change_at(place).part.before).name));
    done.push_back(place);
  }
  done.insert(done.end(), made.begin(), made.end());
  // Lines of CREATE TABLE, in the order of the indexes.
  const Names lines = statements_.renderer().table_constraints(after_, {}, statements_.state());
  for (const ir::Index* index : indexes_of(made, false)) {
    names.push_back(index->name);
    clauses.push_back("ADD " + lines.at(static_cast<std::size_t>(index - after_.physical.indexes.data())));
  }
  Draft& step = push_clauses(clauses, done);
  if (done.size() == made.size()) step.summary = fmt::format("create index {}", in_words(names));
}

// Rollups: those whose text changed go first and come last.

void TableAlteration::drop_rollups() {
  const std::vector<Rollup> gone = rollups_only_in(before_.physical, after_.physical);
  if (gone.empty() || places_of({Kind::change_native}).empty()) return;
  Names names, spelt;
  for (const Rollup& rollup : gone) {
    names.push_back(rollup.name);
    spelt.push_back(statements_.name(rollup.name));
  }
  push(fmt::format("drop rollup {}", in_words(names)),
       statements_.alter(after_.name, "DROP ROLLUP " + join(spelt, ", ")), {});
}

void TableAlteration::add_rollups() {
  Places places;
  for (const std::size_t place : places_of({Kind::change_native})) {
    if (change_at(place).key == "rollup") places.push_back(place);
  }
  if (places.empty()) return;
  for (const Rollup& rollup : rollups_only_in(after_.physical, before_.physical)) {
    std::string clause =
        fmt::format("ADD ROLLUP {} ({})", statements_.name(rollup.name), statements_.names(rollup.columns));
    if (!rollup.duplicate_key.empty())
      clause += fmt::format(" DUPLICATE KEY ({})", statements_.names(rollup.duplicate_key));
    if (!rollup.from.empty()) clause += " FROM " + statements_.name(rollup.from);
    Names properties;
    for (const KeyValue& it : rollup.properties) properties.push_back(quoted(it.key) + " = " + quoted(it.value));
    if (!properties.empty()) clause += " PROPERTIES (" + join(properties, ", ") + ")";
    push_job(Job::rollup, fmt::format("add rollup `{}`", rollup.name), statements_.alter(after_.name, clause), places);
  }
}

}  // namespace kura::dialect::starrocks
