// Queries over Redshift's catalogues. Those that read pg_ tables run on the leader node and are not mixed with svv_
// views, which do not; none of them leans on what the leader's old dialect lacks.
#include "runtime/engine/redshift/catalog.h"

#include <fmt/format.h>

#include "runtime/engine/facts.h"

namespace kura::engine::redshift {
namespace {

#define KURA_RELATIONS "FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
// A materialized view keeps its rows in a table that begins so.
#define KURA_IS_VISIBLE \
  "c.relkind IN ('r', 'v') AND substring(c.relname::varchar, 1, 8) <> 'mv_tbl__' AND " KURA_IS_MINE
#define KURA_IS_MINE                                                                                             \
  "substring(n.nspname::varchar, 1, 3) <> 'pg_' AND n.nspname NOT IN ('information_schema', 'catalog_history') " \
  "AND $named$"

constexpr CatalogQuery kQueries[] = {
    {"relation",
     "SELECT n.nspname, c.relname, NULL::varchar AS title, CASE c.relkind WHEN 'r' THEN 'table' ELSE 'view' END AS "
     "kind, "
     "pg_get_userbyid(c.relowner) AS owner, CASE c.reldiststyle WHEN 0 THEN 'even' WHEN 1 THEN 'key' WHEN 8 THEN 'all' "
     "WHEN 9 THEN 'auto' END AS diststyle " KURA_RELATIONS "WHERE " KURA_IS_VISIBLE,
     "c.relname"},
    {"column",
     "SELECT n.nspname, c.relname, a.attname, a.attnum AS number, format_type(a.atttypid, a.atttypmod) AS type, "
     "a.attnotnull AS not_null, d.adsrc AS value " KURA_RELATIONS
     "JOIN pg_attribute a ON a.attrelid = c.oid LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = "
     "a.attnum "
     "WHERE a.attnum > 0 AND NOT a.attisdropped AND " KURA_IS_VISIBLE,
     "c.relname"},
    // Automatic keys and encodings are chosen by the engine, and no catalogue tells them from the user's on an empty
    // table.
    {kMovingMark,
     "SELECT n.nspname, c.relname, a.attname, format_encoding(a.attencodingtype::integer) AS encoding, "
     "a.attisdistkey AS distkey, a.attsortkeyord AS sortkey " KURA_RELATIONS
     "JOIN pg_attribute a ON a.attrelid = c.oid WHERE a.attnum > 0 AND NOT a.attisdropped AND c.relkind = 'r' "
     "AND " KURA_IS_MINE,
     "c.relname"},
    {"constraint",
     "SELECT n.nspname, c.relname, t.conname, pg_get_constraintdef(t.oid)::varchar(65535) AS text " KURA_RELATIONS
     "JOIN pg_constraint t ON t.conrelid = c.oid WHERE " KURA_IS_VISIBLE,
     "c.relname"},
    {"view",
     "SELECT n.nspname, c.relname, NULL::varchar AS title, pg_get_viewdef(c.oid, true)::varchar(65535) AS "
     "text " KURA_RELATIONS "WHERE c.relkind = 'v' AND " KURA_IS_VISIBLE,
     "c.relname"},
    {"comment",
     "SELECT n.nspname, c.relname, a.attname, d.description AS text " KURA_RELATIONS
     "JOIN pg_description d ON d.objoid = c.oid LEFT JOIN pg_attribute a ON a.attrelid = d.objoid "
     "AND a.attnum = d.objsubid AND d.objsubid > 0 WHERE " KURA_IS_VISIBLE,
     "c.relname"},
    {"comment on constraint",
     "SELECT n.nspname, c.relname, t.conname, d.description AS text " KURA_RELATIONS
     "JOIN pg_constraint t ON t.conrelid = c.oid JOIN pg_description d ON d.objoid = t.oid WHERE " KURA_IS_VISIBLE,
     "c.relname"},
    {"schema",
     "SELECT n.nspname, NULL::varchar AS relation, NULL::varchar AS title, pg_get_userbyid(n.nspowner) AS owner, "
     "d.description AS comment FROM pg_namespace n LEFT JOIN pg_description d ON d.objoid = n.oid WHERE " KURA_IS_MINE,
     "n.nspname"},
    {"~grant",
     "SELECT n.namespace_name, n.relation_name, n.identity_type || ' ' || n.identity_name AS title, "
     "n.privilege_type AS privilege, n.admin_option AS grantable FROM svv_relation_privileges n "
     "WHERE substring(n.namespace_name, 1, 3) <> 'pg_' AND $named$",
     "n.relation_name"},
    {"~column grant",
     "SELECT n.namespace_name, n.relation_name, n.identity_type || ' ' || n.identity_name AS title, "
     "n.privilege_type AS privilege, n.column_name AS on_column FROM svv_column_privileges n "
     "WHERE substring(n.namespace_name, 1, 3) <> 'pg_' AND $named$",
     "n.relation_name"},
    {"~grant",
     "SELECT n.namespace_name, NULL::varchar AS relation, n.identity_type || ' ' || n.identity_name AS title, "
     "n.privilege_type AS privilege, n.admin_option AS grantable FROM svv_schema_privileges n "
     "WHERE substring(n.namespace_name, 1, 3) <> 'pg_' AND $named$",
     "n.namespace_name"},
    {"refresh",
     "SELECT trim(n.schema_name) AS space, trim(n.name) AS relation, NULL::varchar AS title, "
     "n.autorefresh::varchar AS automatic FROM svv_mv_info n WHERE trim(n.database_name) = $database$ AND $named$",
     "trim(n.name)"},
};

/// Redshift reads a backslash in a string as an escape.
std::string escaped_list(const std::vector<std::string>& names) {
  return replaced(literal_list(names), "\\", "\\\\");
}

}  // namespace

std::span<const CatalogQuery> catalog_queries() {
  return kQueries;
}

std::string text_of(const CatalogQuery& query, const std::string& database, const std::vector<std::string>& names) {
  const bool reads_storage = query.kind == kMovingMark;
  std::string named = fmt::format("substring({}::varchar, 1, 5) <> 'kura_'", query.name);
  if (!names.empty()) {
    named = fmt::format("lower({}) IN ({})", query.name, escaped_list(names));
    if (reads_storage) named = fmt::format("({} OR substring(c.relname::varchar, 1, 8) = 'mv_tbl__')", named);
  }
  const std::string text = replaced(query.sql, "$named$", named);
  return replaced(text, "$database$", replaced(literal(database), "\\", "\\\\"));
}

std::string view_of_storage(std::string_view table) {
  constexpr std::string_view kPrefix = "mv_tbl__";
  if (!table.starts_with(kPrefix)) return {};
  table.remove_prefix(kPrefix.size());
  return std::string(table.substr(0, table.rfind("__")));
}

}  // namespace kura::engine::redshift
