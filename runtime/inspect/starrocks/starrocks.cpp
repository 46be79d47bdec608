// StarRocks' inspector: what the information schema lists, and SHOW CREATE TABLE for each table.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "compiler/base/ascii.h"
#include "compiler/sql/relations.h"
#include "compiler/sql/tokens.h"
#include "runtime/engine/row_facts.h"
#include "runtime/engine/starrocks/answer.h"
#include "runtime/engine/starrocks/names.h"
#include "runtime/inspect/inspector.h"
#include "runtime/inspect/own_database.h"
#include "runtime/inspect/pieces.h"
#include "runtime/inspect/starrocks/create_text.h"

namespace kura::inspect::starrocks {
namespace {

using engine::starrocks::quoted_name;
using engine::starrocks::value_of;

std::string text_of(const db::Answer& answer, const db::Row& row, std::string_view column) {
  return value_of(answer, row, column).value_or("");
}

std::string quoted_string(std::string_view text) {
  std::string result = "\"";
  for (char c : text) {
    if (c == '\\' || c == '"') result += '\\';
    result += c == '\n' ? std::string("\\n") : std::string(1, c);
  }
  return result + "\"";
}

std::string without_end(std::string text) {
  while (!text.empty() && (is_space(text.back()) || text.back() == ';')) text.pop_back();
  return text;
}

struct Relation {
  std::string comment;
  bool is_table = false;
};

struct View {
  std::string query;
  std::string security;
  std::vector<std::pair<std::string, std::string>> columns;  // name, comment
};

class Reader {
 public:
  Reader(db::Connection& connection, const std::vector<std::string>& schemas)
      : connection_(connection), schemas_(schemas) {}

  db::Outcome<Script> read() {
    const auto current = engine::first_value(connection_, "SELECT DATABASE()");
    if (!current.ok()) return current.error();
    current_ = current.value().value_or("");
    using Part = db::Outcome<db::Done> (Reader::*)();
    for (const Part part : {&Reader::read_databases, &Reader::read_relations, &Reader::read_materialized_views,
                            &Reader::read_views, &Reader::read_grants, &Reader::write_tables}) {
      if (auto done = (this->*part)(); !done.ok()) return done.error();
    }
    write_views();
    return std::move(script_);
  }

 private:
  [[nodiscard]] std::string filter(std::string_view schema) const {
    if (schemas_.empty()) return fmt::format("{} NOT IN {}", schema, engine::starrocks::kSystem);
    std::string list;
    for (const std::string& name : schemas_) list += (list.empty() ? "" : ", ") + engine::starrocks::literal(name);
    return fmt::format("{} IN ({})", schema, list);
  }

  db::Outcome<db::Answer> ask(std::string_view view) {
    return connection_.execute(
        fmt::format("SELECT * FROM information_schema.{} WHERE {}", view, filter("TABLE_SCHEMA")));
  }

  static QualifiedName name_in(const db::Answer& answer, const db::Row& row) {
    return {text_of(answer, row, "TABLE_SCHEMA"), text_of(answer, row, "TABLE_NAME")};
  }

  [[nodiscard]] std::string written(const QualifiedName& name) const {
    return (name.first == current_ ? "" : quoted_name(name.first) + ".") + quoted_name(name.second);
  }

  [[nodiscard]] std::string spoken(const QualifiedName& name) const {
    return name.first == current_ ? name.second : name.first + "." + name.second;
  }

  db::Outcome<db::Done> read_databases() {
    const auto answer =
        connection_.execute("SELECT SCHEMA_NAME FROM information_schema.schemata WHERE " + filter("SCHEMA_NAME"));
    if (!answer.ok()) return answer.error();
    std::set<std::string> names;
    for (const db::Row& row : answer.value().rows) names.insert(row[0].value_or(""));
    for (const std::string& name : names) {
      if (name != current_) script_.statements.push_back("CREATE DATABASE " + quoted_name(name));
    }
    return db::Done{};
  }

  db::Outcome<db::Done> read_relations() {
    const auto answer = ask("tables");
    if (!answer.ok()) return answer.error();
    for (const db::Row& row : answer.value().rows) {
      const QualifiedName name = name_in(answer.value(), row);
      const std::string type = text_of(answer.value(), row, "TABLE_TYPE");
      if (engine::is_journal_name(name.second) || type.find("TEMPORARY") != std::string::npos) continue;
      const std::string comment = text_of(answer.value(), row, "TABLE_COMMENT");
      relations_[name] = {equals_ignoring_case(comment, type) ? "" : comment, type == "BASE TABLE"};
    }
    return db::Done{};
  }

