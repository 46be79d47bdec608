// What Redshift's catalogues hold, as far as statements are made of it.
#pragma once

#include <compare>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "runtime/inspect/inspector.h"
#include "runtime/inspect/redshift/view_text.h"

namespace kura::inspect::redshift {

struct Name {
  std::string schema;
  std::string name;
  auto operator<=>(const Name&) const = default;
};

struct Column {
  std::string name;
  std::string type;
  std::string encoding;
  std::string default_value;
  bool is_not_null = false;
  bool is_dist_key = false;
  int sort_place = 0;  // from 1; negative ones: interleaved
};

struct Table {
  std::string owner;
  int style = 9;  // as pg_class has it
  std::vector<Column> columns;
  // Only of tables with rows, and only for those who may see it.
  bool is_encoded_automatically = false;
  bool is_sorted_automatically = false;
  bool is_surely_unsorted = false;
};

struct View {
  std::string owner;
  ViewText text;
  bool refreshes = false;
};

struct Constraint {
  Name relation;
  std::string name;
  std::string text;
  bool is_foreign = false;
};

struct Comment {
  Name relation;
  std::string column;  // empty: on the relation
  std::string text;
};

struct Grant {
  Name relation;
  std::string privilege;
  std::string grantee_kind;
  std::string grantee;
  std::string column;
  bool is_grantable = false;
};

struct Catalog {
  std::string home;  // the default schema; empty: there is none
  std::string user;
  std::vector<std::string> schemas;
  std::map<std::string, std::string> schema_comments;
  std::map<Name, Table> tables;
  std::map<Name, Table> storages;  // the rows of materialized views, under the names of those
  std::map<Name, View> views;
  std::vector<Constraint> constraints;
  std::vector<Comment> comments;
  std::vector<Grant> grants;
  std::map<Name, std::vector<Column>> externals;
  std::vector<Unstated> unstated;
};

db::Outcome<Catalog> read_catalog(db::Connection& connection, const std::vector<std::string>& schemas);

/// Whether there is a table or a view in it.
bool has_objects(const Catalog& catalog, const std::string& schema);

std::vector<std::string> statements_of(const Catalog& catalog);
/// What the statements leave out of the catalogue.
std::vector<Unstated> unstated_of(const Catalog& catalog);

}  // namespace kura::inspect::redshift
