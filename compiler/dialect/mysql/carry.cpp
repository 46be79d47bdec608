// Carry: queries over information_schema.
#include "compiler/dialect/mysql/carry.h"

#include <fmt/format.h>

namespace kura::dialect::mysql {

std::string is_table(const ir::QualifiedName& table, std::string_view schema_column, std::string_view name_column,
                     const Renderer& renderer) {
  const std::string schema = table.schema.empty() ? "DATABASE()" : renderer.string_literal(table.schema);
  return fmt::format("{} = {} AND {} = {}", schema_column, schema, name_column, renderer.string_literal(table.name));
}

change::Carry grants_of(const ir::QualifiedName& table, const ir::QualifiedName& to, const Renderer& renderer,
                        const RenderContext& state) {
  const std::string on = renderer.string_literal(fmt::format(" ON {} TO ", renderer.qualified(to, state)));
  const std::string where = is_table(table, "table_schema", "table_name", renderer);
  return {
      "grants",
      fmt::format(
          "SELECT CONCAT('GRANT ', privilege_type, {}, grantee, IF(is_grantable = 'YES', ' WITH GRANT OPTION', '')) "
          "FROM information_schema.table_privileges WHERE {} "
          "UNION ALL SELECT CONCAT('GRANT ', privilege_type, ' (`', REPLACE(column_name, '`', '``'), '`)', {}, "
          "grantee, "
          "IF(is_grantable = 'YES', ' WITH GRANT OPTION', '')) FROM information_schema.column_privileges WHERE {}",
          on, where, on, where)};
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
