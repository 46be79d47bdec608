// The queries of the information schema, and their rows sorted into objects.
#include "runtime/inspect/mysql/catalog.h"

#include <fmt/format.h>

#include <algorithm>

#include "runtime/engine/mysql/information_schema.h"
#include "runtime/engine/mysql/names.h"
#include "runtime/engine/row_facts.h"
#include "runtime/inspect/mysql/asker.h"

namespace kura::inspect::mysql {
namespace {

using engine::mysql::literal;
using engine::mysql::rows_of;

/// An expression of which the catalogue shows the quotes and backslashes escaped.
std::string unescaped(const std::string& expression) {
  std::string result;
  for (std::size_t i = 0; i < expression.size(); ++i) {
    const bool is_escape =
        expression[i] == '\\' && i + 1 < expression.size() && (expression[i + 1] == '\'' || expression[i + 1] == '\\');
    if (is_escape) ++i;
    result += expression[i];
  }
  return result;
}

class Reader {
 public:
  Reader(db::Connection& connection, const Flavour& flavour)
      : connection_(connection), flavour_(flavour), asker_(connection, catalog_) {}

  db::Outcome<Catalog> read(const std::vector<std::string>& schemas) {
    using Part = db::Outcome<db::Done> (Reader::*)();
    if (auto done = read_session(); !done.ok()) return done.error();
    if (auto done = read_databases(schemas); !done.ok()) return done.error();
    for (const Part part :
         {&Reader::read_tables, &Reader::read_columns, &Reader::read_geometries, &Reader::read_indexes,
          &Reader::read_checks, &Reader::read_foreign_keys, &Reader::read_actions, &Reader::read_partitions,
          &Reader::read_views, &Reader::read_sequences}) {
      if (auto done = (this->*part)(); !done.ok()) return done.error();
    }
    for (const auto part : {read_grants, read_column_grants, read_unstated}) {
      if (auto done = part(asker_, catalog_); !done.ok()) return done.error();
    }
    return std::move(catalog_);
  }

 private:
  [[nodiscard]] db::Value expression(const db::Value& value) const {
    return value && !flavour_.prints_expressions ? unescaped(*value) : value;
  }

  Table* find_table(const db::Row& row) {
    const auto found = catalog_.tables.find({text(row[0]), text(row[1])});
    return found == catalog_.tables.end() ? nullptr : &found->second;
  }

  db::Outcome<db::Done> read_session() {
    const auto session = connection_.execute("SELECT DATABASE(), CURRENT_USER(), @@collation_server");
    if (!session.ok()) return session.error();
    const db::Row& row = session.value().rows.at(0);
    catalog_.current = text(row[0]);
    catalog_.user = text(row[1]);
    catalog_.server_collation = text(row[2]);
    const auto collations = connection_.execute(
        "SELECT CHARACTER_SET_NAME, COLLATION_NAME FROM information_schema.COLLATIONS WHERE IS_DEFAULT = 'Yes'");
    if (!collations.ok()) return collations.error();
    for (const auto& it : collations.value().rows) catalog_.default_collations[text(it[0])] = text(it[1]);
    return db::Done{};
  }

  db::Outcome<db::Done> read_databases(const std::vector<std::string>& schemas) {
    const auto answer = connection_.execute(
        fmt::format("SELECT SCHEMA_NAME, DEFAULT_COLLATION_NAME, {} FROM information_schema.SCHEMATA WHERE"
                    " SCHEMA_NAME NOT IN {}",
                    flavour_.schema_comment, engine::mysql::kSystem));
    if (!answer.ok()) return answer.error();
    for (const auto& row : answer.value().rows) {
      const std::string name = text(row[0]);
      const bool is_wanted = schemas.empty() || std::find(schemas.begin(), schemas.end(), name) != schemas.end();
      if (is_wanted) catalog_.databases[name] = {text(row[1]), text(row[2])};
    }
    return db::Done{};
  }

