// Lint input: a project with its migrations and last states, read for the rules.
#pragma once

#include <variant>

#include "compiler/driver/commands.h"
#include "compiler/driver/compile.h"
#include "compiler/driver/report.h"
#include "compiler/lint/input.h"
#include "compiler/lint/settings.h"
#include "compiler/sema/analyze.h"

namespace kura::driver {

/// Everything that the rules look at; the trees live in the project.
struct LintProject {
  std::shared_ptr<const sema::Project> project;
  lint::Settings settings;
  lint::Input input;
};

/// Nothing when the project has errors, which are in the sink.
std::variant<std::optional<LintProject>, CompileFailure> read_lint_project(const LintOptions& options,
                                                                           SourceManager& sources, diag::Sink& sink);

}  // namespace kura::driver
