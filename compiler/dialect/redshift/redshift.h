// Amazon Redshift as a dialect.
#pragma once

#include "compiler/dialect/dialect.h"

namespace kura::dialect::redshift {

extern const Dialect kDialect;

}  // namespace kura::dialect::redshift
