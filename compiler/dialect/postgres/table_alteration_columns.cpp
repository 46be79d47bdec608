// The alteration of a table: columns, all in one ALTER TABLE, which locks and rewrites once.
#include <fmt/format.h>

#include <algorithm>

#include "compiler/base/ascii.h"
#include "compiler/dialect/postgres/column_options.h"
#include "compiler/dialect/postgres/rules.h"
#include "compiler/dialect/postgres/table_alteration.h"
#include "compiler/dialect/postgres/table_facts.h"
#include "compiler/dialect/postgres/type_changes.h"
#include "compiler/dialect/postgres/value_checks.h"

namespace kura::dialect::postgres {

using change::kNowhere;

std::string TableAlteration::column_sql(const ir::Column& column) const {
  const std::string attributes = spelling_.column_attributes(column, after_, new_state_);
  return fmt::format("{} {}{}", id(column.name), spelling_.column_type(column, new_state_), attributes);
}

void TableAlteration::change_columns() {
  std::vector<std::size_t> added = all({Kind::add_column, Kind::add_generated, Kind::change_generated});
  // The parts of the statement come one after the other: what is made from a new column follows it.
  std::stable_partition(added.begin(), added.end(), [&](std::size_t at) { return !reads_new_column(new_column(at)); });
  for (const std::size_t at : added) add_column(at);
  for (std::size_t at = 0; at < changes_.size(); ++at) change_column_piece(at);
  for (std::size_t at = 0; at < changes_.size(); ++at) change_early_keys(at);
  for (const std::size_t at : all({Kind::change_native})) change_native(at);
  push_pieces(std::move(pieces_), "add checks again");
  if (!checks_.empty() && !drafts_.empty()) drafts_.back().checks_before = std::move(checks_);
  for (const std::size_t at : all({Kind::change_type})) {
    if (!has_way_back(old_column(at).type, new_column(at).type)) {
      drafts_.back().hazards.push_back(no_way_back(old_column(at).type, new_column(at).type));
    }
  }
  for (const std::size_t at : all({Kind::add_column, Kind::add_generated, Kind::change_generated})) {
    if (!new_column(at).generated || new_column(at).is_nullable || drafts_.empty()) continue;
    drafts_.back().hazards.push_back(
        {change::HazardKind::may_fail, fmt::format("the expression of `{}` may give null", new_column(at).name)});
  }
  for (const std::size_t at : all({Kind::add_generated, Kind::change_generated})) {
    if (!is_remade(change(at).part.after) || drafts_.empty()) continue;
    drafts_.back().hazards.push_back(
        {change::HazardKind::not_carried,
         fmt::format("undeclared rights on column `{}`, which is made anew", new_column(at).name)});
    if (change(at).part.after + 1 == after_.columns.size()) continue;
    drafts_.back().hazards.push_back({change::HazardKind::not_carried,
                                      fmt::format("`{}` becomes the last column of the table", new_column(at).name)});
  }
}

bool TableAlteration::reads_new_column(const ir::Column& column) const {
  const std::vector<std::size_t> added = all({Kind::add_column});
  return column.generated && std::any_of(added.begin(), added.end(), [&](std::size_t at) {
           return reads(column.generated->expression, new_column(at).name);
         });
}

void TableAlteration::add_column(std::size_t at) {
  const bool is_new = change(at).kind == Kind::add_column;
  if (!is_new && !is_remade(change(at).part.after)) {
    pieces_.push_back({fmt::format("ALTER COLUMN {} SET EXPRESSION AS ({})", id(new_column(at).name),
                                   spelling_.expression(new_column(at).generated->expression, new_state_)),
                       {at}});
    return;
  }
  const ir::Column& column = new_column(at);
  if (!is_new && !loses_source(old_column(at))) pieces_.push_back({"DROP COLUMN " + id(column.name), {at}});
  pieces_.push_back({"ADD COLUMN " + column_sql(column), {at}});
  for (const std::string& rest : option_changes(ir::Column{}, column)) {
    pieces_.push_back({fmt::format("ALTER COLUMN {} {}", id(column.name), rest), {at}});
  }
  const bool has_value = column.is_nullable || column.default_value || column.identity || column.generated;
  if (has_value || before_.columns.empty()) return;
  checks_.push_back({fmt::format("`{}` has no rows", ir::to_text(after_.name)),
                     fmt::format("SELECT NOT EXISTS (SELECT 1 FROM {})", table_name())});
}

void TableAlteration::change_column_piece(std::size_t at) {
  if (part_of(change(at).kind) != change::Part::column || change(at).part.after == kNowhere) return;
  const ir::Column& column = new_column(at);
  const auto piece = [&](const std::string& rest) {
    pieces_.push_back({fmt::format("ALTER COLUMN {} {}", id(column.name), rest), {at}});
  };
  if (is_remade(change(at).part.after)) {
    // Its new definition says it all.
    const auto own = std::find_if(pieces_.begin(), pieces_.end(), [&](const Piece& it) {
      return change(it.changes.at(0)).part.after == change(at).part.after;
    });
    if (own != pieces_.end() && change(at).kind != Kind::set_column_comment) own->changes.push_back(at);
    return;
  }
  switch (change(at).kind) {
    case Kind::change_type:
      return change_type(at);
    case Kind::change_collation:
      if (!has(Kind::change_type, change(at).part)) change_type(at);
      return;
    case Kind::set_not_null:
      return set_not_null(at);
    case Kind::drop_not_null:
      return piece("DROP NOT NULL");
    case Kind::set_default:
      return piece("SET" + spelling_.default_clause(column, new_state_));
    case Kind::drop_default:
      return piece("DROP DEFAULT");
    case Kind::drop_identity:
      if (loses_identity_first(at)) return;
      // Identity goes before the default and the nulls that it forbids.
      pieces_.insert(pieces_.begin(), {fmt::format("ALTER COLUMN {} DROP IDENTITY", id(column.name)), {at}});
      return;
    case Kind::add_identity:
      return piece("ADD" + spelling_.identity(column));
    case Kind::change_identity:
      return change_identity(at);
    case Kind::change_column_native:
      for (const std::string& rest : option_changes(old_column(at), column)) piece(rest);
      if (!has(Kind::change_identity, change(at).part)) change_identity(at);
      return;
    default:
      return;
  }
}

void TableAlteration::change_type(std::size_t at) {
  const ir::Column& before = old_column(at);
  const ir::Column& after = new_column(at);
  const std::string name = id(after.name);
  const auto piece = [&](const std::string& rest) {
    pieces_.push_back({fmt::format("ALTER COLUMN {} {}", name, rest), {at}});
  };
  const TypeChange change_of_type = type_change(before.type, after.type);
  const bool is_default_set = has(Kind::set_default, change(at).part);
  const bool is_default_dropped = has(Kind::drop_default, change(at).part);
  // The old default would have to be cast as well.
  const bool renews_default =
      before.default_value && !is_default_dropped && (is_default_set || changes_literals(before.type, after.type));
  if (renews_default) piece("DROP DEFAULT");
  std::string rest = "TYPE " + spelling_.column_type(after, new_state_);
  if (!after.collation.empty()) rest += " COLLATE " + spelling_.collation(after.collation, new_state_);
  const ir::Type open = without_length(after.type);
  const std::string value = cast_value(name, before.type, after.type, spelling_.type(open, new_state_));
  if (value != name) rest += " USING " + value;
  piece(rest);
  if (has(Kind::change_collation, change(at).part) && change(at).kind == Kind::change_type) {
    for (const std::size_t other : all({Kind::change_collation})) {
      if (change(other).part.after == change(at).part.after) pieces_.back().changes.push_back(other);
    }
  }
  for (const std::string& option : options_behind_a_type(before, after)) piece(option);
  if (renews_default && !is_default_set && after.default_value)
    piece("SET" + spelling_.default_clause(after, new_state_));
  if (change_of_type.may_fail) {
    if (const auto condition = misfits(name, before.type, after.type, spelling_, new_state_)) {
      checks_.push_back(none_where(fmt::format("every value of `{}` fits", after.name), *condition));
    }
  }
}

void TableAlteration::set_not_null(std::size_t at) {
  const ir::Column& column = new_column(at);
  checks_.push_back(none_where(fmt::format("no value of `{}` is null", column.name), id(column.name) + " IS NULL"));
  const bool is_at_once = changes_[at].row != nullptr && changes_[at].row->work == Work::scan;
  if (is_at_once) {
    pieces_.push_back({fmt::format("ALTER COLUMN {} SET NOT NULL", id(column.name)), {at}});
    return;
  }
  const std::string proof = object_name(after_.name.name, column.name, "kura_not_null");
  pieces_.push_back(
      {fmt::format("ADD CONSTRAINT {} CHECK ({} IS NOT NULL) NOT VALID", id(proof), id(column.name)), {at}});
  proofs_.push_back(column.name);
}

void TableAlteration::change_identity(std::size_t at) {
  const ir::Column& before = old_column(at);
  const ir::Column& after = new_column(at);
  if (!before.identity || !after.identity) return;
  std::string text;
  if (before.identity->is_always != after.identity->is_always) {
    text += fmt::format(" SET GENERATED {}", after.identity->is_always ? "ALWAYS" : "BY DEFAULT");
  }
  for (const std::string& option : identity_changes(before, after)) text += " SET " + option;
  if (!text.empty()) pieces_.push_back({fmt::format("ALTER COLUMN {}{}", id(after.name), text), {at}});
}

/// A new identity goes on where the values that are there end.
void TableAlteration::continue_identities() {
  for (const std::size_t at : all({Kind::add_identity})) {
    const ir::Column& column = new_column(at);
    if (is_remade(change(at).part.after)) continue;
    const bool rises = column.identity->step > 0;
    const std::string name = id(column.name);
    const std::string end = fmt::format("{}({})", rises ? "max" : "min", name);
    push(fmt::format("SELECT setval(pg_get_serial_sequence({}, {}), {})\nFROM {}\nHAVING {} {} {}",
                     spelling_.string_literal(table_name()), spelling_.string_literal(column.name), end, table_name(),
                     end, rises ? ">=" : "<=", column.identity->start),
         {}, fmt::format("let the identity of `{}` go on behind the values there are", column.name));
  }
}

void TableAlteration::validate_checks() {
  const auto validate = [&](const std::string& name) {
    push_late(alter("VALIDATE CONSTRAINT " + id(name)), {}, fmt::format("validate check `{}`", name), false);
    Draft& it = drafts_.back();
    it.reason = "others read and write meanwhile";
    it.hazards.push_back(
        {change::HazardKind::table_scanned, fmt::format("the engine reads all of `{}`", ir::to_text(after_.name))});
    it.hazards.push_back({change::HazardKind::may_fail, fmt::format("a row may break check `{}`", name)});
  };
  for (const ir::Check& check : after_.checks) {
    const auto place = static_cast<std::size_t>(&check - after_.checks.data());
    const bool is_added = has(Kind::add_check, {kNowhere, place}) || is_check_remade(check);
    if (is_added && !has_native(check.native, "not valid")) validate(check.name);
  }
}

void TableAlteration::finish_not_null() {
  if (proofs_.empty()) return;
  const std::string name = ir::to_text(after_.name);
  std::vector<std::string> validated;
  std::vector<std::string> set;
  std::vector<std::string> dropped;
  for (const std::string& column : proofs_) {
    const std::string proof = id(object_name(after_.name.name, column, "kura_not_null"));
    validated.push_back("VALIDATE CONSTRAINT " + proof);
    set.push_back(fmt::format("ALTER COLUMN {} SET NOT NULL", id(column)));
    dropped.push_back("DROP CONSTRAINT " + proof);
  }
  const std::string columns = "`" + join(proofs_, "`, `") + "`";
  push_late(alter(join(validated, ", ")), {}, fmt::format("make sure that no value of {} is null", columns), false);
  drafts_.back().reason = "others read and write meanwhile";
  drafts_.back().hazards.push_back(
      {change::HazardKind::table_scanned, fmt::format("the engine reads all of `{}`", name)});
  drafts_.back().hazards.push_back({change::HazardKind::may_fail, fmt::format("a value of {} may be null", columns)});
  push_late(alter(join(set, ", ")), {}, fmt::format("set not null on {}", columns), true);
  // Only a later statement may drop the checks: within one, they would be gone before they have proven anything.
  drafts_.back().sql.push_back(alter(join(dropped, ", ")));
  drafts_.back().hazards.push_back(
      {change::HazardKind::blocking_lock, fmt::format("readers and writers of `{}` wait for a moment", name)});
}

}  // namespace kura::dialect::postgres
