// How SQLite changes what exists.
#pragma once

#include "compiler/dialect/alteration.h"

namespace kura::dialect::sqlite {

extern const Migration kMigration;

}  // namespace kura::dialect::sqlite
