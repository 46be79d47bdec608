// The queries that describe a Redshift database.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kura::engine::redshift {

/// One query of the catalogue. Its columns: schema, relation (NULL: the schema itself), what the line is about (NULL:
/// the whole object), and from the fourth on the facts under their names.
struct CatalogQuery {
  std::string_view kind;  // the word at the front of its lines
  std::string_view sql;   // $named$ stands where the names are looked for, $database$ for the database's name
  std::string_view name;  // the expression that is compared with the names
};

/// The kind of what the engine may also change by itself, see Engine::Catalog.
inline constexpr std::string_view kMovingMark = "~";

std::span<const CatalogQuery> catalog_queries();

/// The query for these names, in lower case; for all of the user's objects when there are none.
std::string text_of(const CatalogQuery& query, const std::string& database, const std::vector<std::string>& names);

/// The materialized view whose rows are in a table of this name; empty for any other table.
std::string view_of_storage(std::string_view table);

}  // namespace kura::engine::redshift
