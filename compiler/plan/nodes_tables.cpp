// Nodes of tables: created, altered, rebuilt; their foreign keys.
#include "compiler/plan/node_builder.h"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/diff/describe.h"

namespace kura::plan {
namespace {

Drafts created(std::string summary, std::vector<dialect::Statement> statements) {
  Draft result;
  result.summary = std::move(summary);
  for (dialect::Statement& statement : statements) result.sql.push_back(std::move(statement.sql));
  return {std::move(result)};
}

}  // namespace

void Builder::add_tables() {
  for (const std::size_t place : situation_.pairing.tables.created) {
    const ir::Table& table = situation_.after.tables[place];
    const auto deferred = creation_.deferred.find(place);
    const std::vector<std::size_t> none;
    tables_[place] = add_whole(
        node(Phase::tables, place, ObjectKind::table, table.name,
             created("create the table",
                     renderer_.create_table(table, deferred == creation_.deferred.end() ? none : deferred->second,
                                            context_.new_state()))),
        Kind::create_table, place);
  }
  for (const ObjectWork& work : input_.work.tables) {
    if (work.is_rebuilt) {
      add_rebuild(work);
    } else if (!work.in_place.empty()) {
      add_altered_table(work);
    }
  }
}

void Builder::add_altered_table(const ObjectWork& work) {
  const ir::Table& after = situation_.after.tables[work.places.after];
  std::vector<Answered> changes;
  for (const Answered& answered : work.in_place) {
    const bool is_renewed = answered.change.kind == Kind::rename_foreign_key &&
                            input_.foreign_keys.dropped.contains({work.places.before, answered.change.part.before});
    if (!is_renewed) changes.push_back(answered);
  }
  Node altered = node(Phase::tables, work.places.after, ObjectKind::table, after.name,
                      migrator_.alter_table(situation_.before.tables[work.places.before], after, changes, context_));
  altered.changes = std::move(changes);
  tables_[work.places.after] = add_with_late(std::move(altered));
}

void Builder::add_rebuild(const ObjectWork& work) {
  const ir::Table& after = situation_.after.tables[work.places.after];
  ir::Table before = situation_.before.tables[work.places.before];
  if (const Boxed<ir::Table>& old = input_.under_old_names[work.places.before]; old) before = *old;
  // What could not be renamed by a statement of its own is still there under its old name.
  before.name = work.is_moved || after.was == ir::QualifiedName{} ? after.name : after.was;
  dialect::TableRebuild rebuild{before, after, work.all,
                                situation_.pairing.columns[place_in_pairs(work.places)].before_of};
  Node rebuilt =
      node(Phase::tables, work.places.after, ObjectKind::table, after.name, migrator_.rebuild_table(rebuild, context_));
  rebuilt.changes = work.all;
  std::vector<std::string> what;
  std::vector<std::string> reasons;
  for (const Answered& answered : work.all) {
    what.push_back(diff::describe(answered.change, situation_.before, situation_.after).text);
    if (answered.row == nullptr || answered.row->method != dialect::Method::rebuild || answered.row->reason.empty())
      continue;
    const std::string reason(answered.row->reason);
    if (std::find(reasons.begin(), reasons.end(), reason) == reasons.end()) reasons.push_back(reason);
  }
  rebuilt.reason = fmt::format("{}", fmt::join(reasons, "; "));
  for (const Answered& answered : work.all) {
    if (answered.change.kind == Kind::set_not_null)
      rebuilt.hazards.push_back(hazard_of_nulls(after.columns[answered.change.part.after]));
  }
  if (situation_.policy.keeps_old) {
    rebuilt.hazards.push_back(
        {change::HazardKind::irreversible, "the old table is kept and holds its name: drop it before going back"});
  }
  rebuilt.hazards.push_back(
      {change::HazardKind::table_rebuild, fmt::format("every row is copied, to {}", fmt::join(what, ", "))});
  tables_[work.places.after] = add_with_late(std::move(rebuilt));
}

/// A copy fills nulls with the default, where there is one.
change::Hazard Builder::hazard_of_nulls(const ir::Column& column) {
  if (column.default_value)
    return {change::HazardKind::values_changed, fmt::format("nulls of `{}` become its default", column.name)};
  return {change::HazardKind::may_fail, fmt::format("`{}` may hold nulls", column.name)};
}

std::size_t Builder::place_in_pairs(const change::Places& places) const {
  const auto& both = situation_.pairing.tables.both;
  const auto found = std::lower_bound(both.begin(), both.end(), places.after,
                                      [](const change::Places& it, std::size_t after) { return it.after < after; });
  return static_cast<std::size_t>(found - both.begin());
}

/// A table as it is called before anything was renamed.
ir::Table Builder::under_first_name(std::size_t before) const {
  ir::Table table = situation_.before.tables[before];
  if (const Boxed<ir::Table>& old = input_.under_old_names[before]; old) table = *old;
  const std::size_t after = situation_.pairing.tables.after_of[before];
  if (after != kNowhere && !(situation_.after.tables[after].was == ir::QualifiedName{}))
    table.name = situation_.after.tables[after].was;
  return table;
}

void Builder::add_foreign_keys() {
  for (const ForeignKeyPlace& place : input_.foreign_keys.dropped) {
    const ir::Table table = under_first_name(place.table);
    dropped_keys_.push_back(
        {situation_.before.tables[place.table].foreign_keys[place.key].target,
         graph_.add(node(Phase::drop_foreign_keys, place.table, ObjectKind::table, table.name,
                         migrator_.drop_foreign_key(table, table.foreign_keys[place.key], context_)))});
  }
  for (const ForeignKeyPlace& place : input_.foreign_keys.added) add_foreign_key(place.table, place.key);
  for (const auto& [table, keys] : creation_.deferred) {
    if (situation_.pairing.tables.before_of[table] != kNowhere) continue;
    for (const std::size_t key : keys) add_to_new_table(situation_.after.tables[table], table, key);
  }
}

/// Nobody writes to a table that was only just created: no need for the careful forms.
void Builder::add_to_new_table(const ir::Table& table, std::size_t place, std::size_t key) {
  const ir::ForeignKey& wanted = table.foreign_keys[key];
  graph_.add(node(Phase::add_foreign_keys, place, ObjectKind::table, table.name,
                  created(fmt::format("add foreign key `{}`", wanted.name),
                          renderer_.add_foreign_key(table, wanted, context_.new_state()))));
}

void Builder::add_foreign_key(std::size_t place, std::size_t key) {
  const ir::Table& table = situation_.after.tables[place];
  add_with_late(node(Phase::add_foreign_keys, place, ObjectKind::table, table.name,
                     migrator_.add_foreign_key(table, table.foreign_keys[key], context_)));
}

}  // namespace kura::plan
