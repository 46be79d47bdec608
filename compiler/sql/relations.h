// Which relations a query reads: tables and views named in FROM and JOIN, wherever they stand.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace kura::sql {

/// A relation named in a query.
struct RelationName {
  std::uint32_t begin = 0;         // bytes of the text, from the first part's first character
  std::uint32_t end = 0;           // to the last part's last one
  std::vector<std::string> parts;  // "sales", "orders": unquoted parts in lower case
  bool may_be_path = false;        // `from orders o, o.items`: the first part is also the name of a relation in scope
};

/// Every place where a relation is named, in order: after FROM, JOIN and commas of a FROM list, in subqueries, CTEs and
/// set operations, and at the head of column references that repeat a qualified relation (`sales.orders.id`). Names
/// that a WITH clause in scope declares, table functions and LATERAL subqueries are not relations.
std::vector<RelationName> find_relations(std::string_view query);

}  // namespace kura::sql
