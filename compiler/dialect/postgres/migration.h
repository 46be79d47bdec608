// How PostgreSQL changes what exists.
#pragma once

#include "compiler/dialect/alteration.h"

namespace kura::dialect::postgres {

extern const Migration kMigration;

}  // namespace kura::dialect::postgres
