// What the statements leave out of the catalogue.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "runtime/inspect/redshift/catalog.h"

namespace kura::inspect::redshift {
namespace {

void list_schemas(const Catalog& catalog, std::vector<Unstated>& unstated) {
  const auto is_listed = [&](const std::string& schema) {
    return std::any_of(unstated.begin(), unstated.end(),
                       [&](const Unstated& it) { return it.object == "external schema " + schema; });
  };
  for (const std::string& schema : catalog.schemas) {
    const bool is_stated = schema == catalog.home || schema == "public" || has_objects(catalog, schema);
    if (!is_stated && !is_listed(schema))
      unstated.push_back({"schema " + schema, "nothing of it is stated, and a schema is declared by its objects"});
  }
  if (catalog.schema_comments.contains(catalog.home))
    unstated.push_back({"comment on schema " + catalog.home, "what is in the default schema stands in no `schema`"});
}

void list_identities(const Catalog& catalog, std::vector<Unstated>& unstated) {
  std::set<std::string> names;
  const auto add = [&](std::string_view kind, const std::string& name) {
    if (name != catalog.user && kind != "public") names.insert(fmt::format("{} {}", kind, name));
  };
  for (const auto& [name, table] : catalog.tables) add("user", table.owner);
  for (const auto& [name, view] : catalog.views) add("user", view.owner);
  for (const Grant& grant : catalog.grants) add(grant.grantee_kind, grant.grantee);
  for (const std::string& name : names)
    unstated.push_back({name, "users, groups and roles are of the cluster; owners and grants only name them"});
}

}  // namespace

std::vector<Unstated> unstated_of(const Catalog& catalog) {
  std::vector<Unstated> unstated = catalog.unstated;
  list_schemas(catalog, unstated);
  list_identities(catalog, unstated);
  if (!catalog.tables.empty())
    unstated.push_back({"`collate` of columns, `backup` of tables", "the catalogue does not tell them"});
  std::sort(unstated.begin(), unstated.end(), [](const Unstated& left, const Unstated& right) {
    return std::tie(left.object, left.why) < std::tie(right.object, right.why);
  });
  return unstated;
}

}  // namespace kura::inspect::redshift
