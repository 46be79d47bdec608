// import: statements of an engine's DDL to the model that a schema would declare; the way back from what `kura build`
// prints.
#pragma once

#include <span>
#include <string>

#include "compiler/diag/sink.h"
#include "compiler/dialect/dialect.h"
#include "compiler/ir/schema.h"
#include "compiler/source/source_manager.h"

namespace kura::import {

/// Reads texts of statements, one after the other, as if one client sent them: dumps, migrations, or what a catalog
/// says. The model is one that no dialect has prepared. What is passed over, left out or unreadable goes into the sink;
/// each statement stands alone, so a broken one loses nothing else.
ir::Schema read(std::span<const BufferId> texts, const dialect::Dialect& dialect, const std::string& warehouse,
                const SourceManager& sources, diag::Sink& sink);

}  // namespace kura::import
