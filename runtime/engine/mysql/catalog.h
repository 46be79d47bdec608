// The description of a server's objects from its information schema.
#pragma once

#include <string_view>
#include <vector>

#include "runtime/engine/engine.h"

namespace kura::engine::mysql {

/// One value of a fact: what it is called there, and the expression that gives it.
struct Detail {
  std::string_view label;
  std::string_view expression;
};

/// What a query's rows are facts of.
enum class Subject : std::uint8_t {
  relation,   // a table, view or sequence that is known already
  table,      // the same, but with columns of its own
  introduced  // something of its own, which this fact makes known
};

/// A query of the information schema, one fact a row.
struct FactQuery {
  std::string_view kind;
  Subject subject = Subject::relation;
  std::string_view from;
  std::string_view schema;  // the column that holds the database of the object
  std::string_view object;  // and the one that holds its name
  std::string_view title;   // tells the facts of one kind apart; empty: there is only one
  std::vector<Detail> details;
  std::string_view condition = {};
};

/// What the information schemas of the family do not have in common: columns to be asked for besides the common ones.
struct Flavour {
  std::vector<Detail> columns;
  std::vector<Detail> indexes;
  std::vector<Detail> constraints;
  std::vector<Detail> views;
  std::vector<Detail> schemas;
  FactQuery checks;
};

/// Every query of a flavour; the first introduces the tables.
std::vector<FactQuery> fact_queries(const Flavour& flavour);

/// See Engine::describe.
db::Outcome<Catalog> describe(db::Connection& connection, const Flavour& flavour,
                              const std::vector<std::string>& names);

}  // namespace kura::engine::mysql
