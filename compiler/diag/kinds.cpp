// The list of the shared diagnostics, for `kura explain` and the coverage test.
#include "compiler/diag/kinds.h"

namespace kura::diag {

std::span<const Kind* const> shared_kinds() {
  static constexpr const Kind* kAll[] = {
#define KURA_KIND(code_, name_, severity_, message_, help_) &name_,
#include "compiler/diag/kinds.def"
#undef KURA_KIND
  };
  return kAll;
}

}  // namespace kura::diag
