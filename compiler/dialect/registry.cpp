// The registry: look-ups over registry.def.
#include "compiler/dialect/registry.h"

#include <algorithm>

namespace kura::dialect {

#define KURA_DIALECT(name)       \
  namespace name {               \
  extern const Dialect kDialect; \
  }
#include "compiler/dialect/registry.def"
#undef KURA_DIALECT

std::span<const Dialect* const> all_dialects() {
  static const Dialect* const kAll[] = {
#define KURA_DIALECT(name) &name::kDialect,
#include "compiler/dialect/registry.def"
#undef KURA_DIALECT
  };
  return kAll;
}

const Dialect* find_dialect(std::string_view name) {
  for (const Dialect* dialect : all_dialects()) {
    if (dialect->name == name) return dialect;
    if (std::find(dialect->aliases.begin(), dialect->aliases.end(), name) != dialect->aliases.end()) return dialect;
  }
  return nullptr;
}

}  // namespace kura::dialect
