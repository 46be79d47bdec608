// TableActions: keys, indexes, checks, and which of them cannot be parted.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "compiler/base/ascii.h"
#include "compiler/dialect/mysql/alter_conditions.h"
#include "compiler/dialect/mysql/rules.h"
#include "compiler/dialect/mysql/table_actions.h"

namespace kura::dialect::mysql {
namespace {

using change::Kind;

bool leads(const std::vector<std::string>& key, const std::vector<std::string>& wanted) {
  return key.size() >= wanted.size() &&
         std::equal(wanted.begin(), wanted.end(), key.begin(),
                    [](const auto& a, const auto& b) { return equals_ignoring_case(a, b); });
}

/// "INVISIBLE", "NOT IGNORED": the index as it is to be.
std::string visibility_of(const ir::Index& before, const ir::Index& after) {
  if (find_native(after.native, "invisible") != nullptr) return "INVISIBLE";
  if (find_native(after.native, "ignored") != nullptr) return "IGNORED";
  return find_native(before.native, "ignored") != nullptr ? "NOT IGNORED" : "VISIBLE";
}

}  // namespace

std::vector<std::string> TableActions::columns_of(const ir::Index& index) const {
  std::vector<std::string> columns;
  for (const ir::Table* table : {&input_.before, &input_.after}) {
    for (const ir::Column& column : table->columns) {
      if (may_read(index, column.name) && !has_name(columns, column.name)) columns.push_back(column.name);
    }
  }
  return columns;
}

std::vector<std::string> TableActions::leading_of(const ir::Index& index) {
  std::vector<std::string> columns;
  for (const ir::IndexPart& part : index.parts) {
    const std::string column = column_of(part);
    const bool is_whole =
        !column.empty() && prefix_length(part) == nullptr && index.method != "fulltext" && index.method != "spatial";
    if (!is_whole) break;
    columns.push_back(column);
  }
  return columns;
}

void TableActions::drop_key(std::string summary, std::string clause, KeyAction key, std::size_t at) {
  key.action = push(action_of(std::move(summary), std::move(clause), {at}));
  key_drops_.push_back(std::move(key));
}

void TableActions::add_key(std::string summary, std::string clause, KeyAction key, std::size_t at) {
  key.action = push(action_of(std::move(summary), std::move(clause), {at}));
  key_adds_.push_back(std::move(key));
}

void TableActions::rename_key(std::string_view what, const std::string& from, const std::string& to, std::size_t at) {
  Action action = action_of(fmt::format("{} `{}` to `{}`", what, from, to),
                            fmt::format("RENAME INDEX {} TO {}", name(from), name(to)), {at});
  action.gives_name = true;
  index_renames_.push_back({push(std::move(action)), from, to});
}

void TableActions::change_key(std::size_t at) {
  const change::Change& it = change(at);
  switch (it.kind) {
    case Kind::add_primary_key: {
      const ir::Key& key = *input_.after.primary_key;
      add_key("add the primary key", "ADD " + renderer_.key_constraint(key, true, state_),
              {0, key.name, key.columns, key.columns}, at);
      return;
    }
    case Kind::drop_primary_key: {
      const ir::Key& key = *input_.before.primary_key;
      drop_key("drop the primary key", "DROP PRIMARY KEY", {0, key.name, key.columns, key.columns}, at);
      return;
    }
    case Kind::add_unique: {
      const ir::Key& key = input_.after.unique_keys.at(it.part.after);
      add_key(fmt::format("add unique constraint `{}`", key.name),
              "ADD " + renderer_.key_constraint(key, false, state_), {0, key.name, key.columns, key.columns}, at);
      return;
    }
    case Kind::drop_unique: {
      const ir::Key& key = input_.before.unique_keys.at(it.part.before);
      drop_key(fmt::format("drop unique constraint `{}`", key.name), "DROP INDEX " + name(key.name),
               {0, key.name, key.columns, key.columns}, at);
      return;
    }
    default: {
      const std::string& from = input_.before.unique_keys.at(it.part.before).name;
      const std::string& to = input_.after.unique_keys.at(it.part.after).name;
      rename_key("rename unique constraint", from, to, at);
    }
  }
}

void TableActions::change_index(std::size_t at) {
  const change::Change& it = change(at);
  const auto old_index = [&]() -> const ir::Index& { return input_.before.physical.indexes.at(it.part.before); };
  const auto new_index = [&]() -> const ir::Index& { return input_.after.physical.indexes.at(it.part.after); };
  if (it.kind == Kind::rename_index) {
    const std::string& from = old_index().name;
    const std::string& to = new_index().name;
    rename_key("rename index", from, to, at);
    return;
  }
  if (it.kind == Kind::set_index_comment) {
    const bool is_renamed = old_index().name != new_index().name;
    Action action = action_of(fmt::format("change the comment of index `{}`", new_index().name),
                              "DROP INDEX " + name(new_index().name), {at});
    action.clauses.push_back("ADD " + input_.renderer.inline_index(new_index(), state_));
    const std::size_t made = push(std::move(action));
    if (is_renamed)
      last_.push_back(made);
    else
      key_adds_.push_back({made, new_index().name, columns_of(new_index()), leading_of(new_index())});
    return;
  }
  // The same index, used or not used by the optimizer.
  for (std::size_t other = 0; other < input_.changes.size(); ++other) {
    const change::Change& pair = change(other);
    if (it.kind == Kind::drop_index && pair.kind == Kind::create_index &&
        differ_in_visibility(old_index(), input_.after.physical.indexes.at(pair.part.after))) {
      const ir::Index& after = input_.after.physical.indexes.at(pair.part.after);
      const std::string words = visibility_of(old_index(), after);
      push(action_of(fmt::format("make index `{}` {}", after.name, to_lower(words)),
                     fmt::format("ALTER INDEX {} {}", name(after.name), words), {at, other}));
      return;
    }
    const bool is_done = it.kind == Kind::create_index && pair.kind == Kind::drop_index &&
                         differ_in_visibility(input_.before.physical.indexes.at(pair.part.before), new_index());
    if (is_done) return;
  }
  if (it.kind == Kind::drop_index) {
    drop_key(fmt::format("drop index `{}`", old_index().name), "DROP INDEX " + name(old_index().name),
             {0, old_index().name, columns_of(old_index()), leading_of(old_index())}, at);
  } else {
    add_key(fmt::format("create index `{}`", new_index().name),
            "ADD " + input_.renderer.inline_index(new_index(), state_),
            {0, new_index().name, columns_of(new_index()), leading_of(new_index())}, at);
  }
}

void TableActions::change_check(std::size_t at) {
  const change::Change& it = change(at);
  const bool is_rename = it.kind == Kind::rename_check;
  if (it.kind == Kind::drop_check || is_rename) {
    const ir::Check& check = input_.before.checks.at(it.part.before);
    Action action = action_of(fmt::format("drop check `{}`", check.name), "DROP CONSTRAINT " + name(check.name), {});
    action.algorithm = Algorithm::nocopy;
    if (!is_rename) action = action_of(action.summary, action.clauses.front(), {at});
    check_drops_.push_back({push(std::move(action)), check.name, &check.expression});
  }
  if (it.kind == Kind::add_check || is_rename) {
    const ir::Check& check = input_.after.checks.at(it.part.after);
    Action action =
        action_of(fmt::format("add check `{}`", check.name), "ADD " + renderer_.check_constraint(check, state_), {at});
    check_adds_.push_back({push(std::move(action)), check.name, &check.expression});
  }
}

/// Where a rename does not reach checks they go before and come after it.
void TableActions::free_renamed_checks() {
  if (input_.renderer.flavour().has_renames_in_expressions || renames_.empty()) return;
  for (const ir::Check& before : input_.before.checks) {
    const bool is_gone = std::any_of(check_drops_.begin(), check_drops_.end(),
                                     [&](const CheckAction& it) { return it.name == before.name; });
    const bool is_renamed = std::any_of(renames_.begin(), renames_.end(), [&](const auto& it) {
      return may_read(before.expression, input_.after.columns[it.first].name);
    });
    const auto after = std::find_if(input_.after.checks.begin(), input_.after.checks.end(),
                                    [&](const ir::Check& it) { return it.name == before.name; });
    if (is_gone || !is_renamed || after == input_.after.checks.end()) continue;
    Action drop = action_of(fmt::format("drop check `{}` for the rename", before.name),
                            "DROP CONSTRAINT " + name(before.name), {});
    drop.algorithm = Algorithm::nocopy;
    check_drops_.push_back({push(std::move(drop)), before.name, &before.expression});
    Action add = action_of(fmt::format("add check `{}` again", after->name),
                           "ADD " + renderer_.check_constraint(*after, state_), {});
    add.algorithm = Algorithm::copy;
    add.hazards.push_back(
        {change::HazardKind::table_copied, "the server adds a check by copying the table, while writers wait"});
    check_adds_.push_back({push(std::move(add)), after->name, &after->expression});
  }
}

void TableActions::rename_foreign_key(std::size_t at) {
  const ir::ForeignKey& before = input_.before.foreign_keys.at(change(at).part.before);
  const ir::ForeignKey& after = input_.after.foreign_keys.at(change(at).part.after);
  Action action = action_of(fmt::format("rename foreign key `{}` to `{}`", before.name, after.name), "", {at});
  const std::string table = renderer_.qualified(input_.after.name, state_);
  action.statements.push_back(fmt::format("ALTER TABLE {} DROP FOREIGN KEY {}", table, name(before.name)));
  if (!has_index_for(input_.before, before) && !has_index_for(input_.after, after))
    action.statements.push_back(
        fmt::format("ALTER TABLE {} RENAME INDEX {} TO {}", table, name(before.name), name(after.name)));
  for (Statement& statement : renderer_.add_foreign_key(input_.after, after, state_))
    action.statements.push_back(std::move(statement.sql));
  last_.push_back(push(std::move(action)));
}

/// In the same statement, also for what is joined to either of them later.
void TableActions::join_actions(std::size_t into, std::size_t from) {
  merge(actions_, into, from);
  for (auto* keys : {&key_drops_, &key_adds_}) {
    for (KeyAction& key : *keys) {
      if (key.action == from) key.action = into;
    }
  }
}

/// An AUTO_INCREMENT column has to lead a key at the end of every statement.
void TableActions::join_identity_keys() {
  for (const ir::Table* table : {&input_.before, &input_.after}) {
    for (std::size_t i = 0; i < table->columns.size(); ++i) {
      if (!table->columns[i].identity) continue;
      const std::string& column = table->columns[i].name;
      std::vector<std::size_t> together;
      if (table == &input_.before) {
        if (const auto dropped = drops_.find(i); dropped != drops_.end()) together.push_back(dropped->second);
      } else {
        if (const auto added = adds_.find(i); added != adds_.end()) together.push_back(added->second);
      }
      for (const auto& [place, action] : modifies_) {
        if (equals_ignoring_case(input_.after.columns[place].name, column)) together.push_back(action);
      }
      for (const auto* keys : {&key_drops_, &key_adds_}) {
        for (const KeyAction& key : *keys) {
          if (has_name(key.columns, column)) together.push_back(key.action);
        }
      }
      for (const std::size_t at : together) join_actions(together.front(), at);
    }
  }
  std::size_t primary = change::kNowhere;
  for (std::size_t i = 0; i < input_.changes.size(); ++i) {
    const Kind kind = change(i).kind;
    if (kind != Kind::drop_primary_key && kind != Kind::add_primary_key) continue;
    for (std::size_t at = 0; at < actions_.size(); ++at) {
      const auto& done = actions_[at].carries_out;
      if (std::find(done.begin(), done.end(), i) == done.end()) continue;
      if (primary == change::kNowhere)
        primary = at;
      else
        join_actions(primary, at);
      break;
    }
  }
}

/// A foreign key keeps an index over its columns, and one over those that it points to: what takes the place of one
/// that goes comes in the same statement. Where nothing was declared, the server's own index takes its place, called
/// like the key.
void TableActions::join_foreign_key_indexes() {
  for (const ir::ForeignKey& key : input_.before.foreign_keys) {
    const bool stays = std::any_of(input_.after.foreign_keys.begin(), input_.after.foreign_keys.end(),
                                   [&](const auto& it) { return it.name == key.name && it.columns == key.columns; });
    if (stays && !has_index_for(input_.before, key)) drop_index_of(key);
  }
  std::set<std::string> made;  // the server's own indexes that come back
  for (const KeyAction& dropped : key_drops_) {
    bool is_needed = false;
    for (const ir::ForeignKey& key : input_.after.foreign_keys) {
      if (!leads(dropped.leading, key.columns)) continue;
      is_needed = true;
      std::vector<std::vector<std::string>> declared;
      if (input_.after.primary_key) declared.push_back(input_.after.primary_key->columns);
      for (const ir::Key& it : input_.after.unique_keys) declared.push_back(it.columns);
      for (const ir::Index& it : input_.after.physical.indexes) declared.push_back(leading_of(it));
      const bool has_other = std::any_of(declared.begin(), declared.end(),
                                         [&](const auto& columns) { return leads(columns, key.columns); });
      if (!has_other && made.insert(key.name).second) {
        actions_[dropped.action].clauses.push_back(
            fmt::format("ADD INDEX {} ({})", name(key.name), renderer_.name_list(key.columns, state_)));
      }
    }
    for (const ir::Table& table : input_.context.after.tables) {
      for (const ir::ForeignKey& key : table.foreign_keys) {
        is_needed = is_needed || (key.target == input_.after.name && leads(dropped.leading, key.target_columns));
      }
    }
    if (!is_needed) continue;
    for (KeyAction& added : key_adds_) {
      if (added.action == dropped.action) continue;
      join_actions(dropped.action, added.action);
    }
  }
}

/// The server's own index for a foreign key goes with the statement that adds a declared one: it would go by itself
/// only where no statement named it.
void TableActions::drop_index_of(const ir::ForeignKey& key) {
  KeyAction* first = nullptr;
  for (KeyAction& added : key_adds_) {
    if (!leads(added.leading, key.columns)) continue;
    if (first == nullptr) {
      first = &added;
      actions_[added.action].clauses.push_back("DROP INDEX " + name(key.name));
    } else if (added.action != first->action) {
      join_actions(first->action, added.action);
    }
  }
}

}  // namespace kura::dialect::mysql
