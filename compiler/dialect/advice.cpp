// Advice: look-up over registry.def.
#include "compiler/dialect/advice.h"

#include "compiler/base/check.h"

namespace kura::dialect {

#define KURA_DIALECT(name)       \
  namespace name {               \
  extern const Dialect kDialect; \
  extern const Advice kAdvice;   \
  }
#include "compiler/dialect/registry.def"
#undef KURA_DIALECT

const Advice& advice_of(const Dialect& dialect) {
  const Advice* found = nullptr;
#define KURA_DIALECT(name) \
  if (&dialect == &name::kDialect) found = &name::kAdvice;
#include "compiler/dialect/registry.def"
#undef KURA_DIALECT
  KURA_CHECK(found != nullptr, "a dialect that is not registered");
  return *found;
}

}  // namespace kura::dialect
