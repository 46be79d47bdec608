// Redshift's inspector over catalogues as its documentation and its users' tools show them: no cluster is needed.
#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "runtime/inspect/inspector.h"

namespace kura::inspect {
namespace {

/// Answers by what stands in the query; nothing to anything else.
class CatalogConnection : public db::Connection {
 public:
  void answer(std::string part, std::vector<db::Row> rows) {
    answers_.insert(answers_.begin(), {std::move(part), db::Answer{{"column"}, std::move(rows), -1}});
  }
  /// So many times, then it answers.
  void fail(std::string part, std::string message, int times = 1000) {
    failures_.push_back({std::move(part), {db::ErrorKind::statement, "XX000", std::move(message), {}}, times});
  }

  db::Outcome<db::Answer> execute(const std::string& sql) override {
    asked.push_back(sql);
    for (Failure& failure : failures_) {
      if (failure.times > 0 && sql.find(failure.part) != std::string::npos) {
        --failure.times;
        return failure.error;
      }
    }
    for (const auto& [part, answer] : answers_) {
      if (sql.find(part) != std::string::npos) return answer;
    }
    return db::Answer{};
  }
  void cancel() override {}
  [[nodiscard]] std::string server_version() const override { return "8.0.2"; }
  [[nodiscard]] std::int64_t session_id() const override { return 1; }

  [[nodiscard]] bool has_asked(std::string_view part) const {
    return std::any_of(asked.begin(), asked.end(),
                       [&](const std::string& sql) { return sql.find(part) != std::string::npos; });
  }

  std::vector<std::string> asked;

