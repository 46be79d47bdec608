"""What PostgreSQL's description of a database must see, and what not."""

import contextlib

import postgres_server

SETUP = (
    "create role reader",
    "create role keeper",
    "create schema s",
    "create type s.mood as enum ('low', 'high')",
    "create table a (id int primary key, b text, c int)",
    "create table s.n (id int generated always as identity, v numeric(9, 2), m s.mood)",
    "create view v as select id, b from a",
    "create materialized view mv as select count(*) as n from a",
    "create sequence q",
    "create table parts (k int, x text) partition by range (k)",
    "create function fired() returns trigger language plpgsql as 'begin return new; end'",
    "create table kura_steps (number bigint generated always as identity primary key)",
)

# Statement, the objects that it changes; public is the default schema, whose objects go by their names alone.
CASES = (
    ("create table t (x int, y text)", "t"),
    ("alter table t add column z int not null default 3", "t"),
    ("alter table t rename column z to zz", "t"),
    ("alter table t alter column zz type bigint", "t"),
    ("alter table t alter column zz set default 4", "t"),
    ("alter table t alter column zz drop not null", "t"),
    ("alter table t alter column y set storage external", "t"),
    ("alter table t alter column y set compression pglz", "t"),
    ("alter table t alter column y set statistics 77", "t"),
    ("alter table t alter column y set (n_distinct = 5)", "t"),
    ("alter table t alter column y type text collate \"C\"", "t"),
    ("alter table t add column g int generated always as (x + 1) stored", "t"),
    ("alter table t alter column g drop expression", "t"),
    ("alter table t drop column g", "t"),
    ("alter table t add constraint t_check check (x > 0) not valid", "t"),
    ("alter table t validate constraint t_check", "t"),
    ("comment on constraint t_check on t is 'above'", "t"),
    ("alter table t rename constraint t_check to t_above", "t"),
    ("alter table t add constraint t_a foreign key (x) references a deferrable", "t"),
    ("alter table t alter constraint t_a not deferrable", "t"),
    ("alter table t drop constraint t_a", "t"),
    ("alter table t add constraint t_unique unique (y)", "t"),
    ("create index t_x on t (x)", "t"),
    ("create index concurrently t_lower on t (lower(y)) where x > 1", "t"),
    ("alter index t_x rename to t_xx", "t"),
    ("alter index t_xx set (fillfactor = 50)", "t"),
    ("alter index t_lower alter column 1 set statistics 9", "t"),
    ("comment on index t_xx is 'fast'", "t"),
    ("alter table t cluster on t_xx", "t"),
    ("drop index concurrently t_xx", "t"),
    ("comment on table t is E'two\\nlines'", "t"),
    ("comment on column t.x is 'it''s'", "t"),
    ("alter table t set (fillfactor = 70, autovacuum_enabled = off)", "t"),
    ("alter table t set (toast.autovacuum_enabled = off)", "t"),
    ("alter table t set unlogged", "t"),
    ("alter table t replica identity full", "t"),
    ("alter table t enable row level security", "t"),
    ("alter table t force row level security", "t"),
    ("create policy seen on t for select to reader using (x > 1)", "t"),
    ("alter policy seen on t using (x > 2)", "t"),
    ("create trigger t_written before insert on t for each row execute function fired()", "t"),
    ("alter table t disable trigger t_written", "t"),
    ("create rule t_kept as on delete to t do instead nothing", "t"),
    ("create statistics t_related on x, zz from t", "t"),
    ("alter statistics t_related set statistics 5", "t"),
    ("comment on statistics t_related is 'x'", "t"),
    ("grant select on t to reader", "t"),
    ("grant update (y) on t to reader", "t"),
    ("revoke update (y) on t from reader", "t"),
    ("alter table t owner to keeper", "t"),
    ("insert into a values (1, 'x', 2)", ""),
    ("insert into t values (2, 'x', 1)", ""),
    ("update t set zz = 3", ""),
    ("analyze", ""),
    ("vacuum t", ""),
    ("reindex table t", ""),
    ("reindex table concurrently t", ""),
    ("cluster t using t_unique", "t"),
    ("cluster t", ""),
    ("truncate t", ""),
    ("alter table t set schema s", "t s.t"),
    ("drop table s.t", "s.t"),
    ("create or replace view v as select id, b, c from a", "v"),
    ("alter view v set (security_barrier = on)", "v"),
    ("alter view v alter column c set default 3", "v"),
    ("comment on column v.c is 'x'", "v"),
    ("grant select on v to reader", "v"),
    ("create view w as select v.id from v", "w"),
    ("alter view w rename to ww", "w ww"),
    ("drop view ww", "ww"),
    ("refresh materialized view mv", ""),
    ("create unique index mv_n on mv (n)", "mv"),
    ("refresh materialized view concurrently mv", ""),
    ("refresh materialized view mv with no data", "mv"),
    ("comment on materialized view mv is 'x'", "mv"),
    ("select nextval('q')", ""),
    ("select setval('q', 77)", ""),
    ("alter sequence q increment by 5 cache 9", "q"),
    ("alter sequence q owned by a.c", "q"),
    ("alter sequence q owner to postgres", ""),
    ("grant usage on sequence q to reader", "q"),
    ("alter table s.n alter column id set increment by 3", "s.n"),
    ("alter sequence s.n_id_seq maxvalue 1000", "s.n"),
    ("insert into s.n (v) values (1)", ""),
    ("alter table s.n alter column id set generated by default", "s.n"),
    ("alter table s.n alter column id drop identity", "s.n"),
    ("alter type s.mood add value 'middle' before 'high'", "s.mood"),
    ("alter type s.mood rename value 'low' to 'lower'", "s.mood"),
    ("comment on type s.mood is 'x'", "s.mood"),
    ("revoke usage on type s.mood from public", "s.mood"),
    ("create domain positive as int check (value > 0)", "positive"),
    ("alter domain positive set default 1", "positive"),
    ("alter domain positive drop constraint positive_check", "positive"),
    ("create type pair as (x int, y text)", "pair"),
    ("alter type pair add attribute z int", "pair"),
    ("create type span as range (subtype = date)", "span"),
    ("drop type span", "span"),
    ("create table part1 partition of parts for values from (1) to (10)", "part1"),
    ("create table part2 (k int, x text)", "part2"),
    ("alter table parts attach partition part2 for values from (10) to (20)", "part2"),
    ("create index parts_k on only parts (k)", "parts"),
    ("create index part1_k on part1 (k)", "part1"),
    ("alter index parts_k attach partition part1_k", "part1"),
    ("create index part2_k on part2 (k)", "part2"),
    ("alter index parts_k attach partition part2_k", "part2 parts"),
    ("alter table parts detach partition part2 concurrently", "part2"),
    ("create table child () inherits (a)", "child"),
    ("alter table child no inherit a", "child"),
    ("grant usage on schema s to reader", "s"),
    ("alter schema s owner to keeper", "s"),
    ("comment on schema s is 'x'", "s"),
    ("alter default privileges in schema s grant select on tables to reader", "s"),
    ("create schema other", "other"),
    ("drop schema other", "other"),
    ("drop table child", "child"),
)