  db::Outcome<db::Done> read_tables() {
    const auto found = asker_.rows(
        "TABLE_SCHEMA, TABLE_NAME, TABLE_TYPE, ENGINE, TABLE_COLLATION, CREATE_OPTIONS,"
        " IF(TABLE_TYPE = 'VIEW', NULL, TABLE_COMMENT)",
        "TABLES", "TABLE_SCHEMA");
    if (!found.ok()) return found.error();
    for (const auto& row : found.value()) {
      const Name name{text(row[0]), text(row[1])};
      const std::string type = text(row[2]);
      if (engine::is_journal_name(name.second)) continue;
      if (type == "SEQUENCE") {
        catalog_.sequences[name].comment = text(row[6]);
      } else if (type == "BASE TABLE" || type == "SYSTEM VERSIONED") {
        Table& table = catalog_.tables[name];
        table.type = type;
        table.engine = text(row[3]);
        table.collation = text(row[4]);
        table.options = text(row[5]);
        table.comment = text(row[6]);
      }
    }
    return db::Done{};
  }

  db::Outcome<db::Done> read_columns() {
    auto found = asker_.rows(
        "TABLE_SCHEMA, TABLE_NAME, ORDINAL_POSITION, COLUMN_NAME, COLUMN_TYPE, COLUMN_DEFAULT,"
        " IS_NULLABLE, CHARACTER_SET_NAME, COLLATION_NAME, EXTRA, GENERATION_EXPRESSION, COLUMN_COMMENT",
        "COLUMNS", "TABLE_SCHEMA");
    if (!found.ok()) return found.error();
    sort_by_number(found.value(), 2);
    for (const auto& row : found.value()) {
      Table* table = find_table(row);
      if (table == nullptr) continue;
      Column column;
      column.name = text(row[3]);
      column.type = text(row[4]);
      column.default_value = row[5];
      column.is_nullable = row[6] == "YES";
      column.charset = row[7];
      column.collation = row[8];
      column.extra = text(row[9]);
      const bool is_computed = column.extra.find("DEFAULT_GENERATED") != std::string::npos;
      if (is_computed) column.default_value = expression(row[5]);
      if (row[10] && !row[10]->empty()) column.generated = expression(row[10]);
      column.comment = text(row[11]);
      table->columns.push_back(std::move(column));
    }
    return db::Done{};
  }

  static void sort_by_number(std::vector<db::Row>& rows, std::size_t at) {
    const auto number = [&](const db::Row& row) { return std::stoul(row[at].value_or("0")); };
    std::stable_sort(rows.begin(), rows.end(), [&](const auto& a, const auto& b) { return number(a) < number(b); });
  }

  db::Outcome<db::Done> read_geometries() {
    const auto found = asker_.rows_where(std::string(flavour_.geometries), flavour_.geometries_schema);
    if (!found.ok()) return found.error();
    for (const auto& row : found.value()) {
      Table* table = find_table(row);
      if (table == nullptr || !row[3] || row[3] == "0") continue;
      for (Column& column : table->columns) {
        if (column.name == row[2]) column.reference_system = *row[3];
      }
    }
    return db::Done{};
  }

  db::Outcome<db::Done> read_indexes() {
    auto found = asker_.rows(fmt::format("TABLE_SCHEMA, TABLE_NAME, SEQ_IN_INDEX, INDEX_NAME, NON_UNIQUE, INDEX_TYPE,"
                                         " INDEX_COMMENT, {}, COLUMN_NAME, {}, SUB_PART, COLLATION",
                                         flavour_.index_hidden, flavour_.index_expression),
                             "STATISTICS", "TABLE_SCHEMA");
    if (!found.ok()) return found.error();
    for (const auto& row : found.value()) {
      Table* table = find_table(row);
      if (table == nullptr) continue;
      auto& indexes = table->indexes;
      const std::string name = text(row[3]);
      auto at = std::find_if(indexes.begin(), indexes.end(), [&](const Index& it) { return it.name == name; });
      if (at == indexes.end()) {
        indexes.push_back({name, row[4] == "0", text(row[5]), text(row[6]), text(row[7]), {}});
        at = std::prev(indexes.end());
      }
      at->parts.push_back({row[8], expression(row[9]), row[10], row[11] == "D"});
    }
    return db::Done{};
  }

