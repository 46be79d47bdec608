// Statements that create tables, and the pieces that materialized views share with them.
#pragma once

#include "runtime/inspect/redshift/catalog.h"

namespace kura::inspect::redshift {

std::string quoted(std::string_view name);
/// With its schema, unless that is the default one.
std::string object_name(const Catalog& catalog, const Name& name);

/// CREATE TABLE, and what must be altered behind it.
std::vector<std::string> create_table(const Catalog& catalog, const Name& name, const Table& table);
std::string create_external_table(const Catalog& catalog, const Name& name, const std::vector<Column>& columns);

/// "\nDISTSTYLE EVEN"; empty: automatic, as it is without a word.
std::string distribution_clause(const Table& table);
/// "\nCOMPOUND SORTKEY (…)"; empty: none is known.
std::string sort_clause(const Table& table);

}  // namespace kura::inspect::redshift
