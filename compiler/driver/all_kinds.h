// Every diagnostic code there is, the shared ones and the dialects' own.
#pragma once

#include <vector>

#include "compiler/diag/kind.h"

namespace kura::driver {

/// Sorted by code; each once.
std::vector<const diag::Kind*> all_kinds();

}  // namespace kura::driver