  db::Outcome<db::Done> read_checks() {
    const auto found = asker_.rows_where(std::string(flavour_.checks), flavour_.checks_schema);
    if (!found.ok()) return found.error();
    for (const auto& row : found.value()) {
      Table* table = find_table(row);
      if (table == nullptr) continue;
      table->checks.push_back({text(row[2]), text(expression(row[3])), row[4] == "Column", row[5] != "NO"});
    }
    return db::Done{};
  }

  db::Outcome<db::Done> read_foreign_keys() {
    auto found = asker_.rows(
        "TABLE_SCHEMA, TABLE_NAME, ORDINAL_POSITION, CONSTRAINT_NAME, COLUMN_NAME,"
        " REFERENCED_TABLE_SCHEMA, REFERENCED_TABLE_NAME, REFERENCED_COLUMN_NAME",
        "KEY_COLUMN_USAGE", "TABLE_SCHEMA", " AND REFERENCED_TABLE_NAME IS NOT NULL");
    if (!found.ok()) return found.error();
    sort_by_number(found.value(), 2);
    for (const auto& row : found.value()) {
      Table* table = find_table(row);
      if (table == nullptr) continue;
      ForeignKey* key = find_key(*table, text(row[3]));
      if (key == nullptr) key = &table->foreign_keys.emplace_back(ForeignKey{text(row[3]), {}, {}, {}, {}, {}, {}});
      key->columns.push_back(text(row[4]));
      key->target_schema = text(row[5]);
      key->target = text(row[6]);
      key->target_columns.push_back(text(row[7]));
    }
    for (auto& [name, table] : catalog_.tables) {
      std::sort(table.foreign_keys.begin(), table.foreign_keys.end(),
                [](const ForeignKey& a, const ForeignKey& b) { return a.name < b.name; });
    }
    return db::Done{};
  }

  static ForeignKey* find_key(Table& table, const std::string& name) {
    for (ForeignKey& key : table.foreign_keys) {
      if (key.name == name) return &key;
    }
    return nullptr;
  }

  db::Outcome<db::Done> read_actions() {
    const auto found = asker_.rows("CONSTRAINT_SCHEMA, TABLE_NAME, CONSTRAINT_NAME, UPDATE_RULE, DELETE_RULE",
                                   "REFERENTIAL_CONSTRAINTS", "CONSTRAINT_SCHEMA");
    if (!found.ok()) return found.error();
    for (const auto& row : found.value()) {
      Table* table = find_table(row);
      ForeignKey* key = table == nullptr ? nullptr : find_key(*table, text(row[2]));
      if (key == nullptr) continue;
      key->on_update = text(row[3]);
      key->on_delete = text(row[4]);
    }
    return db::Done{};
  }

