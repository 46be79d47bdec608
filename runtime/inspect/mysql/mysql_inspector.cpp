// The statements of a database in an order in which they could be run.
#include "runtime/inspect/mysql/mysql_inspector.h"

#include <fmt/format.h>

#include <array>
#include <set>

#include "runtime/engine/mysql/names.h"
#include "runtime/inspect/mysql/catalog.h"
#include "runtime/inspect/mysql/statements.h"
#include "runtime/inspect/mysql/text.h"

namespace kura::inspect::mysql {
namespace {

constexpr auto kTablePrivileges =
    std::to_array<std::string_view>({"ALTER", "CREATE", "CREATE VIEW", "DELETE", "DROP", "INDEX", "INSERT",
                                     "REFERENCES", "SELECT", "SHOW VIEW", "TRIGGER", "UPDATE"});

constexpr Flavour kFlavour{
    .prints_expressions = false,
    .default_action = "NO ACTION",
    .schema_comment = "NULL",
    .index_expression = "EXPRESSION",
    .index_hidden = "IF(IS_VISIBLE = 'NO', 'INVISIBLE', NULL)",
    .view_algorithm = "NULL",
    .checks =
        "SELECT t.TABLE_SCHEMA, t.TABLE_NAME, c.CONSTRAINT_NAME, c.CHECK_CLAUSE, 'Table', t.ENFORCED"
        " FROM information_schema.TABLE_CONSTRAINTS t JOIN information_schema.CHECK_CONSTRAINTS c"
        " ON c.CONSTRAINT_SCHEMA = t.CONSTRAINT_SCHEMA AND c.CONSTRAINT_NAME = t.CONSTRAINT_NAME"
        " WHERE t.CONSTRAINT_TYPE = 'CHECK' AND ",
    .checks_schema = "t.CONSTRAINT_SCHEMA",
    .geometries =
        "SELECT TABLE_SCHEMA, TABLE_NAME, COLUMN_NAME, SRS_ID FROM information_schema.ST_GEOMETRY_COLUMNS"
        " WHERE ",
    .geometries_schema = "TABLE_SCHEMA",
    .geometry_clause = " SRID ",
    .table_privileges = kTablePrivileges,
};

std::vector<std::string> statements_of(const Catalog& catalog, const Flavour& flavour) {
  std::vector<std::string> statements;
  for (const auto& [name, database] : catalog.databases) {
    if (name == catalog.current) continue;
    std::string statement = "CREATE DATABASE " + engine::mysql::quoted_name(name);
    if (!database.comment.empty()) statement += " COMMENT " + quoted_string(database.comment);
    statements.push_back(std::move(statement));
  }
  const auto add_grants = [&](const Name& name) {
    for (auto& grant : grants_on(catalog, flavour, name)) statements.push_back(std::move(grant));
  };
  for (const auto& [name, sequence] : catalog.sequences) {
    statements.push_back(create_sequence(catalog, name, sequence));
  }
  for (const auto& [name, table] : catalog.tables) {
    statements.push_back(create_table(catalog, flavour, name, table));
    add_grants(name);
  }
  for (const auto& [name, table] : catalog.tables) {
    for (auto& key : add_foreign_keys(catalog, flavour, name, table)) statements.push_back(std::move(key));
  }
  std::map<Name, std::string> queries;
  for (const auto& [name, view] : catalog.views) queries.emplace(name, view.definition);
  for (const Name& name : views_in_order(queries)) {
    statements.push_back(create_view(catalog, name, catalog.views.at(name)));
    add_grants(name);
  }
  return statements;
}

/// What the rows of the catalogue show and a statement cannot say.
void add_unstated(Catalog& catalog) {
  for (const auto& [name, table] : catalog.tables) {
    if (table.partitioning.method != "SYSTEM_TIME") continue;
    catalog.unstated.push_back({fmt::format("partitions of table {}", spoken_name(catalog, name)),
                                "partitions by system time are not part of the language"});
  }
  std::set<std::string> named;
  for (const auto& [place, grant] : catalog.grants) {
    const auto& [name, grantee] = place;
    const std::string who = spoken_grantee(grantee);
    if (!catalog.sequences.contains(name)) {
      named.insert(who);
      continue;
    }
    catalog.unstated.push_back({fmt::format("grant of {} on sequence {} to {}", fmt::join(grant.privileges, ", "),
                                            spoken_name(catalog, name), who.empty() ? "everybody" : who),
                                "the language grants on tables and views"});
  }
  for (const auto& [name, view] : catalog.views) {
    if (view.definer != catalog.user) named.insert(spoken_grantee(view.definer));
  }
  for (const std::string& who : named) {
    if (!who.empty())
      catalog.unstated.push_back({who, "accounts and roles are of the server; definers and grants only name them"});
  }
}

}  // namespace

db::Outcome<Script> MysqlInspector::read(db::Connection& connection, const std::vector<std::string>& schemas) const {
  auto catalog = read_catalog(connection, flavour(), schemas);
  if (!catalog.ok()) return catalog.error();
  add_unstated(catalog.value());
  return Script{statements_of(catalog.value(), flavour()), std::move(catalog.value().unstated)};
}

const Flavour& MysqlInspector::flavour() const {
  return kFlavour;
}

const Inspector& inspector();
const Inspector& inspector() {
  static const MysqlInspector kInspector;
  return kInspector;
}

}  // namespace kura::inspect::mysql
