// How StarRocks changes what exists.
#pragma once

#include "compiler/dialect/alteration.h"

namespace kura::dialect::starrocks {

extern const Migration kMigration;

}  // namespace kura::dialect::starrocks
