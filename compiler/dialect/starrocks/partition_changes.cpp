// Partition changes, compared by bounds and by the text of batches.
#include "compiler/dialect/starrocks/partition_changes.h"

#include <algorithm>

#include "compiler/base/ascii.h"

namespace kura::dialect::starrocks {
namespace {

std::vector<Batch> batches_of(const ir::Physical& physical) {
  const ir::NativeClause* clause = find_native(physical.native, "start");
  return clause == nullptr ? std::vector<Batch>() : read_batches(clause->argument).value_or(std::vector<Batch>());
}

bool is_same(const Batch& left, const Batch& right) {
  return left.start == right.start && left.end == right.end && equals_ignoring_case(left.every, right.every);
}

std::vector<KeyValue> properties_of(const ir::Partition& partition) {
  const ir::NativeClause* clause = find_native(partition.native, "");
  if (clause == nullptr) return {};
  return read_property_list(clause->argument).value_or(std::vector<KeyValue>());
}

const KeyValue* find(const std::vector<KeyValue>& list, const std::string& key) {
  const auto found = std::find_if(list.begin(), list.end(), [&key](const KeyValue& it) { return it.key == key; });
  return found == list.end() ? nullptr : &*found;
}

/// Bounds of one length compare as text: dates, and numbers with as many digits.
bool is_before(const std::string& left, const std::string& right) {
  return left.size() == right.size() && left < right;
}

/// A batch that only begins or ends elsewhere: what it gains and what it loses.
bool collect_moved(const Batch& before, const Batch& after, BatchChanges& changes) {
  if (!equals_ignoring_case(before.every, after.every)) return false;
  if (before.start == after.start && is_before(before.end, after.end)) {
    changes.added.push_back({before.end, after.end, after.every});
  } else if (before.start == after.start && is_before(after.end, before.end)) {
    changes.dropped.push_back({after.end, before.end, before.every});
  } else if (before.end == after.end && is_before(after.start, before.start)) {
    changes.added.push_back({after.start, before.start, after.every});
  } else if (before.end == after.end && is_before(before.start, after.start)) {
    changes.dropped.push_back({before.start, after.start, before.every});
  } else {
    return false;
  }
  return true;
}

}  // namespace

bool is_same_bound(const ir::PartitionBound& left, const ir::PartitionBound& right) {
  return left.kind == right.kind && left.lower == right.lower && left.upper == right.upper;
}

const ir::Partition* find_partition(const ir::Physical& physical, const std::string& name) {
  if (!physical.partitioning) return nullptr;
  for (const ir::Partition& partition : physical.partitioning->partitions) {
    if (equals_ignoring_case(partition.name, name)) return &partition;
  }
  return nullptr;
}

bool is_kept(const ir::Partition& partition, const ir::Physical& after) {
  const ir::Partition* same = find_partition(after, partition.name);
  return same != nullptr && is_same_bound(partition.bound, same->bound);
}

std::optional<std::vector<KeyValue>> partition_properties(const ir::Partition& before, const ir::Partition& after,
                                                          const Target& target) {
  const std::vector<KeyValue> old_list = properties_of(before);
  const std::vector<KeyValue> new_list = properties_of(after);
  std::vector<KeyValue> sets;
  for (const KeyValue& property : new_list) {
    const KeyValue* old = find(old_list, property.key);
    if (old == nullptr || old->value != property.value) sets.push_back(property);
  }
  for (const KeyValue& property : old_list) {
    if (find(new_list, property.key) != nullptr) continue;
    if (property.key != "replication_num" || target.run_mode == RunMode::unknown) return std::nullopt;
    sets.push_back({property.key, target.run_mode == RunMode::shared_data ? "1" : "3"});
  }
  return sets;
}

std::optional<BatchChanges> batch_changes(const ir::Physical& before, const ir::Physical& after) {
  const std::vector<Batch> old_list = batches_of(before);
  const std::vector<Batch> new_list = batches_of(after);
  BatchChanges changes;
  const std::size_t shared = std::min(old_list.size(), new_list.size());
  for (std::size_t i = 0; i < shared; ++i) {
    if (is_same(old_list[i], new_list[i])) continue;
    // A batch that grows may meet the one behind it: only the last one can be told.
    const bool is_last = i + 1 == old_list.size() && i + 1 == new_list.size();
    if (!is_last || !collect_moved(old_list[i], new_list[i], changes)) return std::nullopt;
  }
  for (std::size_t i = shared; i < old_list.size(); ++i) changes.dropped.push_back(old_list[i]);
  for (std::size_t i = shared; i < new_list.size(); ++i) changes.added.push_back(new_list[i]);
  return changes;
}

}  // namespace kura::dialect::starrocks
