// Catalog: what the information schema says of the databases that are inspected, sorted into objects.
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "runtime/db/connection.h"
#include "runtime/inspect/inspector.h"
#include "runtime/inspect/mysql/flavour.h"
#include "runtime/inspect/pieces.h"

namespace kura::inspect::mysql {

struct Column {
  std::string name;
  std::string type;
  db::Value default_value;
  bool is_nullable = true;
  db::Value charset;
  db::Value collation;
  std::string extra;
  db::Value generated;
  std::string comment;
  std::string reference_system;  // empty: none
};

struct IndexPart {
  db::Value column;
  db::Value expression;
  db::Value prefix;
  bool is_descending = false;
};

struct Index {
  std::string name;
  bool is_unique = false;
  std::string type;  // BTREE, HASH, FULLTEXT, SPATIAL, RTREE
  std::string comment;
  std::string hidden;
  std::vector<IndexPart> parts;
};

struct Check {
  std::string name;
  std::string clause;
  bool is_of_column = false;
  bool is_enforced = true;
};

struct ForeignKey {
  std::string name;
  std::vector<std::string> columns;
  std::string target_schema;
  std::string target;
  std::vector<std::string> target_columns;
  std::string on_update;
  std::string on_delete;
};

struct Partition {
  std::string name;
  std::vector<std::string> subpartitions;
  db::Value description;
  std::string comment;
  std::string tablespace;
};

struct Partitioning {
  std::string method;
  std::string expression;
  std::string submethod;
  std::string subexpression;
  std::vector<Partition> partitions;
};

struct Table {
  std::string type;
  std::string engine;
  std::string collation;
  std::string options;
  std::string comment;
  std::vector<Column> columns;
  std::vector<Index> indexes;
  std::vector<Check> checks;
  std::vector<ForeignKey> foreign_keys;
  Partitioning partitioning;
};

struct View {
  std::string definition;
  std::string check_option;
  std::string definer;
  std::string security;
  std::string algorithm;
};

struct Sequence {
  std::string comment;
  std::string start;
  std::string min;
  std::string max;
  std::string increment;
  std::string cache;
  bool is_cycle = false;
};

/// Of one account on one table or view.
struct Grant {
  std::vector<std::string> privileges;
  std::map<std::string, std::vector<std::string>> column_privileges;  // privilege -> columns
  bool is_grantable = false;
};

using Name = QualifiedName;

struct Database {
  std::string collation;
  std::string comment;
};

struct Catalog {
  std::string current;  // the database of the connection; may be empty
  std::string user;     // the account that asks: name@host
  std::string server_collation;
  std::map<std::string, std::string> default_collations;  // character set -> collation
  std::map<std::string, Database> databases;              // those that are inspected
  std::map<Name, Table> tables;
  std::map<Name, View> views;
  std::map<Name, Sequence> sequences;
  std::map<std::pair<Name, std::string>, Grant> grants;  // object, grantee
  std::vector<Unstated> unstated;
};

/// A fixed number of queries, but for one more a hundred databases and a hundred sequences.
db::Outcome<Catalog> read_catalog(db::Connection& connection, const Flavour& flavour,
                                  const std::vector<std::string>& schemas);

}  // namespace kura::inspect::mysql
