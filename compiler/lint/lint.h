// lint: rules over a project and its migrations.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "compiler/diag/sink.h"
#include "compiler/lint/context.h"

namespace kura::lint {

/// What one run found. The kinds live as long as it does.
struct Report {
  std::vector<Finding> findings;  // the gravest first
  std::shared_ptr<const std::vector<diag::Kind>> kinds;

  void add_to(diag::Sink& sink) const;
};

/// Runs every rule that the settings leave on; what `kura:allow` silences is left out. Mistakes in such comments go
/// into the sink.
Report run(const Input& input, const Settings& settings, diag::Sink& sink);

/// Every rule as a table: code, name, level, whether it can be fixed, what it finds.
std::string rules_text();
std::string rules_markdown();

}  // namespace kura::lint