  /// The list of relations calls these views, or leaves them out.
  db::Outcome<db::Done> read_materialized_views() {
    const auto answer = ask("materialized_views");
    if (!answer.ok()) return answer.error();
    for (const db::Row& row : answer.value().rows) {
      const QualifiedName name = name_in(answer.value(), row);
      if (engine::is_journal_name(name.second)) continue;
      relations_.erase(name);
      materialized_.insert(name);
      queries_[name] = text_of(answer.value(), row, "MATERIALIZED_VIEW_DEFINITION");
    }
    return db::Done{};
  }

  db::Outcome<db::Done> read_views() {
    const auto views = ask("views");
    if (!views.ok()) return views.error();
    for (const db::Row& row : views.value().rows) {
      const QualifiedName name = name_in(views.value(), row);
      const auto known = relations_.find(name);
      if (known == relations_.end() || known->second.is_table) continue;
      queries_[name] = without_end(text_of(views.value(), row, "VIEW_DEFINITION"));
      views_[name] = {queries_[name], text_of(views.value(), row, "SECURITY_TYPE"), {}};
    }
    if (views_.empty()) return db::Done{};
    // Their columns' names and comments stand beside their text.
    auto columns = ask("columns");
    if (!columns.ok()) return columns.error();
    std::map<std::pair<QualifiedName, int>, std::pair<std::string, std::string>> sorted;
    for (const db::Row& row : columns.value().rows) {
      const db::Answer& answer = columns.value();
      const int place = std::stoi("0" + text_of(answer, row, "ORDINAL_POSITION"));
      sorted[{name_in(answer, row), place}] = {text_of(answer, row, "COLUMN_NAME"),
                                               text_of(answer, row, "COLUMN_COMMENT")};
    }
    for (const auto& [place, column] : sorted) {
      const auto view = views_.find(place.first);
      if (view != views_.end()) view->second.columns.push_back(column);
    }
    return db::Done{};
  }

  /// Only administrators of users may read these.
  db::Outcome<db::Done> read_grants() {
    for (std::string_view kind : {"ROLE", "USER"}) {
      const auto answer = connection_.execute(
          fmt::format("SELECT GRANTEE, OBJECT_DATABASE, OBJECT_NAME, OBJECT_TYPE, PRIVILEGE_TYPE, IS_GRANTABLE FROM"
                      " sys.grants_to_{}s WHERE OBJECT_CATALOG = 'default_catalog' AND {}",
                      to_lower(kind), filter("OBJECT_DATABASE")));
      if (!answer.ok() && answer.error().kind == db::ErrorKind::connection) return answer.error();
      if (!answer.ok()) {
        script_.unstated.push_back({fmt::format("grants to {}s", to_lower(kind)),
                                    "this account may not read them: " + answer.error().message});
        continue;
      }
      for (const db::Row& row : answer.value().rows) add_grant(kind, row);
    }
    return db::Done{};
  }

  void add_grant(std::string_view kind, const db::Row& row) {
    const std::string type = row[3].value_or("");
    const QualifiedName name{row[1].value_or(""), row[2].value_or("")};
    const bool is_relation = relations_.contains(name) || materialized_.contains(name);
    if (!is_relation) {
      if (engine::is_journal_name(name.second)) return;
      script_.unstated.push_back({fmt::format("grant of {} on {} {} to {} {}", row[4].value_or(""), to_lower(type),
                                              row[2] ? spoken(name) : name.first, to_lower(kind), row[0].value_or("")),
                                  "the language grants on tables and views"});
      return;
    }
    std::string grantee = row[0].value_or("");
    // The role that everybody has.
    const bool is_everybody = kind == "ROLE" && grantee == "public";
    if (!is_everybody && grantee.find('\'') == std::string::npos) grantee = quoted_name(grantee);
    // Any host is what is meant when none is written.
    if (grantee.ends_with("@'%'")) grantee = quoted_name(grantee.substr(1, grantee.size() - 6));
    grants_[name].push_back(fmt::format("GRANT {} ON {} {} TO {} {}{}", row[4].value_or(""), type, written(name), kind,
                                        grantee, row[5] == "YES" ? " WITH GRANT OPTION" : ""));
  }

  void write_grants(const QualifiedName& name) {
    auto& grants = grants_[name];
    std::sort(grants.begin(), grants.end());
    script_.statements.insert(script_.statements.end(), grants.begin(), grants.end());
  }

