// MysqlMigrator: databases, renames, foreign keys, views, the session.
#include "compiler/dialect/mysql/migrator.h"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/base/ascii.h"
#include "compiler/dialect/mysql/carry.h"
#include "compiler/dialect/mysql/rules.h"
#include "compiler/dialect/mysql/table_actions.h"

namespace kura::dialect::mysql {
namespace {

using change::HazardKind;
using change::Kind;

bool begins_with(const std::vector<std::string>& columns, const std::vector<std::string>& wanted) {
  return columns.size() >= wanted.size() &&
         std::equal(wanted.begin(), wanted.end(), columns.begin(),
                    [](const auto& a, const auto& b) { return equals_ignoring_case(a, b); });
}

/// Whether something declared serves a foreign key; otherwise the server made an index for it, called like the
/// constraint.
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

/// Whether the next state has the same foreign key, which was only dropped to make room, or not even its table.
bool keeps_index(const ir::Table& table, const ir::ForeignKey& key, const ir::Schema& after) {
  const auto is_same = [&](const ir::Table& it) {
    return it.was == ir::QualifiedName{} ? it.name == table.name : it.was == table.name;
  };
  const auto found = std::find_if(after.tables.begin(), after.tables.end(), is_same);
  if (found == after.tables.end()) return true;
  const auto& keys = found->foreign_keys;
  return std::any_of(keys.begin(), keys.end(), [&](const ir::ForeignKey& other) { return other.name == key.name; });
}

}  // namespace

Drafts MysqlMigrator::drop_namespace(const ir::Namespace& space, const MigrationContext& context) const {
  Draft result = draft("drop the database", "DROP DATABASE " + renderer_.identifier(space.name, context.old_state()));
  // It takes along whatever is in it, declared or not.
  result.checks_before.push_back(
      {fmt::format("nothing is left in `{}`", space.name),
       fmt::format("SELECT COUNT(*) = 0 FROM information_schema.tables WHERE table_schema = {}",
                   renderer_.string_literal(space.name))});
  return {std::move(result)};
}

Drafts MysqlMigrator::rename_table(const ir::QualifiedName& from, const ir::Table& after,
                                   const MigrationContext& context) const {
  const RenderContext state = context.new_state();
  Draft result = draft(
      fmt::format("rename the table from `{}`", ir::to_text(from)),
      fmt::format("RENAME TABLE {} TO {}", renderer_.qualified(from, state), renderer_.qualified(after.name, state)));
  // Privileges belong to a name, not to a table.
  for (const ir::Grant& grant : after.grants) {
    for (std::string& statement : mysql::grant_statements(after.name, grant, renderer_, state))
      result.sql.push_back(std::move(statement));
  }
  result.carry.push_back(grants_of(from, after.name, renderer_, state));
  result.hazards.push_back(
      {HazardKind::not_carried,
       fmt::format("privileges stay with the name `{}`: `kura apply` grants them on the new name as well, "
                   "a plain run of the file only those that are declared",
                   ir::to_text(from))});
  return {std::move(result)};
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
