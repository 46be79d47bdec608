// The diagnostics of reading SQL, one constant a row of kinds.def.
#pragma once

#include <span>

#include "compiler/diag/kind.h"

namespace kura::import {

#define KURA_KIND(code_, name_, severity_, message_, help_) \
  inline constexpr diag::Kind name_{code_, #name_, diag::Severity::severity_, message_, help_};
#include "compiler/import/kinds.def"
#undef KURA_KIND

/// In the order of their codes.
std::span<const diag::Kind* const> kinds();

}  // namespace kura::import
