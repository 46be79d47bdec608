// Alteration: what an engine answers to each kind of change, as rows of data; the planner asks these and never who
// answers.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "compiler/change/change.h"
#include "compiler/ir/schema.h"

namespace kura::dialect {

class Migrator;

/// One change together with both states: what the conditions of rows look at. `before` already carries the new names of
/// everything that is renamed.
struct Facing {
  const change::Change& change;
  const ir::Schema& before;
  const ir::Schema& after;
  std::span<const change::Change> siblings;  // all changes of the same object

  // Null when the change is not about such a thing, or that side does not have it.
  [[nodiscard]] const ir::Table* old_table() const;
  [[nodiscard]] const ir::Table* new_table() const;
  [[nodiscard]] const ir::View* old_view() const;
  [[nodiscard]] const ir::View* new_view() const;
  [[nodiscard]] const ir::Physical* old_physical() const;
  [[nodiscard]] const ir::Physical* new_physical() const;
  [[nodiscard]] const ir::Column* old_column() const;
  [[nodiscard]] const ir::Column* new_column() const;
  [[nodiscard]] const ir::Index* old_index() const;
  [[nodiscard]] const ir::Index* new_index() const;
  [[nodiscard]] bool has_sibling(change::Kind kind) const;
};

enum class Method : std::uint8_t {
  in_place,
  rebuild,          // the whole table: new one, copy, swap
  recreate_column,  // add, copy, drop, rename of one column; skipped unless the policy `column_rebuild` allows it
  recreate,         // a view: drop and create
  nothing,          // the engine has no such thing, or keeps it by itself
  refuse,           // no way; `reason` says what to do
};

/// Who waits while a statement runs.
enum class Lock : std::uint8_t { none, writers, everyone };

/// What the engine does meanwhile; of several things at once the last one here is told.
enum class Work : std::uint8_t { metadata, scan, index_build, copy, job };

/// What becomes of the views over a table when this happens to it.
enum class Readers : std::uint8_t {
  stay,
  recreate_named,  // those whose query names the column, or takes all columns: dropped before, created again after
  recreate,        // all of them
  activate,        // all of them are made active again afterwards
};

/// Bits of AlterRow::risks.
inline constexpr std::uint16_t kMayFail = 1;        // on existing data
inline constexpr std::uint16_t kLosesData = 2;      // and so needs the policy `destructive = allow`
inline constexpr std::uint16_t kIrreversible = 4;   // the way back does not bring back what was there
inline constexpr std::uint16_t kChangesValues = 8;  // values are rounded, cut or made anew
inline constexpr std::uint16_t kFreesForeignKeys =
    16;  // foreign keys that hold the column are dropped before and added after

using Condition = bool (*)(const Facing&);

/// One answer. Of the rows of a kind the first whose condition holds is taken; the last one of a kind has none.
struct AlterRow {
  change::Kind kind;
  Condition when;  // null: always
  Method method;
  Lock lock;
  Work work;
  bool in_transaction;  // the statement may run inside a transaction block
  Readers views;
  Readers materialized;
  std::uint16_t risks;
  std::string_view reason;  // printed with the step; empty where there is nothing to say
  std::string_view fact;    // the fact sheet and its section
};

/// Answers that are not about one kind of change.
struct MigrationTraits {
  bool transactional_ddl;          // several statements can be one transaction and be rolled back
  bool foreign_keys_are_separate;  // ALTER TABLE adds and drops them; otherwise they are part of the table
  bool views_hold_each_other;      // a view cannot be dropped while another one reads it
  bool views_hold_tables;          // nor a table
  bool views_follow_renames;       // a view's query keeps working when what it reads is renamed
  bool star_is_frozen;             // `select *` keeps the columns of the time when the view was created
  Readers rebuild_views;           // what a rebuild does to the views over the table
  Readers rebuild_materialized;
  Readers recreate_materialized;    // what recreating a view does to the materialized views over it
  bool rebuild_frees_foreign_keys;  // foreign keys of other tables point to the old table: dropped before, added after
};

/// Everything of a dialect that plans need.
struct Migration {
  MigrationTraits traits;
  std::span<const AlterRow> rows;
  const Migrator* migrator;
};

/// The answer to a change, or null when the dialect has no row for it (a test holds that there is one for every kind).
const AlterRow* find_answer(const Migration& migration, const Facing& facing, bool may_recreate_columns);

}  // namespace kura::dialect
