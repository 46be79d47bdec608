// When a row answers: questions about columns, keys, indexes and clauses.
#include "compiler/dialect/postgres/alter_conditions.h"

#include <algorithm>

#include "compiler/dialect/dialect.h"
#include "compiler/dialect/postgres/rules.h"
#include "compiler/dialect/postgres/table_facts.h"
#include "compiler/dialect/postgres/type_changes.h"

namespace kura::dialect::postgres {
namespace {

using change::Change;
using change::Kind;

/// Another change of the kind that is about the column at this place of the previous state.
bool has_sibling_on(const Facing& it, Kind kind, std::size_t old_place) {
  return std::any_of(it.siblings.begin(), it.siblings.end(),
                     [&](const Change& other) { return other.kind == kind && other.part.before == old_place; });
}

TypeChange types_of(const Facing& it) {
  return type_change(it.old_column()->type, it.new_column()->type);
}

constexpr std::string_view kSteadyCalls[] = {"abs",    "ceil",   "coalesce", "date_trunc", "floor", "greatest",
                                             "least",  "length", "lower",    "make_date",  "now",   "nullif",
                                             "repeat", "round",  "today",    "upper"};

/// True when every row would get the same value, so that the server keeps it once and writes no row.
bool is_steady(const ir::Expression& expression) {
  if (expression.kind == ir::ExpressionKind::raw) return false;
  if (expression.kind == ir::ExpressionKind::call) {
    const std::string& name = expression.path.back();
    if (std::find(std::begin(kSteadyCalls), std::end(kSteadyCalls), name) == std::end(kSteadyCalls)) return false;
  }
  return std::all_of(expression.operands.begin(), expression.operands.end(), is_steady);
}

/// Columns whose meaning or place changes, so that an index over them would be built for nothing or stand in the way.
bool is_unsettled(const Facing& it, std::size_t old_place) {
  return std::any_of(it.siblings.begin(), it.siblings.end(), [old_place](const Change& other) {
    const bool unsettles = other.kind == Kind::drop_column || other.kind == Kind::change_type ||
                           other.kind == Kind::change_collation || other.kind == Kind::add_generated ||
                           other.kind == Kind::change_generated;
    return unsettles && other.part.before == old_place;
  });
}

/// Any constraint, index, expression or right that names the column.
bool is_named_anywhere(const ir::Table& table, const std::string& column) {
  if (table.primary_key && has_name(table.primary_key->columns, column)) return true;
  for (const ir::Key& key : table.unique_keys) {
    if (has_name(key.columns, column)) return true;
    for (const ir::NativeClause& clause : key.native) {
      if (mentions(clause.argument, column)) return true;
    }
  }
  for (const ir::ForeignKey& key : table.foreign_keys) {
    if (has_name(key.columns, column)) return true;
  }
  for (const ir::Check& check : table.checks) {
    if (reads(check.expression, column)) return true;
  }
  for (const ir::Index& index : table.physical.indexes) {
    if (touches(index, column)) return true;
  }
  for (const ir::NativeClause& clause : table.physical.native) {
    if (mentions(clause.text, column)) return true;
  }
  for (const ir::Grant& grant : table.grants) {
    for (const ir::Privilege& privilege : grant.privileges) {
      if (has_name(privilege.columns, column)) return true;
    }
  }
  return is_in_partition_key(table, column);
}

const ir::Key* added_key(const Facing& it) {
  const ir::Table* table = it.new_table();
  if (it.change.kind != Kind::add_unique) return table->primary_key ? &*table->primary_key : nullptr;
  return &table->unique_keys.at(it.change.part.after);
}

/// The columns that a foreign key could rest on; none for an index of another kind.
std::vector<std::string> unique_columns(const ir::Index& index) {
  if (!index.is_unique || index.where) return {};
  std::vector<std::string> columns;
  for (const ir::IndexPart& part : index.parts) {
    if (part.expression.kind != ir::ExpressionKind::name) return {};
    columns.push_back(part.expression.path.back());
  }
  return columns;
}

bool has_key_on(const ir::Table& table, const std::vector<std::string>& columns) {
  const auto is_on = [&columns](const ir::Key& key) {
    return key.columns.size() == columns.size() &&
           std::is_permutation(columns.begin(), columns.end(), key.columns.begin());
  };
  return (table.primary_key && is_on(*table.primary_key)) ||
         std::any_of(table.unique_keys.begin(), table.unique_keys.end(), is_on);
}

}  // namespace

bool inherits(const Facing& it) {
  return (it.old_table() != nullptr && is_in_inheritance(it.before, *it.old_table())) ||
         (it.new_table() != nullptr && is_in_inheritance(it.after, *it.new_table()));
}

bool fills_every_row(const Facing& it) {
  const ir::Column& column = *it.new_column();
  return column.identity || column.generated || (column.default_value && !is_steady(*column.default_value));
}

bool has_no_value(const Facing& it) {
  const ir::Column& column = *it.new_column();
  return !column.is_nullable && !column.default_value && !column.identity && !column.generated;
}

bool is_partition_column(const Facing& it) {
  return is_in_partition_key(*it.old_table(), it.old_column()->name);
}

bool is_spelt_alike(const Facing& it) {
  return types_of(it).path == CastPath::same;
}

bool has_no_cast(const Facing& it) {
  return types_of(it).path == CastPath::none;
}

bool is_held(const Facing& it) {
  const ir::Table& table = *it.old_table();
  const std::string& name = it.old_column()->name;
  if (is_in_partition_key(table, name)) return true;
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    const ir::Column& other = table.columns[i];
    if (!other.generated || !reads(other.generated->expression, name)) continue;
    const bool lets_go = has_sibling_on(it, Kind::drop_column, i) || has_sibling_on(it, Kind::drop_generated, i);
    if (!lets_go) return true;
  }
  // The generated column itself takes its type along with its expression.
  return it.old_column()->generated && it.new_column()->generated &&
         changes_expressions(it.old_column()->type, it.new_column()->type);
}

