// How the journal's tables are made in one warehouse: schemas/kura/journal.schema, compiled like any other schema.
#pragma once

#include "compiler/driver/compile.h"
#include "runtime/journal/journal.h"

namespace kura::runtime {

/// Compiled for the warehouse with its properties and version (a number of replicas, say), in the connection's default
/// schema.
Result<journal::Setup> journal_setup(const driver::CompiledWarehouse& warehouse);

}  // namespace kura::runtime
