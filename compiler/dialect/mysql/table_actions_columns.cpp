// TableActions: columns that come, go, are renamed and get new definitions.
#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "compiler/base/ascii.h"
#include "compiler/dialect/mysql/alter_conditions.h"
#include "compiler/dialect/mysql/carry.h"
#include "compiler/dialect/mysql/rules.h"
#include "compiler/dialect/mysql/shape.h"
#include "compiler/dialect/mysql/table_actions.h"
#include "compiler/dialect/mysql/type_change.h"

namespace kura::dialect::mysql {
namespace {

using change::Kind;
using change::kNowhere;

/// What ALTER COLUMN … SET DEFAULT takes: now() would become an expression there.
bool is_settable(const ir::Column& column) {
  return !column.default_value || !ir::is_portable_call(*column.default_value, "now");
}

}  // namespace

void TableActions::add_new_column(std::size_t at) {
  const std::size_t place = change(at).part.after;
  const ir::Column& column = input_.after.columns.at(place);
  Action action = action_of(fmt::format("add column `{}`", column.name), "ADD COLUMN " + definition(column), {at});
  // It waits for its key and would come behind columns that are added before it; the table is copied in any case.
  // Beside a virtual column the server adds no column in front.
  const bool is_beside_virtual =
      std::any_of(input_.after.columns.begin(), input_.after.columns.end(), is_virtual_column) ||
      std::any_of(input_.before.columns.begin(), input_.before.columns.end(), is_virtual_column);
  if (column.identity && place == 0 && !is_beside_virtual) action.clauses.back() += " FIRST";
  action.is_apart = is_virtual_column(column);
  if (column.identity && column.identity->start != 1)
    action.clauses.push_back(fmt::format("AUTO_INCREMENT = {}", column.identity->start));
  if (!column.is_nullable && !has_value(column) && !column.generated && !column.identity) {
    action.checks_before.push_back(
        {fmt::format("`{}` has no rows: the new column `{}` is NOT NULL and has no default", input_.after.name.name,
                     column.name),
         fmt::format("SELECT NOT EXISTS (SELECT 1 FROM {})", renderer_.qualified(input_.after.name, state_))});
  }
  adds_[place] = push(std::move(action));
}

void TableActions::drop_column(std::size_t at) {
  const std::size_t place = change(at).part.before;
  const ir::Column& column = input_.before.columns.at(place);
  Action action = action_of(fmt::format("drop column `{}`", column.name), "DROP COLUMN " + name(column.name), {at});
  // Beside a virtual column the server drops columns, and does nothing else in the same statement.
  const auto is_beside = [](const ir::Table& table) {
    return std::any_of(table.columns.begin(), table.columns.end(), is_virtual_column);
  };
  action.is_apart = is_beside(input_.before) || is_beside(input_.after);
  action.carry.push_back(dropped_grants_of(input_.after, column.name, input_.renderer, state_));
  action.hazards.push_back(
      {change::HazardKind::not_carried,
       fmt::format("privileges on the column `{}` outlive it and wait for the next one of that name: `kura apply` "
                   "revokes them, a plain run of the file does not",
                   column.name)});
  drops_[place] = push(std::move(action));
}

void TableActions::change_columns() {
  std::map<std::size_t, ColumnChange> by_column;
  for (std::size_t i = 0; i < input_.changes.size(); ++i) {
    const change::Change& it = change(i);
    const bool stays =
        part_of(it.kind) == change::Part::column && it.part.before != kNowhere && it.part.after != kNowhere;
    const AlterRow* row = input_.changes[i].row;
    if (!stays || row == nullptr || row->method != Method::in_place) continue;
    ColumnChange& column = by_column[it.part.after];
    column.before = &input_.before.columns.at(it.part.before);
    (it.kind == Kind::rename_column ? column.renames : column.rest).push_back(i);
  }
  for (std::size_t i = 0; i < input_.after.columns.size(); ++i) {
    const ir::Column* before = column_named(input_.before, input_.after.columns[i].name);
    if (adds_.contains(i) || before == nullptr || !has_converted_text(input_.after.columns[i])) continue;
    ColumnChange& column = by_column[i];
    if (column.before == nullptr) column.before = before;
    column.is_converted = true;
  }
  for (auto& [place, column] : by_column) {
    const ir::Column& after = input_.after.columns[place];
    column.after = &after;
    column.is_anew = is_virtual_column(*column.before) != is_virtual_column(after);
    if (!column.rest.empty() || column.is_converted) column.definition = definition_action(column);
    if (!column.renames.empty()) rename_column(place, column);
  }
  for (const auto& [place, column] : by_column) {
    if (!column.rest.empty() || column.is_converted) define_column(place, column);
  }
}

Action TableActions::definition_action(const ColumnChange& column) const {
  std::vector<std::string> texts;
  for (const std::size_t at : column.rest)
    texts.push_back(fmt::format("{} `{}`", change::kind_words(change(at).kind), column.after->name));
  if (texts.empty()) texts.push_back(fmt::format("convert column `{}`", column.after->name));
  Action action = action_of(join(texts, ", "), "", column.rest);
  if (column.is_converted) action.algorithm = std::max(action.algorithm, Algorithm::copy);
  action.column = static_cast<std::size_t>(column.after - input_.after.columns.data());
  return action;
}

/// By itself when the rest of the change is slow, and together with it otherwise.
void TableActions::rename_column(std::size_t place, ColumnChange& column) {
  const ir::Column& after = *column.after;
  Action action = action_of(fmt::format("rename column `{}` to `{}`", after.was, after.name),
                            fmt::format("RENAME COLUMN {} TO {}", name(after.was), name(after.name)), column.renames);
  action.column = place;
  action.is_rename = true;
  action.gives_name = true;
  const bool has_rest = !column.rest.empty() || column.is_converted;
  if (has_rest && column.definition.algorithm == Algorithm::instant && !column.is_anew) {
    action.summary += ", " + column.definition.summary;
    action.clauses = {fmt::format("CHANGE COLUMN {} {}", name(after.was), definition(after))};
    action.carries_out.insert(action.carries_out.end(), column.rest.begin(), column.rest.end());
    column.rest.clear();
  }
  action.carry.push_back(column_grants_of(input_.after, after.was, after.name, input_.renderer, state_));
  action.hazards.push_back(
      {change::HazardKind::not_carried,
       fmt::format("privileges on the column stay with the name `{}`: `kura apply` grants them on the new name, a "
                   "plain run of the file only those that are declared",
                   after.was)});
  renames_[place] = push(std::move(action));
  move_rights(place);
}

/// What is declared on a column moves to its new name: revoked before and granted after.
void TableActions::move_rights(std::size_t place) {
  const ir::Column& column = input_.after.columns[place];
  Action revoke;
  Action grant;
  for (ir::Grant rights : input_.before.grants) {
    std::erase_if(rights.privileges, [&](const ir::Privilege& it) { return !has_name(it.columns, column.name); });
    if (rights.privileges.empty()) continue;
    for (ir::Privilege& privilege : rights.privileges) privilege.columns = {column.name};
    for (std::string& sql : grant_statements(input_.after.name, rights, renderer_, state_))
      grant.statements.push_back(std::move(sql));
    for (ir::Privilege& privilege : rights.privileges) privilege.columns = {column.was};
    rights.with_grant_option = false;
    for (std::string& sql : revoke_statements(input_.after.name, rights, renderer_, state_))
      revoke.statements.push_back(std::move(sql));
  }
  if (grant.statements.empty()) return;
  revoke.summary = fmt::format("revoke the privileges on column `{}`", column.was);
  grant.summary = fmt::format("grant the privileges on column `{}`", column.name);
  const std::size_t renamed = renames_.at(place);
  grant.needs.push_back(renamed);
  actions_[renamed].needs.push_back(push(std::move(revoke)));
  push(std::move(grant));
}

void TableActions::define_column(std::size_t place, const ColumnChange& column) {
  const ir::Column& before = *column.before;
  const ir::Column& after = *column.after;
  Action action = column.definition;
  if (column.is_anew) {
    make_anew(place, column);
    if (after.generated) return;
  }
  const bool is_default_only = std::all_of(column.rest.begin(), column.rest.end(), [this](std::size_t at) {
    return change(at).kind == Kind::set_default || change(at).kind == Kind::drop_default;
  });
  if (is_default_only && !column.is_converted && is_settable(after) && is_settable(before)) {
    // Without any default a nullable column would have to be given a value by every INSERT.
    const bool is_plain_null = !after.default_value && after.is_nullable;
    const std::string value = is_plain_null ? " DEFAULT NULL" : renderer_.default_clause(after, state_);
    action.clauses = {
        fmt::format("ALTER COLUMN {} {}", name(after.name), value.empty() ? "DROP DEFAULT" : "SET" + value)};
  } else {
    action.clauses = {"MODIFY COLUMN " + definition(after)};
    action.checks_before = value_checks(before, after, column.rest);
    rename_labels(before, after, action);
    if (before.is_nullable && !after.is_nullable && has_value(after) && !after.generated)
      fill_nulls(place, column, action);
  }
  if (after.identity && !before.identity && after.identity->start != 1)
    action.clauses.push_back(fmt::format("AUTO_INCREMENT = {}", after.identity->start));
  modifies_[place] = push(std::move(action));
}

/// Values that an UPDATE must not touch beside the one it is for: columns that are set to now() by every change.
std::string TableActions::update(const ir::Column& column, const std::string& value, const std::string& where) const {
  std::string sets = fmt::format("{} = {}", name(column.name), value);
  for (const ir::Column& other : input_.after.columns) {
    const ir::Column* before = column_named(input_.before, other.name);
    const bool follows =
        before != nullptr && find_native(before->native, "on update") != nullptr && other.name != column.name;
    if (follows) sets += fmt::format(", {} = {}", name(other.name), name(other.name));
  }
  return fmt::format("UPDATE {} SET {} WHERE {}", renderer_.qualified(input_.after.name, state_), sets, where);
}

/// The default takes the place of NULL: in a column that can hold it, and before NULL is forbidden.
void TableActions::fill_nulls(std::size_t place, const ColumnChange& column, Action& last) {
  const ir::Column& after = *column.after;
  const bool has_other_type =
      column.is_converted || column.before->generated ||
      std::any_of(column.rest.begin(), column.rest.end(), [this](std::size_t at) {
        const Kind kind = change(at).kind;
        return kind == Kind::change_type || kind == Kind::change_collation || kind == Kind::change_column_native;
      });
  Action fill;
  fill.summary = fmt::format("fill the NULL values of column `{}`", after.name);
  fill.statements.push_back(
      update(after, renderer_.expression(*after.default_value, state_), name(after.name) + " IS NULL"));
  fill.hazards.push_back(
      {change::HazardKind::values_changed, fmt::format("NULL in column `{}` becomes the default", after.name)});
  if (is_constrained(input_.after, after.name)) {
    fill.hazards.push_back(
        {change::HazardKind::may_fail,
         fmt::format("a key or check over column `{}` may not allow the default in the place of NULL", after.name)});
  }
  fill.needs = last.needs;
  for (const auto& [renamed, action] : renames_) fill.needs.push_back(action);
  if (has_other_type) {
    ir::Column open = after;
    open.is_nullable = true;
    Action first = last;
    first.clauses = {"MODIFY COLUMN " + definition(open)};
    const auto is_not_null = [this](std::size_t at) { return change(at).kind == Kind::set_not_null; };
    std::erase_if(first.carries_out, is_not_null);
    std::erase_if(last.carries_out, [&](std::size_t at) { return !is_not_null(at); });
    first.summary = fmt::format("change column `{}`", after.name);
    need_own(first, place);
    fill.needs.push_back(push(std::move(first)));
    last.summary = fmt::format("set not null on column `{}`", after.name);
    last.checks_before.clear();
    last.algorithm = action_of("", "", last.carries_out).algorithm;
  }
  updates_.push_back({push(std::move(fill)), place});
  last.needs.push_back(updates_.back().action);
}

/// After the column has its new name and is no longer virtual.
void TableActions::need_own(Action& action, std::size_t place) const {
  for (const auto* found : {&renames_, &remakes_}) {
    if (const auto it = found->find(place); it != found->end()) action.needs.push_back(it->second);
  }
}

/// A label is renamed in three steps: both labels, the rows, the new one alone.
void TableActions::rename_labels(const ir::Column& before, const ir::Column& after, Action& last) {
  const ir::EnumType* old_enum = enum_of(before, input_.context.before);
  const ir::EnumType* new_enum = enum_of(after, input_.context.after);
  if (old_enum == nullptr || new_enum == nullptr) return;
  const auto has = [](const ir::EnumType& type, const std::string& text) {
    return std::any_of(type.labels.begin(), type.labels.end(),
                       [&](const ir::EnumLabel& it) { return it.text == text; });
  };
  std::vector<std::string> labels;
  std::vector<std::string> cases;
  std::vector<std::string> old_labels;
  std::vector<std::string> new_labels;
  for (const ir::EnumLabel& label : old_enum->labels) labels.push_back(renderer_.string_literal(label.text));
  for (const ir::EnumLabel& label : new_enum->labels) {
    if (has(*old_enum, label.text)) continue;
    labels.push_back(renderer_.string_literal(label.text));
    if (label.was.empty() || !has(*old_enum, label.was) || has(*new_enum, label.was)) continue;
    old_labels.push_back(renderer_.string_literal(label.was));
    new_labels.push_back(labels.back());
    cases.push_back(fmt::format("WHEN {} THEN {}", old_labels.back(), labels.back()));
  }
  if (cases.empty()) return;
  ir::Column both = after;
  both.type = {};
  both.type.native = fmt::format("ENUM({})", join(labels, ", "));
  both.is_nullable = before.is_nullable || after.is_nullable;
  Action wider;
  wider.summary = fmt::format("add the new labels to column `{}`", after.name);
  wider.clauses.push_back("MODIFY COLUMN " + definition(both));
  const bool is_light = is_appended({before, input_.before, input_.context.before},
                                    {both, input_.after, input_.context.after}, input_.renderer.flavour()) &&
                        before.is_nullable == both.is_nullable && before.collation == after.collation;
  wider.algorithm = is_light ? Algorithm::instant : Algorithm::copy;
  for (const auto& [place, action] : renames_) wider.needs.push_back(action);
  Action rows;
  rows.summary = fmt::format("give the rows the new labels of column `{}`", after.name);
  const bool is_single = cases.size() == 1;
  rows.statements.push_back(
      update(after, is_single ? new_labels.front() : fmt::format("CASE {} {} END", name(after.name), join(cases, " ")),
             is_single ? fmt::format("{} = {}", name(after.name), old_labels.front())
                       : fmt::format("{} IN ({})", name(after.name), join(old_labels, ", "))));
  if (std::any_of(input_.after.checks.begin(), input_.after.checks.end(),
                  [&](const ir::Check& it) { return may_read(it.expression, after.name); })) {
    rows.hazards.push_back({change::HazardKind::may_fail,
                            fmt::format("a check over column `{}` may not allow the new labels", after.name)});
  }
  rows.needs = last.needs;
  rows.needs.push_back(push(std::move(wider)));
  updates_.push_back({push(std::move(rows)), last.column});
  last.needs = {updates_.back().action};
  last.checks_before.clear();
}

/// A text column that takes the table's character set gets the new one.
bool TableActions::has_converted_text(const ir::Column& column) const {
  const bool is_converted = std::any_of(input_.changes.begin(), input_.changes.end(), [this](const Answered& it) {
    return it.change.kind == Kind::change_native && it.row != nullptr && it.row->method == Method::in_place &&
           is_charset_word(it.change.key);
  });
  if (!is_converted || !column.collation.empty() || column.generated) return false;
  if (find_native(column.native, "character set") != nullptr || find_native(column.native, "charset") != nullptr)
    return false;
  if (column.type.kind == ir::TypeKind::json || column.type.kind == ir::TypeKind::variant) return false;
  return is_character(shape_of(column, input_.context.after, input_.renderer.flavour()));
}

}  // namespace kura::dialect::mysql
