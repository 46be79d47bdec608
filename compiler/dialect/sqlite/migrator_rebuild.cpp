// SqliteMigrator: a table with a new definition: new table, copy, swap.
#include <fmt/format.h>

#include <algorithm>

#include "compiler/base/ascii.h"
#include "compiler/dialect/sqlite/affinity.h"
#include "compiler/dialect/sqlite/data_checks.h"
#include "compiler/dialect/sqlite/migrator.h"
#include "compiler/dialect/sqlite/rules.h"

namespace kura::dialect::sqlite {
namespace {

using change::Kind;
using change::kNowhere;

/// `orders.amount` means nothing while the table is being made under another name.
void strip_table(ir::Expression& expression) {
  if (expression.kind == ir::ExpressionKind::name && expression.path.size() > 1)
    expression.path = {expression.path.back()};
  for (ir::Expression& operand : expression.operands) strip_table(operand);
}

/// The table as it is made at first: under another name, its indexes still to come.
ir::Table table_in_the_making(const ir::Table& after, const MigrationContext& context) {
  ir::Table table = after;
  table.name = new_table_name(after.name, *context.dialect.capabilities);
  table.physical.indexes.clear();
  for (ir::Check& check : table.checks) strip_table(check.expression);
  for (ir::Column& column : table.columns) {
    if (column.generated) strip_table(column.generated->expression);
  }
  return table;
}

/// A name for the hidden row number that no column takes away; empty when there is none.
std::string rowid_name(const ir::Table& before, const ir::Table& after) {
  const auto is_column = [](const ir::Table& table, std::string_view name) {
    return std::any_of(table.columns.begin(), table.columns.end(),
                       [name](const ir::Column& it) { return equals_ignoring_case(it.name, name); });
  };
  if (is_without_rowid(before) || is_without_rowid(after) || rowid_column(after) != nullptr) return {};
  for (const std::string_view name : {"rowid", "_rowid_", "oid"}) {
    if (!is_column(before, name) && !is_column(after, name)) return std::string(name);
  }
  return {};
}

bool has_value(const ir::Column& column) {
  return column.default_value && column.default_value->kind != ir::ExpressionKind::null_literal;
}

/// One column, by its place in the old table, and its next name.
struct Renaming {
  std::size_t column;
  std::string to;
};

}  // namespace

// A column is renamed by itself: only RENAME COLUMN rewrites the triggers and the foreign keys of other tables that
// name it.
Drafts SqliteMigrator::rename_columns(ir::Table& before, const TableRebuild& rebuild,
                                      const MigrationContext& context) const {
  std::vector<Renaming> open;
  for (std::size_t i = 0; i < rebuild.source.size(); ++i) {
    const std::size_t source = rebuild.source[i];
    if (source != kNowhere && before.columns[source].name != rebuild.after.columns[i].name)
      open.push_back({source, rebuild.after.columns[i].name});
  }
  const auto holder = [&before](const Renaming& it) {
    const auto is_taken = [&](const ir::Column& column) { return equals_ignoring_case(column.name, it.to); };
    const auto found = std::find_if(before.columns.begin(), before.columns.end(), is_taken);
    const auto place = static_cast<std::size_t>(found - before.columns.begin());
    return found == before.columns.end() || place == it.column ? kNowhere : place;
  };
  Drafts drafts;
  while (!open.empty()) {
    const auto free =
        std::find_if(open.begin(), open.end(), [&](const Renaming& it) { return holder(it) == kNowhere; });
    // Otherwise a column that goes, or one end of a ring, still has the name: it steps aside.
    const bool is_free = free != open.end();
    const Renaming next =
        is_free ? *free : Renaming{holder(open.front()), before.columns[holder(open.front())].name + "__kura_old"};
    ir::Column& column = before.columns[next.column];
    drafts.push_back(
        draft(fmt::format("rename column `{}` to `{}`", column.name, next.to),
              alter(before.name,
                    fmt::format("RENAME COLUMN {} TO {}", renderer().identifier(column.name, context.old_state()),
                                renderer().identifier(next.to, context.new_state())),
                    context)));
    column.name = next.to;
    if (is_free) open.erase(free);
  }
  return drafts;
}

std::string SqliteMigrator::copied_value(const TableRebuild& rebuild, std::size_t column,
                                         const MigrationContext& context) const {
  const ir::Column& target = rebuild.after.columns[column];
  const std::size_t source = rebuild.source[column];
  if (target.generated || source == kNowhere) return {};
  const ir::Column& old = rebuild.before.columns[source];
  std::string value = renderer().identifier(old.name, context.old_state());
  const Affinity from = affinity_of(old, rebuild.before);
  const Affinity to = affinity_of(target, rebuild.after);
  // The new table's affinity converts what it can without loss; CAST would make 0 of a text. Bytes need it to become a
  // text.
  if (from != to && (from == Affinity::blob || to == Affinity::blob)) {
    value = fmt::format("CAST({} AS {})", value, to == Affinity::blob ? "BLOB" : "TEXT");
  }
  value = with_new_labels(old, target, std::move(value), renderer());
  if (!old.is_nullable || target.is_nullable || !has_value(target)) return value;
  return fmt::format("COALESCE({}, {})", value, renderer().expression(*target.default_value, context.new_state()));
}

std::string SqliteMigrator::copy_rows(const TableRebuild& rebuild, const ir::QualifiedName& target,
                                      const MigrationContext& context) const {
  const RenderContext state = context.new_state();
  std::vector<std::string> names;
  std::vector<std::string> values;
  const std::string rowid = rowid_name(rebuild.before, rebuild.after);
  if (!rowid.empty()) {
    names.push_back(rowid);
    values.push_back(rowid);
  }
  for (std::size_t i = 0; i < rebuild.after.columns.size(); ++i) {
    std::string value = copied_value(rebuild, i, context);
    if (value.empty()) continue;
    names.push_back(renderer().identifier(rebuild.after.columns[i].name, state));
    values.push_back(std::move(value));
  }
  for (std::size_t i = 0; names.empty() && i < rebuild.after.columns.size(); ++i) {
    const ir::Column& column = rebuild.after.columns[i];
    if (column.generated) continue;
    names.push_back(renderer().identifier(column.name, state));
    values.push_back(column.default_value ? renderer().expression(*column.default_value, state) : "NULL");
  }
  return fmt::format("INSERT INTO {} ({})\nSELECT {}\nFROM {}", renderer().qualified(target, state), join(names, ", "),
                     join(values, ", "), renderer().qualified(rebuild.before.name, state));
}

Draft SqliteMigrator::copy(const TableRebuild& rebuild, const MigrationContext& context) const {
  const RenderContext state = context.new_state();
  const ir::Table table = table_in_the_making(rebuild.after, context);
  const std::string old_name = renderer().qualified(rebuild.before.name, state);
  const std::string new_name = renderer().qualified(table.name, state);
  Draft result;
  result.summary = fmt::format("copy the rows into a new table `{}`", table.name.name);
  for (Statement& statement : renderer().create_table(table, {}, state)) result.sql.push_back(std::move(statement.sql));
  result.sql.push_back(copy_rows(rebuild, table.name, context));
  if (rowid_column(rebuild.before) != nullptr && rowid_column(rebuild.after) != nullptr) {
    // Numbers that were given out once are not given out again, even when their rows are gone.
    const std::string from = renderer().string_literal(rebuild.before.name.name);
    const std::string to = renderer().string_literal(table.name.name);
    result.sql.push_back(fmt::format("DELETE FROM sqlite_sequence WHERE name = {}", to));
    result.sql.push_back(fmt::format(
        "INSERT INTO sqlite_sequence (name, seq)\nSELECT {}, seq\nFROM sqlite_sequence\nWHERE name = {}", to, from));
  }
  result.checks_after.push_back(same_row_count(old_name, new_name));
  result.hazards.push_back(
      {change::HazardKind::blocking_lock, "whoever writes to the file waits until the transaction ends"});
  for (std::size_t i = 0; i < rebuild.source.size(); ++i) {
    const ir::Column& column = rebuild.after.columns[i];
    if (column.generated || column.identity) continue;
    if (rebuild.source[i] == kNowhere) {
      if (!column.is_nullable && !has_value(column))
        result.checks_before.push_back(table_is_empty(rebuild.before, column, renderer(), state));
      continue;
    }
    const ir::Column& old = rebuild.before.columns[rebuild.source[i]];
    if (old.is_nullable && !column.is_nullable && !has_value(column)) {
      result.checks_before.push_back(has_no_null(rebuild.before, old, renderer(), state));
    }
    change::Check converted = values_converted(old, rebuild.before, column, rebuild.after, new_name,
                                               renderer().identifier(column.name, state));
    if (!converted.sql.empty()) result.checks_after.push_back(std::move(converted));
  }
  return result;
}

Draft SqliteMigrator::swap(const TableRebuild& rebuild, const MigrationContext& context) const {
  const RenderContext state = context.new_state();
  const Capabilities& has = *context.dialect.capabilities;
  const ir::QualifiedName& name = rebuild.after.name;
  Draft result;
  result.summary = "put the new table in the place of the old one";
  // Otherwise a rename looks at every view and trigger, some of which name a table that is not there at that moment,
  // and makes the foreign keys of other tables follow the old table.
  result.sql.emplace_back("PRAGMA legacy_alter_table = ON");
  if (context.keeps_old) {
    result.sql.push_back(
        alter(name, "RENAME TO " + renderer().identifier(old_table_name(name, has).name, state), context));
    for (const ir::Index& index : rebuild.before.physical.indexes)
      result.sql.push_back(drop_index_statement(index, name, context));
  } else {
    result.sql.push_back("DROP TABLE " + renderer().qualified(name, state));
  }
  result.sql.push_back(
      alter(new_table_name(name, has), "RENAME TO " + renderer().identifier(name.name, state), context));
  result.sql.emplace_back("PRAGMA legacy_alter_table = OFF");
  for (Statement& statement : renderer().indexes(rebuild.after.physical, name, state))
    result.sql.push_back(std::move(statement.sql));
  result.checks_before.push_back(foreign_keys_are_off());
  for (std::size_t i = 0; i < rebuild.before.columns.size(); ++i) {
    const bool stays = std::find(rebuild.source.begin(), rebuild.source.end(), i) != rebuild.source.end();
    if (!stays) result.checks_before.push_back(no_trigger_names(rebuild.after, rebuild.before.columns[i], renderer()));
  }
  result.carry.push_back(triggers_of(name, context.keeps_old, renderer()));
  result.hazards.push_back(
      {change::HazardKind::not_carried,
       fmt::format("triggers on `{}` {}: `kura apply` creates them again, a plain run of the file does not", name.name,
                   context.keeps_old ? "stay with the old table" : "go with the old table")});
  return result;
}

/// At the end, when the tables that refer to this one, and those that it refers to, have their new shape too.
Draft SqliteMigrator::check_foreign_keys(const TableRebuild& rebuild, const MigrationContext& context) const {
  Draft result;
  result.is_late = true;
  std::vector<std::string> counts;
  for (const ir::Table& table : context.after.tables) {
    const bool has_keys =
        table.name == rebuild.after.name
            ? !table.foreign_keys.empty()
            : std::any_of(table.foreign_keys.begin(), table.foreign_keys.end(),
                          [&](const ir::ForeignKey& key) { return key.target == rebuild.after.name; });
    if (!has_keys) continue;
    result.sql.push_back(
        fmt::format("PRAGMA foreign_key_check({})", renderer().identifier(table.name.name, context.new_state())));
    counts.push_back(
        fmt::format("(SELECT count(*) FROM pragma_foreign_key_check({}))", renderer().string_literal(table.name.name)));
  }
  if (counts.empty()) return result;
  result.summary = fmt::format("check the foreign keys from and to `{}`", rebuild.after.name.name);
  result.checks_after.push_back(
      {fmt::format("no foreign key from or to `{}` points to a missing row", rebuild.after.name.name),
       fmt::format("SELECT {} = 0", join(counts, " + "))});
  return result;
}

Drafts SqliteMigrator::rebuild_table(const TableRebuild& rebuild, const MigrationContext& context) const {
  ir::Table before = rebuild.before;
  Drafts drafts = rename_columns(before, rebuild, context);
  const TableRebuild renamed{before, rebuild.after, rebuild.changes, rebuild.source};
  Draft copied = copy(renamed, context);
  for (std::size_t i = 0; i < rebuild.changes.size(); ++i) {
    if (rebuild.changes[i].change.kind != Kind::rename_column) copied.carries_out.push_back(i);
  }
  if (!drafts.empty()) {
    for (std::size_t i = 0; i < rebuild.changes.size(); ++i) {
      if (rebuild.changes[i].change.kind == Kind::rename_column) drafts.front().carries_out.push_back(i);
    }
  }
  drafts.push_back(std::move(copied));
  drafts.push_back(swap(renamed, context));
  Draft checked = check_foreign_keys(renamed, context);
  if (!checked.sql.empty()) drafts.push_back(std::move(checked));
  return drafts;
}

}  // namespace kura::dialect::sqlite