 private:
  struct Failure {
    std::string part;
    db::Error error;
    int times;
  };
  std::vector<std::pair<std::string, db::Answer>> answers_;
  std::vector<Failure> failures_;
};

// What is only in the query for these rows.
constexpr const char* kTables = "a.attsortkeyord FROM";
constexpr const char* kViews = "pg_get_viewdef";
constexpr const char* kConstraints = "pg_get_constraintdef";
constexpr const char* kComments = "a.attname, d.description";
constexpr const char* kSchemas = "n.nspowner";

/// What awsuser sees, with public as the default schema.
class Warehouse final : public CatalogConnection {
 public:
  Warehouse() {
    answer("SHOW search_path", {{"\"$user\", public"}});
    answer("SELECT current_schema()", {{"public"}});
    answer("current_database()", {{"public", "dev", "awsuser"}});
    answer(kSchemas, {{"public", "rdsdb", "standard public schema"}, {"sales", "awsuser", {}}});
  }
};

db::Row column(const char* schema, const char* table, const char* style, const char* name, const char* type,
               const char* not_null, db::Value value, const char* encoding, const char* is_dist, const char* sort) {
  return {schema, table, "awsuser", style, name, type, not_null, std::move(value), encoding, is_dist, sort};
}

Script read(CatalogConnection& connection, const std::vector<std::string>& schemas = {}) {
  const auto script = find_inspector("redshift")->read(connection, schemas);
  REQUIRE_MESSAGE(script.ok(), db::to_text(script.ok() ? db::Error{} : script.error()));
  return script.value();
}

std::string text_of(const Script& script) {
  std::string text;
  for (const std::string& statement : script.statements) text += statement + ";\n";
  return text;
}

bool lists(const Script& script, std::string_view object) {
  return std::any_of(script.unstated.begin(), script.unstated.end(),
                     [&](const Unstated& it) { return it.object == object; });
}

}  // namespace

TEST_CASE("redshift inspect: tables without what the engine chose") {
  Warehouse connection;
  connection.answer(
      kTables, {column("public", "events", "9", "at", "timestamp without time zone", "f",
                       "('now'::text)::timestamp without time zone", "az64", "f", "0"),
                column("sales", "orders", "1", "order_id", "bigint", "t", "\"identity\"(100143, 0, '100,5'::text)",
                       "az64", "f", "0"),
                column("sales", "orders", "1", "load_id", "integer", "t", "default_identity(100143, 1, '1,1'::text)",
                       "none", "f", "0"),
                column("sales", "orders", "1", "region", "character varying(32)", "t", "'EU'::character varying",
                       "bytedict", "t", "2"),
                column("sales", "orders", "1", "sold_on", "date", "t", {}, "none", "f", "1"),
                column("sales", "orders", "1", "amount", "numeric(18,2)", "f", "0", "az64", "f", "0"),
                column("sales", "orders", "1", "paid", "boolean", "f", {}, "none", "f", "0"),
                column("sales", "orders", "1", "payload", "super", "f", {}, "zstd", "f", "0"),
                column("sales", "visits", "0", "a", "bigint", "f", {}, "none", "f", "-1"),
                column("sales", "visits", "0", "odd \"name\"", "character varying(256)", "f", {}, "none", "f", "2"),
                column("sales", "visits", "0", "c", "smallint", "f", {}, "none", "f", "-3"),
                column("sales", "zones", "8", "zone", "character(3)", "f", {}, "lzo", "f", "0")});
  connection.answer(kConstraints,
                    {{"sales", "orders", "orders_pkey", "p", "PRIMARY KEY (order_id)", {}},
                     {"sales", "visits", "visits_a_fkey", "f", "FOREIGN KEY (a) REFERENCES sales.orders(order_id)", {}},
                     {"sales", "visits", "visits_c_key", "u", "UNIQUE (c)", "Said of a key."}});
  const Script script = read(connection);
  CHECK(text_of(script) == R"(CREATE SCHEMA IF NOT EXISTS "sales";
CREATE TABLE "events" (
  "at" timestamp without time zone DEFAULT ('now'::text)::timestamp without time zone
);
CREATE TABLE "sales"."orders" (
  "order_id" bigint IDENTITY(100, 5),
  "load_id" integer GENERATED BY DEFAULT AS IDENTITY(1, 1) ENCODE RAW,
  "region" character varying(32) DEFAULT 'EU'::character varying ENCODE BYTEDICT NOT NULL,
  "sold_on" date NOT NULL,
  "amount" numeric(18,2) DEFAULT 0,
  "paid" boolean,
  "payload" super
)
DISTSTYLE KEY
DISTKEY ("region")
COMPOUND SORTKEY ("sold_on", "region");
CREATE TABLE "sales"."visits" (
  "a" bigint,
  "odd ""name""" character varying(256),
  "c" smallint
)
DISTSTYLE EVEN
INTERLEAVED SORTKEY ("a", "odd ""name""", "c");
CREATE TABLE "sales"."zones" (
  "zone" character(3)
)
DISTSTYLE ALL;
ALTER TABLE "sales"."orders" ADD CONSTRAINT "orders_pkey" PRIMARY KEY (order_id);
ALTER TABLE "sales"."visits" ADD CONSTRAINT "visits_c_key" UNIQUE (c);
ALTER TABLE "sales"."visits" ADD CONSTRAINT "visits_a_fkey" FOREIGN KEY (a) REFERENCES sales.orders(order_id);
)");
  CHECK(lists(script, "comment on constraint visits_c_key of sales.visits"));
  CHECK(lists(script, "`collate` of columns, `backup` of tables"));
}

TEST_CASE("redshift inspect: what svv_table_info knows of automatic designs") {
  Warehouse connection;
  const auto rows = {column("public", "t", "9", "a", "bigint", "f", {}, "delta", "f", "1"),
                     column("public", "u", "9", "a", "bigint", "f", {}, "delta", "f", "1"),
                     column("public", "v", "0", "a", "bigint", "f", {}, "az64", "f", "0")};
  connection.answer(kTables, rows);
  connection.answer("svv_table_info", {{"public", "t", "AUTO(SORTKEY(a))", "Y, AUTO(ENCODE)"},
                                       {"public", "u", "a", "Y"},
                                       {"public", "v", {}, "Y, AUTO(ENCODE)"}});
  CHECK(text_of(read(connection)) == R"(CREATE TABLE "t" (
  "a" bigint
);
CREATE TABLE "u" (
  "a" bigint ENCODE DELTA
)
COMPOUND SORTKEY ("a");
CREATE TABLE "v" (
  "a" bigint
)
DISTSTYLE EVEN;
ALTER TABLE "v" ALTER SORTKEY NONE;
)");
  connection.fail("svv_table_info", "permission denied for relation svv_table_info");
  CHECK(read(connection).statements.at(0) ==
        "CREATE TABLE \"t\" (\n  \"a\" bigint ENCODE DELTA\n)\nCOMPOUND SORTKEY (\"a\")");
}

