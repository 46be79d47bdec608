// The queries by which a PostgreSQL database is read: one for statements, one for what they leave out.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kura::inspect::postgres {

/// One kind of rows of a query.
struct Part {
  int since = 0;  // the first version that has it
  std::string_view sql;
};

/// Rows (place, depth, prefix, name, number, statement); the first five are the order.
std::span<const Part> object_parts();  // schemas, types, sequences, tables, views
std::span<const Part> table_parts();   // keys, indexes, what ALTER TABLE sets
std::span<const Part> remark_parts();  // comments, owners, grants
/// Rows (object, why).
std::span<const Part> unstated_parts();  // objects of their own that the language does not have
std::span<const Part> detail_parts();    // what is missing of objects that are stated

struct Scope {
  std::string home;                  // the default schema; empty: there is none
  std::vector<std::string> schemas;  // only these; empty: all
  int major = 0;                     // the server's version
};

/// One row a statement, in order.
std::string statements_query(const Scope& scope);
/// Rows (object, why), in order.
std::string unstated_query(const Scope& scope);

}  // namespace kura::inspect::postgres
