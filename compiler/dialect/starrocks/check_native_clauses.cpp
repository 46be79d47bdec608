// StarRocks' own clauses of tables: engine, character sets, batches of partitions, rollups.
#include <fmt/format.h>

#include <algorithm>

#include "compiler/base/ascii.h"
#include "compiler/dialect/starrocks/kinds.h"
#include "compiler/dialect/starrocks/native_text.h"
#include "compiler/dialect/starrocks/rules.h"

namespace kura::dialect::starrocks {
namespace {

constexpr std::int64_t kMostPartitions = 4096;

void refuse(const ir::Table& table, const ir::NativeClause& clause, std::string reason, std::string help,
            diag::Sink& sink) {
  auto& diagnostic =
      sink.report(native_clause_refused, clause.at, {clause.keyword, ir::to_text(table.name), std::move(reason)});
  diagnostic.helps.push_back(std::move(help));
}

void check_charset(const ir::Table& table, const ir::NativeClause& clause, diag::Sink& sink) {
  const std::string charset = to_lower(clause.argument);
  if (charset == "utf8" || charset == "utf8mb4") return;
  refuse(table, clause, fmt::format("every text is UTF-8, not `{}`", clause.argument), "leave it out", sink);
}

void check_count(const ir::Table& table, const ir::NativeClause& clause, const std::vector<Batch>& batches,
                 diag::Sink& sink) {
  std::int64_t count = 0;
  for (const Batch& batch : batches) count += batch_size(batch).value_or(0);
  if (count > kMostPartitions)
    sink.report(too_many_partitions, clause.at, {ir::to_text(table.name), std::to_string(count)});
}

void check_batches(const ir::Table& table, const ir::NativeClause& clause, diag::Sink& sink) {
  const auto batches = read_batches(clause.argument);
  const PartitionForm form = partition_form(table.physical);
  if (!batches) {
    refuse(table, clause, "it cannot be read",
           "write `start (\"2025-01-01\") end (\"2026-01-01\") every (interval 1 month);`", sink);
  } else if (form == PartitionForm::none || form == PartitionForm::list) {
    refuse(table, clause, "only ranges are made in a row", "write `partition by range(c);` beside it", sink);
  } else if (form == PartitionForm::automatic) {
    const bool is_single = std::all_of(batches->begin(), batches->end(),
                                       [](const Batch& it) { return it.every.starts_with("INTERVAL 1 "); });
    if (!is_single) refuse(table, clause, "automatic partitions have the step 1", "write `every (interval 1 …)`", sink);
  }
  if (batches) check_count(table, clause, *batches, sink);
}

class RollupRules {
 public:
  RollupRules(const ir::Table& table, diag::Sink& sink) : table_(table), sink_(sink) {}

  void check(const ir::NativeClause& clause) {
    const auto rollup = read_rollup(clause.argument);
    if (!rollup) return refuse(clause, "its parts are not where they belong");
    check_object_name(rollup->name, "a rollup", clause.at, sink_);
    const bool is_known = rollup->from.empty() || rollup->from == table_.name.name ||
                          std::find(names_.begin(), names_.end(), rollup->from) != names_.end();
    if (!is_known) refuse(clause, fmt::format("there is no rollup `{}` before it", rollup->from));
    if (std::find(names_.begin(), names_.end(), rollup->name) != names_.end()) {
      refuse(clause, fmt::format("`{}` is the name of another one", rollup->name));
    }
    names_.push_back(rollup->name);
    for (const std::string& column : rollup->columns) {
      if (ir::find_column(table_, column) == nullptr) refuse(clause, fmt::format("there is no column `{}`", column));
    }
    for (const std::string& key : rollup->duplicate_key) {
      const bool is_in = std::find(rollup->columns.begin(), rollup->columns.end(), key) != rollup->columns.end();
      if (!is_in) refuse(clause, fmt::format("its key column `{}` is not in it", key));
    }
  }

 private:
  void refuse(const ir::NativeClause& clause, std::string reason) {
    sink_.report(rollup_refused, clause.at, {ir::to_text(table_.name), std::move(reason)});
  }

  const ir::Table& table_;
  diag::Sink& sink_;
  std::vector<std::string> names_;
};

}  // namespace

void check_native_clauses(ir::Table& table, const Target&, diag::Sink& sink) {
  RollupRules rollups(table, sink);
  for (const ir::NativeClause& clause : table.physical.native) {
    if (clause.keyword == "engine" && to_lower(clause.argument) != "olap") {
      refuse(table, clause, "Kura manages native tables only", "write `engine olap`, or declare it as `external table`",
             sink);
    }
    if (clause.keyword == "default charset") check_charset(table, clause, sink);
    if (clause.keyword == "start") check_batches(table, clause, sink);
    if (clause.keyword == "rollup") rollups.check(clause);
  }
  for (const ir::Column& column : table.columns) {
    for (const ir::NativeClause& clause : column.native) check_charset(table, clause, sink);
  }
  if (!table.physical.partitioning) return;
  for (const ir::Partition& partition : table.physical.partitioning->partitions) {
    for (const ir::NativeClause& clause : partition.native) {
      if (read_property_list(clause.argument)) continue;
      auto& diagnostic = sink.report(partition_bound, partition.at,
                                     {partition.name, "what stands behind them is no list of properties"});
      diagnostic.helps.emplace_back("write `(\"replication_num\" = \"1\")`");
    }
  }
}

}  // namespace kura::dialect::starrocks
