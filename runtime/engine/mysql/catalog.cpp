// The description of a server's objects from its information schema.
#include "runtime/engine/mysql/catalog.h"

#include <fmt/format.h>

#include <set>

#include "runtime/engine/mysql/information_schema.h"
#include "runtime/engine/mysql/names.h"
#include "runtime/engine/row_facts.h"

namespace kura::engine::mysql {
namespace {

/// Where the facts of tables are looked for: a whole database, or one relation.
struct Place {
  std::string schema;
  std::string relation;  // empty: all of them
};

/// The columns of a view follow from its text, and those of a sequence are always the same.
bool has_own_columns(std::string_view table_type) {
  return table_type != "VIEW" && table_type != "SEQUENCE";
}

class Description {
 public:
  Description(db::Connection& connection, const Flavour& flavour, const std::vector<std::string>& names)
      : connection_(connection), flavour_(flavour), names_(names) {}

  db::Outcome<Catalog> read() {
    if (auto done = read_all(); !done.ok()) return done.error();
    sort_facts(catalog_);
    return std::move(catalog_);
  }

 private:
  db::Outcome<db::Done> read_all() {
    auto current = first_value(connection_, "SELECT DATABASE()");
    if (!current.ok()) return current.error();
    current_ = current.value();
    if (auto done = find_places(); !done.ok()) return done;
    for (const auto& query : fact_queries(flavour_)) {
      if (auto done = read_facts(query); !done.ok()) return done;
    }
    if (auto done = read_sequences(); !done.ok()) return done;
    return read_schemas();
  }

  db::Outcome<db::Done> find_places() {
    const auto schemas = connection_.execute(
        fmt::format("SELECT SCHEMA_NAME FROM information_schema.SCHEMATA WHERE SCHEMA_NAME NOT IN {}", kSystem));
    if (!schemas.ok()) return schemas.error();
    for (const auto& row : schemas.value().rows) schemas_.push_back({row[0].value_or(""), ""});
    if (names_.empty()) {
      places_ = schemas_;
      return db::Done{};
    }
    const auto found = connection_.execute(
        fmt::format("SELECT TABLE_SCHEMA, TABLE_NAME FROM information_schema.TABLES WHERE TABLE_SCHEMA NOT IN {}"
                    " AND LOWER(TABLE_NAME) IN ({})",
                    kSystem, literals(names_)));
    if (!found.ok()) return found.error();
    for (const auto& row : found.value().rows) places_.push_back({row[0].value_or(""), row[1].value_or("")});
    return db::Done{};
  }

  /// The conditions of the parts of a query, one for each place.
  [[nodiscard]] std::vector<std::string> conditions(const FactQuery& query) const {
    std::vector<std::string> result;
    // What is no table is found by its own name.
    const bool is_by_name = query.subject == Subject::introduced && query.from != "TABLES" && !names_.empty();
    const std::string more = query.condition.empty() ? "" : fmt::format(" AND {}", query.condition);
    if (is_by_name) {
      result.push_back(fmt::format("{} NOT IN {} AND LOWER({}) IN ({}){}", query.schema, kSystem, query.object,
                                   literals(names_), more));
      return result;
    }
    for (const auto& place : places_) {
      std::string condition = fmt::format("{} = {}", query.schema, literal(place.schema));
      if (!place.relation.empty()) condition += fmt::format(" AND {} = {}", query.object, literal(place.relation));
      result.push_back(condition + more);
    }
    return result;
  }

  db::Outcome<db::Done> read_facts(const FactQuery& query) {
    std::string select = fmt::format("SELECT {}, {}, {}", query.schema, query.object,
                                     query.title.empty() ? std::string_view("NULL") : query.title);
    std::vector<std::string_view> labels;
    for (const auto& detail : query.details) {
      select += fmt::format(", {}", detail.expression);
      labels.push_back(detail.label);
    }
    select += fmt::format(" FROM information_schema.{} WHERE ", query.from);
    const auto rows = rows_of(connection_, select, conditions(query));
    if (!rows.ok()) return rows.error();
    for (const auto& row : rows.value()) add(query, labels, row);
    return db::Done{};
  }

