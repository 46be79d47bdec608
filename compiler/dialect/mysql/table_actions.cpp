// TableActions: all changes of a table, and their order.
#include "compiler/dialect/mysql/table_actions.h"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/base/ascii.h"
#include "compiler/dialect/mysql/alter_conditions.h"
#include "compiler/dialect/mysql/rules.h"

namespace kura::dialect::mysql {

using change::Kind;
using change::kNowhere;

TableActions::TableActions(const AlterInput& input)
    : input_(input), renderer_(input.renderer), state_(input.context.new_state()) {}

std::vector<Action> TableActions::run() {
  for (std::size_t i = 0; i < input_.changes.size(); ++i) add(i);
  change_columns();
  free_renamed_checks();
  change_partitions();
  for (std::size_t i = 0; i < input_.changes.size(); ++i) {
    if (change(i).kind == Kind::reorder_columns) reorder(i);
  }
  link();
  join_statements();
  link_updates();
  return std::move(actions_);
}

/// Changes of columns that stay, of partitions and of the order are looked at together afterwards.
void TableActions::add(std::size_t at) {
  switch (change(at).kind) {
    case Kind::add_column:
      return add_new_column(at);
    case Kind::drop_column:
      return drop_column(at);
    case Kind::add_primary_key:
    case Kind::drop_primary_key:
    case Kind::add_unique:
    case Kind::drop_unique:
    case Kind::rename_unique:
      return change_key(at);
    case Kind::create_index:
    case Kind::drop_index:
    case Kind::rename_index:
    case Kind::set_index_comment:
      return change_index(at);
    case Kind::add_check:
    case Kind::drop_check:
    case Kind::rename_check:
      return change_check(at);
    case Kind::rename_foreign_key:
      return rename_foreign_key(at);
    case Kind::change_native:
    case Kind::set_table_comment:
      return change_option(at);
    case Kind::change_partitioning:
      return repartition(at);
    case Kind::add_grant:
    case Kind::drop_grant:
      return change_grant(at);
    default:
      return;
  }
}

std::size_t TableActions::push(Action action) {
  actions_.push_back(std::move(action));
  return actions_.size() - 1;
}

Action TableActions::action_of(std::string summary, std::string clause, const Places& changes) const {
  Action action;
  action.summary = std::move(summary);
  if (!clause.empty()) action.clauses.push_back(std::move(clause));
  for (const std::size_t at : changes) {
    action.carries_out.push_back(at);
    if (input_.changes[at].row != nullptr)
      action.algorithm = std::max(action.algorithm, input_.answers.algorithm_of(*input_.changes[at].row));
  }
  return action;
}

std::string TableActions::name(const std::string& text) const {
  return renderer_.identifier(text, state_);
}

std::string TableActions::definition(const ir::Column& column) const {
  return fmt::format("{} {}{}", name(column.name), renderer_.column_type(column, state_),
                     renderer_.column_attributes(column, input_.after, state_));
}

void TableActions::need(std::size_t action, const std::map<std::size_t, std::size_t>& found, std::size_t key) {
  const auto place = found.find(key);
  if (place != found.end() && place->second != action) actions_[action].needs.push_back(place->second);
}

/// After the columns that it names have come, under the names that it calls them by.
void TableActions::need_columns(std::size_t action, const std::vector<std::string>& columns) {
  for (std::size_t i = 0; i < input_.after.columns.size(); ++i) {
    if (!has_name(columns, input_.after.columns[i].name)) continue;
    for (const auto* found : {&adds_, &renames_, &remakes_}) need(action, *found, i);
    // A new definition may stand in the same statement, but not in a later one.
    const auto modified = modifies_.find(i);
    if (modified == modifies_.end() || modified->second == action) continue;
    for (const std::size_t needed : actions_[modified->second].needs) {
      if (needed != action) actions_[action].needs.push_back(needed);
    }
  }
}

void TableActions::link() {
  link_columns();
  link_keys();
  link_index_names();
  link_checks();
  for (const std::size_t at : last_) {
    for (std::size_t i = 0; i < actions_.size(); ++i) {
      if (std::find(last_.begin(), last_.end(), i) == last_.end()) actions_[at].needs.push_back(i);
    }
  }
}

/// After what had the name before has given it up.
void TableActions::take_name(std::size_t action, const std::string& wanted) {
  for (const auto& [place, dropped] : drops_) {
    if (equals_ignoring_case(input_.before.columns[place].name, wanted)) actions_[action].needs.push_back(dropped);
  }
  for (const auto& [place, renamed] : renames_) {
    if (renamed != action && equals_ignoring_case(input_.after.columns[place].was, wanted)) {
      actions_[action].needs.push_back(renamed);
    }
  }
}

/// A generated column comes after the columns that it reads have their shape.
void TableActions::follow_what_it_reads(std::size_t action, std::size_t place) {
  const auto& columns = input_.after.columns;
  // What turns plain is stored for a while, by its old expression.
  const ir::Column* before = column_named(input_.before, columns[place].name);
  const bool is_plain = !columns[place].generated;
  if (is_plain && (!remakes_.contains(place) || before == nullptr || !before->generated)) return;
  const ir::Expression& expression = is_plain ? before->generated->expression : columns[place].generated->expression;
  std::vector<std::string> read;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (i == place || !may_read(expression, columns[i].name)) continue;
    read.push_back(columns[i].name);
    if (!is_plain) need(action, modifies_, i);
  }
  need_columns(action, read);
}