class Client:
    def __init__(self, server):
        self._server = server
        self.url = f"postgres://postgres@/postgres?host={server.socket_folder}"

    def run(self, sql):
        error = self.error_of(sql)
        if error:
            raise RuntimeError(f"{sql}: {error}")

    def error_of(self, sql):
        done = self._server.psql("postgres", "-c", sql)
        return done.stderr if done.returncode else ""


@contextlib.contextmanager
def running():
    with postgres_server.running() as server:
        yield Client(server)


def check_more(client, describe, count):
    check_names(client, describe, count)
    check_settings(client, describe, count)
    check_half_built(client, describe, count)
    check_half_rebuilt(client, describe, count)
    check_half_dropped(client, describe, count)
    check_half_detached(client, describe, count)


def check_names(client, describe, count):
    count.check("kura_steps" not in describe(), "the tables of the runner are not described")
    count.check(set(describe(["kura_steps"])) == {"kura_steps"}, "unless they are named")
    client.run('create table "Big Name" (x int)')
    client.run("create index \"Big 'Index\" on \"Big Name\" (x)")
    count.check(set(describe(["big name"])) == {"Big Name"}, "names in any case")
    count.check(describe(["big 'index"]) == describe(["big name"]), "an index is found with its table")
    client.run("create extension if not exists plpgsql")
    client.run("create temporary table fleeting (x int)")
    count.check(not describe(["no_such_name"]), "nothing has that name")


