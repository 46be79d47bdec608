// Row facts: putting a Catalog together from rows, the same way for every engine whose catalogue answers in columns.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "runtime/engine/engine.h"

namespace kura::engine {

/// "kind title: label=value label=value" on one line; what is NULL is left out.
std::string fact_line(std::string_view kind, const db::Value& title, const std::vector<std::string_view>& labels,
                      const db::Value* values);

/// Puts the facts of every object in bytewise order, each once.
void sort_facts(Catalog& catalog);

/// The value of the first row and column; NULL when there are no rows.
db::Outcome<db::Value> first_value(db::Connection& connection, const std::string& sql);

/// "database.name", or "name" alone for what is in the database of the connection.
std::string object_key(const db::Value& current_database, const db::Value& database, const db::Value& name);

/// True for the tables in which the runner keeps its own books.
bool is_journal_name(std::string_view name);

}  // namespace kura::engine
