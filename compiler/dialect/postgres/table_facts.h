// Questions about tables of a model that both the rows of answers and the statements ask.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/ir/schema.h"

namespace kura::dialect::postgres {

const ir::Table* find_table(const ir::Schema& schema, const ir::QualifiedName& name);
bool is_partitioned(const ir::Table* table);
bool has_name(const std::vector<std::string>& names, std::string_view name);

/// Whether the expression names the column; raw SQL is searched for the word.
bool reads(const ir::Expression& expression, const std::string& column);
/// Whether there is an `in (…)`; raw SQL is searched for the word.
bool has_list(const ir::Expression& expression);
/// Whether the clause's text holds the name as a word.
bool mentions(std::string_view text, const std::string& name);

bool touches(const ir::Index& index, const std::string& column);
/// An index whose expressions or condition read the column: it has to be built anew when they mean something else.
bool computes_from(const ir::Index& index, const std::string& column);
bool is_in_partition_key(const ir::Table& table, const std::string& column);

/// A foreign key of another table points here.
bool is_pointed_to(const ir::Schema& schema, const ir::QualifiedName& table);
/// A foreign key points to these columns, in whatever order.
bool is_pointed_to(const ir::Schema& schema, const ir::QualifiedName& table, const std::vector<std::string>& columns);
/// A view over the table has GROUP BY: it may rest on the primary key.
bool is_grouped(const ir::Schema& schema, const ir::QualifiedName& table);
/// It inherits, or is inherited from.
bool is_in_inheritance(const ir::Schema& schema, const ir::Table& table);

/// Names that tables, views, sequences, indexes, keys and partitions of the schema have: one list in PostgreSQL.
std::set<std::string> relation_names(const ir::Schema& schema, const std::string& space);

/// The names in an `inherits (…)` list.
std::vector<ir::QualifiedName> inherited(const ir::Table& table);

}  // namespace kura::dialect::postgres
