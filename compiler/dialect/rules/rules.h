// The rules that every dialect shares, one file each; they ask capabilities and never who answers.
#pragma once

#include "compiler/dialect/dialect.h"

namespace kura::dialect::rules {

/// A shared rule: reports, and removes what is left out so that later stages see only what the engine gets.
using Rule = void (*)(ir::Schema& schema, const Dialect& dialect, diag::Sink& sink);

#define KURA_RULE(name) void name(ir::Schema& schema, const Dialect& dialect, diag::Sink& sink);
#include "compiler/dialect/rules/rules.def"
#undef KURA_RULE

/// Reports that the engine lacks something. True when it must be removed from the model.
bool report_support(Support support, std::string_view feature, std::string_view way_out, SourceRange at,
                    const Dialect& dialect, diag::Sink& sink);

}  // namespace kura::dialect::rules
