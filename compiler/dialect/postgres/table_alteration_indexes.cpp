// The alteration of a table: keys, checks and indexes, built while others read and write where that can be.
#include <fmt/format.h>

#include <algorithm>

#include "compiler/base/ascii.h"
#include "compiler/dialect/postgres/carry.h"
#include "compiler/dialect/postgres/rules.h"
#include "compiler/dialect/postgres/table_alteration.h"
#include "compiler/dialect/postgres/table_facts.h"

namespace kura::dialect::postgres {

using change::kNowhere;

std::string create_index_statement(const ir::Index& index, const ir::QualifiedName& relation, bool is_online,
                                   const PostgresRenderer& spelling, const RenderContext& state) {
  std::string sql = spelling.create_index(index, relation, state);
  if (!is_online) return sql;
  constexpr std::string_view kWord = "INDEX ";
  return sql.insert(sql.find(kWord) + kWord.size(), "CONCURRENTLY ");
}

change::Check TableAlteration::is_valid(const std::string& index) const {
  return {fmt::format("index `{}` is whole", index),
          fmt::format("SELECT indisvalid FROM pg_index WHERE indexrelid = {}::REGCLASS",
                      spelling_.string_literal(part_name(index)))};
}

change::Check TableAlteration::no_twins(const std::vector<std::string>& columns, bool nulls_count,
                                        const std::string& condition) const {
  std::vector<std::string> conditions;
  for (const std::string& column : columns) {
    if (!nulls_count) conditions.push_back(column + " IS NOT NULL");
  }
  if (!condition.empty()) conditions.push_back("(" + condition + ")");
  const std::string list = join(columns, ", ");
  const std::string where = conditions.empty() ? "" : " WHERE " + join(conditions, " AND ");
  return {
      fmt::format("no two rows have the same ({})", list),
      fmt::format("SELECT NOT EXISTS (SELECT 1 FROM {}{} GROUP BY {} HAVING count(*) > 1)", table_name(), where, list)};
}

std::vector<std::string> TableAlteration::spelt(const std::vector<std::string>& columns) const {
  std::vector<std::string> names;
  for (const std::string& column : columns) names.push_back(id(column));
  return names;
}

/// Columns that were there before, whose values can be looked at.
bool TableAlteration::are_there(const std::vector<std::string>& columns) const {
  const std::vector<std::size_t> added = all({Kind::add_column, Kind::add_generated, Kind::change_generated});
  return std::none_of(added.begin(), added.end(),
                      [&](std::size_t at) { return has_name(columns, new_column(at).name); });
}

/// Keys, checks and exclusions that are added with the other pieces of the one ALTER TABLE.
void TableAlteration::change_early_keys(std::size_t at) {
  const std::size_t place = change(at).part.after;
  switch (change(at).kind) {
    case Kind::add_primary_key:
    case Kind::add_unique: {
      if (!is_now(at)) return;
      const bool is_primary = change(at).kind == Kind::add_primary_key;
      const ir::Key& key = is_primary ? *after_.primary_key : after_.unique_keys.at(place);
      pieces_.push_back({"ADD " + spelling_.key_constraint(key, is_primary, new_state_), {at}});
      if (are_there(key.columns)) {
        checks_.push_back(no_twins(spelt(key.columns), has_native(key.native, "nulls not distinct"), ""));
      }
      return;
    }
    case Kind::add_check: {
      const ir::Check& check = after_.checks.at(place);
      const std::string_view tail = has_native(check.native, "not valid") ? "" : " NOT VALID";
      pieces_.push_back({fmt::format("ADD {}{}", spelling_.check_constraint(check, new_state_), tail), {at}});
      return;
    }
    case Kind::change_type:
      break;
    default:
      return;
  }
  // Checks over columns of a new type come again, once for all such columns.
  const std::vector<std::size_t> retyped = all({Kind::change_type});
  if (retyped.back() != at) return;
  for (std::size_t i = 0; i < after_.checks.size(); ++i) {
    const ir::Check& check = after_.checks[i];
    if (!is_check_remade(check) || has(Kind::add_check, {kNowhere, i})) continue;
    const std::string_view tail = has_native(check.native, "not valid") ? "" : " NOT VALID";
    pieces_.push_back({fmt::format("ADD {}{}", spelling_.check_constraint(check, new_state_), tail), {}});
  }
}

void TableAlteration::build_keys() {
  for (const std::size_t at : all({Kind::add_primary_key})) {
    if (!is_now(at)) build_key(*after_.primary_key, true, at);
  }
  for (const std::size_t at : all({Kind::add_unique})) {
    if (!is_now(at)) build_key(after_.unique_keys.at(change(at).part.after), false, at);
  }
}

void TableAlteration::build_key(const ir::Key& key, bool is_primary, std::size_t at) {
  const bool nulls_count = has_native(key.native, "nulls not distinct");
  // The old primary key keeps its name until the new one takes over.
  const std::vector<std::size_t> dropped = is_primary ? all({Kind::drop_primary_key}) : std::vector<std::size_t>{};
  const bool swaps = !dropped.empty() && !is_now(dropped[0]);
  const std::string index =
      swaps && before_.primary_key->name == key.name ? object_name(key.name, "", "kura_new") : key.name;
  std::string sql = fmt::format("CREATE UNIQUE INDEX CONCURRENTLY {} ON {} ({})", id(index), table_name(),
                                spelling_.name_list(key.columns, new_state_));
  for (const std::string_view word : {"include", "nulls not distinct", "with", "using index tablespace"}) {
    const ir::NativeClause* clause = find_native(key.native, word);
    if (clause == nullptr) continue;
    sql += " " + (word == "using index tablespace" ? std::string("TABLESPACE") : to_upper(word));
    if (!clause->argument.empty()) sql += " " + clause->argument;
  }
  push_late(online_build(part_name(index), std::move(sql), spelling_), {at},
            fmt::format("build the index of key `{}`", key.name));
  drafts_.back().checks_before.push_back(no_twins(spelt(key.columns), nulls_count, ""));
  drafts_.back().checks_after.push_back(is_valid(index));

  std::string rest = fmt::format("ADD CONSTRAINT {} {} USING INDEX {}", id(key.name),
                                 is_primary ? "PRIMARY KEY" : "UNIQUE", id(index));
  for (const std::string_view word : {"not deferrable", "deferrable", "initially deferred", "initially immediate"}) {
    if (has_native(key.native, word)) rest += " " + to_upper(word);
  }
  if (swaps) rest = fmt::format("DROP CONSTRAINT {}, {}", id(before_.primary_key->name), rest);
  push_late(alter(rest), swaps ? dropped : std::vector<std::size_t>{},
            fmt::format("make key `{}` of its index", key.name), true);
  drafts_.back().hazards.push_back(
      {change::HazardKind::blocking_lock,
       fmt::format("readers and writers of `{}` wait for a moment", ir::to_text(after_.name))});
}

/// The change that creates the index, if one does.
std::vector<std::size_t> TableAlteration::creations(std::size_t index) const {
  std::vector<std::size_t> found = all({Kind::create_index});
  std::erase_if(found, [&](std::size_t at) { return change(at).part.after != index; });
  return found;
}

void TableAlteration::create_indexes_at_once() {
  for (std::size_t i = 0; i < after_.physical.indexes.size(); ++i) {
    const ir::Index& index = after_.physical.indexes[i];
    const std::vector<std::size_t> carried = creations(i);
    const bool is_new = !carried.empty();
    if (is_new ? !is_now(carried[0]) : !is_partitioned_ || !is_index_remade(index)) continue;
    push(create_index_statement(index, after_.name, false, spelling_, new_state_), carried,
         is_new ? std::string() : fmt::format("create index `{}` again", index.name));
    if (!index.comment.empty())
      drafts_.back().sql.push_back(migrator_.comment("INDEX " + part_name(index.name), index.comment));
  }
}

void TableAlteration::build_indexes() {
  for (std::size_t i = 0; i < after_.physical.indexes.size(); ++i) {
    const ir::Index& index = after_.physical.indexes[i];
    const std::vector<std::size_t> carried = creations(i);
    const bool is_late = carried.empty() ? is_index_remade(index) && !is_partitioned_ : !is_now(carried[0]);
    if (is_late) build_index(index, carried);
  }
}

void TableAlteration::build_index(const ir::Index& index, std::vector<std::size_t> carries_out) {
  const bool is_new = !carries_out.empty();
  push_late(online_build(part_name(index.name), create_index_statement(index, after_.name, true, spelling_, new_state_),
                         spelling_),
            std::move(carries_out), is_new ? std::string() : fmt::format("create index `{}` again", index.name));
  Draft& built = drafts_.back();
  built.checks_after.push_back(is_valid(index.name));
  if (index.is_unique) {
    std::vector<std::string> parts;
    for (const ir::IndexPart& part : index.parts) parts.push_back(spelling_.expression(part.expression, new_state_));
    const std::string condition = index.where ? spelling_.expression(*index.where, new_state_) : "";
    built.checks_before.push_back(no_twins(parts, has_native(index.native, "nulls not distinct"), condition));
    built.hazards.push_back(
        {change::HazardKind::may_fail, fmt::format("two rows may have the same `{}`", join(parts, ", "))});
  }
  if (index.comment.empty()) return;
  push_late(migrator_.comment("INDEX " + part_name(index.name), index.comment), {},
            fmt::format("comment on index `{}`", index.name), true);
}

void TableAlteration::drop_indexes_online() {
  for (const std::size_t at : all({Kind::drop_index})) {
    if (is_now(at)) continue;
    const std::string& name = before_.physical.indexes.at(change(at).part.before).name;
    const auto aside = aside_.find(name);
    push_late(online_drop(part_name(aside == aside_.end() ? name : aside->second)), {at}, "");
  }
}

bool TableAlteration::comes_late(const std::string& index) const {
  if (is_partitioned_) return false;
  for (const std::size_t at : all({Kind::add_primary_key, Kind::add_unique})) {
    const bool is_primary = change(at).kind == Kind::add_primary_key;
    const ir::Key& key = is_primary ? *after_.primary_key : after_.unique_keys.at(change(at).part.after);
    if (key.name == index) return !is_now(at);
  }
  for (std::size_t i = 0; i < after_.physical.indexes.size(); ++i) {
    const ir::Index& it = after_.physical.indexes[i];
    const std::vector<std::size_t> carried = creations(i);
    if (it.name == index) return carried.empty() ? is_index_remade(it) : !is_now(carried[0]);
  }
  return false;
}

}  // namespace kura::dialect::postgres
