// What is brought to the server's own form once no rule has complained.
#pragma once

#include "compiler/dialect/dialect.h"

namespace kura::dialect::mysql {

void normalize(ir::Schema& schema, const Dialect& dialect);

}  // namespace kura::dialect::mysql
