// What the statements of this family do to an open transaction.
#pragma once

#include <string_view>

namespace kura::engine::mysql {

/// True for what reads and writes rows: everything else commits what is open, or stands outside of transactions.
bool writes_rows_only(std::string_view sql);

}  // namespace kura::engine::mysql