TEST_CASE("redshift inspect: bound, late-binding and materialized views, those first that others read") {
  Warehouse connection;
  connection.answer(kViews, {{"public", "active", "awsuser", " SELECT late.id FROM sales.late;"},
                             {"public", "by_day", "awsuser",
                              "create materialized view public.by_day backup no diststyle all auto refresh no as "
                              "(select day, count(*) as n from sales.late group by 1);"},
                             {"public", "fixed", "awsuser", "CREATE MATERIALIZED VIEW fixed AS SELECT 1 AS one"},
                             {"sales", "late", "etl",
                              "create or replace view sales.late(id, day) as\n  select order_id, 'no schema binding' "
                              "as day from sales.orders with no schema binding;"}});
  connection.answer(kTables, {column("public", "mv_tbl__by_day__0", "1", "day", "date", "f", {}, "none", "t", "1"),
                              column("public", "mv_tbl__by_day__0", "1", "n", "bigint", "f", {}, "none", "f", "0"),
                              column("public", "mv_tbl__fixed__0", "9", "one", "integer", "f", {}, "az64", "f", "0")});
  connection.answer("svv_mv_info", {{"public", "by_day", "t"}, {"public", "fixed", "f"}});
  connection.answer("svv_table_info", {{"public", "mv_tbl__fixed__0", "AUTO(SORTKEY)", "Y"}});
  CHECK(text_of(read(connection)) == R"(CREATE SCHEMA IF NOT EXISTS "sales";
CREATE VIEW "sales"."late" (id, day) AS
select order_id, 'no schema binding' as day from sales.orders
WITH NO SCHEMA BINDING;
CREATE VIEW "active" AS
SELECT late.id FROM sales.late;
CREATE MATERIALIZED VIEW "by_day"
BACKUP NO
DISTSTYLE KEY
DISTKEY ("day")
COMPOUND SORTKEY ("day")
AUTO REFRESH YES
AS
(select day, count(*) as n from sales.late group by 1);
CREATE MATERIALIZED VIEW "fixed"
AS
SELECT 1 AS one;
ALTER MATERIALIZED VIEW "fixed" ALTER DISTSTYLE AUTO;
ALTER MATERIALIZED VIEW "fixed" ALTER SORTKEY AUTO;
ALTER TABLE "sales"."late" OWNER TO "etl";
)");
}