void TableActions::link_columns() {
  for (const auto& [place, action] : renames_) take_name(action, input_.after.columns[place].name);
  for (const auto& [place, action] : modifies_) {
    need(action, renames_, place);
    need(action, remakes_, place);
    follow_what_it_reads(action, place);
  }
  for (const auto& [place, action] : remakes_) {
    need(action, renames_, place);
    follow_what_it_reads(action, place);
  }
  for (const auto& [place, action] : adds_) {
    take_name(action, input_.after.columns[place].name);
    follow_what_it_reads(action, place);
  }
  for (const auto& [place, action] : drops_) link_drop(place, action);
}

void TableActions::link_drop(std::size_t place, std::size_t action) {
  const auto& old_columns = input_.before.columns;
  const std::string& gone = old_columns[place].name;
  std::vector<std::size_t>& needs = actions_[action].needs;
  const auto reads_it = [&](const ir::Column& column) {
    return column.generated && may_read(column.generated->expression, gone);
  };
  for (const auto& [other, dropped] : drops_) {
    if (other != place && reads_it(old_columns[other])) needs.push_back(dropped);
  }
  // A generated column that no longer reads it has to be changed before.
  for (const auto* changed : {&modifies_, &remakes_}) {
    for (const auto& [column, modified] : *changed) {
      const ir::Column* reader = column_named(input_.before, input_.after.columns[column].name);
      if (reader != nullptr && reads_it(*reader)) needs.push_back(modified);
    }
  }
  // A table always has a column.
  if (drops_.size() < old_columns.size()) return;
  for (const auto& [column, added] : adds_) needs.push_back(added);
}

void TableActions::link_keys() {
  for (const KeyAction& key : key_adds_) need_columns(key.action, key.columns);
  for (const KeyAction& key : key_drops_) {
    for (const auto& [place, action] : drops_) {
      if (action != key.action && has_name(key.columns, input_.before.columns[place].name))
        actions_[action].needs.push_back(key.action);
    }
    for (const auto& [place, action] : remakes_) {
      if (has_name(key.columns, input_.after.columns[place].name)) actions_[action].needs.push_back(key.action);
    }
  }
}

/// A name of an index is taken after it was given up.
void TableActions::link_index_names() {
  for (const IndexRename& renamed : index_renames_) {
    std::vector<std::size_t>& needs = actions_[renamed.action].needs;
    for (const KeyAction& key : key_drops_) {
      if (equals_ignoring_case(key.name, renamed.to)) needs.push_back(key.action);
    }
    for (const IndexRename& other : index_renames_) {
      if (other.action != renamed.action && equals_ignoring_case(other.from, renamed.to)) needs.push_back(other.action);
    }
    for (const KeyAction& key : key_adds_) {
      if (equals_ignoring_case(key.name, renamed.from)) actions_[key.action].needs.push_back(renamed.action);
    }
  }
}

void TableActions::link_checks() {
  for (const CheckAction& check : check_adds_) {
    std::vector<std::string> columns;
    for (const ir::Column& column : input_.after.columns) {
      if (may_read(*check.expression, column.name)) columns.push_back(column.name);
    }
    need_columns(check.action, columns);
    // One name stands once in a database: it has to be free.
    if (input_.renderer.flavour().has_check_names_per_table) continue;
    for (const CheckAction& dropped : check_drops_) {
      if (dropped.action != check.action && dropped.name == check.name)
        actions_[check.action].needs.push_back(dropped.action);
    }
  }
  for (const CheckAction& check : check_drops_) {
    for (const auto& [place, action] : drops_) {
      if (may_read(*check.expression, input_.before.columns[place].name))
        actions_[action].needs.push_back(check.action);
    }
    for (const auto* changed : {&renames_, &remakes_}) {
      for (const auto& [place, action] : *changed) {
        if (may_read(*check.expression, input_.after.columns[place].name))
          actions_[action].needs.push_back(check.action);
      }
    }
  }
}

bool TableActions::waits_for(std::size_t action, std::size_t other) const {
  std::vector<bool> is_seen(actions_.size(), false);
  Places open{action};
  while (!open.empty()) {
    const std::size_t at = open.back();
    open.pop_back();
    if (at == other) return true;
    if (is_seen[at]) continue;
    is_seen[at] = true;
    open.insert(open.end(), actions_[at].needs.begin(), actions_[at].needs.end());
  }
  return false;
}

/// Rows are updated when the keys and checks that would not have allowed it are gone.
void TableActions::link_updates() {
  for (const Update& update : updates_) {
    const auto follow = [&](std::size_t dropped) {
      if (!waits_for(dropped, update.action)) actions_[update.action].needs.push_back(dropped);
    };
    const std::string& column = input_.after.columns[update.column].name;
    for (const CheckAction& check : check_drops_) {
      if (may_read(*check.expression, column)) follow(check.action);
    }
    for (const KeyAction& key : key_drops_) {
      if (has_name(key.columns, column)) follow(key.action);
    }
  }
}

void TableActions::join_statements() {
  join_identity_keys();
  join_foreign_key_indexes();
  if (partitioning_ == kNowhere) return;
  // At every moment each unique key has to hold the columns of the partitioning.
  for (const auto* keys : {&key_drops_, &key_adds_}) {
    for (const KeyAction& key : *keys) join_actions(partitioning_, key.action);
  }
}

}  // namespace kura::dialect::mysql
