// SqliteMigrator: changes in place.
#include "compiler/dialect/sqlite/migrator.h"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/dialect/sqlite/affinity.h"
#include "compiler/dialect/sqlite/data_checks.h"

namespace kura::dialect::sqlite {

using change::Change;
using change::Kind;

int SqliteMigrator::stage_of(Kind kind) const {
  // An index is renamed by a drop and a create, which wants the columns to have their final names.
  return kind == Kind::rename_index ? Migrator::stage_of(Kind::create_index) - 1 : Migrator::stage_of(kind);
}

Drafts SqliteMigrator::drop_table(const ir::Table& table, const MigrationContext& context) const {
  Drafts drafts = Migrator::drop_table(table, context);
  drafts.back().checks_before.push_back(foreign_keys_are_off());
  return drafts;
}

std::string SqliteMigrator::column_definition(const ir::Column& column, const ir::Table& table,
                                              const MigrationContext& context) const {
  const RenderContext state = context.new_state();
  return fmt::format("{} {}{}", renderer().identifier(column.name, state), spelt_type(column, table),
                     renderer().column_attributes(column, table, state));
}

Draft SqliteMigrator::alter_column(const ir::Table& before, const ir::Table& after, const Change& change,
                                   const MigrationContext& context) const {
  const RenderContext state = context.new_state();
  const auto name = [&](const std::string& text) { return renderer().identifier(text, state); };
  if (change.kind == Kind::drop_column) {
    const ir::Column& column = before.columns.at(change.part.before);
    Draft result = draft(fmt::format("drop column `{}`", column.name),
                         alter(after.name, "DROP COLUMN " + name(column.name), context));
    result.checks_before.push_back(no_trigger_names(after, column, renderer()));
    return result;
  }
  const ir::Column& column = after.columns.at(change.part.after);
  if (change.kind == Kind::rename_column) {
    return draft(
        fmt::format("rename column `{}` to `{}`", column.was, column.name),
        alter(after.name, fmt::format("RENAME COLUMN {} TO {}", name(column.was), name(column.name)), context));
  }
  Draft result = draft(fmt::format("add column `{}`", column.name),
                       alter(after.name, "ADD COLUMN " + column_definition(column, after, context), context));
  const bool has_value = column.default_value && column.default_value->kind != ir::ExpressionKind::null_literal;
  if (!column.is_nullable && !column.generated && !has_value) {
    result.checks_before.push_back(table_is_empty(after, column, renderer(), state));
  }
  return result;
}

/// All drops stand before all creates: a name may go from one index to another.
Draft SqliteMigrator::rename_indexes(const ir::Table& before, const ir::Table& after, std::span<const Answered> changes,
                                     const MigrationContext& context) const {
  Draft result;
  std::vector<std::string> names;
  std::vector<std::string> creates;
  for (std::size_t i = 0; i < changes.size(); ++i) {
    const Change& change = changes[i].change;
    if (change.kind != Kind::rename_index) continue;
    const ir::Index& old_index = before.physical.indexes.at(change.part.before);
    const ir::Index& new_index = after.physical.indexes.at(change.part.after);
    names.push_back(fmt::format("`{}` to `{}`", old_index.name, new_index.name));
    result.sql.push_back(drop_index_statement(old_index, after.name, context));
    creates.push_back(renderer().create_index(new_index, after.name, context.new_state()));
    result.carries_out.push_back(i);
  }
  result.summary = fmt::format("rename {} {}", names.size() == 1 ? "index" : "indexes", join(names, ", "));
  result.sql.insert(result.sql.end(), creates.begin(), creates.end());
  return result;
}

Drafts SqliteMigrator::alter_table(const ir::Table& before, const ir::Table& after, std::span<const Answered> changes,
                                   const MigrationContext& context) const {
  Drafts drafts;
  bool has_renamed_indexes = false;
  for (const std::size_t at : in_order(changes, after)) {
    const Change& change = changes[at].change;
    switch (change.kind) {
      case Kind::rename_index:
        if (!has_renamed_indexes) drafts.push_back(rename_indexes(before, after, changes, context));
        has_renamed_indexes = true;
        continue;
      case Kind::create_index: {
        const ir::Index& index = after.physical.indexes.at(change.part.after);
        drafts.push_back(draft(fmt::format("create index `{}`", index.name),
                               renderer().create_index(index, after.name, context.new_state())));
        break;
      }
      case Kind::drop_index: {
        const ir::Index& index = before.physical.indexes.at(change.part.before);
        drafts.push_back(
            draft(fmt::format("drop index `{}`", index.name), drop_index_statement(index, after.name, context)));
        break;
      }
      case Kind::add_column:
      case Kind::drop_column:
      case Kind::rename_column:
        drafts.push_back(alter_column(before, after, change, context));
        break;
      default:
        continue;  // the rows answer every other kind with a rebuild
    }
    drafts.back().carries_out.push_back(at);
  }
  return drafts;
}

std::vector<change::Carry> SqliteMigrator::carried(const ir::QualifiedName& name, change::ObjectKind,
                                                   const MigrationContext&) const {
  return {triggers_of(name, false, renderer())};
}

std::vector<std::string> SqliteMigrator::session(const std::vector<change::Step>& steps) const {
  const bool drops_tables = std::any_of(steps.begin(), steps.end(), [](const change::Step& step) {
    return std::any_of(step.sql.begin(), step.sql.end(), [](const std::string& sql) {
      return sql.starts_with("DROP TABLE ") || sql.starts_with("PRAGMA legacy_alter_table");
    });
  });
  // Inside of a transaction the pragma is ignored without a word.
  if (drops_tables) return {"PRAGMA foreign_keys = OFF"};
  return {};
}

}  // namespace kura::dialect::sqlite
