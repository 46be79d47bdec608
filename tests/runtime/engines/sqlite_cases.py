"""What SQLite's description of a file must see, and what not."""

import contextlib
import pathlib
import sqlite3
import tempfile

import server_process

SETUP = (
    "create table a (id integer primary key autoincrement, b text, c int)",
    "create table p (id integer primary key)",
    "create view v as select id, b from a",
    "create table kura_steps (number integer primary key)",
)

# Statement, the objects that it changes.
CASES = (
    ("create table t (x int, y text not null default 'it''s')", "t"),
    ("alter table t add column z int default 3", "t"),
    ("alter table t rename column z to zz", "t"),
    ("alter table t drop column zz", "t"),
    ("create index t_x on t (x)", "t"),
    ("create unique index t_y on t (y) where y <> ''", "t"),
    ("drop index t_x", "t"),
    ("create trigger t_written after insert on t begin update p set id = id; end", "t"),
    ("insert into t values (1, 'a')", ""),
    ("insert into a (b) values ('x')", ""),
    ("update t set x = 2", ""),
    ("delete from t", ""),
    ("analyze", ""),
    ("reindex", ""),
    ("vacuum", ""),
    ("drop trigger t_written", "t"),
    ("create view w as\n  select x,\n    y\n  from t", "w"),
    ("drop view v", "v"),
    ("create view v as select id from a", "v"),
    ("alter table t rename to u", "t u w"),
    ("create table s (x int primary key) strict, without rowid", "s"),
    ("create virtual table f using fts5 (body)", "f"),
    ("insert into f values ('text')", ""),
    ("drop table f", "f"),
    ("drop table s", "s"),
    ("drop view w", "w"),
    ("drop table u", "u"),
)


class Client:
    def __init__(self, path):
        self.url = f"sqlite:{path}"
        self._connection = sqlite3.connect(path, isolation_level=None)

    def run(self, sql):
        self._connection.execute(sql).fetchall()


@contextlib.contextmanager
def running():
    with tempfile.TemporaryDirectory(prefix="kura-engines-", dir=server_process.fast_place()) as folder:
        yield Client(pathlib.Path(folder) / "database")


def check_more(client, describe, count):
    everything = describe()
    count.check(set(everything) == {"a", "p", "v"}, "the tables of the runner are not described", str(sorted(everything)))
    count.check(set(describe(["kura_steps"])) == {"kura_steps"}, "unless they are named")
    client.run('create table "Big Name" (x int)')
    client.run('create index "Big Index" on "Big Name" (x)')
    count.check(set(describe(["big name"])) == {"Big Name"}, "names in any case")
    count.check(describe(["big index"]) == describe(["big name"]), "an index is found with its table")
    count.check(describe.before("create index i on a (b)") == [], "nothing runs before a repetition")
