// compile: a project to the physical models of its warehouses, ready to be rendered.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "compiler/base/result.h"
#include "compiler/diag/sink.h"
#include "compiler/dialect/dialect.h"
#include "compiler/driver/options.h"
#include "compiler/ir/schema.h"
#include "compiler/source/source_manager.h"

namespace kura::sema {
struct Project;
}

namespace kura::driver {

struct CompiledWarehouse {
  ir::Schema schema;
  const dialect::Dialect* dialect = nullptr;
  std::optional<ir::Schema>
      declared;  // before the dialect prepared it; only when it was asked for, as it is as large again
};

/// What a run gave: when the sink has errors, the warehouses are not for use.
struct Compilation {
  std::vector<CompiledWarehouse> warehouses;
  bool declares_warehouses = false;
  std::shared_ptr<const sema::Project> project;  // only when it was asked for
  std::optional<ir::Schema> portable;            // the same, and no warehouse was wanted: the model that holds for all
};

/// Reads, analyses and lowers a project. A project without a warehouse is analysed all the same. The failure is for
/// what is not a mistake in the schema: unreadable files, an unknown warehouse on the command line.
struct CompileFailure {
  std::string message;
  int exit_code = 0;
};
/// The tables that a project declares, as far as their namespace is written.
std::vector<ir::QualifiedName> table_names(const sema::Project& project);

std::variant<Compilation, CompileFailure> compile(const CompileOptions& options, SourceManager& sources,
                                                  diag::Sink& sink);

}  // namespace kura::driver
