// Reading the catalogues: one query a kind of rows. Those that read pg_ tables run on the leader node and are not mixed
// with svv_ views, which do not.
#include <fmt/format.h>

#include <charconv>

#include "runtime/engine/facts.h"
#include "runtime/engine/redshift/catalog.h"
#include "runtime/engine/row_facts.h"
#include "runtime/inspect/redshift/catalog.h"

namespace kura::inspect::redshift {
namespace {

using Row = std::vector<std::string>;

#define KURA_MINE                                                                                                \
  "substring(n.nspname::varchar, 1, 3) <> 'pg_' AND n.nspname NOT IN ('information_schema', 'catalog_history') " \
  "AND $n.nspname$ "
#define KURA_RELATIONS "FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
#define KURA_OWN "AND substring(c.relname::varchar, 1, 5) <> 'kura_' "

constexpr std::string_view kSchemas =
    "SELECT n.nspname, pg_get_userbyid(n.nspowner) AS owner, d.description FROM pg_namespace n "
    "LEFT JOIN pg_description d ON d.objoid = n.oid WHERE " KURA_MINE "ORDER BY n.nspname";
constexpr std::string_view kTables =
    "SELECT n.nspname, c.relname, pg_get_userbyid(c.relowner) AS owner, c.reldiststyle, a.attname, "
    "format_type(a.atttypid, a.atttypmod) AS type, a.attnotnull, d.adsrc, "
    "format_encoding(a.attencodingtype::integer) AS encoding, a.attisdistkey, a.attsortkeyord " KURA_RELATIONS
    "JOIN pg_attribute a ON a.attrelid = c.oid LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid "
    "AND d.adnum = a.attnum WHERE c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped AND " KURA_MINE KURA_OWN
    "ORDER BY n.nspname, c.relname, a.attnum";
constexpr std::string_view kViews =
    "SELECT n.nspname, c.relname, pg_get_userbyid(c.relowner) AS owner, "
    "pg_get_viewdef(c.oid, true)::varchar(65535) AS text " KURA_RELATIONS
    "WHERE c.relkind = 'v' AND " KURA_MINE KURA_OWN "ORDER BY n.nspname, c.relname";
constexpr std::string_view kConstraints =
    "SELECT n.nspname, c.relname, t.conname, t.contype, pg_get_constraintdef(t.oid)::varchar(65535) AS text, "
    "d.description " KURA_RELATIONS
    "JOIN pg_constraint t ON t.conrelid = c.oid "
    "LEFT JOIN pg_description d ON d.objoid = t.oid WHERE c.relkind = 'r' AND " KURA_MINE KURA_OWN
    "ORDER BY n.nspname, c.relname, t.conname";
constexpr std::string_view kComments =
    "SELECT n.nspname, c.relname, a.attname, d.description " KURA_RELATIONS
    "JOIN pg_description d ON d.objoid = c.oid LEFT JOIN pg_attribute a ON a.attrelid = d.objoid "
    "AND a.attnum = d.objsubid AND d.objsubid > 0 WHERE c.relkind IN ('r', 'v') AND " KURA_MINE KURA_OWN
    "ORDER BY n.nspname, c.relname, d.objsubid";
constexpr std::string_view kFunctions =
    "SELECT n.nspname, p.proname FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE " KURA_MINE
    "ORDER BY n.nspname, p.proname";
constexpr std::string_view kRefreshes =
    "SELECT trim(n.schema_name) AS space, trim(n.name) AS relation, n.autorefresh "
    "FROM svv_mv_info n WHERE trim(n.database_name) = $database$ AND $trim(n.schema_name)$";
// Of tables with rows, for those who may see it: which keys and encodings the engine chose.
constexpr std::string_view kDesigns =
    "SELECT n.\"schema\", n.\"table\", n.sortkey1, n.encoded FROM svv_table_info n WHERE $n.\"schema\"$";
constexpr std::string_view kGrants =
    "SELECT n.namespace_name, n.relation_name, n.privilege_type, n.identity_type, n.identity_name, n.admin_option "
    "FROM svv_relation_privileges n WHERE $n.namespace_name$ ORDER BY 1, 2, 4, 5, 3";
constexpr std::string_view kColumnGrants =
    "SELECT n.namespace_name, n.relation_name, n.privilege_type, n.identity_type, n.identity_name, n.column_name "
    "FROM svv_column_privileges n WHERE $n.namespace_name$ ORDER BY 1, 2, 4, 5, 3, 6";
constexpr std::string_view kExternals =
    "SELECT n.schemaname, n.tablename, n.columnname, n.external_type FROM svv_external_columns n "
    "WHERE $n.schemaname$ ORDER BY n.schemaname, n.tablename, n.columnnum";

/// What is only listed. Not every user may look, and not every kind of cluster has them all.
struct Listing {
  std::string_view what;  // {0}, {1}, …: the columns of a row
  std::string_view why;
  std::string_view sql;
};
constexpr Listing kListings[] = {
    {"external schema {0}", "external schemas are not part of the language; their tables are, as external tables",
     "SELECT n.schemaname FROM svv_external_schemas n WHERE $n.schemaname$"},
    {"grants on schema {0} to {1} {2}", "only tables and views have grants in the language",
     "SELECT DISTINCT n.namespace_name, n.identity_type, n.identity_name FROM svv_schema_privileges n "
     "WHERE $n.namespace_name$"},
    {"default privileges of {1} in schema {0}", "default privileges are not part of the language",
     "SELECT DISTINCT n.schema_name, n.owner_name FROM svv_default_privileges n WHERE $n.schema_name$"},
    {"policy {2} of {0}.{1}", "row-level security is not part of the language",
     "SELECT DISTINCT n.relschema, n.relname, n.polname FROM svv_rls_attached_policy n WHERE $n.relschema$"},
    {"masking policy {2} of {0}.{1}", "masking is not part of the language",
     "SELECT DISTINCT n.schema_name, n.table_name, n.policy_name FROM svv_attached_masking_policy n "
     "WHERE $n.schema_name$"},
    {"datashare {0}", "datashares are not part of the language",
     "SELECT DISTINCT n.share_name FROM svv_datashares n WHERE n.share_type = 'OUTBOUND'"},
};

std::string literal(const std::string& text) {
  return engine::replaced(engine::literal(text), "\\", "\\\\");
}

bool is_true(const std::string& text) {
  return text == "t" || text == "true" || text == "1";
}

int number_of(const std::string& text) {
  int number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

class Reader {
 public:
  Reader(db::Connection& connection, const std::vector<std::string>& schemas)
      : connection_(connection), schemas_(schemas) {}

  db::Outcome<Catalog> read() {
    if (!read_session() || !read_schemas() || !read_tables() || !read_views() || !read_rest()) return error_;
    read_listings();
    if (error_.kind == db::ErrorKind::connection) return error_;
    return std::move(catalog_);
  }

 private:
  bool ask(const std::string& sql) {
    rows_.clear();
    db::Outcome<db::Answer> answer = connection_.execute(sql);
    if (!answer.ok()) {
      error_ = answer.error();
      return false;
    }
    for (db::Row& row : answer.value().rows) {
      Row& texts = rows_.emplace_back();
      for (db::Value& value : row) texts.push_back(std::move(value).value_or(""));
    }
    return true;
  }

  /// `$expression$` becomes a condition on the schemas; `$database$` the name of the database.
  [[nodiscard]] std::string filled(std::string_view sql) const {
    std::string text = engine::replaced(sql, "$database$", literal(database_));
    const std::size_t begin = text.find('$');
    if (begin == std::string::npos) return text;
    const std::size_t end = text.find('$', begin + 1);
    const std::string name = text.substr(begin + 1, end - begin - 1);
    std::string list;
    for (const std::string& schema : schemas_) list += (list.empty() ? "" : ", ") + literal(schema);
    std::string condition = fmt::format("substring({}::varchar, 1, 3) <> 'pg_'", name);
    if (!list.empty()) condition += fmt::format(" AND {} IN ({})", name, list);
    return text.replace(begin, end + 1 - begin, condition);
  }
  bool read_by(std::string_view sql) { return ask(filled(sql)); }

  bool read_session() {
    if (!ask("SELECT current_schema(), current_database(), current_user")) return false;
    if (rows_.empty()) return true;
    catalog_.home = rows_[0].at(0);
    database_ = rows_[0].at(1);
    catalog_.user = rows_[0].at(2);
    return true;
  }

  bool read_schemas() {
    if (!read_by(kSchemas)) return false;
    for (const Row& row : rows_) {
      catalog_.schemas.push_back(row[0]);
      // Every database begins with this one.
      const bool is_usual = row[0] == "public" && row[2] == "standard public schema";
      if (!row[2].empty() && !is_usual) catalog_.schema_comments[row[0]] = row[2];
      if (row[1] != catalog_.user && row[0] != "public")
        catalog_.unstated.push_back({"owner of schema " + row[0], "schemas have no `owner` in the language"});
    }
    return true;
  }

  bool read_tables() {
    if (!read_by(kTables)) return false;
    for (Row& row : rows_) {
      const std::string view = engine::redshift::view_of_storage(row[1]);
      Table& table = view.empty() ? catalog_.tables[{row[0], row[1]}] : catalog_.storages[{row[0], view}];
      table.owner = row[2];
      table.style = number_of(row[3]);
      table.columns.push_back({row[4], row[5], row[8], row[7], is_true(row[6]), is_true(row[9]), number_of(row[10])});
    }
    // Without rights on it, or on another kind of cluster, what the engine chose is not told from what was asked for.
    if (!read_by(kDesigns)) return error_.kind != db::ErrorKind::connection;
    for (const Row& row : rows_) {
      const std::string view = engine::redshift::view_of_storage(row[1]);
      auto& tables = view.empty() ? catalog_.tables : catalog_.storages;
      const auto found = tables.find({row[0], view.empty() ? row[1] : view});
      if (found == tables.end()) continue;
      found->second.is_encoded_automatically = row[3].find("AUTO(ENCODE)") != std::string::npos;
      found->second.is_sorted_automatically = row[2].starts_with("AUTO(SORTKEY");
      found->second.is_surely_unsorted = row[2].empty();
    }
    return true;
  }

  bool read_views() {
    if (!read_by(kViews)) return false;
    for (const Row& row : rows_) catalog_.views[{row[0], row[1]}] = {row[2], read_view_text(row[3]), false};
    if (!read_by(kRefreshes)) return false;
    for (const Row& row : rows_) {
      const auto found = catalog_.views.find({row[0], row[1]});
      if (found != catalog_.views.end()) found->second.refreshes = is_true(row[2]);
    }
    return true;
  }

  bool read_rest() {
    if (!read_by(kConstraints)) return false;
    for (const Row& row : rows_) {
      catalog_.constraints.push_back({{row[0], row[1]}, row[2], row[4], row[3] == "f"});
      if (row[5].empty()) continue;
      catalog_.unstated.push_back({fmt::format("comment on constraint {} of {}.{}", row[2], row[0], row[1]),
                                   "keys have no comments in the language"});
    }
    if (!read_by(kComments)) return false;
    for (const Row& row : rows_) catalog_.comments.push_back({{row[0], row[1]}, row[2], row[3]});
    if (!read_by(kFunctions)) return false;
    for (const Row& row : rows_) {
      catalog_.unstated.push_back({fmt::format("function or procedure {}.{}", row[0], row[1]),
                                   "functions and procedures are not part of the language"});
    }
    return read_grants() && read_externals();
  }

  bool read_grants() {
    if (!read_by(kGrants)) return false;
    for (const Row& row : rows_)
      catalog_.grants.push_back({{row[0], row[1]}, row[2], row[3], row[4], {}, is_true(row[5])});
    if (!read_by(kColumnGrants)) return false;
    for (const Row& row : rows_) catalog_.grants.push_back({{row[0], row[1]}, row[2], row[3], row[4], row[5], false});
    return true;
  }

  bool read_externals() {
    if (!read_by(kExternals)) return note_unread("external tables");
    for (const Row& row : rows_) {
      Column column;
      column.name = row[2];
      column.type = row[3];
      catalog_.externals[{row[0], row[1]}].push_back(std::move(column));
    }
    return true;
  }

  /// False when the connection is gone.
  bool note_unread(std::string what) {
    catalog_.unstated.push_back({std::move(what), "the catalogue did not tell: " + db::to_text(error_)});
    return error_.kind != db::ErrorKind::connection;
  }

  void read_listings() {
    for (const Listing& listing : kListings) {
      if (!read_by(listing.sql)) {
        const std::string_view kind = listing.what.substr(0, listing.what.find(" {"));
        if (!note_unread(std::string(kind))) return;
        continue;
      }
      for (const Row& row : rows_) {
        std::string what(listing.what);
        for (std::size_t i = 0; i < row.size(); ++i) what = engine::replaced(what, fmt::format("{{{}}}", i), row[i]);
        catalog_.unstated.push_back({std::move(what), std::string(listing.why)});
      }
    }
    error_ = {};
  }

  db::Connection& connection_;
  const std::vector<std::string>& schemas_;
  std::string database_;
  Catalog catalog_;
  std::vector<Row> rows_;
  db::Error error_;
};

}  // namespace

db::Outcome<Catalog> read_catalog(db::Connection& connection, const std::vector<std::string>& schemas) {
  return Reader(connection, schemas).read();
}

}  // namespace kura::inspect::redshift
