// compile: a project to the physical models of its warehouses, ready to be rendered.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <variant>
#include <vector>

#include "compiler/base/result.h"
#include "compiler/diag/sink.h"
#include "compiler/dialect/dialect.h"
#include "compiler/ir/schema.h"
#include "compiler/source/source_manager.h"

namespace kura::driver {

/// Which project, and for which of its warehouses.
struct CompileOptions {
  std::filesystem::path path = ".";
  std::string revision;                           // not empty: as of this commit of git
  std::vector<std::string> warehouses;            // empty: all that are declared
  std::string dialect;                            // not empty: one ad-hoc warehouse of this dialect instead
  std::map<std::string, std::string> parameters;  // --set NAME=VALUE
};

struct CompiledWarehouse {
  ir::Schema schema;
  const dialect::Dialect* dialect = nullptr;
};

/// What a run gave: when the sink has errors, the warehouses are not for use.
struct Compilation {
  std::vector<CompiledWarehouse> warehouses;
  bool declares_warehouses = false;
};

/// Reads, analyses and lowers a project. A project without a warehouse is analysed all the same. The failure is for what is
/// not a mistake in the schema: unreadable files, an unknown warehouse on the command line.
struct CompileFailure {
  std::string message;
  int exit_code = 0;
};
std::variant<Compilation, CompileFailure> compile(const CompileOptions& options, SourceManager& sources, diag::Sink& sink);

}  // namespace kura::driver
