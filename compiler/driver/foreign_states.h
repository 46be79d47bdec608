// Foreign states: what is no `.schema` — live databases and files of SQL — as models like every other.
#pragma once

#include <functional>
#include <string>
#include <variant>
#include <vector>

#include "compiler/driver/database_reader.h"
#include "compiler/driver/states.h"
#include "compiler/raise/raise.h"

namespace kura::driver {

bool is_foreign_state(const std::string& text, const DatabaseReader& database);

/// Reads a database's catalog, or a file of SQL, for the dialect that was asked for; without one for that of `like`,
/// and without that for what the address says. `like`: the warehouse that it is compared with, which lends its name,
/// version and properties; null: none.
std::variant<State, CompileFailure> read_foreign_state(const StateOptions& options, const DatabaseReader& database,
                                                       const CompiledWarehouse* like, SourceManager& sources,
                                                       diag::Sink& sink);

/// The same before it is compiled: what a database or a file of SQL declares, object by object, in the order of
/// raise::raise_objects.
struct ForeignObjects {
  const dialect::Dialect* dialect = nullptr;
  std::string name;  // of the state, without secrets
  std::vector<raise::RaisedObject> objects;
  std::vector<std::string> unstated;
};
std::variant<ForeignObjects, CompileFailure> read_foreign_objects(const StateOptions& options,
                                                                  const DatabaseReader& database,
                                                                  const CompiledWarehouse* like, SourceManager& sources,
                                                                  diag::Sink& sink);

/// One `.schema` text, compiled; of its diagnostics only errors are kept, as what is there already needs no warnings.
std::variant<Compilation, CompileFailure> compile_text(const std::string& text, const std::string& name,
                                                       SourceManager& sources, diag::Sink& sink);

}  // namespace kura::driver
