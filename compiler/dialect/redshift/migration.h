// How Redshift changes what exists.
#pragma once

#include "compiler/dialect/alteration.h"

namespace kura::dialect::redshift {

extern const Migration kMigration;

}  // namespace kura::dialect::redshift
