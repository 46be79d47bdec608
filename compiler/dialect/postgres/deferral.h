// When a key is checked: words that say the same, for reading and for compiling.
#pragma once

#include <vector>

#include "compiler/ir/schema.h"

namespace kura::dialect::postgres {

/// What is deferred is deferrable without the word; a server prints it.
void say_deferrable(std::vector<ir::NativeClause>& native);

}  // namespace kura::dialect::postgres
