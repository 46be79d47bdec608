// Partition bounds: what stands behind VALUES, checked and read as text.
#pragma once

#include <string>
#include <vector>

#include "compiler/diag/sink.h"
#include "compiler/ir/schema.h"

namespace kura::dialect::starrocks {

/// Checks names, number and bounds of a table's partitions.
void check_bounds(const ir::Table& table, diag::Sink& sink);

/// "VALUES LESS THAN (…)", "VALUES [(…), (…))" or "VALUES IN (…)"; the bound was checked.
std::string bound_clause(const ir::PartitionBound& bound);

}  // namespace kura::dialect::starrocks
