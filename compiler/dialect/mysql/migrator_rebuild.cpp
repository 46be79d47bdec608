// MysqlMigrator: a table with a new definition: new table, copy, atomic swap of the names, the old one dropped.
#include <fmt/format.h>

#include <algorithm>

#include "compiler/dialect/mysql/alter_conditions.h"
#include "compiler/dialect/mysql/carry.h"
#include "compiler/dialect/mysql/migrator.h"
#include "compiler/dialect/mysql/rules.h"
#include "compiler/dialect/mysql/table_actions.h"

namespace kura::dialect::mysql {
namespace {

using change::HazardKind;
using change::kNowhere;

change::Check same_row_count(const std::string& left, const std::string& right, const std::string& what) {
  return {what, fmt::format("SELECT (SELECT COUNT(*) FROM {}) = (SELECT COUNT(*) FROM {})", left, right)};
}

template <class T>
void append(std::vector<T>& to, const std::vector<T>& from) {
  to.insert(to.end(), from.begin(), from.end());
}

/// Without the columns that are dropped: their privileges are captured, declared or not.
void keep_living_columns(ir::Grant& grant, const TableRebuild& rebuild) {
  const auto is_dropped = [&](const std::string& name) {
    const ir::Column* column = column_named(rebuild.before, name);
    if (column == nullptr) return true;
    const auto at = static_cast<std::size_t>(column - rebuild.before.columns.data());
    return std::find(rebuild.source.begin(), rebuild.source.end(), at) == rebuild.source.end();
  };
  std::erase_if(grant.privileges, [&](ir::Privilege& privilege) {
    const bool is_of_columns = !privilege.columns.empty();
    std::erase_if(privilege.columns, is_dropped);
    return is_of_columns && privilege.columns.empty();
  });
}

}  // namespace

/// The server converts as an INSERT does, and stops at what does not fit; CAST would know few types and cut in silence.
std::string MysqlMigrator::copied_value(const TableRebuild& rebuild, std::size_t column,
                                        const MigrationContext& context) const {
  const ir::Column& target = rebuild.after.columns[column];
  const std::size_t source = rebuild.source[column];
  if (target.generated) return {};
  // Only an empty table gets this far, but the statement has to name the column all the same.
  const bool must_be_named = !target.is_nullable && !has_value(target) && !target.identity;
  if (source == kNowhere) return must_be_named ? "NULL" : std::string();
  const ir::Column& old = rebuild.before.columns[source];
  const std::string value =
      with_new_labels(old, target, renderer_.identifier(old.name, context.old_state()), renderer_);
  if (!old.is_nullable || target.is_nullable || !has_value(target)) return value;
  return fmt::format("COALESCE({}, {})", value, renderer_.expression(*target.default_value, context.new_state()));
}

/// The name of a check stands once in a database: the old table gives its checks up, the new one has them at once.
Draft MysqlMigrator::free_check_names(const TableRebuild& rebuild, const MigrationContext& context) const {
  Draft result;
  if (renderer_.flavour().has_check_names_per_table) return result;
  std::vector<std::string> clauses;
  for (const ir::Check& check : rebuild.before.checks)
    clauses.push_back("DROP CONSTRAINT " + renderer_.identifier(check.name, context.old_state()));
  if (clauses.empty()) return result;
  result.summary = "free the names of the checks for the new table";
  result.sql.push_back(fmt::format("ALTER TABLE {} {}{}", renderer_.qualified(rebuild.before.name, context.old_state()),
                                   join(clauses, ", "), algorithm_clause(Algorithm::nocopy)));
  return result;
}

bool MysqlMigrator::copies_any(const TableRebuild& rebuild, const MigrationContext& context) const {
  for (std::size_t i = 0; i < rebuild.after.columns.size(); ++i) {
    if (!copied_value(rebuild, i, context).empty()) return true;
  }
  return false;
}

/// All columns are new: as many rows, with nothing of the old ones.
std::string MysqlMigrator::count_statement(const TableRebuild& rebuild, const ir::QualifiedName& target,
                                           const MigrationContext& context) const {
  const RenderContext state = context.new_state();
  const auto plain = std::find_if(rebuild.after.columns.begin(), rebuild.after.columns.end(),
                                  [](const ir::Column& it) { return !it.generated; });
  const ir::Column& column = *plain;
  const std::string value =
      column.default_value ? renderer_.expression(*column.default_value, state) : std::string("NULL");
  return fmt::format("INSERT INTO {} ({})\nSELECT {}\nFROM {}", renderer_.qualified(target, state),
                     renderer_.identifier(column.name, state), value, renderer_.qualified(rebuild.before.name, state));
}

Draft MysqlMigrator::copy(const TableRebuild& rebuild, const MigrationContext& context) const {
  const RenderContext state = context.new_state();
  const ir::QualifiedName name = new_table_name(rebuild.after.name, *context.dialect.capabilities);
  ir::Table table = rebuild.after;
  table.name = name;
  table.grants.clear();
  table.foreign_keys.clear();
  Draft result;
  result.summary = fmt::format("copy the rows into a new table `{}`", name.name);
  const Renderer& renderer = renderer_;
  for (Statement& statement : renderer.create_table(table, {}, state)) result.sql.push_back(std::move(statement.sql));
  result.sql.push_back(copies_any(rebuild, context) ? copy_statement(rebuild, rebuild.before.name, name, context)
                                                    : count_statement(rebuild, name, context));
  const std::string old_name = renderer_.qualified(rebuild.before.name, state);
  result.checks_after.push_back(
      same_row_count(old_name, renderer_.qualified(name, state),
                     fmt::format("the copy has as many rows as `{}`", rebuild.before.name.name)));
  for (std::size_t i = 0; i < rebuild.source.size(); ++i) {
    const ir::Column& column = rebuild.after.columns[i];
    if (column.generated || column.identity || column.is_nullable || has_value(column)) continue;
    if (rebuild.source[i] == kNowhere) {
      result.checks_before.push_back(
          {fmt::format("`{}` has no rows: the new column `{}` is NOT NULL and has no default", rebuild.before.name.name,
                       column.name),
           fmt::format("SELECT NOT EXISTS (SELECT 1 FROM {})", old_name)});
    } else if (const ir::Column& old = rebuild.before.columns[rebuild.source[i]]; old.is_nullable) {
      result.checks_before.push_back({fmt::format("no value of `{}` is NULL", old.name),
                                      fmt::format("SELECT NOT EXISTS (SELECT 1 FROM {} WHERE {} IS NULL)", old_name,
                                                  renderer_.identifier(old.name, state))});
    }
  }
  return result;
}

/// Privileges stand on names: those on the table stay, those on a renamed column have to be told.
Draft MysqlMigrator::move_rights(const TableRebuild& rebuild, const MigrationContext& context, Draft& swapped) const {
  const RenderContext state = context.new_state();
  const ir::Table& after = rebuild.after;
  for (std::size_t i = 0; i < rebuild.source.size(); ++i) {
    if (rebuild.source[i] == kNowhere) continue;
    const std::string& from = rebuild.before.columns[rebuild.source[i]].name;
    if (from == after.columns[i].name) continue;
    swapped.carry.push_back(column_grants_of(after, from, after.columns[i].name, renderer_, state));
  }
  for (const ir::Column& column : rebuild.before.columns) {
    const auto at = static_cast<std::size_t>(&column - rebuild.before.columns.data());
    if (std::find(rebuild.source.begin(), rebuild.source.end(), at) == rebuild.source.end())
      swapped.carry.push_back(dropped_grants_of(after, column.name, renderer_, state));
  }
  if (!swapped.carry.empty()) {
    swapped.hazards.push_back(
        {HazardKind::not_carried,
         "privileges on columns that are renamed or dropped stay with the old names: `kura apply` "
         "moves them, a plain run of the file only those that are declared"});
  }
  const auto has = [](const std::vector<ir::Grant>& grants, const ir::Grant& wanted) {
    return std::any_of(grants.begin(), grants.end(), [&](const ir::Grant& it) { return is_same_grant(it, wanted); });
  };
  Draft revoked;
  revoked.summary = "revoke what is no longer granted";
  std::vector<ir::Grant> before = rebuild.before.grants;
  for (ir::Grant& grant : before) keep_living_columns(grant, rebuild);
  std::erase_if(before, [](const ir::Grant& grant) { return grant.privileges.empty(); });
  for (const ir::Grant& grant : before) {
    if (has(after.grants, grant)) continue;
    for (std::string& sql : mysql::revoke_statements(after.name, grant, renderer_, state))
      revoked.sql.push_back(std::move(sql));
  }
  for (const ir::Grant& grant : after.grants) {
    if (has(before, grant)) continue;
    for (std::string& sql : mysql::grant_statements(after.name, grant, renderer_, state))
      swapped.sql.push_back(std::move(sql));
  }
  return revoked;
}

Draft MysqlMigrator::swap(const TableRebuild& rebuild, const MigrationContext& context) const {
  const RenderContext state = context.new_state();
  const Capabilities& has = *context.dialect.capabilities;
  const std::string name = renderer_.qualified(rebuild.after.name, state);
  const std::string fresh = renderer_.qualified(new_table_name(rebuild.after.name, has), state);
  const ir::QualifiedName old = old_table_name(rebuild.after.name, has);
  Draft result =
      draft("put the new table in the place of the old one",
            fmt::format("RENAME TABLE {} TO {}, {} TO {}", name, renderer_.qualified(old, state), fresh, name));
  result.checks_before.push_back(
      same_row_count(name, fresh, fmt::format("no row came to `{}` or went since the copy", rebuild.after.name.name)));
  result.hazards.push_back(
      {HazardKind::writes_lost,
       fmt::format(
           "what is written to `{}` between the copy and the swap stays in the old table: stop writers until then",
           rebuild.after.name.name)});
  const auto counts = [](const ir::Table& table) {
    return std::any_of(table.columns.begin(), table.columns.end(),
                       [](const ir::Column& it) { return it.identity.has_value(); });
  };
  if (counts(rebuild.before) && counts(rebuild.after))
    result.carry.push_back(counter_of(rebuild.after.name, renderer_, state));
  result.carry.push_back(triggers_of(rebuild.after.name, rebuild.after.name, renderer_, state));
  result.hazards.push_back(
      {HazardKind::not_carried, fmt::format("triggers on `{}` stay with the old table: `kura apply` creates them "
                                            "again, a plain run of the file does not",
                                            rebuild.after.name.name)});
  return result;
}

Draft MysqlMigrator::drop_old(const TableRebuild& rebuild, const MigrationContext& context) const {
  const ir::QualifiedName old = old_table_name(rebuild.after.name, *context.dialect.capabilities);
  return draft("drop the old table", "DROP TABLE " + renderer_.qualified(old, context.new_state()));
}

Drafts MysqlMigrator::rebuild_table(const TableRebuild& rebuild, const MigrationContext& context) const {
  Drafts drafts;
  if (Draft freed = free_check_names(rebuild, context); !freed.sql.empty()) drafts.push_back(std::move(freed));
  drafts.push_back(copy(rebuild, context));
  for (std::size_t i = 0; i < rebuild.changes.size(); ++i) drafts.back().carries_out.push_back(i);
  Draft rights;
  Draft revoked = move_rights(rebuild, context, rights);
  if (!revoked.sql.empty()) drafts.push_back(std::move(revoked));
  drafts.push_back(swap(rebuild, context));
  append(drafts.back().sql, rights.sql);
  append(drafts.back().carry, rights.carry);
  append(drafts.back().hazards, rights.hazards);
  if (!context.keeps_old) drafts.push_back(drop_old(rebuild, context));
  return drafts;
}

}  // namespace kura::dialect::mysql
