// Names that Kura makes up for constraints and indexes that were not named.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "compiler/dialect/capabilities.h"

namespace kura::dialect {

/// `table_column_column_suffix`, cut to the engine's limit with a hash of the whole so that two long names stay apart.
std::string made_up_name(std::string_view table, const std::vector<std::string>& columns, std::string_view suffix,
                         const Capabilities& capabilities);
/// Number of characters of a UTF-8 text.
std::size_t character_count(std::string_view text);

}  // namespace kura::dialect
