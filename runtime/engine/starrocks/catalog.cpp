// The description of a warehouse's objects: what the information schema lists, and what SHOW CREATE prints for each.
#include "runtime/engine/starrocks/catalog.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "runtime/engine/row_facts.h"
#include "runtime/engine/starrocks/answer.h"
#include "runtime/engine/starrocks/create_text.h"
#include "runtime/engine/starrocks/names.h"

namespace kura::engine::starrocks {
namespace {

/// Names in a list of privileges come in any order.
std::vector<std::string> sorted_list(std::string_view text) {
  std::vector<std::string> result;
  while (!text.empty()) {
    const std::size_t comma = text.find(',');
    std::string_view item = text.substr(0, comma);
    while (!item.empty() && item.front() == ' ') item.remove_prefix(1);
    result.emplace_back(item);
    text = comma == std::string_view::npos ? std::string_view() : text.substr(comma + 1);
  }
  std::sort(result.begin(), result.end());
  return result;
}

class Description {
 public:
  Description(db::Connection& connection, const std::vector<std::string>& names)
      : connection_(connection), names_(names) {}

  db::Outcome<Catalog> read() {
    const auto current = first_value(connection_, "SELECT DATABASE()");
    if (!current.ok()) return current.error();
    current_ = current.value();
    using Part = db::Outcome<db::Done> (Description::*)();
    for (const Part part :
         {&Description::read_relations, &Description::read_materialized_views, &Description::read_views,
          &Description::read_ids, &Description::read_tables, &Description::read_databases, &Description::read_grants}) {
      if (auto done = (this->*part)(); !done.ok()) return done.error();
    }
    sort_facts(catalog_);
    return std::move(catalog_);
  }

 private:
  [[nodiscard]] std::string filter(std::string_view schema, std::string_view name) const {
    const std::string mine = fmt::format("{} NOT IN {}", schema, kSystem);
    if (names_.empty()) return mine;
    std::string list;
    for (const auto& wanted : names_) list += (list.empty() ? "" : ", ") + literal(wanted);
    return fmt::format("{} AND LOWER({}) IN ({})", mine, name, list);
  }

  db::Outcome<db::Answer> ask(std::string_view view) {
    return connection_.execute(
        fmt::format("SELECT * FROM information_schema.{} WHERE {}", view, filter("TABLE_SCHEMA", "TABLE_NAME")));
  }

  [[nodiscard]] std::string key_of(const db::Answer& answer, const db::Row& row) const {
    return object_key(current_, value_of(answer, row, "TABLE_SCHEMA"), value_of(answer, row, "TABLE_NAME"));
  }

  [[nodiscard]] bool is_wanted(const db::Value& name) const {
    return !names_.empty() || !is_journal_name(name.value_or(""));
  }

  db::Outcome<db::Done> read_relations() {
    const auto answer = connection_.execute(
        fmt::format("SELECT TABLE_SCHEMA, TABLE_NAME, TABLE_TYPE FROM information_schema.tables WHERE {}",
                    filter("TABLE_SCHEMA", "TABLE_NAME")));
    if (!answer.ok()) return answer.error();
    for (const auto& row : answer.value().rows) {
      const std::string type = row[2].value_or("");
      if (!is_wanted(row[1]) || type.find("TEMPORARY") != std::string::npos) continue;
      const std::string key = object_key(current_, row[0], row[1]);
      const bool is_table = type == "BASE TABLE";
      if (is_table) tables_.emplace_back(row[0].value_or(""), row[1].value_or(""));
      kinds_[key] = is_table ? "table" : "view";
    }
    return db::Done{};
  }

  /// The list of relations calls these views, or leaves them out.
  db::Outcome<db::Done> read_materialized_views() {
    const auto answer = ask("materialized_views");
    if (!answer.ok()) return answer.error();
    for (const auto& row : answer.value().rows) {
      if (!is_wanted(value_of(answer.value(), row, "TABLE_NAME"))) continue;
      const std::string key = key_of(answer.value(), row);
      kinds_[key] = "materialized view";
      auto& facts = catalog_[key];
      facts.push_back("~id: " + value_of(answer.value(), row, "MATERIALIZED_VIEW_ID").value_or(""));
      // The server wakes what it can by itself.
      facts.push_back("~active: " + value_of(answer.value(), row, "IS_ACTIVE").value_or(""));
      facts.push_back("refresh: " + value_of(answer.value(), row, "REFRESH_TYPE").value_or(""));
      const auto text = value_of(answer.value(), row, "MATERIALIZED_VIEW_DEFINITION");
      for (auto& fact : facts_of_create(text.value_or(""))) facts.push_back(std::move(fact));
    }
    for (const auto& [key, kind] : kinds_) catalog_[key].push_back("relation: " + kind);
    return db::Done{};
  }

  db::Outcome<db::Done> read_views() {
    const auto views = ask("views");
    if (!views.ok()) return views.error();
    std::set<std::string> found;
    for (const auto& row : views.value().rows) {
      const std::string key = key_of(views.value(), row);
      if (!kinds_.contains(key) || kinds_.at(key) != "view") continue;
      found.insert(key);
      const db::Value values[] = {value_of(views.value(), row, "VIEW_DEFINITION"),
                                  value_of(views.value(), row, "SECURITY_TYPE")};
      catalog_[key].push_back(fact_line("view", std::nullopt, {"text", "security"}, values));
    }
    if (found.empty()) return db::Done{};
    // The names and comments of a view's columns stand beside its text; their types follow from it.
    const auto columns = ask("columns");
    if (!columns.ok()) return columns.error();
    for (const auto& row : columns.value().rows) {
      const std::string key = key_of(columns.value(), row);
      if (!found.contains(key)) continue;
      const db::Value values[] = {value_of(columns.value(), row, "ORDINAL_POSITION"),
                                  value_of(columns.value(), row, "COLUMN_COMMENT")};
      catalog_[key].push_back(
          fact_line("column", value_of(columns.value(), row, "COLUMN_NAME"), {"position", "comment"}, values));
    }
    return db::Done{};
  }