  void add(const FactQuery& query, const std::vector<std::string_view>& labels, const db::Row& row) {
    const std::string key = object_key(current_, row[0], row[1]);
    if (query.subject == Subject::introduced) {
      if (names_.empty() && is_journal_name(row[1].value_or(""))) return;
    } else if (!relations_.contains(key) || (query.subject == Subject::table && !has_own_columns(relations_.at(key)))) {
      // Privileges outlive what they are for.
      return;
    }
    if (query.from == "TABLES") {
      relations_[key] = row[2].value_or("");
      if (row[2] == "SEQUENCE") sequences_.push_back({row[0].value_or(""), row[1].value_or("")});
    }
    catalog_[key].push_back(fact_line(query.kind, row[2], labels, row.data() + 3));
  }

  /// What a sequence is made of stands in its one row, next to the values that it has given out.
  db::Outcome<db::Done> read_sequences() {
    std::vector<std::string> parts;
    for (const auto& sequence : sequences_) {
      parts.push_back(
          fmt::format("SELECT {}, {}, start_value, minimum_value, maximum_value, increment, cache_size,"
                      " cycle_option FROM {}.{}",
                      literal(sequence.schema), literal(sequence.relation), quoted_name(sequence.schema),
                      quoted_name(sequence.relation)));
    }
    const auto rows = rows_of(connection_, "", parts);
    if (!rows.ok()) {
      // One may see that there is a sequence without being allowed to read it.
      if (rows.error().kind == db::ErrorKind::permission) return db::Done{};
      return rows.error();
    }
    for (const auto& row : rows.value()) {
      catalog_[object_key(current_, row[0], row[1])].push_back(fact_line(
          "sequence", std::nullopt, {"start", "minimum", "maximum", "increment", "cache", "cycle"}, row.data() + 2));
    }
    return db::Done{};
  }

  db::Outcome<db::Done> read_schemas() {
    std::string select = "SELECT SCHEMA_NAME, DEFAULT_CHARACTER_SET_NAME, DEFAULT_COLLATION_NAME";
    std::vector<std::string_view> labels = {"charset", "collation"};
    for (const auto& detail : flavour_.schemas) {
      select += fmt::format(", {}", detail.expression);
      labels.push_back(detail.label);
    }
    const auto described =
        rows_of(connection_, select + " FROM information_schema.SCHEMATA WHERE ", {of_schemas("SCHEMA_NAME")});
    if (!described.ok()) return described.error();
    for (const auto& row : described.value()) {
      catalog_[row[0].value_or("")].push_back(fact_line("schema", std::nullopt, labels, row.data() + 1));
      own_schemas_.insert(row[0].value_or(""));
    }
    const auto grants = rows_of(connection_,
                                "SELECT TABLE_SCHEMA, CONCAT(PRIVILEGE_TYPE, ' to ', GRANTEE), IS_GRANTABLE FROM"
                                " information_schema.SCHEMA_PRIVILEGES WHERE ",
                                {of_schemas("TABLE_SCHEMA")});
    if (!grants.ok()) return grants.error();
    for (const auto& row : grants.value()) {
      if (!own_schemas_.contains(row[0].value_or(""))) continue;
      catalog_[*row[0]].push_back(fact_line("~schema grant", row[1], {"grantable"}, row.data() + 2));
    }
    return db::Done{};
  }

  [[nodiscard]] std::string of_schemas(std::string_view column) const {
    const std::string mine = fmt::format("{} NOT IN {}", column, kSystem);
    return names_.empty() ? mine : fmt::format("{} AND LOWER({}) IN ({})", mine, column, literals(names_));
  }

  db::Connection& connection_;
  const Flavour& flavour_;
  const std::vector<std::string>& names_;
  db::Value current_;
  std::vector<Place> schemas_;
  std::vector<Place> places_;
  std::vector<Place> sequences_;
  std::map<std::string, std::string> relations_;  // key -> TABLE_TYPE
  std::set<std::string> own_schemas_;
  Catalog catalog_;
};

}  // namespace

db::Outcome<Catalog> describe(db::Connection& connection, const Flavour& flavour,
                              const std::vector<std::string>& names) {
  PlainSession session(connection);
  if (auto done = session.begin(); !done.ok()) return done.error();
  auto catalog = Description(connection, flavour, names).read();
  if (catalog.ok()) {
    if (auto done = session.end(); !done.ok()) return done.error();
  } else if (catalog.error().kind != db::ErrorKind::connection) {
    (void)session.end().ok();
  }
  return catalog;
}

}  // namespace kura::engine::mysql
