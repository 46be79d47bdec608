// Partitions of a table or materialized view.
#pragma once

#include "compiler/sema/lowering.h"

namespace kura::sema {

Boxed<ir::Partitioning> lower_partitioning(Scope& scope);

}  // namespace kura::sema
