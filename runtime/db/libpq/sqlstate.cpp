// Look-up in sqlstates.def, and what only the text tells.
#include "runtime/db/libpq/sqlstate.h"

#include "compiler/base/ascii.h"

namespace kura::db::libpq {
namespace {

struct State {
  std::string_view prefix;
  ErrorKind kind;
};

constexpr State kStates[] = {
#define KURA_SQLSTATE(prefix, kind) {prefix, ErrorKind::kind},
#include "runtime/db/libpq/sqlstates.def"
#undef KURA_SQLSTATE
};

ErrorKind by_state(std::string_view sqlstate) {
  State best{{}, ErrorKind::statement};
  for (const State& state : kStates) {
    if (sqlstate.starts_with(state.prefix) && state.prefix.size() > best.prefix.size()) best = state;
  }
  return best.kind;
}

bool has(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

/// The cloud warehouse that speaks this protocol has numbers of its own: "1023\nSerializable isolation violation on
/// table …", "1018\nRelation does not exist".
bool is_conflict(std::string_view text) {
  return text.starts_with("1023") || text.starts_with("1018") || has(text, "serializable isolation violation") ||
         has(text, "conflict with concurrent transaction");
}

}  // namespace

ErrorKind kind_of(std::string_view sqlstate, std::string_view text) {
  const std::string lower = to_lower(text);
  const ErrorKind kind = by_state(sqlstate);
  if (kind == ErrorKind::canceled && (has(lower, "timeout") || has(lower, "timed out"))) {
    return ErrorKind::statement_timeout;
  }
  // An internal error of that server is one of these as often as not.
  if (kind == ErrorKind::statement && (sqlstate.empty() || sqlstate.starts_with("XX"))) {
    if (is_conflict(lower)) return ErrorKind::serialization;
    if (has(lower, "disk full") || has(lower, "no space left")) return ErrorKind::storage;
  }
  return kind;
}

}  // namespace kura::db::libpq
