// Table alteration: columns dropped, renamed, added, modified, reordered.
#include <fmt/format.h>

#include <algorithm>

#include "compiler/base/ascii.h"
#include "compiler/dialect/starrocks/alter_conditions.h"
#include "compiler/dialect/starrocks/conversions.h"
#include "compiler/dialect/starrocks/literals.h"
#include "compiler/dialect/starrocks/rules.h"
#include "compiler/dialect/starrocks/table_alteration.h"

namespace kura::dialect::starrocks {
namespace {

using change::Kind;
using Names = std::vector<std::string>;

bool contains(const Names& names, const std::string& name) {
  return std::any_of(names.begin(), names.end(),
                     [&name](const std::string& it) { return equals_ignoring_case(it, name); });
}

}  // namespace

/// What hangs on columns and would be in their way.
void TableAlteration::make_way() {
  drop_rollups();
  free_bloom_columns();
  drop_indexes();
}

void TableAlteration::drop_column(std::size_t place, Names& clauses, Places& done) {
  const std::string& name = old_column(place).name;
  clauses.push_back("DROP COLUMN " + statements_.name(name));
  order_.drop(name);
  done.push_back(place);
}

void TableAlteration::add_column(std::size_t place, Names& clauses, Places& done) {
  const ir::Column& column = new_column(place);
  std::string anchor;
  const std::string position = order_.add(column, after_, anchor);
  clauses.push_back(fmt::format("ADD COLUMN {}{}{}", statements_.definition(column, after_), position,
                                anchor.empty() ? std::string() : statements_.name(anchor)));
  done.push_back(place);
}

/// Generated columns first: what they read can neither be dropped nor modified while they are there.
void TableAlteration::drop_generated() {
  const Places plain = places_of({Kind::drop_column, Kind::rename_column, Kind::change_type, Kind::drop_not_null});
  Names clauses;
  Places done;
  bool is_needed = false;
  for (const std::size_t place : places_of({Kind::drop_column})) {
    if (!old_column(place).generated) continue;
    const ir::Expression& expression = old_column(place).generated->expression;
    const Names reads = ir::columns_read(expression);
    // The engine's own text is not looked into.
    is_needed =
        is_needed || expression.kind == ir::ExpressionKind::raw ||
        std::any_of(plain.begin(), plain.end(), [&](std::size_t it) { return contains(reads, old_column(it).name); });
  }
  if (!is_needed) return;
  for (const std::size_t place : places_of({Kind::drop_column})) {
    if (old_column(place).generated) drop_column(place, clauses, done);
  }
  push_clauses(clauses, done);
}

void TableAlteration::rename_columns() {
  Places open = places_of({Kind::rename_column});
  while (!open.empty()) {
    // One whose new name no other still has; chains are never rings.
    const auto is_free = [&](std::size_t place) {
      return std::none_of(open.begin(), open.end(), [&](std::size_t other) {
        return other != place && equals_ignoring_case(new_column(other).was, new_column(place).name);
      });
    };
    auto next = std::find_if(open.begin(), open.end(), is_free);
    if (next == open.end()) next = open.begin();
    const ir::Column& column = new_column(*next);
    push({},
         statements_.alter(after_.name, fmt::format("RENAME COLUMN {} TO {}", statements_.name(column.was),
                                                    statements_.name(column.name))),
         {*next});
    open.erase(next);
  }
}

/// Each column of the key by itself: a table that is distributed by ranges takes it no other way.
void TableAlteration::change_keys() {
  Places model = places_of({Kind::change_key_model});
  Names clauses;
  Places done;
  for (const std::size_t place : places_of({Kind::drop_column, Kind::add_column})) {
    if (is_done(place)) continue;
    const bool is_added = change_at(place).kind == Kind::add_column;
    const std::string& name = is_added ? new_column(place).name : old_column(place).name;
    if (!is_key_column(is_added ? after_ : before_, name)) continue;
    clauses.clear();
    done = std::exchange(model, {});
    is_added ? add_column(place, clauses, done) : drop_column(place, clauses, done);
    push_clauses(clauses, done);
  }
}

/// Columns that are there on both sides and take a MODIFY, by their new names.
Names TableAlteration::modified_columns(bool are_generated) const {
  Names names;
  for (const std::size_t place :
       places_of({Kind::change_type, Kind::drop_not_null, Kind::change_generated, Kind::set_column_comment})) {
    if (is_done(place)) continue;
    const bool is_comment_only = change_at(place).kind == Kind::set_column_comment && has_comment_clause(facing(place));
    const ir::Column& column = new_column(place);
    if (is_comment_only || is_nested(family_of(column.type)) || column.generated.has_value() != are_generated) continue;
    if (!contains(names, column.name)) names.push_back(column.name);
  }
  return names;
}

void TableAlteration::modify_column(const std::string& name, Names& clauses, Places& done,
                                    std::vector<change::Check>& checks) {
  const ir::Column& column = *ir::find_column(after_, name);
  clauses.push_back("MODIFY COLUMN " + statements_.definition(column, after_));
  for (const std::size_t place :
       places_of({Kind::change_type, Kind::drop_not_null, Kind::change_generated, Kind::set_column_comment})) {
    if (new_column(place).name != name || is_done(place)) continue;
    done.push_back(place);
    const bool is_asked = change_at(place).kind == Kind::change_type && !column.generated &&
                          in_place_conversion(old_column(place).type, column.type) == InPlace::checked;
    if (!is_asked) continue;
    const std::string spelt = statements_.name(name);
    const std::string misfit =
        misfit_condition(spelt, old_column(place).type, column.type, statements_.renderer(), statements_.state());
    checks.push_back({fmt::format("every value of `{}` can be converted to {}", name, ir::to_text(column.type)),
                      fmt::format("SELECT count(*) = 0 FROM {} WHERE {} IS NOT NULL AND {}",
                                  statements_.qualified(after_.name), spelt, misfit)});
  }
}

void TableAlteration::change_plain() {
  Names clauses;
  Places done;
  std::vector<change::Check> checks;
  for (const std::size_t place : places_of({Kind::drop_column})) {
    if (!is_done(place)) drop_column(place, clauses, done);
  }
  for (const std::string& name : modified_columns(false)) modify_column(name, clauses, done, checks);
  const Places added = places_of({Kind::add_column});
  for (const std::size_t place : added) {
    if (!is_done(place) && !new_column(place).generated) add_column(place, clauses, done);
  }
  // What a generated column reads must be there before the statement.
  for (const std::size_t place : added) {
    const ir::Column& column = new_column(place);
    if (!is_done(place) && column.generated && !reads_what_changes(column)) add_column(place, clauses, done);
  }
  if (!clauses.empty()) push_clauses(clauses, done).checks_before = std::move(checks);
}

bool TableAlteration::reads_what_changes(const ir::Column& generated) const {
  const ir::Expression& expression = generated.generated->expression;
  const Names reads = ir::columns_read(expression);
  const Places changed = places_of({Kind::add_column, Kind::change_type, Kind::drop_not_null});
  // The engine's own text is not looked into.
  if (expression.kind == ir::ExpressionKind::raw) return true;
  return std::any_of(changed.begin(), changed.end(),
                     [&](std::size_t it) { return contains(reads, new_column(it).name); });
}

void TableAlteration::change_fields() {
  Names clauses;
  Places done;
  for (const std::size_t place : places_of({Kind::change_type})) {
    if (is_done(place) || new_column(place).generated) continue;
    const std::string column = statements_.name(new_column(place).name);
    const auto fields = field_changes(old_column(place).type, new_column(place).type);
    if (!fields) continue;
    done.push_back(place);
    for (const FieldChange& field : *fields) {
      Names path;
      for (const std::string& part : field.path) path.push_back(part == "[*]" ? part : statements_.name(part));
      std::string clause =
          fmt::format("MODIFY COLUMN {} {} FIELD {}", column, field.is_added ? "ADD" : "DROP", join(path, "."));
      if (field.is_added) {
        clause += " " + statements_.renderer().type(field.type, statements_.state());
        clause += field.after.empty() ? std::string(" FIRST") : " AFTER " + statements_.name(field.after);
      }
      clauses.push_back(std::move(clause));
    }
  }
  if (!clauses.empty()) push_clauses(clauses, done);
}

void TableAlteration::change_generated() {
  Names clauses;
  Places done;
  std::vector<change::Check> none;
  for (const std::string& name : modified_columns(true)) modify_column(name, clauses, done, none);
  for (const std::size_t place : places_of({Kind::add_column})) {
    if (!is_done(place)) add_column(place, clauses, done);
  }
  if (!clauses.empty()) push_clauses(clauses, done);
}

void TableAlteration::comment_columns() {
  for (const std::size_t place : places_of({Kind::set_column_comment})) {
    if (is_done(place)) continue;
    const ir::Column& column = new_column(place);
    push({},
         statements_.alter(after_.name, fmt::format("MODIFY COLUMN {} COMMENT {}", statements_.name(column.name),
                                                    quoted(column.comment))),
         {place});
  }
}

/// ORDER BY with the names of all columns is their order; the key follows it.
void TableAlteration::reorder() {
  Places open;
  bool is_key_moved = false;
  for (const std::size_t place : places_of({Kind::reorder_columns, Kind::change_key_model})) {
    if (is_done(place)) continue;
    is_key_moved = is_key_moved || (change_at(place).kind == Kind::change_key_model && !keeps_key_roles(facing(place)));
    open.push_back(place);
  }
  if (open.empty()) return;
  if (!is_key_moved && order_.is_order_of(after_)) {
    // The columns were added at their places.
    if (!drafts_.empty()) drafts_.back().carries_out.insert(drafts_.back().carries_out.end(), open.begin(), open.end());
    return;
  }
  Names names;
  for (const ir::Column& column : after_.columns) names.push_back(column.name);
  push_job(Job::column, is_key_moved ? "change the order of the key" : "change the order of the columns",
           statements_.alter(after_.name, "ORDER BY (" + statements_.names(names) + ")"), open);
}

}  // namespace kura::dialect::starrocks
