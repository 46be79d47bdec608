// Diff: what is different between two states, as typed changes; no SQL, no order, no engine.
#pragma once

#include <vector>

#include "compiler/change/change.h"
#include "compiler/diff/pairing.h"
#include "compiler/ir/schema.h"

namespace kura::diff {

struct DiffOptions {
  bool keeps_column_order = false;   // a different order of columns is a change
  bool star_is_frozen = true;        // a view of `select *` changes when the columns below it do
  bool has_named_enums = true;       // a changed enum is one object; otherwise every column that has it changes
  bool views_follow_renames = true;  // a view over a renamed table needs nothing; otherwise its query names the old one
};

/// The changes of one object, or of one that comes or goes.
using Changes = std::vector<change::Change>;

/// All changes, by object: namespaces, enums, sequences, tables, views; each in the order of the next state, what is
/// dropped last. `before` must already carry the next state's names. `reads_renamed` holds for each view of the
/// previous state whether its query names something that is renamed.
Changes diff_states(const ir::Schema& before, const ir::Schema& after, const Pairing& pairing,
                    const std::vector<bool>& reads_renamed, const DiffOptions& options);

// The parts of diff, one a kind of object.

/// True when labels were removed or stand in another order, so that adding and renaming labels does not do.
bool is_enum_recreated(const ir::EnumType& before, const ir::EnumType& after);
void diff_enum(const ir::Schema& before, const ir::Schema& after, change::Places places, Changes& changes);
void diff_sequence(const ir::Schema& before, const ir::Schema& after, change::Places places, Changes& changes);
void diff_table(const ir::Schema& before, const ir::Schema& after, change::Places places, const ListPairs& columns,
                const DiffOptions& options, Changes& changes);
/// `is_left_behind`: the view's query still names what something was called before.
void diff_view(const ir::Schema& before, const ir::Schema& after, change::Places places, bool is_left_behind,
               Changes& changes);

/// Pushes changes of one object.
struct ChangeList {
  Changes& changes;
  change::ObjectKind object;
  change::Places at;

  void add(change::Kind kind, change::Places part = {}, std::string key = {}) const {
    changes.push_back({kind, object, at, part, std::move(key)});
  }
};

/// Distribution, sort key, partitions, properties, indexes and native clauses: what tables and views share.
void diff_physical(const ir::Physical& before, const ir::Physical& after, const ChangeList& list);
void diff_grants(const std::vector<ir::Grant>& before, const std::vector<ir::Grant>& after, const ChangeList& list);

}  // namespace kura::diff
