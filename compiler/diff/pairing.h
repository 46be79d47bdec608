// Pairing: which object and which column of the previous state is which of the next.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "compiler/change/change.h"
#include "compiler/ir/schema.h"

namespace kura::diff {

/// The pairs of two lists. Every place of either list stands in exactly one of the three.
struct ListPairs {
  std::vector<change::Places> both;    // in the order of the next state
  std::vector<std::size_t> dropped;    // places of the previous state
  std::vector<std::size_t> created;    // places of the next state
  std::vector<std::size_t> before_of;  // for each place of the next state that of the previous one, or kNowhere
  std::vector<std::size_t> after_of;   // the other way round
};

struct Pairing {
  ListPairs namespaces;
  ListPairs enums;
  ListPairs sequences;
  ListPairs tables;
  ListPairs views;
  std::vector<ListPairs> columns;  // beside tables.both
  bool has_renames = false;
};

/// Pairs by name and by `was`. A `was` counts when what it names is there and the new name is not, or is itself taken
/// from by another rename (so that chains a → b → c work); any other one is stale and is cleared in `after`, so that a
/// `was` that is left means a rename.
Pairing pair_states(const ir::Schema& before, ir::Schema& after);

/// For each view of the previous state whether its query names something that is renamed.
std::vector<bool> views_over_renamed(const ir::Schema& before, const ir::Schema& after, const Pairing& pairing);

/// Gives the previous state the new names of everything that is renamed, wherever they stand.
void apply_renames(ir::Schema& before, const ir::Schema& after, const Pairing& pairing);

/// Takes out of the previous state's grants the columns that are dropped: rights on a column go with it. `before` must
/// already carry the next state's names.
void forget_rights_on_dropped_columns(ir::Schema& before, const Pairing& pairing);

/// Sets `was` in the previous state, so that it can be the goal of the way back.
void set_names_back(ir::Schema& before, const ir::Schema& after, const Pairing& pairing);

/// Renames that look likely and were not declared, as sentences for the user.
std::vector<std::string> likely_renames(const ir::Schema& before, const ir::Schema& after, const Pairing& pairing);

}  // namespace kura::diff
