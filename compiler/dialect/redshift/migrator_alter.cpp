// RedshiftMigrator: a table in place, stage by stage: keys, columns, rights.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "compiler/dialect/redshift/carry.h"
#include "compiler/dialect/redshift/design.h"
#include "compiler/dialect/redshift/migrator.h"

namespace kura::dialect::redshift {
namespace {

using change::Kind;
using change::kNowhere;

bool holds(const std::vector<std::string>& columns, const std::string& name) {
  return std::find(columns.begin(), columns.end(), name) != columns.end();
}

const ir::Column& new_column(const ir::Table& after, const Answered& answered) {
  return after.columns.at(answered.change.part.after);
}

bool is_resize(const Answered& answered) {
  return answered.change.kind == Kind::change_type && answered.row != nullptr &&
         answered.row->method == Method::in_place;
}

/// Keys that hold a column whose length changes: they go before and come back after.
std::vector<const ir::Key*> keys_in_the_way(const ir::Table& before, const ir::Table& after,
                                            std::span<const Answered> changes) {
  std::vector<const ir::Key*> keys;
  const auto is_in_the_way = [&](const ir::Key& key) {
    return std::any_of(changes.begin(), changes.end(), [&](const Answered& answered) {
      return is_resize(answered) && holds(key.columns, new_column(after, answered).name);
    });
  };
  if (before.primary_key && is_in_the_way(*before.primary_key)) keys.push_back(&*before.primary_key);
  for (const ir::Key& key : before.unique_keys) {
    if (is_in_the_way(key)) keys.push_back(&key);
  }
  return keys;
}

bool is_dropped(const ir::Table& before, const ir::Key& key, std::span<const Answered> changes) {
  return std::any_of(changes.begin(), changes.end(), [&](const Answered& answered) {
    const change::Change& change = answered.change;
    if (change.kind == Kind::drop_primary_key || change.kind == Kind::rename_primary_key)
      return before.primary_key && &*before.primary_key == &key;
    if (change.kind != Kind::drop_unique && change.kind != Kind::rename_unique) return false;
    return &before.unique_keys.at(change.part.before) == &key;
  });
}

/// The place of the change of this kind, kNowhere when there is none.
std::size_t place_of(std::span<const Answered> changes, Kind kind, std::size_t after) {
  for (std::size_t at = 0; at < changes.size(); ++at) {
    if (changes[at].change.kind == kind && changes[at].change.part.after == after) return at;
  }
  return kNowhere;
}

}  // namespace

Drafts RedshiftMigrator::alter_table(const ir::Table& before, const ir::Table& after, std::span<const Answered> changes,
                                     const MigrationContext& context) const {
  Drafts drafts;
  Altering it{before, after, changes, context, drafts, {}};
  for (const Answered& answered : changes) {
    const bool is_recreated = answered.row != nullptr && answered.row->method == Method::recreate_column;
    if (is_recreated) it.recreated.insert(new_column(after, answered).name);
  }
  drop_keys(it);
  rename_columns(it);
  add_columns(it);
  recreate_columns(it);
  change_keys(it);
  change_encodings(it);
  resize_columns(it);
  // A column of the old key can go now, and it is not the last one any more. No other column can have taken its name:
  // that would be the same column.
  drop_columns(it);
  make_keys_automatic(it);
  add_keys(it);
  change_rights(it);
  return drafts;
}

void RedshiftMigrator::change_each(Altering& it, std::initializer_list<Kind> kinds) const {
  for (const std::size_t at : in_order(it.changes, it.after)) {
    const change::Change& change = it.changes[at].change;
    if (std::find(kinds.begin(), kinds.end(), change.kind) == kinds.end()) continue;
    Draft result;
    result.sql = alter_table_statements(it.before, it.after, change, it.context);
    result.carries_out = {at};
    it.drafts.push_back(std::move(result));
  }
}

std::string RedshiftMigrator::drop_constraint(const ir::Table& table, const std::string& name,
                                              const MigrationContext& context) const {
  return alter(table.name, "DROP CONSTRAINT " + renderer().identifier(name, context.old_state()), context);
}

void RedshiftMigrator::drop_keys(Altering& it) const {
  change_each(it, {Kind::drop_primary_key, Kind::drop_unique});
  for (const ir::Key* key : keys_in_the_way(it.before, it.after, it.changes)) {
    if (is_dropped(it.before, *key, it.changes)) continue;
    it.drafts.push_back(draft(fmt::format("drop the key `{}` while its column changes", key->name),
                              drop_constraint(it.after, key->name, it.context)));
    it.drafts.back().reason = "the length of a column in a key cannot change";
  }
  const auto drop_to_rename = [&](std::size_t at, std::string_view word, const std::string& name) {
    it.drafts.push_back(
        draft(fmt::format("drop {} `{}` to rename it", word, name), drop_constraint(it.after, name, it.context)));
    it.drafts.back().carries_out = {at};
  };
  for (std::size_t at = 0; at < it.changes.size(); ++at) {
    const change::Change& change = it.changes[at].change;
    if (change.kind == Kind::rename_primary_key) drop_to_rename(at, "the primary key", it.before.primary_key->name);
    if (change.kind == Kind::rename_unique)
      drop_to_rename(at, "unique constraint", it.before.unique_keys.at(change.part.before).name);
    if (change.kind == Kind::rename_foreign_key)
      drop_to_rename(at, "foreign key", it.before.foreign_keys.at(change.part.before).name);
  }
}

void RedshiftMigrator::add_keys(Altering& it) const {
  const RenderContext state = it.context.new_state();
  const auto add = [&](std::size_t at, const ir::Key& key, bool is_primary) {
    it.drafts.push_back(
        draft("", alter(it.after.name, "ADD " + renderer().key_constraint(key, is_primary, state), it.context)));
    if (at != kNowhere) it.drafts.back().carries_out = {at};
  };
  for (const std::size_t at : in_order(it.changes, it.after)) {
    const change::Change& change = it.changes[at].change;
    if (change.kind == Kind::add_primary_key || change.kind == Kind::rename_primary_key)
      add(at, *it.after.primary_key, true);
    if (change.kind == Kind::add_unique || change.kind == Kind::rename_unique)
      add(at, it.after.unique_keys.at(change.part.after), false);
    if (change.kind != Kind::rename_foreign_key) continue;
    it.drafts.push_back(
        Migrator::add_foreign_key(it.after, it.after.foreign_keys.at(change.part.after), it.context).front());
    it.drafts.back().carries_out = {at};
  }
  for (const ir::Key* key : keys_in_the_way(it.before, it.after, it.changes)) {
    if (is_dropped(it.before, *key, it.changes)) continue;
    const bool is_primary = it.before.primary_key && &*it.before.primary_key == key;
    add(kNowhere, *key, is_primary);
    it.drafts.back().summary = fmt::format("add the key `{}` again", key->name);
  }
}

void RedshiftMigrator::drop_columns(Altering& it) const {
  for (std::size_t at = 0; at < it.changes.size(); ++at) {
    const change::Change& change = it.changes[at].change;
    if (change.kind != Kind::drop_column) continue;
    const std::string& name = it.before.columns.at(change.part.before).name;
    Draft result;
    result.sql = alter_table_statements(it.before, it.after, change, it.context);
    result.carries_out = {at};
    add_check_of_keys(it, name, result);
    it.drafts.push_back(std::move(result));
  }
}

void RedshiftMigrator::add_check_of_keys(const Altering& it, const std::string& column, Draft& drop) const {
  if (!has_automatic_keys(it.before)) return;
  drop.checks_before.push_back(
      {fmt::format("Redshift has not made `{}` a distribution or sort key by itself (declare other keys when it has)",
                   column),
       fmt::format("SELECT COUNT(*) = 0 FROM pg_attribute WHERE attrelid = {} AND attname = {} AND (attisdistkey OR "
                   "attsortkeyord <> 0)",
                   regclass(it.after.name, it.context.new_state()), renderer().string_literal(column))});
}

void RedshiftMigrator::rename_columns(Altering& it) const {
  change_each(it, {Kind::rename_column});
}

void RedshiftMigrator::add_columns(Altering& it) const {
  const std::size_t first = it.drafts.size();
  change_each(it, {Kind::add_column});
  for (std::size_t i = first; i < it.drafts.size(); ++i) {
    const ir::Column& column = new_column(it.after, it.changes[it.drafts[i].carries_out.front()]);
    if (column.comment.empty()) continue;
    const RenderContext state = it.context.new_state();
    it.drafts[i].sql.push_back(fmt::format("COMMENT ON COLUMN {}.{} IS {}", renderer().qualified(it.after.name, state),
                                           renderer().identifier(column.name, state),
                                           renderer().string_literal(column.comment)));
  }
}

void RedshiftMigrator::recreate_columns(Altering& it) const {
  for (const ir::Column& column : it.after.columns) {
    if (it.recreated.contains(column.name)) recreate_column(it, column);
  }
}

void RedshiftMigrator::recreate_column(Altering& it, const ir::Column& column) const {
  const RenderContext state = it.context.new_state();
  const ir::Column& old = *ir::find_column(it.before, column.name);
  ir::Column fresh = column;
  fresh.name = new_table_name({"", column.name}, *it.context.dialect.capabilities).name;
  const std::string table = renderer().qualified(it.after.name, state);
  const std::string name = renderer().identifier(column.name, state);
  const std::string fresh_name = renderer().identifier(fresh.name, state);
  // What the copy of a rebuild would select for the one column.
  const std::vector<Answered> none;
  TableRebuild copy{it.before, it.after, none, {}};
  copy.source.assign(it.after.columns.size(), kNowhere);
  const auto place = static_cast<std::size_t>(&column - it.after.columns.data());
  copy.source[place] = static_cast<std::size_t>(&old - it.before.columns.data());
  it.drafts.push_back(
      draft(fmt::format("add a column to take the place of `{}`", column.name),
            alter(it.after.name, "ADD COLUMN " + column_definition(fresh, it.after, it.context), it.context)));
  // Alone, so that a transaction begins with the lock: a snapshot from before would miss writes that the lock waited
  // for.
  it.drafts.back().in_transaction = false;
  add_check_of_keys(it, column.name, it.drafts.back());
  it.drafts.push_back(draft("lock the table", "LOCK " + table));
  Draft result = draft(fmt::format("let the new column take the place of `{}`", column.name),
                       fmt::format("UPDATE {} SET {} = {}", table, fresh_name, copied_value(copy, place, it.context)));
  result.sql.push_back(alter(it.after.name, "DROP COLUMN " + name, it.context));
  result.sql.push_back(alter(it.after.name, fmt::format("RENAME COLUMN {} TO {}", fresh_name, name), it.context));
  if (!column.comment.empty() && place_of(it.changes, Kind::set_column_comment, place) == kNowhere) {
    result.sql.push_back(
        fmt::format("COMMENT ON COLUMN {}.{} IS {}", table, name, renderer().string_literal(column.comment)));
  }
  for (const ir::Grant& grant : it.after.grants) {
    ir::Grant on_column = grant;
    std::erase_if(on_column.privileges,
                  [&](const ir::Privilege& privilege) { return !holds(privilege.columns, column.name); });
    for (ir::Privilege& privilege : on_column.privileges) privilege.columns = {column.name};
    if (on_column.privileges.empty()) continue;
    for (std::string& statement : grant_statements("TABLE", it.after.name, on_column, it.context))
      result.sql.push_back(std::move(statement));
  }
  result.carry = carry_column(it.after.name, column.name, it.before.grants,
                              !old.comment.empty() || !column.comment.empty(), state);
  for (std::size_t at = 0; at < it.changes.size(); ++at) {
    const bool is_recreation = it.changes[at].row != nullptr && it.changes[at].row->method == Method::recreate_column;
    const bool is_carried = is_recreation || it.changes[at].change.kind == Kind::rename_text_labels;
    if (is_carried && it.changes[at].change.part.after == place) result.carries_out.push_back(at);
  }
  result.hazards.push_back(
      {change::HazardKind::not_carried, fmt::format("`{}` becomes the last column of the table", column.name)});
  add_checks_of_value(copy, place, it.context, result);
  it.drafts.push_back(std::move(result));
}

/// Labels are renamed once the column is long enough for the new ones, and before it gets too short for the old ones.
void RedshiftMigrator::resize_columns(Altering& it) const {
  const auto length = [](const ir::Column& column) { return *varchar_length(column.type); };
  std::set<std::size_t> shrinking;
  for (std::size_t at = 0; at < it.changes.size(); ++at) {
    const change::Places part = it.changes[at].change.part;
    if (!is_resize(it.changes[at]) || it.recreated.contains(new_column(it.after, it.changes[at]).name)) continue;
    if (length(it.after.columns[part.after]) < length(it.before.columns[part.before])) {
      shrinking.insert(at);
    } else {
      resize_column(it, at);
    }
  }
  rename_labels(it);
  for (const std::size_t at : shrinking) resize_column(it, at);
}

void RedshiftMigrator::rename_labels(Altering& it) const {
  for (std::size_t at = 0; at < it.changes.size(); ++at) {
    const change::Change& change = it.changes[at].change;
    // A column that is made anew gets the new labels with its values.
    if (change.kind != Kind::rename_text_labels || it.recreated.contains(new_column(it.after, it.changes[at]).name))
      continue;
    const ir::Column& column = new_column(it.after, it.changes[at]);
    it.drafts.push_back(draft(fmt::format("give the rows the new labels of column `{}`", column.name),
                              new_labels_statement(it.after, it.before.columns.at(change.part.before), column,
                                                   renderer(), it.context.new_state())));
    it.drafts.back().carries_out = {at};
  }
}

void RedshiftMigrator::resize_column(Altering& it, std::size_t at) const {
  const RenderContext state = it.context.new_state();
  const ir::Column& column = new_column(it.after, it.changes[at]);
  const ir::Column& old = it.before.columns.at(it.changes[at].change.part.before);
  const std::string name = renderer().identifier(column.name, state);
  Draft result =
      draft("", alter(it.after.name,
                      fmt::format("ALTER COLUMN {} TYPE {}", name, renderer().column_type(column, state)), it.context));
  result.carries_out = {at};
  if (*varchar_length(column.type) < *varchar_length(old.type)) {
    const std::int32_t length = *varchar_length(column.type);
    result.checks_before.push_back({fmt::format("no value of `{}` is longer than {} bytes", column.name, length),
                                    fmt::format("SELECT COUNT(*) = 0 FROM {} WHERE OCTET_LENGTH({}) > {}",
                                                renderer().qualified(it.after.name, state), name, length)});
  }
  if (old.encoding.empty() || has_automatic_encoding(it.before) || has_automatic_encoding(it.after)) {
    result.checks_before.push_back(
        {fmt::format("the encoding of `{}` lets its length change (declare another one when it does not)", column.name),
         fmt::format("SELECT COUNT(*) = 0 FROM pg_attribute WHERE attrelid = {} AND attname = {} AND "
                     "FORMAT_ENCODING(attencodingtype::integer) IN ('bytedict', 'runlength', 'text255', 'text32k')",
                     regclass(it.after.name, state), renderer().string_literal(column.name))});
  }
  it.drafts.push_back(std::move(result));
  if (!holds_length(column.encoding) || has_automatic_encoding(it.after)) return;
  Draft encode = draft(fmt::format("give column `{}` its encoding", column.name),
                       alter(it.after.name, encode_clauses({column}, it.context), it.context));
  const std::size_t encoding = place_of(it.changes, Kind::change_encoding, it.changes[at].change.part.after);
  if (encoding != kNowhere) encode.carries_out = {encoding};
  mark_encoding(encode, it.after);
  it.drafts.push_back(std::move(encode));
}

void RedshiftMigrator::take_rights(Altering& it) const {
  for (const std::size_t at : in_order(it.changes, it.after)) {
    const change::Change& change = it.changes[at].change;
    if (change.kind != Kind::drop_grant) continue;
    ir::Grant grant = it.before.grants.at(change.part.before);
    // Rights on a column went with it when another one took its place.
    std::erase_if(grant.privileges, [&it](ir::Privilege& privilege) {
      const bool is_for_columns = !privilege.columns.empty();
      std::erase_if(privilege.columns, [&it](const std::string& column) { return it.recreated.contains(column); });
      return is_for_columns && privilege.columns.empty();
    });
    if (grant.privileges.empty()) continue;
    Draft result;
    result.sql = revoke_statements(it.after.name, grant, it.context);
    result.carries_out = {at};
    it.drafts.push_back(std::move(result));
  }
}

void RedshiftMigrator::change_rights(Altering& it) const {
  change_each(it, {Kind::set_table_comment, Kind::set_column_comment});
  take_rights(it);
  change_each(it, {Kind::add_grant});
  // Last: who is not the owner any more may do nothing else.
  change_each(it, {Kind::set_owner});
}

}  // namespace kura::dialect::redshift
