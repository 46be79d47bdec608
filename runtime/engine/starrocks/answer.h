// Reading an answer by the names of its columns: their order and number differ between versions.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "runtime/db/connection.h"

namespace kura::engine::starrocks {

/// The value of the column with this name, in any case; NULL where this version has no such column.
const db::Value& value_of(const db::Answer& answer, const db::Row& row, std::string_view column);

/// True when an answer has the column.
bool has_column(const db::Answer& answer, std::string_view column);

}  // namespace kura::engine::starrocks
