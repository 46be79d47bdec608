// Partition changes: which partitions stay, what a partition's properties become, batches that grow and shrink.
#pragma once

#include <optional>
#include <vector>

#include "compiler/dialect/starrocks/native_text.h"
#include "compiler/dialect/starrocks/target.h"

namespace kura::dialect::starrocks {

bool is_same_bound(const ir::PartitionBound& left, const ir::PartitionBound& right);
const ir::Partition* find_partition(const ir::Physical& physical, const std::string& name);
/// True when a partition of the previous state is there afterwards too.
bool is_kept(const ir::Partition& partition, const ir::Physical& after);

/// What MODIFY PARTITION sets; nothing when a property goes whose default is not known.
std::optional<std::vector<KeyValue>> partition_properties(const ir::Partition& before, const ir::Partition& after,
                                                          const Target& target);

/// The batches to make and to drop on the way between two lists; nothing when the way is another one.
struct BatchChanges {
  std::vector<Batch> added;
  std::vector<Batch> dropped;
};
std::optional<BatchChanges> batch_changes(const ir::Physical& before, const ir::Physical& after);

}  // namespace kura::dialect::starrocks
