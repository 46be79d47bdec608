// Dialect: one engine's answers, data first; registered in registry.def.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/diag/sink.h"
#include "compiler/dialect/capabilities.h"
#include "compiler/ir/schema.h"

namespace kura::dialect {

class Renderer;
struct Migration;

enum class Fidelity { exact, widened, refused };

/// How one portable type is spelt. `plain` is used without arguments, `with_arguments` with them ({0} the length or
/// precision or element type, {1} the scale or value type); an empty `with_arguments` drops them.
struct TypeRow {
  ir::TypeKind kind;
  Fidelity fidelity;
  std::string_view plain;
  std::string_view with_arguments;
  std::int64_t longest;   // largest length or precision; 0: no limit here
  std::string_view note;  // what widening means or why it is refused and what to write instead
};

/// Where an engine's own words may stand.
enum class NativeScope {
  table,
  column,
  key,
  foreign_key,
  check,
  index,
  index_part,
  partition,
  view,
  materialized_view
};

/// What follows the words of a native clause.
enum class NativeArgument {
  none,
  name,  // a name, maybe quoted, maybe qualified
  number,
  string,
  parentheses,  // (…), kept as written
  value,        // one name, number or string, with an optional `=` before it
  rest,         // everything up to the end
};

/// One of an engine's own clauses, in the order in which the engine wants them.
struct NativeRow {
  NativeScope scope;
  std::string_view words;  // "replica identity", lower case
  NativeArgument argument;
  std::string_view meaning;  // one line, for the reference
};

struct Dialect {
  std::string_view name;
  std::string_view display_name;
  std::string_view parent;  // the dialect it derives from, or empty
  std::span<const std::string_view> aliases;
  const Capabilities* capabilities;
  std::span<const TypeRow> types;                    // one row for every portable type, in their order
  std::span<const std::string_view> reserved_words;  // lower case, sorted
  std::span<const std::string_view> native_types;    // first words of types only this engine has, sorted
  std::span<const NativeRow> native_clauses;
  std::span<const std::string_view> settings;  // warehouse settings only this dialect knows
  /// Relations that every server of this engine has: a whole schema ("pg_catalog.") or a prefix of names ("pg_").
  std::span<const std::string_view> system_relations = {};
  std::span<const diag::Kind* const> kinds;  // its own diagnostics
  const Renderer* renderer;
  const Migration* migration;  // how existing objects change
  /// The engine's own rules over what was declared, after the shared ones; may drop or move what it warns about.
  void (*check)(ir::Schema& schema, const Dialect& dialect, diag::Sink& sink);
  /// Makes the physical model explicit (only called without errors); null when there is nothing to do.
  void (*normalize)(ir::Schema& schema, const Dialect& dialect);
};

/// The row of a portable type.
const TypeRow& type_row(const Dialect& dialect, ir::TypeKind kind);
bool is_reserved(const Dialect& dialect, std::string_view word);

/// The clause with this keyword, or null.
const ir::NativeClause* find_native(const std::vector<ir::NativeClause>& clauses, std::string_view keyword);

/// Reads native clauses, applies the shared rules and the dialect's own, and makes the physical model explicit.
/// The schema is ready to be rendered when the sink has no errors afterwards.
void prepare(ir::Schema& schema, const Dialect& dialect, diag::Sink& sink);

}  // namespace kura::dialect