TEST_CASE("redshift inspect: comments, owners, grants") {
  Warehouse connection;
  connection.answer(kSchemas, {{"public", "rdsdb", "Everything."}, {"sales", "etl", "What was sold."}});
  connection.answer(kTables, {{"sales", "orders", "etl", "9", "id", "bigint", "f", {}, "az64", "f", "0"}});
  connection.answer(kComments, {{"sales", "orders", {}, "It's one row per order; see C:\\data."},
                                {"sales", "orders", "id", "Counts."}});
  connection.answer("svv_relation_privileges", {{"sales", "orders", "SELECT", "user", "etl", "t"},
                                                {"sales", "orders", "SELECT", "group", "readers", "f"},
                                                {"sales", "orders", "DELETE", "role", "sweeper", "f"},
                                                {"sales", "orders", "SELECT", "user", "Ann", "t"},
                                                {"sales", "kura_steps", "SELECT", "user", "ann", "f"},
                                                {"sales", "orders", "SELECT", "public", "public", "f"}});
  connection.answer("svv_column_privileges", {{"sales", "orders", "UPDATE", "user", "bob", "id"}});
  const Script script = read(connection);
  CHECK(text_of(script) == R"(CREATE SCHEMA IF NOT EXISTS "sales";
CREATE TABLE "sales"."orders" (
  "id" bigint
);
COMMENT ON SCHEMA "sales" IS 'What was sold.';
COMMENT ON TABLE "sales"."orders" IS 'It''s one row per order; see C:\\data.';
COMMENT ON COLUMN "sales"."orders"."id" IS 'Counts.';
ALTER TABLE "sales"."orders" OWNER TO "etl";
GRANT SELECT ON "sales"."orders" TO GROUP "readers";
GRANT DELETE ON "sales"."orders" TO ROLE "sweeper";
GRANT SELECT ON "sales"."orders" TO "Ann" WITH GRANT OPTION;
GRANT SELECT ON "sales"."orders" TO PUBLIC;
GRANT UPDATE ("id") ON "sales"."orders" TO "bob";
)");
  for (const std::string_view object : {"owner of schema sales", "comment on schema public", "user etl",
                                        "group readers", "role sweeper", "user Ann", "user bob"}) {
    CHECK_MESSAGE(lists(script, object), object);
  }
}

TEST_CASE("redshift inspect: what is outside, and what is only listed") {
  Warehouse connection;
  connection.answer("FROM pg_proc", {{"sales", "f_tax"}});
  connection.answer("svv_external_columns",
                    {{"lake", "clicks", "at", "timestamp"}, {"lake", "clicks", "page", "varchar(200)"}});
  connection.answer("svv_external_schemas", {{"lake"}});
  connection.answer("svv_rls_attached_policy", {{"sales", "orders", "own_region"}});
  connection.answer("svv_datashares", {{"partners"}});
  connection.answer("svv_default_privileges", {{"sales", "etl"}});
  connection.answer("svv_schema_privileges", {{"sales", "role", "reader"}});
  connection.fail("svv_attached_masking_policy", "permission denied");
  const Script script = read(connection);
  CHECK(text_of(script) ==
        "CREATE EXTERNAL TABLE \"lake\".\"clicks\" (\n  \"at\" timestamp,\n  \"page\" varchar(200)\n);\n");
  for (const std::string_view object :
       {"function or procedure sales.f_tax", "external schema lake", "policy own_region of sales.orders",
        "datashare partners", "default privileges of etl in schema sales", "grants on schema sales to role reader",
        "masking policy", "schema sales"}) {
    CHECK_MESSAGE(lists(script, object), object);
  }
}

TEST_CASE("redshift inspect: where a late-binding view names the default schema, everything does") {
  Warehouse connection;
  connection.answer(kTables, {column("public", "orders", "9", "id", "bigint", "f", {}, "az64", "f", "0")});
  connection.answer(kViews, {{"public", "late", "awsuser",
                              "create view late as select id from public.orders with no schema binding"}});
  // The first look is taken with the default schema on the path.
  class Path final : public CatalogConnection {
   public:
    explicit Path(CatalogConnection& inner) : inner_(inner) {}
    db::Outcome<db::Answer> execute(const std::string& sql) override {
      if (sql.starts_with("SET search_path TO ")) home_ = sql.ends_with("pg_catalog") ? "pg_catalog" : "public";
      asked.push_back(sql);
      if (sql.find("current_database()") != std::string::npos)
        return db::Answer{{"column"}, {{home_, "dev", "awsuser"}}, -1};
      return inner_.execute(sql);
    }

   private:
    CatalogConnection& inner_;
    std::string home_;
  } path(connection);
  CHECK(text_of(read(path)) == R"(CREATE SCHEMA IF NOT EXISTS "public";
CREATE TABLE "public"."orders" (
  "id" bigint
);
CREATE VIEW "public"."late" AS
select id from public.orders
WITH NO SCHEMA BINDING;
)");
  CHECK(path.has_asked("SET search_path TO pg_catalog"));
  CHECK(path.asked.back() == "SET search_path TO '$user', 'public'");
}