bool is_held_and_rounds(const Facing& it) {
  return is_held(it) && types_of(it).changes_values;
}
bool is_held_and_may_fail(const Facing& it) {
  return is_held(it) && types_of(it).may_fail;
}

bool has_new_labels(const Facing& it) {
  return it.old_column()->type == it.new_column()->type && types_of(it).path == CastPath::through_text;
}

bool changes_zone(const Facing& it) {
  return types_of(it).reads_zone && !types_of(it).rewrites;
}
bool keeps_rows(const Facing& it) {
  return !types_of(it).rewrites;
}

bool needs_cast(const Facing& it) {
  const CastPath path = types_of(it).path;
  return path == CastPath::written || path == CastPath::through_integer || path == CastPath::through_text;
}
bool needs_cast_and_rounds(const Facing& it) {
  return needs_cast(it) && types_of(it).changes_values;
}
bool rounds_and_may_fail(const Facing& it) {
  return types_of(it).changes_values && types_of(it).may_fail;
}
bool rounds(const Facing& it) {
  return types_of(it).changes_values;
}
bool may_not_fit(const Facing& it) {
  return types_of(it).may_fail;
}

bool is_set_at_once(const Facing& it) {
  const ir::Table& table = *it.new_table();
  // An identity wants it at once, and an ordinary primary key sets it while it reads the table anyway.
  if (it.new_column()->identity) return true;
  const bool is_key = table.primary_key && has_name(table.primary_key->columns, it.new_column()->name);
  if (!is_key || !it.has_sibling(Kind::add_primary_key)) return false;
  const change::Change key{Kind::add_primary_key, it.change.object, it.change.at, {}, {}};
  return is_key_needed_early({key, it.before, it.after, it.siblings});
}

