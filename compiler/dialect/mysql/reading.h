// What mysqldump and SHOW CREATE TABLE write, read back: shared by the flavours.
#pragma once

#include "compiler/dialect/reading.h"

namespace kura::dialect::mysql {

/// Of this dialect and of those derived from it.
extern const Reading kReading;

void settle_read_table(ir::Table& table, bool is_printed_by_server);

}  // namespace kura::dialect::mysql