TEST_CASE("redshift inspect: automatic designs whatever they are at the time") {
  Warehouse connection;
  std::vector<db::Row> rows;
  // 10, 11, 12: AUTO(ALL), AUTO(EVEN), AUTO(KEY).
  for (const char* style : {"9", "10", "11", "12"})
    rows.push_back(column("public", style, style, "a", "bigint", "f", {}, "az64", style[1] == '0' ? "f" : "t", "0"));
  connection.answer(kTables, rows);
  const std::string text = text_of(read(connection));
  CHECK(text.find("CREATE TABLE \"12\"") != std::string::npos);
  CHECK(text.find("DISTKEY") == std::string::npos);
  CHECK(text.find("DISTSTYLE") == std::string::npos);
}

TEST_CASE("redshift inspect: columns that take no encoding have none, whatever the catalogue says") {
  Warehouse connection;
  std::vector<db::Row> rows;
  for (const char* type : {"hllsketch", "interval year to month", "interval day to second", "geometry", "geography"}) {
    for (const char* encoding : {"none", "lzo"})
      rows.push_back(column("public", "t", "9", "a", type, "f", {}, encoding, "f", "0"));
  }
  connection.answer(kTables, rows);
  CHECK(text_of(read(connection)).find("ENCODE") == std::string::npos);
}

TEST_CASE("redshift inspect: the types of external tables are Spectrum's") {
  Warehouse connection;
  connection.answer("svv_external_columns",
                    {{"lake", "t", "a", "float"}, {"lake", "t", "b", "array<struct<float:float,floats:double>>"}});
  CHECK(text_of(read(connection)) ==
        "CREATE EXTERNAL TABLE \"lake\".\"t\" (\n  \"a\" real,\n"
        "  \"b\" array<struct<float:real,floats:double>>\n);\n");
}

TEST_CASE("redshift inspect: the comment that every database begins with is nobody's") {
  Warehouse connection;
  CHECK_FALSE(lists(read(connection), "comment on schema public"));
  connection.answer(kSchemas, {{"public", "rdsdb", "Everything."}});
  CHECK(lists(read(connection), "comment on schema public"));
}

TEST_CASE("redshift inspect: the search path comes back") {
  Warehouse connection;
  read(connection);
  CHECK(connection.asked.at(2) == "SET search_path TO 'public'");
  CHECK(connection.asked.back() == "SET search_path TO '$user', 'public'");
  connection.fail("pg_get_constraintdef", "no");
  CHECK_FALSE(find_inspector("redshift")->read(connection, {}).ok());
  CHECK(connection.asked.back() == "SET search_path TO '$user', 'public'");
}

TEST_CASE("redshift inspect: as many queries for many tables as for none") {
  Warehouse none;
  read(none);
  Warehouse many;
  std::vector<db::Row> rows;
  for (int i = 0; i < 1000; ++i)
    rows.push_back(column("sales", ("t" + std::to_string(i)).c_str(), "9", "a", "bigint", "f", {}, "az64", "f", "0"));
  many.answer(kTables, rows);
  CHECK(read(many).statements.size() == 1001);
  CHECK(none.asked.size() == many.asked.size());
}

TEST_CASE("redshift inspect: a catalogue that changes while it is read is read again") {
  Warehouse connection;
  connection.answer(kTables, {column("public", "t", "9", "a", "bigint", "f", {}, "az64", "f", "0")});
  connection.fail(kViews, "could not open relation with OID 123", 2);
  CHECK(read(connection).statements.size() == 1);
  connection.fail(kViews, "cache lookup failed for relation 123", 3);
  CHECK_FALSE(find_inspector("redshift")->read(connection, {}).ok());
}

TEST_CASE("redshift inspect: only some schemas") {
  Warehouse connection;
  read(connection, {"sales", "o'hara"});
  CHECK(connection.has_asked("AND n.nspname IN ('sales', 'o''hara')"));
  CHECK(connection.has_asked("AND n.namespace_name IN ('sales', 'o''hara')"));
}

}  // namespace kura::inspect
