// The look-up of an inspector over registry.def.
#include "runtime/inspect/inspector.h"

namespace kura::inspect {

#define KURA_INSPECTOR(dialect) \
  namespace dialect {           \
  const Inspector& inspector(); \
  }
#include "runtime/inspect/registry.def"
#undef KURA_INSPECTOR

db::Outcome<std::vector<std::string>> Inspector::default_namespaces(db::Connection& /*connection*/) const {
  return std::vector<std::string>{};
}

const Inspector* find_inspector(std::string_view dialect) {
#define KURA_INSPECTOR(name) \
  if (dialect == #name) return &name::inspector();
#include "runtime/inspect/registry.def"
#undef KURA_INSPECTOR
  return nullptr;
}

}  // namespace kura::inspect
