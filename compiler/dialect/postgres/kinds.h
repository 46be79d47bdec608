// The diagnostics of PostgreSQL, one constant a row of kinds.def.
#pragma once

#include "compiler/diag/kind.h"

namespace kura::dialect::postgres {

#define KURA_KIND(code_, name_, severity_, message_, help_) \
  inline constexpr diag::Kind name_{code_, #name_, diag::Severity::severity_, message_, help_};
#include "compiler/dialect/postgres/kinds.def"
#undef KURA_KIND

}  // namespace kura::dialect::postgres
