// TableActions: columns that turn virtual or plain, and the order of columns.
#include <fmt/format.h>

#include <algorithm>

#include "compiler/base/ascii.h"
#include "compiler/dialect/mysql/alter_conditions.h"
#include "compiler/dialect/mysql/rules.h"
#include "compiler/dialect/mysql/table_actions.h"

namespace kura::dialect::mysql {

using change::Kind;
using change::kNowhere;

/// Virtual columns cannot turn into anything else: dropped and added, with the indexes and checks that name them.
void TableActions::make_anew(std::size_t place, const ColumnChange& column) {
  const ir::Column& after = *column.after;
  const ir::Column& before = *column.before;
  ir::Column made = after;
  Action action = column.definition;
  // What becomes plain is stored first, so that the values stay.
  if (!after.generated) {
    made.generated = before.generated;
    made.generated->storage = ir::GeneratedStorage::stored;
    made.default_value.reset();
    made.identity.reset();
    made.is_nullable = true;
    action.summary = fmt::format("make the virtual column `{}` stored", after.name);
  }
  std::vector<std::string> back = free_column(after.name, action);
  action.clauses.push_back("DROP COLUMN " + name(after.name));
  action.clauses.push_back(fmt::format("ADD COLUMN {}{}", definition(made), position_of(place)));
  action.clauses.insert(action.clauses.end(), back.begin(), back.end());
  action.column = kNowhere;
  action.algorithm = Algorithm::copy;
  remakes_[place] = push(std::move(action));
}

/// The indexes and checks that stay and name the column: dropped with it, and given back to be added with it.
std::vector<std::string> TableActions::free_column(const std::string& column, Action& action) {
  std::vector<std::string> back;
  const auto is_new = [this](Kind kind, std::size_t place) {
    return std::any_of(input_.changes.begin(), input_.changes.end(),
                       [&](const Answered& it) { return it.change.kind == kind && it.change.part.after == place; });
  };
  const auto take = [&](const std::string& index, const std::string& definition) {
    for (const IndexRename& renamed : index_renames_) {
      if (renamed.to == index) action.needs.push_back(renamed.action);
    }
    action.clauses.push_back("DROP INDEX " + name(index));
    back.push_back("ADD " + definition);
  };
  for (std::size_t i = 0; i < input_.after.checks.size(); ++i) {
    const ir::Check& check = input_.after.checks[i];
    if (is_new(Kind::add_check, i) || is_new(Kind::rename_check, i) || !may_read(check.expression, column)) continue;
    action.clauses.push_back("DROP CONSTRAINT " + name(check.name));
    back.push_back("ADD " + renderer_.check_constraint(check, state_));
  }
  for (std::size_t i = 0; i < input_.after.physical.indexes.size(); ++i) {
    const ir::Index& index = input_.after.physical.indexes[i];
    if (is_new(Kind::create_index, i) || !may_read(index, column)) continue;
    take(index.name, input_.renderer.inline_index(index, state_));
  }
  for (std::size_t i = 0; i < input_.after.unique_keys.size(); ++i) {
    const ir::Key& key = input_.after.unique_keys[i];
    if (is_new(Kind::add_unique, i) || !has_name(key.columns, column)) continue;
    take(key.name, renderer_.key_constraint(key, false, state_));
  }
  return back;
}

/// Behind the nearest column before it that was there and keeps its name.
std::string TableActions::position_of(std::size_t place) const {
  for (std::size_t i = place; i-- > 0;) {
    const ir::Column& column = input_.after.columns[i];
    if (column.was.empty() && !adds_.contains(i) && column_named(input_.before, column.name) != nullptr)
      return " AFTER " + name(column.name);
  }
  return " FIRST";
}

/// Moves each column that does not stand behind the right one.
void TableActions::reorder(std::size_t at) {
  std::vector<std::string> order;
  for (std::size_t i = 0; i < input_.before.columns.size(); ++i) {
    if (!drops_.contains(i)) order.push_back(input_.before.columns[i].name);
  }
  for (const auto& [place, action] : adds_) order.push_back(input_.after.columns[place].name);
  const std::vector<std::string> first = order;
  bool is_copied = false;
  Action action = action_of("reorder columns", "", {at});
  for (std::size_t i = 0; i < input_.after.columns.size(); ++i) {
    const ir::Column& column = input_.after.columns[i];
    if (i < order.size() && equals_ignoring_case(order[i], column.name)) continue;
    action.clauses.push_back(fmt::format("MODIFY COLUMN {}{}", definition(column),
                                         i == 0 ? " FIRST" : " AFTER " + name(input_.after.columns[i - 1].name)));
    std::erase(order, column.name);
    order.insert(order.begin() + static_cast<std::ptrdiff_t>(std::min(i, order.size())), column.name);
    is_copied = is_copied || column.generated;
  }
  // A virtual column that gets another place, be it by what goes past it.
  for (std::size_t i = 0; i < std::min(order.size(), first.size()); ++i) {
    const ir::Column* column = column_named(input_.after, first[i]);
    is_copied = is_copied || (column != nullptr && is_virtual_column(*column) && order[i] != first[i]);
  }
  if (is_copied) {
    action.algorithm = Algorithm::copy;
    action.hazards = {
        {change::HazardKind::blocking_lock,
         fmt::format("writers of `{}` wait while the table is written anew", ir::to_text(input_.after.name))},
        {change::HazardKind::table_copied, "a generated column gets another place only with a copy of the table"}};
  }
  if (!action.clauses.empty()) last_.push_back(push(std::move(action)));
}

}  // namespace kura::dialect::mysql
