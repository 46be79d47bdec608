// Describe: changes as lines for people.
#pragma once

#include <string>

#include "compiler/change/plan.h"
#include "compiler/ir/schema.h"

namespace kura::diff {

/// The object's name: that of the next state, where it has one.
ir::QualifiedName name_of(const change::Change& change, const ir::Schema& before, const ir::Schema& after);

/// "change the type of column `amount` from decimal(18, 2) to decimal(20, 2)".
change::ChangeLine describe(const change::Change& change, const ir::Schema& before, const ir::Schema& after);

}  // namespace kura::diff