  /// The id tells a table from another of the same definition: a swap changes nothing else.
  db::Outcome<db::Done> read_ids() {
    const auto answer = ask("tables_config");
    if (!answer.ok()) return answer.error();
    for (const auto& row : answer.value().rows) {
      const std::string key = key_of(answer.value(), row);
      const auto& id = value_of(answer.value(), row, "TABLE_ID");
      if (id && kinds_.contains(key) && kinds_.at(key) == "table") catalog_[key].push_back("~id: " + *id);
    }
    return db::Done{};
  }

  db::Outcome<db::Done> read_tables() {
    for (const auto& [schema, name] : tables_) {
      const std::string key = object_key(current_, schema, name);
      if (kinds_.at(key) != "table") continue;
      const std::string quoted = quoted_name(schema) + "." + quoted_name(name);
      const auto create = connection_.execute("SHOW CREATE TABLE " + quoted);
      // It was dropped since it was listed.
      if (!create.ok() && create.error().kind == db::ErrorKind::missing) continue;
      if (!create.ok()) return create.error();
      const auto& rows = create.value().rows;
      const std::string text = rows.empty() || rows[0].size() < 2 ? "" : rows[0][1].value_or("");
      for (auto& fact : facts_of_create(text)) catalog_[key].push_back(std::move(fact));
      if (auto done = read_rollups(key, quoted); !done.ok()) return done;
    }
    return db::Done{};
  }

  /// The text that SHOW CREATE prints leaves rollups out. The first index of the list is the table itself.
  db::Outcome<db::Done> read_rollups(const std::string& key, const std::string& quoted) {
    const auto answer = connection_.execute("DESC " + quoted + " ALL");
    if (!answer.ok() && answer.error().kind == db::ErrorKind::connection) return answer.error();
    // Tables of other engines have no such list.
    if (!answer.ok()) return db::Done{};
    std::string index;
    bool is_first = true;
    int position = 0;
    for (const auto& row : answer.value().rows) {
      const std::string name = value_of(answer.value(), row, "IndexName").value_or("");
      if (!name.empty() && name != index) {
        is_first = index.empty();
        index = name;
        position = 0;
      }
      const auto& field = value_of(answer.value(), row, "Field");
      if (is_first || !field || field->empty()) continue;
      const db::Value values[] = {value_of(answer.value(), row, "Key"), value_of(answer.value(), row, "Extra")};
      catalog_[key].push_back(
          fact_line(fmt::format("rollup {} {:04}", index, ++position), field, {"key", "extra"}, values));
    }
    return db::Done{};
  }

  db::Outcome<db::Done> read_databases() {
    const auto answer = connection_.execute(fmt::format("SELECT SCHEMA_NAME FROM information_schema.schemata WHERE {}",
                                                        filter("SCHEMA_NAME", "SCHEMA_NAME")));
    if (!answer.ok()) return answer.error();
    for (const auto& row : answer.value().rows) {
      databases_.insert(row[0].value_or(""));
      catalog_[row[0].value_or("")].push_back("schema");
    }
    return db::Done{};
  }

  /// Only administrators of users may read these; for others there are no grants in the description.
  db::Outcome<db::Done> read_grants() {
    for (std::string_view view : {"grants_to_users", "grants_to_roles"}) {
      const auto answer = connection_.execute(
          fmt::format("SELECT GRANTEE, OBJECT_DATABASE, OBJECT_NAME, OBJECT_TYPE, PRIVILEGE_TYPE, IS_GRANTABLE FROM"
                      " sys.{} WHERE OBJECT_CATALOG = 'default_catalog' AND {}",
                      view, filter("OBJECT_DATABASE", "IFNULL(OBJECT_NAME, OBJECT_DATABASE)")));
      if (!answer.ok()) {
        if (answer.error().kind == db::ErrorKind::connection) return answer.error();
        continue;
      }
      for (const auto& row : answer.value().rows) add_grants(row);
    }
    return db::Done{};
  }

  void add_grants(const db::Row& row) {
    const std::string key = row[2] ? object_key(current_, row[1], row[2]) : row[1].value_or("");
    if (row[2] ? !kinds_.contains(key) : !databases_.contains(key)) return;
    for (const auto& privilege : sorted_list(row[4].value_or(""))) {
      catalog_[key].push_back(fact_line("~grant", privilege + " to " + row[0].value_or(""), {"on", "grantable"},
                                        std::vector<db::Value>{row[3], row[5]}.data()));
    }
  }

  db::Connection& connection_;
  const std::vector<std::string>& names_;
  db::Value current_;
  std::vector<std::pair<std::string, std::string>> tables_;  // database, name
  std::map<std::string, std::string> kinds_;
  std::set<std::string> databases_;
  Catalog catalog_;
};

}  // namespace

db::Outcome<Catalog> describe(db::Connection& connection, const std::vector<std::string>& names) {
  return Description(connection, names).read();
}

}  // namespace kura::engine::starrocks
