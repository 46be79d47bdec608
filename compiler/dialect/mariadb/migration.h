// How MariaDB changes what exists.
#pragma once

#include "compiler/dialect/alteration.h"

namespace kura::dialect::mariadb {

extern const Migration kMigration;

}  // namespace kura::dialect::mariadb
