// Flavour: where the information schemas of the family differ, as pieces of queries.
#pragma once

#include <span>
#include <string_view>

namespace kura::inspect::mysql {

struct Flavour {
  /// A default stands as an expression, strings in their quotes and NULL as a word; otherwise as its bare
  /// value, and expressions have their quotes escaped.
  bool prints_expressions;
  /// What the catalogue says of a foreign key without actions.
  std::string_view default_action;

  std::string_view schema_comment;    // expression over SCHEMATA
  std::string_view index_expression;  // over STATISTICS
  std::string_view index_hidden;      // the same: the word for an index that is not used, or NULL
  std::string_view view_algorithm;    // over VIEWS

  /// Database, table, name, clause, whether it belongs to a column, ENFORCED; and the database's name there.
  std::string_view checks;
  std::string_view checks_schema;
  /// Database, table, column, number of the spatial reference system; and the database's name there.
  std::string_view geometries;
  std::string_view geometries_schema;
  std::string_view geometry_clause;

  /// What GRANT ALL gives on a table.
  std::span<const std::string_view> table_privileges;
};

}  // namespace kura::inspect::mysql
