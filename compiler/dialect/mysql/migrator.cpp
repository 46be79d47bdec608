// MysqlMigrator: databases, renames, foreign keys, views, the session.
#include "compiler/dialect/mysql/migrator.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "compiler/base/ascii.h"
#include "compiler/dialect/mysql/carry.h"
#include "compiler/dialect/mysql/rules.h"
#include "compiler/dialect/mysql/table_actions.h"

namespace kura::dialect::mysql {
namespace {

using change::HazardKind;
using change::Kind;

void append(std::vector<std::string>& to, std::vector<std::string> from) {
  std::move(from.begin(), from.end(), std::back_inserter(to));
}

/// `before` has the new names: a view there of this name stays.
bool is_there_before(const ir::QualifiedName& name, const MigrationContext& context) {
  const auto& views = context.before.views;
  return std::any_of(views.begin(), views.end(), [&](const ir::View& it) { return it.name == name; });
}

/// The columns of a view are known to be the same: the same query, which names them.
bool has_same_columns(const ir::View& before, const ir::View& after) {
  return before.body.text == after.body.text && after.body.text.find('*') == std::string::npos;
}

/// What is declared on a table before any of its columns is renamed, and what becomes of the columns.
struct TableRights {
  std::vector<ir::Grant> grants;
  std::vector<std::pair<std::string, std::string>> renamed;
  std::vector<std::string> dropped;
};

TableRights rights_at_first(const ir::Table& after, const MigrationContext& context) {
  TableRights rights;
  const auto& tables = context.before.tables;
  const auto before =
      std::find_if(tables.begin(), tables.end(), [&](const ir::Table& it) { return it.name == after.name; });
  if (before == tables.end()) return rights;
  rights.grants = before->grants;
  for (const ir::Column& column : before->columns) {
    const ir::Column* now = column_named(after, column.name);
    if (now == nullptr) rights.dropped.push_back(column.name);
    if (now != nullptr && !now->was.empty()) rights.renamed.emplace_back(now->was, now->name);
  }
  for (ir::Grant& grant : rights.grants) {
    for (ir::Privilege& privilege : grant.privileges) {
      for (std::string& column : privilege.columns) {
        const ir::Column* now = column_named(after, column);
        if (now != nullptr && !now->was.empty()) column = now->was;
      }
    }
  }
  return rights;
}

bool begins_with(const std::vector<std::string>& columns, const std::vector<std::string>& wanted) {
  return columns.size() >= wanted.size() &&
         std::equal(wanted.begin(), wanted.end(), columns.begin(),
                    [](const auto& a, const auto& b) { return equals_ignoring_case(a, b); });
}

/// Whether the next state has the same foreign key, which was only dropped to make room, or not even its table.
bool keeps_index(const ir::Table& table, const ir::ForeignKey& key, const ir::Schema& after) {
  const auto is_same = [&](const ir::Table& it) {
    return it.was == ir::QualifiedName{} ? it.name == table.name : it.was == table.name;
  };
  const auto found = std::find_if(after.tables.begin(), after.tables.end(), is_same);
  if (found == after.tables.end()) return true;
  const auto& keys = found->foreign_keys;
  const auto is_same_column = [&](const std::string& name, const std::string& old_name) {
    const ir::Column* column = column_named(*found, name);
    const std::string& was = column == nullptr || column->was.empty() ? name : column->was;
    return equals_ignoring_case(was, old_name);
  };
  return std::any_of(keys.begin(), keys.end(), [&](const ir::ForeignKey& other) {
    return other.name == key.name && std::equal(other.columns.begin(), other.columns.end(), key.columns.begin(),
                                                key.columns.end(), is_same_column);
  });
}

}  // namespace

bool is_same_grant(const ir::Grant& left, const ir::Grant& right) {
  return left.grantee_kind == right.grantee_kind && left.grantee == right.grantee &&
         left.privileges == right.privileges && left.with_grant_option == right.with_grant_option;
}

bool has_index_for(const ir::Table& table, const ir::ForeignKey& key) {
  if (table.primary_key && begins_with(table.primary_key->columns, key.columns)) return true;
  if (std::any_of(table.unique_keys.begin(), table.unique_keys.end(),
                  [&](const ir::Key& it) { return begins_with(it.columns, key.columns); }))
    return true;
  const auto& indexes = table.physical.indexes;
  return std::any_of(indexes.begin(), indexes.end(), [&](const ir::Index& index) {
    std::vector<std::string> columns;
    for (const ir::IndexPart& part : index.parts) {
      if (column_of(part).empty() || prefix_length(part) != nullptr) break;
      columns.push_back(column_of(part));
    }
    return (begins_with(columns, key.columns) && (index.method.empty() || index.method == "btree")) ||
           equals_ignoring_case(index.name, key.name);
  });
}

Drafts MysqlMigrator::drop_namespace(const ir::Namespace& space, const MigrationContext& context) const {
  Draft result = draft("drop the database", "DROP DATABASE " + renderer_.identifier(space.name, context.old_state()));
  // It takes along whatever is in it, declared or not.
  result.checks_before.push_back(
      {fmt::format("nothing is left in `{}`", space.name),
       fmt::format("SELECT COUNT(*) = 0 FROM information_schema.tables WHERE table_schema = {}",
                   renderer_.string_literal(space.name))});
  return {std::move(result)};
}

/// Privileges outlive what is dropped; whatever takes its name in the next state must not inherit them.
void MysqlMigrator::leave_no_rights(const ir::QualifiedName& name, const std::vector<ir::Grant>& grants,
                                    const MigrationContext& context, Draft& draft) const {
  const std::vector<ir::Grant>* next = nullptr;
  for (const ir::Table& table : context.after.tables) {
    if (table.name == name) next = &table.grants;
  }
  for (const ir::View& view : context.after.views) {
    if (view.name == name) next = &view.grants;
  }
  if (next == nullptr) return;
  for (const ir::Grant& grant : grants)
    append(draft.sql, mysql::revoke_statements(name, grant, renderer_, context.new_state()));
  std::vector<ir::Grant> declared = grants;
  declared.insert(declared.end(), next->begin(), next->end());
  draft.carry.push_back(left_grants_of(name, declared, renderer_, context.new_state()));
  draft.hazards.push_back({HazardKind::not_carried,
                           "privileges outlive it and would be on what takes its name: `kura apply` revokes them, "
                           "a plain run of the file only those that are declared"});
}

Drafts MysqlMigrator::drop_table(const ir::Table& table, const MigrationContext& context) const {
  Drafts drafts = Migrator::drop_table(table, context);
  leave_no_rights(table.name, table.grants, context, drafts.front());
  return drafts;
}

Drafts MysqlMigrator::drop_view(const ir::View& view, const MigrationContext& context) const {
  Drafts drafts = Migrator::drop_view(view, context);
  const auto& views = context.after.views;
  const bool comes_again = std::any_of(views.begin(), views.end(), [&](const ir::View& it) {
    const bool is_renamed = !(it.was == ir::QualifiedName{});
    return is_renamed ? it.was == view.name : it.name == view.name && is_there_before(view.name, context);
  });
  if (!comes_again) leave_no_rights(view.name, view.grants, context, drafts.front());
  return drafts;
}

/// A table moves with its rows, its privileges have to be told: they belong to a name.
Drafts MysqlMigrator::rename_table(const ir::QualifiedName& from, const ir::Table& after,
                                   const MigrationContext& context) const {
  const RenderContext state = context.new_state();
  Draft result = draft(
      fmt::format("rename the table from `{}`", ir::to_text(from)),
      fmt::format("RENAME TABLE {} TO {}", renderer_.qualified(from, state), renderer_.qualified(after.name, state)));
  const TableRights rights = rights_at_first(after, context);
  for (const ir::Grant& grant : rights.grants) {
    append(result.sql, mysql::grant_statements(after.name, grant, renderer_, state));
    append(result.sql, mysql::revoke_statements(from, grant, renderer_, state));
  }
  result.carry.push_back(
      grants_of({from, after.name, rights.grants, rights.renamed, rights.dropped, true}, renderer_, state));
  result.hazards.push_back(
      {HazardKind::not_carried,
       fmt::format("privileges stay with the name `{}`: `kura apply` grants them on the new name as well, "
                   "a plain run of the file only those that are declared",
                   ir::to_text(from))});
  if (from.schema != after.name.schema) {
    const std::string name = ir::to_text(from);
    result.checks_before.push_back(
        {fmt::format("no trigger stands on `{}`: the server takes no table with a trigger to another database", name),
         fmt::format("SELECT NOT EXISTS (SELECT 1 FROM information_schema.triggers WHERE {})",
                     is_table(from, "event_object_schema", "event_object_table", renderer_))});
    result.hazards.push_back(
        {HazardKind::may_fail, fmt::format("a trigger on `{}` keeps it in its database: drop it before", name)});
  }
  return {std::move(result)};
}

/// Privileges outlive a view and stand on its name: those that are no longer declared, or are on another name, go.
Drafts MysqlMigrator::recreate_view(const ir::View& before, const ir::View& after,
                                    const MigrationContext& context) const {
  Drafts drafts = Migrator::recreate_view(before, after, context);
  const bool is_renamed = !(after.was == ir::QualifiedName{});
  const ir::QualifiedName& old_name = is_renamed ? after.was : after.name;
  std::vector<std::string> revoked;
  for (const ir::Grant& grant : before.grants) {
    const bool is_kept = std::any_of(after.grants.begin(), after.grants.end(),
                                     [&](const ir::Grant& it) { return is_same_grant(it, grant); });
    if (is_renamed || !is_kept)
      append(revoked, mysql::revoke_statements(old_name, grant, renderer_, context.new_state()));
  }
  drafts.front().sql.insert(drafts.front().sql.begin(), revoked.begin(), revoked.end());
  if (is_renamed) {
    drafts.front().hazards.push_back(
        {HazardKind::not_carried,
         fmt::format("privileges stay with the name `{}`: `kura apply` grants {} on the new name as well, "
                     "a plain run of the file only those that are declared",
                     ir::to_text(old_name), has_same_columns(before, after) ? "them" : "those on the whole view")});
  }
  return drafts;
}

std::vector<change::Carry> MysqlMigrator::carried(const ir::QualifiedName& name, change::ObjectKind,
                                                  const MigrationContext& context) const {
  const auto& views = context.after.views;
  const auto after = std::find_if(views.begin(), views.end(), [&](const ir::View& it) { return it.was == name; });
  if (after == views.end()) return {};
  const auto before = std::find_if(context.before.views.begin(), context.before.views.end(),
                                   [&](const ir::View& it) { return it.name == after->name; });
  if (before == context.before.views.end()) return {};
  return {grants_of({name, after->name, before->grants, {}, {}, has_same_columns(*before, *after)}, renderer_,
                    context.new_state())};
}

Drafts MysqlMigrator::alter_view(const ir::View&, const ir::View& after, std::span<const Answered> changes,
                                 const MigrationContext& context) const {
  Drafts drafts;
  Draft replaced;
  for (std::size_t i = 0; i < changes.size(); ++i) {
    const Kind kind = changes[i].change.kind;
    if (kind != Kind::add_grant && kind != Kind::drop_grant && changes[i].row != nullptr &&
        changes[i].row->method == Method::in_place) {
      replaced.carries_out.push_back(i);
    }
  }
  if (!replaced.carries_out.empty()) {
    std::string sql = renderer().create_view(after, context.new_state()).front().sql;
    replaced.summary = "replace the view";
    replaced.sql.push_back("CREATE OR REPLACE" + sql.substr(std::string_view("CREATE").size()));
    drafts.push_back(std::move(replaced));
  }
  for (std::size_t i = 0; i < changes.size(); ++i) {
    const change::Change& it = changes[i].change;
    if (it.kind != Kind::add_grant && it.kind != Kind::drop_grant) continue;
    Draft result;
    result.carries_out.push_back(i);
    const bool is_new = it.kind == Kind::add_grant;
    const ir::Grant& grant =
        is_new ? after.grants.at(it.part.after) : context.before.views.at(it.at.before).grants.at(it.part.before);
    result.summary = fmt::format("{} `{}`", is_new ? "grant to" : "revoke from", grant.grantee);
    result.sql = is_new ? mysql::grant_statements(after.name, grant, renderer_, context.new_state())
                        : mysql::revoke_statements(after.name, grant, renderer_, context.old_state());
    drafts.push_back(std::move(result));
  }
  return drafts;
}

Drafts MysqlMigrator::drop_foreign_key(const ir::Table& table, const ir::ForeignKey& key,
                                       const MigrationContext& context) const {
  const RenderContext state = context.new_state();
  const std::string name = renderer_.identifier(key.name, state);
  const std::string alter_table = "ALTER TABLE " + renderer_.qualified(table.name, state) + " ";
  Draft result = draft(fmt::format("drop foreign key `{}`", key.name),
                       alter_table + "DROP FOREIGN KEY " + name + algorithm_clause(Algorithm::nocopy));
  if (has_index_for(table, key) || keeps_index(table, key, context.after)) return {std::move(result)};
  result.sql.push_back(fmt::format("{}DROP INDEX {}{}", alter_table, name, algorithm_clause(Algorithm::nocopy)));
  result.summary += ", and the index that the server made for it";
  return {std::move(result)};
}

Drafts MysqlMigrator::add_foreign_key(const ir::Table& table, const ir::ForeignKey& key,
                                      const MigrationContext& context) const {
  Drafts drafts = Migrator::add_foreign_key(table, key, context);
  for (std::string& sql : drafts.back().sql) sql += algorithm_clause(Algorithm::copy);
  const std::string name = ir::to_text(table.name);
  drafts.back().hazards = {
      {HazardKind::blocking_lock, fmt::format("writers of `{}` wait while the table is written anew", name)},
      {HazardKind::table_copied, fmt::format("the engine writes `{}` anew", name)},
      {HazardKind::may_fail, fmt::format("foreign key `{}`: rows may not allow it", key.name)}};
  return drafts;
}

std::string MysqlMigrator::algorithm_clause(Algorithm algorithm) const {
  switch (algorithm) {
    case Algorithm::instant:
      return ", ALGORITHM=INSTANT";
    case Algorithm::nocopy:
    case Algorithm::inplace:
      return ", ALGORITHM=INPLACE, LOCK=NONE";
    case Algorithm::shared:
      return ", ALGORITHM=INPLACE, LOCK=SHARED";
    case Algorithm::copy:
      return ", ALGORITHM=COPY";
    case Algorithm::unsaid:
      break;
  }
  return {};
}

std::vector<std::string> MysqlMigrator::session(const std::vector<change::Step>& steps) const {
  if (steps.empty()) return {};
  return {
      "SET NAMES utf8mb4",
      // Strict, so that a value that does not fit is an error. NO_AUTO_VALUE_ON_ZERO: a copied 0 stays 0. No word about
      // zero dates: rows that have some must be copied too.
      "SET SESSION sql_mode = "
      "'STRICT_TRANS_TABLES,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION,NO_AUTO_VALUE_ON_ZERO'",
      // A TIMESTAMP that becomes a DATETIME shows the session's zone.
      "SET SESSION time_zone = '+00:00'",
      // A statement that waits for a long transaction makes everybody else wait behind it.
      "SET SESSION lock_wait_timeout = 10",
  };
}

}  // namespace kura::dialect::mysql
