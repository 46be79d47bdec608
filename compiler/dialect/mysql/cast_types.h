// What CAST(x AS …) calls the portable types: fewer than columns have.
#pragma once

#include <string>

#include "compiler/dialect/mysql/flavour.h"
#include "compiler/ir/types.h"

namespace kura::dialect::mysql {

/// "SIGNED", "CHAR(3)", …; empty when there is no cast to the type.
std::string cast_type(const ir::Type& type, const Flavour& flavour);

/// An engine's own words in upper case, but for what stands in quotes.
std::string spelt_native(std::string_view words);

}  // namespace kura::dialect::mysql
