// Tables: columns, keys, physical design, the engine's own words.
#include "tests/raise/raised.h"

namespace kura::testing {
namespace {

TEST_CASE("raise: a table is written as it would be by hand") {
  const std::string text = R"(/// People.
///
/// All of them.
table customers {
  /// Counted.
  customer_id  bigint        identity always (1000, 10)  primary key;
  email        varchar(254)  not null                    unique;
  country      char(2)       not null  default 'de'  collate "C"  encode zstd;
  note         text;
}

table orders {
  order_id     bigint          not null;
  line         int             not null;
  customer_id  bigint          not null  references customers(customer_id) on delete set null on update cascade;
  amount       decimal(18, 2)  not null  default -1;
  twice        decimal(18, 2)  generated as (amount * 2) stored;

  primary key orders_key (order_id, line);
  check positive (amount > 0 and (line < 5 or line is not null));
  check (not amount between 5 and 7);
  /// Often looked for.
  unique index by_customer on (customer_id desc, lower(line)) using btree include (amount) where amount > 0;

  distribute by hash(order_id) buckets 8;
  sort by interleaved (order_id, line);
  properties {
    "a" = "1";
    "b" = "x";
  }
  watermark line;

  owner loader;
  grant insert (amount, line), select to group analysts;
  grant all privileges to public;
}
)";
  CHECK(raised_objects(text) == formatted_text(text));
}

TEST_CASE("raise: names are written out, sorted, and the order of declaration does not count") {
  const std::string one =
      "table b { id int; }\ntable a.z { id int primary key; }\ntable a.a { id int references a.z; }\n";
  const std::string two =
      "table a.a { id int references a.z; }\ntable b { id int; }\ntable a.z { id int primary key; }\n";
  CHECK(raised(one) == raised(two));
  CHECK(ir::fingerprint(Lowered(one).schema) == ir::fingerprint(Lowered(two).schema));
  CHECK(ir::fingerprint(Lowered("table t { a int; b int; }").schema) !=
        ir::fingerprint(Lowered("table t { b int; a int; }").schema));
  CHECK(raised_objects(one) == R"(table b {
  id  int;
}

table a.a {
  id  int  references a.z(id);
}

table a.z {
  id  int  primary key;
}

schema a;
)");
}

TEST_CASE("raise: the default namespace is written out, and a schema's comment is kept") {
  CHECK(raised("warehouse w : postgres { schema = \"dw\"; }\n/// Of the shop.\nschema sales;\ntable t { id int; }\n",
               "w") ==
        "warehouse w : postgres { schema = \"dw\"; }\n\ntable sales.t {\n  id  int;\n}\n\n/// Of the shop.\nschema "
        "sales;\n");
  CHECK(raised("warehouse w : postgres { schema = \"dw\"; }\ntable t { id int; }\n", "w").find("table dw.t {") !=
        std::string::npos);
}

TEST_CASE("raise: odd names and odd strings") {
  raised(R"(table "Odd ""schema""".". Line Items" {
  "index"    bigint       primary key;
  "a b"      varchar(64)  not null  default 'it''s $${here} and $$$${ \n''';
  "date"     date         default date '2020-01-01';
  "when"     int          check ("when" > 0);
  "Ünïcode"  text         default sql'concat(''$${x}'', $$a$$)';

  unique "check" ("a b", "when");
  watermark "date";
}
)");
  raised(
      "table t { \"date\" date; owner \"text\"; watermark \"date\"; grant select to \"public\", \"User\", role public; "
      "}\n");
}

TEST_CASE("raise: nested types, enums by name, expressions") {
  raised(R"(enum status { new, 'on hold', "Done", '' }
enum "order status" { a }
table t {
  a  array<map<varchar(64), struct<"Lat": double, place: array<timestamp(3)>>>>;
  s  status          default 'new';
  o  "order status"  default 'a';
  n  array<"order status">;
  c  int  default case when a = 1 then -5 else 2 * (3 - 4) end;
  d  timestamptz default now();
  e  text check (e like 'a!%' escape '!' or e in ('x', 'y') and not e is null);
  f  text default cast(a::int as varchar(3)) || 'x';
  g  date generated as (date_add(day, 1, d));
  h  text default current_user;
  check ((a, c) = (1, 2));
  check (e is distinct from 'q' and (s = 'new') is not true);
}
)");
}

TEST_CASE("raise: an engine's own types and words stand where they may") {
  CHECK(raised_objects(R"(table t {
  id     bigint  not null;
  title  text    not null;
  words  text;
  half   double;
  for postgres {
    column words tsvector not null storage external;
    column title storage plain;
    column half float;
    column id on update now();
    unique (title) deferrable;
    index on (title desc nulls last);
    tablespace fast;
    with (fillfactor = 70);
  }
  unique (words);
  check (id > 0);
})") == R"(table t {
  id     bigint    not null;
  title  text      not null;
  words  tsvector  not null  only on postgres;
  half   float     only on postgres;

  check (id > 0);

  for postgres {
    column id on update now();
    column title storage plain;
    column words storage external;

    unique (title) deferrable;
    unique (words);
    index on (title desc nulls last);

    tablespace fast;
    with (fillfactor = 70);
  }
}
)");
}

TEST_CASE("raise: a cast to an engine's own type stands in its block") {
  raised(
      "table t {\n  a  int;\n  for postgres {\n    check (cast(a as float) > 0);\n    index on (cast(a as float)) "
      "where a::float > 0;\n  }\n}\n");
  raised(
      "table t {\n  a  int default cast(1 as float) only on postgres;\n  check (a::float > 1) only on postgres;\n}\n");
}

TEST_CASE("raise: keys behind columns keep the order of the others") {
  CHECK(raised_objects("table t { a int; b int; unique (b); unique (a); }") == R"(table t {
  a  int;
  b  int  unique;

  unique (a);
}
)");
  raised(
      "table r { id int primary key; }\ntable t { a int unique references r; b int references r unique; foreign key "
      "(a) references r; unique (a, b); unique (a); }");
}

TEST_CASE("raise: partitions of every scheme") {
  raised(R"(table t {
  id  int;
  at  timestamp;
  partition by range(at) every 3 month;
}
table u {
  id  int;
  at  date;
  partition by range(at, id);
  partition "p 1" values less than ('2020-01-01', 5);
  partition p2 values from ('2020-01-01', minvalue) to (maxvalue);
  partition p3 default;
}
table v {
  id  int;
  partition by list(id);
  partition a values in (1, -2, null);
}
table w {
  id  int;
  partition by hash(id) partitions 4;
}
table x {
  id  int;
  partition by hash(id);
  partition even values with (modulus 2, remainder 0);
  for postgres { partition odd values with (modulus 2, remainder 1) tablespace slow; }
}
table y {
  at  timestamp;
  partition by date_trunc('day', at), substr(at, 1);
}
)");
}

TEST_CASE("raise: comments with odd lines") {
  raised("///\n/// first\n///   indented\n///\ntable t {\n  /// / slash\n  ///\n  a int;\n}\n");
}

TEST_CASE("raise: parameters are filled in, signs included") {
  const std::string text = raised(
      "param low = -5;\nparam word = \"it's\";\ntable t { a int default ${low}; b text default '${word} $${low}'; }\n",
      "postgres", {{"word", "a\"b"}});
  CHECK(text.find("default -5") != std::string::npos);
  CHECK(text.find("default 'a\"b $${low}'") != std::string::npos);
}

}  // namespace
}  // namespace kura::testing
