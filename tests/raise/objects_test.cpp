// Views, sequences, external tables, warehouses; each object's text alone.
#include "tests/raise/raised.h"

namespace kura::testing {
namespace {

TEST_CASE("raise: a view's query is kept, whatever is in it") {
  CHECK(raised_objects(R"(table t { id int; }
/// All.
view v {
  /// The number.
  id;
  "On";
  security invoker;
  no schema binding;
  owner me;
  grant select to you with grant option;
} as
    select id, 'a;
   b' as "On" -- why
      from t -- which
        where x = '$${id}' /* and
      so on */ and y = $q$it's $${here}$q$;
)") == R"(table t {
  id  int;
}

/// All.
view v {
  /// The number.
  id;
  "On";

  security invoker;
  no schema binding;

  owner me;
  grant select to you with grant option;
} as
  select id, 'a;
   b' as "On" -- why
  from t -- which
    where x = '$${id}' /* and
  so on */ and y = $q$it's $${here}$q$;
)");
}

TEST_CASE("raise: a query of one engine stays its own") {
  const std::string text =
      raised_objects("table t { id int; }\nview v {\n  for postgres as select id\n  from t;\n} as select 1;\n");
  CHECK(text.find("view v {\n  for postgres as\n    select id\n    from t;\n} as\n  select id\n  from t;\n") !=
        std::string::npos);
}

TEST_CASE("raise: names in queries mean the same") {
  raised(R"(schema s;
table t { id int; }
table r.t { id int; }
view r.v as select * from t join s.t x on x.id = t.id;
view w as select * from t;
)");
}

TEST_CASE("raise: materialized views") {
  raised(R"(table t { id int; }
materialized view m {
  refresh deferred every 10 minute starting '2026-01-01 00:00:00';
  with no data;
  distribute by hash(id) buckets 3;
  sort by (id desc);
  partition by date_trunc('day', id);
  index on (id);
  properties { "k" = "${v}"; }
  for postgres {
    tablespace fast;
    with (fillfactor = 70);
  }
} as select id from t;
materialized view n { refresh auto; } as select id from t;
param v = "it";
)");
}

TEST_CASE("raise: sequences") {
  CHECK(raised_objects(R"(table "My"."check" { "Id" int; id int; }
/// Counts.
sequence s { start -5; increment 5; min -10; max 99; cache 10; cycle; as bigint; owned by "My"."check"."Id"; }
sequence My.e { }
)") == R"(/// Counts.
sequence s {
  as bigint;
  start -5;
  increment 5;
  min -10;
  max 99;
  cache 10;
  cycle;
  owned by "My"."check"."Id";
}

sequence my.e { }

table "My"."check" {
  "Id"  int;
  id    int;
}

schema "My";

schema my;
)");
}

TEST_CASE("raise: external tables keep what foreign keys refer to") {
  CHECK(raised_objects(R"(external view x.v;
external table x.t { id int primary key; b int; c int; unique (b, c); }
table u { id int references x.t; b int; c int; foreign key (b, c) references x.t(b, c); }
)") == R"(external table x.t {
  id  int  primary key;
  b   int;
  c   int;

  unique (b, c);
}

external table x.v;

table u {
  id  int  references x.t(id);
  b   int;
  c   int;

  foreign key (b, c) references x.t(b, c);
}
)");
}

TEST_CASE("raise: a warehouse without its address and its policies") {
  CHECK(raised(R"(param c = "3";
warehouse "My house" : postgres {
  url = "postgres://me:secret@there";
  version = "16";
  deployment = "$${c}";
  destructive = "allow";
  column_order = "keep";
  statement_timeout = ${c};
  owner = "me";
  properties { "x""y" = "${c}"; }
}
table t { id int; }
)",
               "My house") == R"(warehouse "My house" : postgres {
  deployment = "$${c}";
  owner = "me";
  statement_timeout = 3;
  version = 16;
  properties { "x""y" = "3"; }
}

table t {
  id  int;

  owner me;
}
)");
}

TEST_CASE("raise: objects can be assembled in the same order from their texts") {
  const Lowered lowered(
      "schema a;\nenum e { x }\nsequence s { }\nexternal table o { }\ntable t { id int; }\nview v as select 1;\n"
      "materialized view m as select 1;\n");
  const std::vector<raise::RaisedObject> objects = raise::raise_objects(lowered.schema);
  std::string kinds;
  for (const raise::RaisedObject& object : objects) kinds += object.kind + " " + ir::to_text(object.name) + "; ";
  CHECK(kinds ==
        "warehouse postgres; enum a.e; sequence a.s; external a.o; table a.t; view a.v; materialized view a.m; schema "
        "a; ");
  CHECK(raise::assemble(objects) == raise::to_schema_text(lowered.schema));
}

}  // namespace
}  // namespace kura::testing
