// The diagnostics that every part of the compiler shares, one constant a row of kinds.def.
#pragma once

#include "compiler/diag/kind.h"

namespace kura::diag {

#define KURA_KIND(code_, name_, severity_, message_, help_) \
  inline constexpr Kind name_{code_, #name_, Severity::severity_, message_, help_};
#include "compiler/diag/kinds.def"
#undef KURA_KIND

/// The shared kinds in the order of their codes. A dialect's own kinds stand in its folder (dialect::Dialect::kinds).
std::span<const Kind* const> shared_kinds();

}  // namespace kura::diag