def check_settings(client, describe, count):
    """What a session prints otherwise does not show."""
    client.run("create table moments (at timestamptz default '2020-01-01 00:00+00', i interval default '1 day 2 hours')")
    before = describe()
    for setting in ("timezone = 'Asia/Tokyo'", "datestyle = 'German'", "intervalstyle = 'sql_standard'",
                    "quote_all_identifiers = on", "search_path = public, s", "standard_conforming_strings = off"):
        client.run(f"alter role postgres set {setting}")
        after = describe()
        count.check(before == after, f"described with {setting}", str({key for key in before if before[key] != after.get(key)}))
    client.run("alter role postgres reset all")


def check_half_built(client, describe, count):
    client.run("create table doubled (x int)")
    client.run("insert into doubled values (1), (1)")
    before = describe(["doubled"])
    for schema in ("", "public."):
        sql = f"create unique index concurrently doubled_x on {schema}doubled (x)"
        count.check(describe.before(sql) == [], f"nothing is in the way of: {sql}")
        count.check("duplicated" in client.error_of(sql), "two rows are equal")
        count.check(describe(["doubled"]) != before, "an invalid index is described")
        statements = describe.before(sql)
        count.check(
            statements == ["DROP INDEX CONCURRENTLY IF EXISTS public.doubled_x"], f"an invalid index is found before: {sql}", str(statements)
        )
        count.check(describe.before(sql.replace("doubled_x", "another")) == [], "an index of another name is left alone")
        count.check(describe.before(sql.replace(" concurrently", "")) == [], "only what is built outside of a transaction leaves one")
        count.check(describe.before(sql.replace("doubled_x ", "")) == statements, "an index without a name is found by its table")
        for statement in statements:
            client.run(statement)
        count.check(describe(["doubled"]) == before, "nothing of the index is left")
    count.check(describe.before("create index concurrently i on no_such_table (x)") == [], "a table that is not there")


def check_half_rebuilt(client, describe, count):
    """A build that two equal rows stop: the index is made not unique for as long as they are written."""
    client.run("create unique index doubled_x on doubled (x) where x > 1")
    client.run("update pg_index set indpred = null where indexrelid = 'doubled_x'::regclass")
    expected = ["DROP INDEX CONCURRENTLY IF EXISTS public.doubled_x_ccnew"]
    count.check(client.error_of("reindex index concurrently doubled_x") != "", "rebuilding stops")
    for sql in ("reindex index concurrently doubled_x", "reindex (concurrently) table public.doubled", "reindex schema concurrently public"):
        count.check(describe.before(sql) == expected, f"what is left is found before: {sql}", str(describe.before(sql)))
    count.check(describe.before("reindex table concurrently a") == [], "not that of another table")
    client.run(expected[0])
    count.check(describe.before("reindex index concurrently doubled_x") == [], "nothing is left")


def check_half_dropped(client, describe, count):
    sql = "drop index concurrently doubled_x"
    count.check(describe.before(sql) == [], "a valid index was not begun to be dropped")
    client.run("update pg_index set indisvalid = false where indexrelid = 'doubled_x'::regclass")
    count.check(describe.before(sql) == ["SELECT 1"], "an index that was is dropped again", str(describe.before(sql)))
    client.run(sql)
    count.check(describe.before(sql) == [], "one that is gone was dropped")


def check_half_detached(client, describe, count):
    sql = "alter table parts detach partition part1 concurrently"
    before = describe(["parts", "part1"])
    client.run("update pg_inherits set inhdetachpending = true where inhrelid = 'part1'::regclass")
    count.check(describe(["parts", "part1"]) != before, "a pending partition is described")
    statements = describe.before(sql)
    count.check(statements == ["ALTER TABLE parts DETACH PARTITION part1 FINALIZE"], "a pending partition is found", str(statements))
    client.run(statements[0])
    count.check(describe.before(sql) == [], "a detached one is none")