  db::Outcome<db::Done> write_tables() {
    for (const auto& [name, relation] : relations_) {
      if (!relation.is_table) continue;
      const std::string quoted = quoted_name(name.first) + "." + quoted_name(name.second);
      const auto answer = connection_.execute("SHOW CREATE TABLE " + quoted);
      // It was dropped since it was listed.
      if (!answer.ok() && answer.error().kind == db::ErrorKind::missing) continue;
      if (!answer.ok()) return answer.error();
      const auto& rows = answer.value().rows;
      const std::string text = rows.empty() || rows[0].size() < 2 ? "" : rows[0][1].value_or("");
      if (text.find("ENGINE=OLAP") == std::string::npos) {
        script_.unstated.push_back({"table " + spoken(name), "its rows are kept by another engine"});
        continue;
      }
      const auto rollups = read_rollups(name, quoted);
      if (!rollups.ok()) return rollups.error();
      script_.statements.push_back(create_statement(text, written(name), rollups.value()));
      write_grants(name);
    }
    return db::Done{};
  }

  /// The text that SHOW CREATE prints leaves rollups out. The first index of the list is the table itself, and a
  /// synchronous view is one too.
  db::Outcome<std::vector<std::string>> read_rollups(const QualifiedName& table, const std::string& quoted) {
    std::vector<std::string> rollups;
    const auto answer = connection_.execute("DESC " + quoted + " ALL");
    if (!answer.ok() && answer.error().kind == db::ErrorKind::connection) return answer.error();
    if (!answer.ok()) return rollups;
    std::vector<std::pair<std::string, std::vector<std::string>>> indexes;
    for (const db::Row& row : answer.value().rows) {
      const std::string name = text_of(answer.value(), row, "IndexName");
      if (!name.empty() && (indexes.empty() || indexes.back().first != name)) indexes.push_back({name, {}});
      const std::string field = text_of(answer.value(), row, "Field");
      if (!indexes.empty() && !field.empty()) indexes.back().second.push_back(quoted_name(field));
    }
    for (std::size_t i = 1; i < indexes.size(); ++i) {
      const auto& [name, columns] = indexes[i];
      if (materialized_.contains({table.first, name})) continue;
      rollups.push_back(fmt::format("{} ({})", quoted_name(name), fmt::join(columns, ", ")));
    }
    return rollups;
  }

  /// The server puts the database before every name; what is in this one is called without it.
  [[nodiscard]] std::string unqualified(const QualifiedName& view, std::string text) const {
    const std::vector<sql::RelationName> relations = sql::find_relations(text);
    for (auto it = relations.rbegin(); it != relations.rend(); ++it) {
      if (it->parts.size() != 2 || it->parts[0] != current_) continue;
      // Without it the view's own would be meant.
      const QualifiedName own{view.first, it->parts[1]};
      if (view.first != current_ && (relations_.contains(own) || materialized_.contains(own))) continue;
      const std::string_view whole = std::string_view(text).substr(it->begin, it->end - it->begin);
      text.erase(it->begin, sql::tokenize(whole).back().begin);
    }
    return text;
  }

  void write_views() {
    for (const QualifiedName& name : views_in_order(queries_)) {
      if (materialized_.contains(name)) {
        script_.statements.push_back(create_statement(unqualified(name, queries_.at(name)), written(name), {}));
      } else {
        script_.statements.push_back(create_view(name, views_.at(name)));
      }
      write_grants(name);
    }
  }

  [[nodiscard]] std::string create_view(const QualifiedName& name, const View& view) const {
    std::string columns;
    for (const auto& [column, comment] : view.columns) {
      columns += (columns.empty() ? "" : ", ") + quoted_name(column);
      if (!comment.empty()) columns += " COMMENT " + quoted_string(comment);
    }
    std::string statement = "CREATE VIEW " + written(name);
    if (!columns.empty()) statement += " (" + columns + ")";
    const std::string& comment = relations_.at(name).comment;
    if (!comment.empty()) statement += "\nCOMMENT " + quoted_string(comment);
    if (view.security == "INVOKER") statement += "\nSECURITY INVOKER";
    return statement + " AS\n" + unqualified(name, view.query);
  }

  db::Connection& connection_;
  const std::vector<std::string>& schemas_;
  std::string current_;
  std::map<QualifiedName, Relation> relations_;
  std::set<QualifiedName> materialized_;
  std::map<QualifiedName, View> views_;
  std::map<QualifiedName, std::string> queries_;  // of both kinds of views
  std::map<QualifiedName, std::vector<std::string>> grants_;
  Script script_;
};

class StarrocksInspector final : public Inspector {
 public:
  [[nodiscard]] std::string_view dialect() const override { return "starrocks"; }

  db::Outcome<std::vector<std::string>> default_namespaces(db::Connection& connection) const override {
    return own_database(connection);
  }
  db::Outcome<Script> read(db::Connection& connection, const std::vector<std::string>& schemas) const override {
    return Reader(connection, schemas).read();
  }
};

}  // namespace

const Inspector& inspector();
const Inspector& inspector() {
  static const StarrocksInspector kInspector;
  return kInspector;
}

}  // namespace kura::inspect::starrocks
