// Names that nobody wrote: what compiling gives to constraints and indexes, and with it the engine.
#pragma once

#include <string>
#include <vector>

#include "compiler/import/context.h"

namespace kura::import {

/// The places of the names of a table's indexes, keys and checks, in an order that compiling keeps.
std::vector<std::string*> constraint_names(ir::Table& table);
/// Names what has no name in a table, as compiling it names it; without effect when that fails.
void name_as_compiled(ir::Table& table, Context& context);

}  // namespace kura::import
