// The bounds of partitions as the server prints them, read as their author may have written them.
#pragma once

#include "compiler/ir/schema.h"

namespace kura::dialect::starrocks {

/// Bounds of numbers, which are always in quotes, become numbers.
void unquote_printed_bounds(ir::Table& table);

/// Ranges that begin with the least value and leave no gap are those of VALUES LESS THAN, which is never printed.
void join_printed_ranges(ir::Table& table);

}  // namespace kura::dialect::starrocks
