// The registry: every dialect that Kura has, by name.
#pragma once

#include <span>
#include <string_view>

#include "compiler/dialect/dialect.h"

namespace kura::dialect {

/// In the order of registry.def.
std::span<const Dialect* const> all_dialects();
/// By name or alias; null when there is none.
const Dialect* find_dialect(std::string_view name);

}  // namespace kura::dialect
