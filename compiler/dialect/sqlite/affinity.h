// Affinity: what SQLite makes of the values of a column, told by the word of its type.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "compiler/ir/schema.h"

namespace kura::dialect::sqlite {

enum class Affinity : std::uint8_t { integer, text, blob, real, numeric };

/// The type of a column as CREATE TABLE spells it; a strict table has words of its own.
std::string spelt_type(const ir::Column& column, const ir::Table& table);
Affinity affinity_of(const ir::Column& column, const ir::Table& table);

/// True when no value that fits one affinity is stored otherwise under the other.
bool keeps_values(Affinity from, Affinity to);
/// True when every value of one affinity has a place under the other, though not as it was.
bool always_converts(Affinity from, Affinity to);

}  // namespace kura::dialect::sqlite
