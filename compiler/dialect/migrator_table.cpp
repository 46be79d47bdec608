// Migrator: one change of a table in standard SQL.
#include <fmt/format.h>

#include "compiler/base/ascii.h"
#include "compiler/dialect/migrator.h"

namespace kura::dialect {
namespace {

using change::Kind;

std::string comment_literal(const std::string& comment, const Renderer& renderer) {
  return comment.empty() ? "NULL" : renderer.string_literal(comment);
}

const ir::Grant* find_grant(const std::vector<ir::Grant>& grants, std::size_t place) {
  return place < grants.size() ? &grants[place] : nullptr;
}

}  // namespace

std::string Migrator::drop_index_statement(const ir::Index& index, const ir::QualifiedName& relation,
                                           const MigrationContext& context) const {
  return "DROP INDEX " + renderer().qualified({relation.schema, index.name}, context.old_state());
}

std::vector<std::string> Migrator::grant_statements(std::string_view object_keyword, const ir::QualifiedName& name,
                                                    const ir::Grant& grant, const MigrationContext& context) const {
  std::vector<std::string> statements;
  for (Statement& statement : renderer().ownership(object_keyword, name, "", {grant}, context.new_state())) {
    statements.push_back(std::move(statement.sql));
  }
  return statements;
}

std::vector<std::string> Migrator::revoke_statements(const ir::QualifiedName& name, const ir::Grant& grant,
                                                     const MigrationContext& context) const {
  std::vector<std::string> privileges;
  for (const ir::Privilege& privilege : grant.privileges) {
    std::string text = to_upper(privilege.action);
    if (!privilege.columns.empty()) text += " (" + renderer().name_list(privilege.columns, context.old_state()) + ")";
    privileges.push_back(std::move(text));
  }
  return {fmt::format("REVOKE {} ON {} FROM {}", join(privileges, ", "),
                      renderer().qualified(name, context.new_state()), renderer().grantee(grant, context.old_state()))};
}

std::vector<std::string> Migrator::alter_table_statements(const ir::Table& before, const ir::Table& after,
                                                          const change::Change& change,
                                                          const MigrationContext& context) const {
  const RenderContext old_state = context.old_state();
  const RenderContext new_state = context.new_state();
  const auto old_column = [&]() -> const ir::Column& { return before.columns.at(change.part.before); };
  const auto new_column = [&]() -> const ir::Column& { return after.columns.at(change.part.after); };
  const auto one = [&](const std::string& rest) { return std::vector<std::string>{alter(after.name, rest, context)}; };
  const auto name = [&](const std::string& text) { return renderer().identifier(text, new_state); };
  const auto alter_column = [&](const std::string& rest) {
    return one(fmt::format("ALTER COLUMN {} {}", name(new_column().name), rest));
  };
  const auto rename_constraint = [&](const std::string& from, const std::string& to) {
    return one(fmt::format("RENAME CONSTRAINT {} TO {}", name(from), name(to)));
  };
  switch (change.kind) {
    case Kind::add_column:
      return one("ADD COLUMN " + column_definition(new_column(), after, context));
    case Kind::drop_column:
      return one("DROP COLUMN " + name(old_column().name));
    case Kind::rename_column:
      return one(fmt::format("RENAME COLUMN {} TO {}", name(new_column().was), name(new_column().name)));
    case Kind::change_type:
      return alter_column("TYPE " + renderer().column_type(new_column(), new_state));
    case Kind::set_not_null:
      return alter_column("SET NOT NULL");
    case Kind::drop_not_null:
      return alter_column("DROP NOT NULL");
    case Kind::set_default:
      return alter_column("SET" + renderer().default_clause(new_column(), new_state));
    case Kind::drop_default:
      return alter_column("DROP DEFAULT");
    case Kind::add_primary_key:
      return one("ADD " + renderer().key_constraint(*after.primary_key, true, new_state));
    case Kind::drop_primary_key:
      return one("DROP CONSTRAINT " + name(before.primary_key->name));
    case Kind::rename_primary_key:
      return rename_constraint(before.primary_key->name, after.primary_key->name);
    case Kind::add_unique:
      return one("ADD " + renderer().key_constraint(after.unique_keys.at(change.part.after), false, new_state));
    case Kind::drop_unique:
      return one("DROP CONSTRAINT " + name(before.unique_keys.at(change.part.before).name));
    case Kind::rename_unique:
      return rename_constraint(before.unique_keys.at(change.part.before).name,
                               after.unique_keys.at(change.part.after).name);
    case Kind::add_check:
      return one("ADD " + renderer().check_constraint(after.checks.at(change.part.after), new_state));
    case Kind::drop_check:
      return one("DROP CONSTRAINT " + name(before.checks.at(change.part.before).name));
    case Kind::rename_check:
      return rename_constraint(before.checks.at(change.part.before).name, after.checks.at(change.part.after).name);
    case Kind::rename_foreign_key:
      return rename_constraint(before.foreign_keys.at(change.part.before).name,
                               after.foreign_keys.at(change.part.after).name);
    case Kind::create_index:
      return {renderer().create_index(after.physical.indexes.at(change.part.after), after.name, new_state)};
    case Kind::drop_index:
      return {drop_index_statement(before.physical.indexes.at(change.part.before), after.name, context)};
    case Kind::set_table_comment:
      return {fmt::format("COMMENT ON TABLE {} IS {}", renderer().qualified(after.name, new_state),
                          comment_literal(after.comment, renderer()))};
    case Kind::set_column_comment:
      return {fmt::format("COMMENT ON COLUMN {}.{} IS {}", renderer().qualified(after.name, new_state),
                          name(new_column().name), comment_literal(new_column().comment, renderer()))};
    case Kind::set_owner:
      return one("OWNER TO " + name(after.owner));
    case Kind::add_grant:
      return grant_statements("TABLE", after.name, *find_grant(after.grants, change.part.after), context);
    case Kind::drop_grant:
      return revoke_statements(after.name, *find_grant(before.grants, change.part.before), context);
    default:
      (void)old_state;
      return {};
  }
}

}  // namespace kura::dialect
