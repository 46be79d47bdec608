// Actions: what the changes of one table come to, and which of them share a statement.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "compiler/change/plan.h"
#include "compiler/dialect/mysql/ways.h"

namespace kura::dialect::mysql {

/// One clause of an ALTER TABLE or a few that cannot be parted; or a statement of its own.
struct Action {
  std::string summary;
  std::vector<std::string> clauses;     // "ADD COLUMN …"
  std::string tail;                     // "PARTITION BY …", behind all clauses
  std::vector<std::string> statements;  // instead of clauses
  Algorithm algorithm = Algorithm::instant;
  bool is_apart = false;  // shares a statement with nothing lighter than a copy: virtual columns
  std::size_t column = static_cast<std::size_t>(-1);  // a rename or a new definition of this column of the next state
  bool is_rename = false;                             // and which of the two
  bool gives_name = false;         // renames a column or an index: by itself instant, but not beside a table option
  bool is_option = false;          // such an option
  std::vector<std::size_t> needs;  // actions of earlier statements
  std::vector<std::size_t> carries_out;  // places in the list of changes
  std::vector<change::Check> checks_before;
  std::vector<change::Hazard> hazards;
  std::vector<change::Carry> carry;
};

/// Actions that make one statement.
using Batch = std::vector<std::size_t>;

/// The fewest statements that keep the order: all instant actions that can be together, then all others that can be.
/// What waits for one another in a ring goes into one statement at the end.
std::vector<Batch> batches_of(const std::vector<Action>& actions);

/// Puts the second action into the first one: they have to be in the same statement.
void merge(std::vector<Action>& actions, std::size_t into, std::size_t from);

}  // namespace kura::dialect::mysql
