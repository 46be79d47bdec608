// Carry: queries over information_schema.
#include "compiler/dialect/mysql/carry.h"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/base/ascii.h"

namespace kura::dialect::mysql {
namespace {

constexpr std::string_view kWithOption = ", IF(is_grantable = 'YES', ' WITH GRANT OPTION', '')";

/// The grantee as GRANT takes it: a role without a host.
std::string grantee_words(const MysqlRenderer& renderer) {
  if (!renderer.flavour().has_hostless_roles) return "grantee";
  return "IF(RIGHT(grantee, 3) = '@''''', LEFT(grantee, CHAR_LENGTH(grantee) - 3), grantee)";
}

std::string literals(const std::vector<std::string>& texts, const Renderer& renderer) {
  std::vector<std::string> quoted;
  for (const std::string& text : texts) quoted.push_back(renderer.string_literal(text));
  return join(quoted, ", ");
}

/// How the catalog may show the grantee: a name without a host is a role, or an account for every host.
std::vector<std::string> shown_grantees(const ir::Grant& grant) {
  if (grant.grantee_kind == ir::GranteeKind::everyone) return {"'PUBLIC'@''"};
  const std::size_t at = grant.grantee.rfind('@');
  if (at == std::string::npos || at == 0)
    return {fmt::format("'{}'@''", grant.grantee), fmt::format("'{}'@'%'", grant.grantee)};
  return {fmt::format("'{}'@'{}'", grant.grantee.substr(0, at), grant.grantee.substr(at + 1))};
}

/// " AND NOT (…)": leaves the declared privileges on the whole table, or those on columns, out.
std::string undeclared(const std::vector<ir::Grant>& declared, bool is_of_columns, const Renderer& renderer) {
  std::string words;
  for (const ir::Grant& grant : declared) {
    for (const ir::Privilege& privilege : grant.privileges) {
      if (privilege.columns.empty() == is_of_columns) continue;
      words += " AND NOT (";
      if (!privilege.action.starts_with("all"))
        words += fmt::format("privilege_type = {} AND ", renderer.string_literal(to_upper(privilege.action)));
      if (is_of_columns) words += fmt::format("column_name IN ({}) AND ", literals(privilege.columns, renderer));
      words += fmt::format("grantee IN ({}))", literals(shown_grantees(grant), renderer));
    }
  }
  return words;
}

}  // namespace

std::string is_table(const ir::QualifiedName& table, std::string_view schema_column, std::string_view name_column,
                     const Renderer& renderer) {
  const std::string schema = table.schema.empty() ? "DATABASE()" : renderer.string_literal(table.schema);
  return fmt::format("{} = {} AND {} = {}", schema_column, schema, name_column, renderer.string_literal(table.name));
}

change::Carry grants_of(const GrantMove& move, const MysqlRenderer& renderer, const RenderContext& state) {
  const std::string on = renderer.string_literal(fmt::format(" ON {} TO ", renderer.qualified(move.to, state)));
  const std::string where = is_table(move.from, "table_schema", "table_name", renderer);
  const std::string tail = fmt::format("{}{}", grantee_words(renderer), kWithOption);
  std::string column = "column_name";
  if (!move.renamed_columns.empty()) {
    column = "CASE column_name";
    for (const auto& [from, to] : move.renamed_columns)
      column += fmt::format(" WHEN {} THEN {}", renderer.string_literal(from), renderer.string_literal(to));
    column += " ELSE column_name END";
  }
  std::string is_there;
  if (!move.dropped_columns.empty())
    is_there = fmt::format(" AND column_name NOT IN ({})", literals(move.dropped_columns, renderer));
  std::string capture =
      fmt::format("SELECT CONCAT('GRANT ', privilege_type, {}, {}) FROM information_schema.table_privileges WHERE {}{}",
                  on, tail, where, undeclared(move.declared, false, renderer));
  if (!move.has_columns) return {"grants", std::move(capture)};
  capture += fmt::format(
      " UNION ALL SELECT CONCAT('GRANT ', privilege_type, ' (`', REPLACE({}, '`', '``'), '`)', {}, {}) "
      "FROM information_schema.column_privileges WHERE {}{}{}",
      column, on, tail, where, is_there, undeclared(move.declared, true, renderer));
  return {"grants", std::move(capture)};
}

change::Carry column_grants_of(const ir::Table& table, const std::string& from, const std::string& to,
                               const MysqlRenderer& renderer, const RenderContext& state) {
  const std::string grant = renderer.string_literal(
      fmt::format(" ({}) ON {} TO ", renderer.identifier(to, state), renderer.qualified(table.name, state)));
  const change::Carry revoked = dropped_grants_of(table, from, renderer, state);
  return {"grants",
          fmt::format("SELECT CONCAT('GRANT ', privilege_type, {}, {}{}) FROM information_schema.column_privileges "
                      "WHERE {} AND column_name = {} UNION ALL {}",
                      grant, grantee_words(renderer), kWithOption,
                      is_table(table.name, "table_schema", "table_name", renderer), renderer.string_literal(from),
                      revoked.capture)};
}

change::Carry dropped_grants_of(const ir::Table& table, const std::string& column, const MysqlRenderer& renderer,
                                const RenderContext& state) {
  std::vector<ir::Grant> declared = table.grants;
  for (ir::Grant& grant : declared) {
    std::erase_if(grant.privileges, [&](const ir::Privilege& it) {
      return std::find(it.columns.begin(), it.columns.end(), column) == it.columns.end();
    });
    for (ir::Privilege& privilege : grant.privileges) privilege.columns = {column};
  }
  const std::string revoke = renderer.string_literal(
      fmt::format(" ({}) ON {} FROM ", renderer.identifier(column, state), renderer.qualified(table.name, state)));
  return {"the grants of the other columns",
          fmt::format("SELECT CONCAT('REVOKE ', privilege_type, {}, {}) FROM information_schema.column_privileges "
                      "WHERE {} AND column_name = {}{}",
                      revoke, grantee_words(renderer), is_table(table.name, "table_schema", "table_name", renderer),
                      renderer.string_literal(column), undeclared(declared, true, renderer))};
}

change::Carry left_grants_of(const ir::QualifiedName& name, const std::vector<ir::Grant>& declared,
                             const MysqlRenderer& renderer, const RenderContext& state) {
  const std::string from = renderer.string_literal(fmt::format(" ON {} FROM ", renderer.qualified(name, state)));
  const std::string tail =
      fmt::format("IF(is_grantable = 'YES', ', GRANT OPTION', ''), {}, {}", from, grantee_words(renderer));
  const std::string where = is_table(name, "table_schema", "table_name", renderer);
  return {"the grants of what takes the name",
          fmt::format(
              "SELECT CONCAT('REVOKE ', privilege_type, {}) FROM information_schema.table_privileges WHERE {}{} "
              "UNION ALL SELECT CONCAT('REVOKE ', privilege_type, ' (`', REPLACE(column_name, '`', '``'), '`)', {}) "
              "FROM information_schema.column_privileges WHERE {}{}",
              tail, where, undeclared(declared, false, renderer), tail, where, undeclared(declared, true, renderer))};
}

change::Carry triggers_of(const ir::QualifiedName& table, const ir::QualifiedName& to, const Renderer& renderer,
                          const RenderContext& state) {
  const std::string trigger = "'`', REPLACE(trigger_schema, '`', '``'), '`.`', REPLACE(trigger_name, '`', '``'), '`'";
  const std::string definer =
      "'`', REPLACE(SUBSTRING_INDEX(definer, '@', 1), '`', '``'), '`@`', REPLACE(SUBSTRING_INDEX(definer, '@', -1), "
      "'`', '``'), '`'";
  const std::string on = renderer.string_literal(fmt::format(" ON {} FOR EACH ROW ", renderer.qualified(to, state)));
  const std::string where = is_table(table, "event_object_schema", "event_object_table", renderer);
  return {"triggers",
          fmt::format("SELECT statement FROM (SELECT action_order AS place, event_manipulation AS event, action_timing "
                      "AS timing, 1 AS part, "
                      "CONCAT('DROP TRIGGER IF EXISTS ', {}) AS statement FROM information_schema.triggers WHERE {} "
                      "UNION ALL SELECT action_order, event_manipulation, action_timing, 2, "
                      "CONCAT('CREATE DEFINER = ', {}, ' TRIGGER ', {}, ' ', action_timing, ' ', event_manipulation, "
                      "{}, action_statement) "
                      "FROM information_schema.triggers WHERE {}) AS parts ORDER BY part, event, timing, place",
                      trigger, where, definer, trigger, on, where)};
}

change::Carry counter_of(const ir::QualifiedName& table, const Renderer& renderer, const RenderContext& state) {
  const std::string alter =
      renderer.string_literal(fmt::format("ALTER TABLE {} AUTO_INCREMENT = ", renderer.qualified(table, state)));
  return {
      "the next number",
      fmt::format(
          "SELECT CONCAT({}, auto_increment) FROM information_schema.tables WHERE {} AND auto_increment IS NOT NULL",
          alter, is_table(table, "table_schema", "table_name", renderer))};
}

}  // namespace kura::dialect::mysql
