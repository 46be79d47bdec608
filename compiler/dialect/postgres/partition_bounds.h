// Bounds of partitions as values that can be compared, as far as that is known without the server.
#pragma once

#include <vector>

#include "compiler/diag/sink.h"
#include "compiler/ir/schema.h"

namespace kura::dialect::postgres {

/// Gives every `less than` bound its lower end: where the partition before it ends, or MINVALUE.
void chain_bounds(ir::Partitioning& partitioning);

/// Reports bounds of the wrong kind or size, empty ranges, partitions that hold the same values.
void check_bounds(const ir::Table& table, const ir::Partitioning& partitioning, diag::Sink& sink);

/// False only when no row can belong to both.
bool may_meet(const ir::PartitionBound& left, const ir::PartitionBound& right);
bool are_equal(const ir::PartitionBound& left, const ir::PartitionBound& right);

}  // namespace kura::dialect::postgres
