// The alteration of a table: the order of its drafts, what goes, what is renamed, comments and rights.
#include "compiler/dialect/postgres/table_alteration.h"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/dialect/naming.h"
#include "compiler/dialect/postgres/rules.h"
#include "compiler/dialect/postgres/table_facts.h"
#include "compiler/dialect/postgres/type_changes.h"
#include "compiler/sql/tokens.h"

namespace kura::dialect::postgres {

using change::kNowhere;

TableAlteration::TableAlteration(const PostgresMigrator& migrator, const ir::Table& before, const ir::Table& after,
                                 std::span<const Answered> changes, const MigrationContext& context)
    : migrator_(migrator),
      spelling_(migrator.spelling()),
      before_(before),
      after_(after),
      changes_(changes),
      context_(context),
      old_state_(context.old_state()),
      new_state_(context.new_state()),
      is_partitioned_(after.physical.partitioning.has_value()) {
  for (const std::size_t at : all({Kind::change_type})) {
    if (changes_expressions(old_column(at).type, new_column(at).type)) changed_types_.push_back(new_column(at).name);
  }
}

Drafts TableAlteration::run() {
  drop_indexes();
  drop_parts();
  set_aside_indexes();
  rename_parts();
  drop_partitions();
  change_columns();
  continue_identities();
  create_indexes_at_once();
  add_partitions();
  comment_and_grant();
  validate_checks();
  finish_not_null();
  build_keys();
  build_indexes();
  drop_indexes_online();
  mark_indexes();
  analyze();
  return std::move(drafts_);
}

std::vector<std::size_t> TableAlteration::all(std::initializer_list<Kind> kinds) const {
  std::vector<std::size_t> found;
  for (std::size_t at = 0; at < changes_.size(); ++at) {
    if (std::find(kinds.begin(), kinds.end(), change(at).kind) != kinds.end()) found.push_back(at);
  }
  return found;
}

bool TableAlteration::has(Kind kind, change::Places part) const {
  return std::any_of(changes_.begin(), changes_.end(), [&](const Answered& it) {
    return it.change.kind == kind && it.change.part.before == part.before && it.change.part.after == part.after;
  });
}

std::string TableAlteration::id(const std::string& name) const {
  return spelling_.identifier(name, new_state_);
}
std::string TableAlteration::table_name() const {
  return spelling_.qualified(after_.name, new_state_);
}
std::string TableAlteration::part_name(const std::string& name) const {
  return spelling_.qualified({after_.name.schema, name}, new_state_);
}

void TableAlteration::push(std::string sql, std::vector<std::size_t> carries_out, std::string summary) {
  Draft result = draft(std::move(summary), std::move(sql));
  result.carries_out = std::move(carries_out);
  drafts_.push_back(std::move(result));
}

void TableAlteration::push_late(std::string sql, std::vector<std::size_t> carries_out, std::string summary,
                                bool in_transaction) {
  push(std::move(sql), std::move(carries_out), std::move(summary));
  drafts_.back().is_late = true;
  drafts_.back().in_transaction = in_transaction;
}

/// Outside of any transaction.
void TableAlteration::push_late(std::vector<std::string> sql, std::vector<std::size_t> carries_out,
                                std::string summary) {
  push_late(std::string(), std::move(carries_out), std::move(summary), false);
  drafts_.back().sql = std::move(sql);
}

void TableAlteration::push_pieces(std::vector<Piece> pieces, const std::string& summary) {
  if (pieces.empty()) return;
  std::vector<std::string> lines;
  std::vector<std::size_t> carries_out;
  for (Piece& piece : pieces) {
    lines.push_back(std::move(piece.sql));
    for (const std::size_t at : piece.changes) {
      if (std::find(carries_out.begin(), carries_out.end(), at) == carries_out.end()) carries_out.push_back(at);
    }
  }
  const std::string sql =
      lines.size() == 1 ? alter(lines[0]) : "ALTER TABLE " + table_name() + "\n  " + join(lines, ",\n  ");
  push(sql, carries_out, carries_out.empty() ? summary : std::string());
}

bool TableAlteration::is_remade(std::size_t new_place) const {
  return std::any_of(changes_.begin(), changes_.end(), [&](const Answered& it) {
    if (it.change.part.after != new_place) return false;
    const bool can_stay =
        it.change.kind == Kind::change_generated && it.row != nullptr && it.row->views == Readers::stay;
    return it.change.kind == Kind::add_generated || (it.change.kind == Kind::change_generated && !can_stay);
  });
}

bool TableAlteration::is_check_remade(const ir::Check& check) const {
  for (const std::size_t at : all({Kind::change_type})) {
    // The server keeps the list with casts to the column's old type.
    const bool is_other = old_column(at).type.kind != new_column(at).type.kind;
    if (is_other && has_list(check.expression) && reads(check.expression, new_column(at).name)) return true;
  }
  return std::any_of(changed_types_.begin(), changed_types_.end(),
                     [&check](const std::string& column) { return reads(check.expression, column); });
}

bool TableAlteration::is_index_remade(const ir::Index& index) const {
  return std::any_of(changed_types_.begin(), changed_types_.end(),
                     [&index](const std::string& column) { return computes_from(index, column); });
}

void TableAlteration::drop_indexes() {
  for (const std::size_t at : all({Kind::drop_index})) {
    if (is_now(at)) push("DROP INDEX " + part_name(before_.physical.indexes.at(change(at).part.before).name), {at});
  }
  for (std::size_t i = 0; i < before_.physical.indexes.size(); ++i) {
    const ir::Index& index = before_.physical.indexes[i];
    if (!is_index_remade(index) || has(Kind::drop_index, {i, kNowhere})) continue;
    push("DROP INDEX " + part_name(index.name), {},
         fmt::format("drop index `{}`, which is built again for the new type", index.name));
    drafts_.back().hazards.push_back(
        {change::HazardKind::blocking_lock,
         fmt::format("readers and writers of `{}` wait for a moment", ir::to_text(after_.name))});
  }
}

/// An index that is dropped online keeps its name until then: it makes room when something else takes it.
void TableAlteration::set_aside_indexes() {
  std::set<std::string> taken;
  for (const std::size_t at : all({Kind::drop_index})) {
    if (is_now(at)) continue;
    const std::string& name = before_.physical.indexes.at(change(at).part.before).name;
    if (taken.empty()) taken = relation_names(context_.after, after_.name.schema);
    if (!taken.contains(name)) continue;
    const std::string aside = made_up_name(name, {"_kura"}, "old", *context_.dialect.capabilities);
    aside_.emplace(name, aside);
    push(fmt::format("ALTER INDEX {} RENAME TO {}", part_name(name), id(aside)), {},
         fmt::format("set index `{}` aside", name));
  }
}

/// A generated column over a column that is dropped.
bool TableAlteration::loses_source(const ir::Column& column) const {
  const std::vector<std::size_t> dropped = all({Kind::drop_column});
  return column.generated && std::any_of(dropped.begin(), dropped.end(), [&](std::size_t at) {
           return reads(column.generated->expression, old_column(at).name);
         });
}

/// PostgreSQL looks at the new type before it carries out any part of the statement.
bool TableAlteration::loses_identity_first(std::size_t at) const {
  return has(Kind::change_type, change(at).part) && integer_digits(new_column(at).type.kind) == 0;
}

void TableAlteration::drop_parts() {
  std::vector<Piece> pieces;
  const auto drop = [&](const std::string& name, std::vector<std::size_t> carried) {
    pieces.push_back({"DROP CONSTRAINT " + id(name), std::move(carried)});
  };
  for (const std::size_t at : all({Kind::drop_primary_key, Kind::drop_unique, Kind::drop_check})) {
    const std::size_t place = change(at).part.before;
    if (change(at).kind == Kind::drop_check) drop(before_.checks.at(place).name, {at});
    if (change(at).kind == Kind::drop_unique) drop(before_.unique_keys.at(place).name, {at});
    if (change(at).kind == Kind::drop_primary_key && is_now(at)) drop(before_.primary_key->name, {at});
  }
  for (std::size_t i = 0; i < before_.checks.size(); ++i) {
    if (is_check_remade(before_.checks[i]) && !has(Kind::drop_check, {i, kNowhere})) drop(before_.checks[i].name, {});
  }
  for (const std::size_t at : all({Kind::change_native})) {
    if (change(at).key != "constraint") continue;
    const bool comes_again = find_native(after_.physical.native, "constraint") != nullptr;
    for (const ir::NativeClause& clause : before_.physical.native) {
      if (clause.keyword != "constraint") continue;
      const auto& now = after_.physical.native;
      const bool stays = std::any_of(now.begin(), now.end(), [&clause](const ir::NativeClause& it) {
        return it.keyword == clause.keyword && it.argument == clause.argument;
      });
      if (!stays)
        drop(sql::name_of(sql::tokenize(clause.argument).at(0)),
             comes_again ? std::vector<std::size_t>{} : std::vector{at});
    }
  }
  // Columns still have their old names here. What is made from a column lets go of it before it goes.
  for (const std::size_t at : all({Kind::drop_generated})) {
    const ir::Column& column = new_column(at);
    pieces.push_back(
        {fmt::format("ALTER COLUMN {} DROP EXPRESSION", id(column.was.empty() ? column.name : column.was)), {at}});
  }
  for (const std::size_t at : all({Kind::drop_identity})) {
    const ir::Column& column = new_column(at);
    if (!loses_identity_first(at)) continue;
    pieces.push_back(
        {fmt::format("ALTER COLUMN {} DROP IDENTITY", id(column.was.empty() ? column.name : column.was)), {at}});
  }
  for (const std::size_t at : all({Kind::change_generated})) {
    if (is_remade(change(at).part.after) && loses_source(old_column(at))) {
      pieces.push_back({"DROP COLUMN " + id(old_column(at).name), {}});
    }
  }
  for (const bool wants_generated : {true, false}) {
    for (const std::size_t at : all({Kind::drop_column})) {
      const ir::Column& column = old_column(at);
      if (column.generated.has_value() == wants_generated) pieces.push_back({"DROP COLUMN " + id(column.name), {at}});
    }
  }
  push_pieces(std::move(pieces), "drop constraints, which come again in another shape");
}

void TableAlteration::rename_parts() {
  std::vector<Rename> constraints;
  std::vector<Rename> indexes;
  std::vector<Rename> columns;
  for (std::size_t at = 0; at < changes_.size(); ++at) {
    const auto [from, to] = change(at).part;
    switch (change(at).kind) {
      case Kind::rename_primary_key:
        constraints.push_back({before_.primary_key->name, after_.primary_key->name, at});
        break;
      case Kind::rename_unique:
        constraints.push_back({before_.unique_keys.at(from).name, after_.unique_keys.at(to).name, at});
        break;
      case Kind::rename_check:
        // One that is added again gets its new name then.
        if (!is_check_remade(before_.checks.at(from))) {
          constraints.push_back({before_.checks.at(from).name, after_.checks.at(to).name, at});
        }
        break;
      case Kind::rename_foreign_key:
        constraints.push_back({before_.foreign_keys.at(from).name, after_.foreign_keys.at(to).name, at});
        break;
      case Kind::rename_index:
        if (!is_index_remade(before_.physical.indexes.at(from))) {
          indexes.push_back({before_.physical.indexes.at(from).name, after_.physical.indexes.at(to).name, at});
        }
        break;
      case Kind::rename_column:
        columns.push_back({new_column(at).was, new_column(at).name, at});
        break;
      default:
        break;
    }
  }
  const auto push_rename = [&](const Rename& it, std::string sql) {
    if (it.is_aside) {
      push(std::move(sql), {}, fmt::format("set `{}` aside", it.from));
    } else {
      push(std::move(sql), {it.change});
    }
  };
  for (const Rename& it : ordered(std::move(constraints))) {
    push_rename(it, alter(fmt::format("RENAME CONSTRAINT {} TO {}", id(it.from), id(it.to))));
  }
  for (const Rename& it : ordered(std::move(indexes))) {
    push_rename(it, fmt::format("ALTER INDEX {} RENAME TO {}", part_name(it.from), id(it.to)));
  }
  for (const Rename& it : ordered(std::move(columns))) {
    push_rename(it, alter(fmt::format("RENAME COLUMN {} TO {}", id(it.from), id(it.to))));
  }
}

void TableAlteration::comment_and_grant() {
  const auto comment_column = [&](const ir::Column& column, std::vector<std::size_t> carried) {
    push(migrator_.comment(fmt::format("COLUMN {}.{}", table_name(), id(column.name)), column.comment),
         std::move(carried));
  };
  for (const std::size_t at : all({Kind::add_column, Kind::add_generated, Kind::change_generated})) {
    const std::size_t place = change(at).part.after;
    const bool is_new = change(at).kind == Kind::add_column || is_remade(place);
    if (!is_new || new_column(at).comment.empty() || has(Kind::set_column_comment, change(at).part)) continue;
    comment_column(new_column(at), {});
    drafts_.back().summary = fmt::format("comment on column `{}`", new_column(at).name);
  }
  for (const std::size_t at : all({Kind::set_column_comment})) comment_column(new_column(at), {at});
  for (const std::size_t at : all({Kind::set_index_comment})) {
    const ir::Index& index = after_.physical.indexes.at(change(at).part.after);
    if (!is_index_remade(index)) push(migrator_.comment("INDEX " + part_name(index.name), index.comment), {at});
  }
  for (const std::size_t at : all({Kind::set_table_comment})) {
    push(migrator_.comment("TABLE " + table_name(), after_.comment), {at});
  }
  for (const std::size_t at : all({Kind::set_owner})) {
    push(alter("OWNER TO " + id(after_.owner)), {at});
    if (is_partitioned_) {
      for (const ir::Partition& it : after_.physical.partitioning->partitions) {
        drafts_.back().sql.push_back(fmt::format("ALTER TABLE {} OWNER TO {}", part_name(it.name), id(after_.owner)));
      }
    }
    for (std::string& sql : migrator_.grants_to_owner(after_.name, before_.owner, after_.grants, context_)) {
      drafts_.back().sql.push_back(std::move(sql));
    }
  }
  const auto push_all = [&](std::vector<std::string> statements, std::size_t at) {
    Draft result;
    result.sql = std::move(statements);
    result.carries_out = {at};
    drafts_.push_back(std::move(result));
  };
  for (const std::size_t at : all({Kind::drop_grant})) {
    push_all(migrator_.revokes(after_.name, before_.grants.at(change(at).part.before), context_), at);
  }
  for (const std::size_t at : all({Kind::add_grant})) {
    push_all(migrator_.grants(after_.name, after_.grants.at(change(at).part.after), context_), at);
  }
}

void TableAlteration::analyze() {
  std::vector<std::string> columns;
  std::vector<std::string> named;
  for (const std::size_t at : all({Kind::change_type})) {
    columns.push_back(id(new_column(at).name));
    named.push_back("`" + new_column(at).name + "`");
  }
  if (columns.empty()) return;
  push_late(fmt::format("ANALYZE {} ({})", table_name(), join(columns, ", ")), {},
            fmt::format("gather the statistics of {}, which a change of type discards", join(named, ", ")), false);
}

change::Check TableAlteration::none_where(const std::string& what, const std::string& condition) const {
  return {what, fmt::format("SELECT NOT EXISTS (SELECT 1 FROM {} WHERE {})", table_name(), condition)};
}

}  // namespace kura::dialect::postgres
