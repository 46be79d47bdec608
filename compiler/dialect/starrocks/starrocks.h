// StarRocks as a dialect.
#pragma once

#include "compiler/dialect/dialect.h"

namespace kura::dialect::starrocks {

extern const Dialect kDialect;

}  // namespace kura::dialect::starrocks
