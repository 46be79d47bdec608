// PartitionChange: what becomes of a list of partitions, and which statement keeps the rows.
#pragma once

#include <cstddef>
#include <cstdint>

#include "compiler/ir/schema.h"

namespace kura::dialect::mysql {

enum class PartitionWay : std::uint8_t {
  append,   // ADD PARTITION: no row moves
  give_up,  // DROP PARTITION: the rows go with them
  divide,   // REORGANIZE PARTITION: their rows move to those that take their place
  anew,     // PARTITION BY: every row moves
};

/// The partitions that go and those that come in their place, between the ones that stay at both ends.
struct PartitionChange {
  PartitionWay way = PartitionWay::divide;
  std::size_t begin = 0;  // in both lists
  std::size_t old_end = 0;
  std::size_t new_end = 0;
};
PartitionChange partition_change(const ir::Partitioning& before, const ir::Partitioning& after);

}  // namespace kura::dialect::mysql
