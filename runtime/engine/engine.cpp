// The look-up of an engine over registry.def, and what an engine answers that has nothing of its own to say.
#include "runtime/engine/engine.h"

#include "runtime/engine/facts.h"

namespace kura::engine {

#define KURA_ENGINE(dialect) \
  namespace dialect {        \
  const Engine& engine();    \
  }
#include "runtime/engine/registry.def"
#undef KURA_ENGINE

namespace {

db::Error not_here(std::string_view dialect, const std::string& what) {
  return unsupported(std::string(dialect) + " has no " + what);
}

}  // namespace

db::Outcome<bool> Engine::try_lock(db::Connection& /*connection*/, const std::string& /*name*/) const {
  return not_here(dialect(), "locks that live as long as a session");
}

db::Outcome<db::Done> Engine::unlock(db::Connection& /*connection*/, const std::string& /*name*/) const {
  return not_here(dialect(), "locks that live as long as a session");
}

db::Outcome<bool> Engine::is_session_alive(db::Connection& /*connection*/, std::int64_t /*session*/) const {
  return not_here(dialect(), "list of sessions");
}

db::Outcome<std::vector<std::string>> Engine::before_repetition(db::Connection& /*connection*/,
                                                                std::string_view /*sql*/) const {
  return std::vector<std::string>{};
}

const Engine* find_engine(std::string_view dialect) {
#define KURA_ENGINE(name) \
  if (dialect == #name) return &name::engine();
#include "runtime/engine/registry.def"
#undef KURA_ENGINE
  return nullptr;
}

}  // namespace kura::engine
