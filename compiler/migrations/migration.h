// A migration: what one file of a migrations folder says.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "compiler/change/plan.h"

namespace kura::migrations {

/// The state of one object: its declaration as canonical `.schema` text.
struct ObjectState {
  std::string key;  // "table sales.orders"
  std::string text;
  bool operator==(const ObjectState&) const = default;
};

/// Something that is called otherwise since this migration; without it the plan would drop the one and create the
/// other.
struct Rename {
  change::ObjectKind object{};
  ir::QualifiedName name;  // of the object, as it is called now
  std::string column;      // of a table; empty: the object itself
  std::string label;       // of an enum, or of the column's enum; empty: not a label
  ir::QualifiedName was;   // of a column or label only the name
  bool operator==(const Rename&) const = default;
};

struct Migration {
  std::string id;      // "20261121T093000_add_region": the file's name without `.sql`
  std::string writer;  // the version of Kura that planned it
  std::string warehouse;
  std::string dialect;
  std::string previous;  // the id of the one before; empty: the first
  std::string from;      // fingerprints of the states, see ir::fingerprint
  std::string to;
  std::string policy;        // words that shaped the plan, as driver/policy writes them; usually empty
  bool is_baseline = false;  // describes what was there before Kura: a warehouse that has it runs nothing
  std::size_t part = 1;  // of a plan that was split into several files; the last part has the state and the way back
  std::size_t parts = 1;
  std::vector<change::ChangeLine> changes;  // what is different, for readers; the steps carry it out
  std::vector<Rename> renames;              // what the steps take for renamed
  std::vector<std::string> session;         // settings of the connection
  std::vector<change::Step> steps;
  std::vector<std::string> undo_session;
  std::vector<change::Step> undo;
  std::vector<ObjectState> objects;  // what is new or different after it
  std::vector<std::string> gone;     // keys of what is not there any more
};

/// A name as directives write it: `sales.orders`, `"odd name".t`.
std::string name_text(const ir::QualifiedName& name);
/// The name at the beginning of a text, which is shortened by it; an empty name when there is none.
ir::QualifiedName take_name(std::string_view& text);

/// The file's text. Plain SQL for the engine's own client; everything else stands in comments. Same value, same bytes.
std::string write_migration(const Migration& migration);

}  // namespace kura::migrations
