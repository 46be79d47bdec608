// Input: what the rules look at: syntax trees, models, states and migrations, all read by somebody else.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "compiler/ast/ast.h"
#include "compiler/dialect/advice.h"
#include "compiler/dialect/capabilities.h"
#include "compiler/ir/schema.h"
#include "compiler/migrations/history.h"
#include "compiler/source/source_manager.h"

namespace kura::lint {

/// A migration that the rules on what migrations do look at.
struct NewMigration {
  const migrations::Migration* migration = nullptr;
  BufferId buffer;
  migrations::StateText before;  // the state that it begins with
};

/// A warehouse. Without a dialect: the project as it is for all, which rules on physical design pass over.
struct Warehouse {
  ir::Schema declared;  // before the dialect prepared it: what was written
  const dialect::Dialect* dialect = nullptr;
  std::optional<ir::Schema> last;  // the state that `was` is held against; nothing when there is none
  migrations::Folder folder;
  std::optional<migrations::History> history;
  std::vector<NewMigration> new_migrations;  // point into `history`
};

struct Input {
  const SourceManager& sources;
  std::vector<const ast::File*> files;  // of the project and what it imports
  std::set<BufferId> own;               // buffers whose findings count: not those of a library
  std::vector<Warehouse> warehouses;
  bool has_all_warehouses = true;  // none was left out by the command line
  std::set<std::string>
      dialects;  // of all declared warehouses, and those that they derive from; empty: none is declared
};

}  // namespace kura::lint
