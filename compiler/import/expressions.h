// Scalar expressions as an engine writes them, to the model's.
#pragma once

#include "compiler/import/context.h"

namespace kura::import {

/// Never fails: what the language has no words for is handed on as the engine's own SQL.
ir::Expression read_expression(Tokens tokens, const Context& context);

/// The engine's own SQL, as `sql'…'`.
ir::Expression raw_expression(Tokens tokens, const Context& context);

}  // namespace kura::import
