// Facts from the text that SHOW CREATE TABLE prints: for indexes, partitions, aggregates and generated columns it is
// the only complete source.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace kura::engine::starrocks {

/// One fact a line of the text: the columns and indexes with their places, the clauses, the partitions, the properties.
/// What the server adds by itself is left out: widths of integers, empty comments, properties at their defaults, and
/// the partitions that it makes on its own.
std::vector<std::string> facts_of_create(std::string_view text);

/// The text without the display widths of integers; what stands in quotes stays.
std::string without_display_widths(std::string_view line);

}  // namespace kura::engine::starrocks
