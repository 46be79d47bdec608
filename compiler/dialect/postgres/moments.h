// Moments in bounds of partitions: one text for each, so that what was declared and what a catalogue prints are equal.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "compiler/ir/schema.h"

namespace kura::dialect::postgres {

/// `2024-01-31 12:30+02` as `2024-01-31 10:30:00+00`; without a zone it is UTC, which Kura sets for its connections.
/// Nothing for texts of another form.
std::optional<std::string> moment_in_utc(std::string_view text);
/// The same without zones, which a column without them ignores; midnight needs no words.
std::optional<std::string> plain_moment(std::string_view text);

/// Writes the bounds of partitions by moments in that way.
void normalize_moments(ir::Table& table);

}  // namespace kura::dialect::postgres
