// The plan from the empty state: every object of a schema, each after what it needs.
#pragma once

#include <vector>

#include "compiler/change/change.h"
#include "compiler/diag/sink.h"
#include "compiler/dialect/capabilities.h"
#include "compiler/ir/schema.h"

namespace kura::plan {

/// Changes in an order in which they can run: namespaces, enums, sequences, tables after the tables their foreign keys name,
/// views after what they read; otherwise in the order of declaration. A ring of foreign keys is cut: one of them is added
/// after both tables where the engine needs that. A ring of views is reported and left out.
std::vector<change::Change> plan_creation(const ir::Schema& schema, const dialect::Capabilities& capabilities, diag::Sink& sink);

}  // namespace kura::plan
