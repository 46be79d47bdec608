// Reading a migration's file.
#pragma once

#include <optional>

#include "compiler/diag/sink.h"
#include "compiler/migrations/migration.h"
#include "compiler/source/source_manager.h"

namespace kura::migrations {

/// Strict: an unknown, misplaced or incomplete directive is reported with its place, and nothing is given then. Other
/// comments are the reader's own and are passed over. What write_migration made is read back as it was.
std::optional<Migration> read_migration(BufferId file, const SourceManager& sources, diag::Sink& sink);

}  // namespace kura::migrations