  db::Outcome<db::Done> read_partitions() {
    const auto found = asker_.rows(
        "TABLE_SCHEMA, TABLE_NAME, PARTITION_NAME, SUBPARTITION_NAME, PARTITION_METHOD, PARTITION_EXPRESSION,"
        " SUBPARTITION_METHOD, SUBPARTITION_EXPRESSION, PARTITION_DESCRIPTION, PARTITION_COMMENT,"
        " TABLESPACE_NAME, PARTITION_ORDINAL_POSITION, SUBPARTITION_ORDINAL_POSITION",
        "PARTITIONS", "TABLE_SCHEMA", " AND PARTITION_NAME IS NOT NULL");
    if (!found.ok()) return found.error();
    std::vector<db::Row> sorted = found.value();
    sort_by_number(sorted, 12);
    sort_by_number(sorted, 11);
    for (const auto& row : sorted) {
      Table* table = find_table(row);
      if (table == nullptr) continue;
      Partitioning& all = table->partitioning;
      all.method = text(row[4]);
      all.expression = text(row[5]);
      all.submethod = text(row[6]);
      all.subexpression = text(row[7]);
      const bool is_new = all.partitions.empty() || all.partitions.back().name != text(row[2]);
      if (is_new) all.partitions.push_back({text(row[2]), {}, row[8], text(row[9]), text(row[10])});
      if (row[3]) all.partitions.back().subpartitions.push_back(*row[3]);
    }
    return db::Done{};
  }

  db::Outcome<db::Done> read_views() {
    const auto found = asker_.rows(fmt::format("TABLE_SCHEMA, TABLE_NAME, VIEW_DEFINITION, CHECK_OPTION, DEFINER,"
                                               " SECURITY_TYPE, {}",
                                               flavour_.view_algorithm),
                                   "VIEWS", "TABLE_SCHEMA");
    if (!found.ok()) return found.error();
    for (const auto& row : found.value()) {
      const Name name{text(row[0]), text(row[1])};
      if (engine::is_journal_name(name.second)) continue;
      if (text(row[2]).empty()) {
        leave_out(catalog_, "view", name, "its text is only shown to its definer and to accounts with SHOW VIEW");
        continue;
      }
      catalog_.views[name] = {*row[2], text(row[3]), text(row[4]), text(row[5]), text(row[6])};
    }
    return db::Done{};
  }

  /// What a sequence is made of stands in its one row.
  db::Outcome<db::Done> read_sequences() {
    std::vector<std::string> parts;
    for (const auto& [name, sequence] : catalog_.sequences) {
      parts.push_back(fmt::format(
          "{}, {}, start_value, minimum_value, maximum_value, increment, cache_size, cycle_option FROM {}.{}",
          literal(name.first), literal(name.second), engine::mysql::quoted_name(name.first),
          engine::mysql::quoted_name(name.second)));
    }
    const auto found = rows_of(connection_, "SELECT ", parts);
    if (!found.ok()) return found.error();
    for (const auto& row : found.value()) {
      Sequence& sequence = catalog_.sequences[{text(row[0]), text(row[1])}];
      sequence = {sequence.comment, text(row[2]), text(row[3]), text(row[4]),
                  text(row[5]),     text(row[6]), row[7] == "1"};
    }
    return db::Done{};
  }

  db::Connection& connection_;
  const Flavour& flavour_;
  Catalog catalog_;
  Asker asker_;
};

}  // namespace

Rows Asker::rows(std::string_view columns, std::string_view from, std::string_view schema,
                 std::string_view more) const {
  return rows_where(fmt::format("SELECT {} FROM information_schema.{} WHERE ", columns, from), schema, more);
}

Rows Asker::rows_where(const std::string& select, std::string_view schema, std::string_view more) const {
  std::vector<std::string> conditions;
  for (const auto& [name, database] : catalog_.databases) {
    conditions.push_back(fmt::format("{} = {}{}", schema, literal(name), more));
  }
  return rows_of(connection_, select, conditions);
}

db::Outcome<Catalog> read_catalog(db::Connection& connection, const Flavour& flavour,
                                  const std::vector<std::string>& schemas) {
  engine::mysql::PlainSession session(connection);
  if (auto done = session.begin(); !done.ok()) return done.error();
  auto catalog = Reader(connection, flavour).read(schemas);
  const bool is_lost = !catalog.ok() && catalog.error().kind == db::ErrorKind::connection;
  if (is_lost) return catalog;
  auto done = session.end();
  if (catalog.ok() && !done.ok()) return done.error();
  return catalog;
}

}  // namespace kura::inspect::mysql
