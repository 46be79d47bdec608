// Which columns an expression may read.
#pragma once

#include <string>

#include "compiler/ir/schema.h"

namespace kura::dialect {

/// Names are compared without their case. Raw SQL is not looked into: it may read anything.
bool may_read(const ir::Expression& expression, const std::string& column);

}  // namespace kura::dialect