bool is_free(const Facing& it) {
  const std::string& name = it.new_column()->name;
  if (!it.new_column()->was.empty()) return false;
  const auto reads_it = [&name](const ir::Table& table) {
    return std::any_of(table.columns.begin(), table.columns.end(), [&name](const ir::Column& other) {
      return other.generated && other.name != name && reads(other.generated->expression, name);
    });
  };
  const bool is_target =
      is_pointed_to(it.before, it.old_table()->name) || is_pointed_to(it.after, it.new_table()->name);
  return !is_target && !is_named_anywhere(*it.old_table(), name) && !is_named_anywhere(*it.new_table(), name) &&
         !reads_it(*it.old_table()) && !reads_it(*it.new_table());
}

bool can_set_expression(const Facing& it) {
  if (major_version(it.after) < 17) return false;
  return !it.has_sibling(Kind::drop_column) && !it.has_sibling(Kind::change_type);
}

bool is_on_partitioned(const Facing& it) {
  return is_partitioned(it.old_table()) || is_partitioned(it.new_table());
}

bool is_key_needed_early(const Facing& it) {
  const ir::Key* key = added_key(it);
  if (key == nullptr || is_on_partitioned(it)) return true;
  if (is_pointed_to(it.after, it.new_table()->name, key->columns)) return true;
  return it.change.kind == Kind::add_primary_key && is_grouped(it.after, it.new_table()->name);
}

bool drops_key_with_successor(const Facing& it) {
  if (!it.has_sibling(Kind::add_primary_key) || !it.old_table()->primary_key) return false;
  const change::Change added{Kind::add_primary_key, it.change.object, it.change.at, {}, {}};
  if (is_key_needed_early({added, it.before, it.after, it.siblings})) return false;
  const std::vector<ir::Column>& columns = it.old_table()->columns;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (!has_name(it.old_table()->primary_key->columns, columns[i].name)) continue;
    if (is_unsettled(it, i) || has_sibling_on(it, Kind::drop_not_null, i)) return false;
  }
  return true;
}

bool drops_grouping_key(const Facing& it) {
  return is_grouped(it.before, it.old_table()->name);
}

bool is_index_in_the_way(const Facing& it) {
  if (is_on_partitioned(it)) return true;
  const ir::Table* table = it.old_table();
  if (table == nullptr) return false;
  for (std::size_t i = 0; i < table->columns.size(); ++i) {
    if (is_unsettled(it, i) && touches(*it.old_index(), table->columns[i].name)) return true;
  }
  return false;
}

bool holds_foreign_key(const Facing& it) {
  const std::vector<std::string> columns = unique_columns(*it.old_index());
  if (columns.empty() || it.old_table() == nullptr || has_key_on(*it.old_table(), columns)) return false;
  return is_pointed_to(it.before, it.old_table()->name, columns) &&
         is_pointed_to(it.after, it.old_table()->name, columns);
}

bool is_unique_on_partitioned(const Facing& it) {
  return is_on_partitioned(it) && it.new_index()->is_unique;
}

bool is_index_needed_early(const Facing& it) {
  const std::vector<std::string> columns = unique_columns(*it.new_index());
  return !columns.empty() && it.new_table() != nullptr && is_pointed_to(it.after, it.new_table()->name, columns);
}

bool is_clause_logged_pointed_to(const Facing& it) {
  if (it.change.key != "unlogged") return false;
  return is_pointed_to(it.before, it.old_table()->name) || is_pointed_to(it.after, it.new_table()->name);
}
bool is_clause_method_fixed(const Facing& it) {
  const int version = major_version(it.after);
  return it.change.key == "using" && it.new_table() != nullptr && version != 0 && version < 15;
}
bool is_clause_copied(const Facing& it) {
  const std::string& key = it.change.key;
  return key == "unlogged" || key == "using" || (key == "tablespace" && !is_on_partitioned(it));
}
bool is_clause_exclusion(const Facing& it) {
  return it.change.key == "constraint";
}
bool is_clause_light(const Facing& it) {
  return it.change.key == "with" || it.change.key == "cluster on";
}

}  // namespace kura::dialect::postgres
