// Policy: what the command line and the warehouse's settings allow a plan to do.
#pragma once

#include <string>
#include <variant>

#include "compiler/driver/commands.h"
#include "compiler/driver/compile.h"
#include "compiler/driver/report.h"
#include "compiler/plan/planner.h"

namespace kura::driver {

/// The command line wins over the warehouse's settings. The failure names the setting and the words it takes.
std::variant<plan::Policy, CompileFailure> policy_of(const PolicyOptions& options, const ir::Warehouse& warehouse);

/// What of it shapes the steps, as words: "rebuild=always keep-old"; empty for the default.
std::string policy_words(const plan::Policy& policy);
/// The policy a plan was made with; destructive steps are allowed, as they were when there was one. Unknown words are
/// passed over.
plan::Policy policy_from_words(const std::string& words);

}  // namespace kura::driver
