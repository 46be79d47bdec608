// How MySQL changes what exists.
#pragma once

#include "compiler/dialect/alteration.h"

namespace kura::dialect::mysql {

extern const Migration kMigration;

}  // namespace kura::dialect::mysql
