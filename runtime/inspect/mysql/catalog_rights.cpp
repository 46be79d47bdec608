// What stands around the objects: rights on them, and what no statement can say.
#include <fmt/format.h>

#include <algorithm>

#include "runtime/inspect/mysql/asker.h"
#include "runtime/inspect/mysql/text.h"

namespace kura::inspect::mysql {
namespace {

bool is_known(const Catalog& catalog, const Name& name) {
  return catalog.tables.contains(name) || catalog.views.contains(name) || catalog.sequences.contains(name);
}

db::Outcome<db::Done> read_database_grants(const Asker& asker, Catalog& catalog) {
  const auto found = asker.rows("TABLE_SCHEMA, GRANTEE, PRIVILEGE_TYPE", "SCHEMA_PRIVILEGES", "TABLE_SCHEMA");
  if (!found.ok()) return found.error();
  std::map<Name, std::vector<std::string>> privileges;  // database, grantee
  for (const auto& row : found.value()) privileges[{text(row[0]), text(row[1])}].push_back(text(row[2]));
  for (auto& [place, granted] : privileges) {
    std::sort(granted.begin(), granted.end());
    const std::string grantee = spoken_grantee(place.second);
    catalog.unstated.push_back({fmt::format("grant of {} on database {} to {}", fmt::join(granted, ", "), place.first,
                                            grantee.empty() ? "everybody" : grantee),
                                "the language grants on tables and views"});
  }
  for (const auto& [name, database] : catalog.databases) {
    if (database.collation == catalog.server_collation) continue;
    catalog.unstated.push_back({fmt::format("collation {} of database {}", database.collation, name),
                                "every table says its own; databases have none in the language"});
  }
  return db::Done{};
}

}  // namespace

db::Outcome<db::Done> read_grants(const Asker& asker, Catalog& catalog) {
  const auto found =
      asker.rows("TABLE_SCHEMA, TABLE_NAME, GRANTEE, PRIVILEGE_TYPE, IS_GRANTABLE", "TABLE_PRIVILEGES", "TABLE_SCHEMA");
  if (!found.ok()) return found.error();
  for (const auto& row : found.value()) {
    const Name name{text(row[0]), text(row[1])};
    if (!is_known(catalog, name)) continue;
    Grant& grant = catalog.grants[{name, text(row[2])}];
    grant.privileges.push_back(text(row[3]));
    grant.is_grantable = grant.is_grantable || row[4] == "YES";
  }
  return db::Done{};
}

db::Outcome<db::Done> read_column_grants(const Asker& asker, Catalog& catalog) {
  const auto found = asker.rows("TABLE_SCHEMA, TABLE_NAME, GRANTEE, PRIVILEGE_TYPE, COLUMN_NAME, IS_GRANTABLE",
                                "COLUMN_PRIVILEGES", "TABLE_SCHEMA");
  if (!found.ok()) return found.error();
  for (const auto& row : found.value()) {
    const Name name{text(row[0]), text(row[1])};
    if (!is_known(catalog, name)) continue;
    Grant& grant = catalog.grants[{name, text(row[2])}];
    grant.column_privileges[text(row[3])].push_back(text(row[4]));
    grant.is_grantable = grant.is_grantable || row[5] == "YES";
  }
  return db::Done{};
}

void leave_out(Catalog& catalog, std::string_view kind, const Name& name, std::string_view why, std::string_view of) {
  std::string object = fmt::format("{} {}", kind, spoken_name(catalog, name));
  if (!of.empty()) object += fmt::format(" of {}", of);
  catalog.unstated.push_back({std::move(object), std::string(why)});
}

db::Outcome<db::Done> read_unstated(const Asker& asker, Catalog& catalog) {
  const auto triggers = asker.rows("TRIGGER_SCHEMA, TRIGGER_NAME, EVENT_OBJECT_TABLE", "TRIGGERS", "TRIGGER_SCHEMA");
  if (!triggers.ok()) return triggers.error();
  for (const auto& row : triggers.value()) {
    leave_out(catalog, "trigger", {text(row[0]), text(row[1])}, "triggers are not part of the language", text(row[2]));
  }
  const auto routines = asker.rows("ROUTINE_SCHEMA, ROUTINE_NAME, LOWER(ROUTINE_TYPE)", "ROUTINES", "ROUTINE_SCHEMA");
  if (!routines.ok()) return routines.error();
  for (const auto& row : routines.value()) {
    leave_out(catalog, text(row[2]), {text(row[0]), text(row[1])}, text(row[2]) + "s are not part of the language");
  }
  const auto events = asker.rows("EVENT_SCHEMA, EVENT_NAME", "EVENTS", "EVENT_SCHEMA");
  if (!events.ok()) return events.error();
  for (const auto& row : events.value()) {
    leave_out(catalog, "event", {text(row[0]), text(row[1])}, "events are not part of the language");
  }
  return read_database_grants(asker, catalog);
}

}  // namespace kura::inspect::mysql
