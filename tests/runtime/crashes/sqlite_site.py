"""SQLite: a file, copied from one that is kept whenever a test begins."""

import contextlib
import hashlib
import shutil
import sqlite3
import time

import shop
from shop_site import Site
from sqlite_database import SqliteDatabase

BY_HAND = (
    "CREATE TRIGGER by_hand_events AFTER UPDATE ON events BEGIN DELETE FROM events WHERE 0; END",
    "CREATE TRIGGER by_hand_orders AFTER DELETE ON orders BEGIN DELETE FROM events WHERE 0; END",
)
_NUMBERS = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {}) "
_FILL = (
    "INSERT INTO customers " + _NUMBERS.format("{small}") + "SELECT i, 'name ' || i, 'r' || (i % 7) FROM n",
    "INSERT INTO orders " + _NUMBERS.format("{small}") + "SELECT i, i, 'open', i, CASE WHEN i % 5 > 0 THEN 'n' || i END FROM n",
    "INSERT INTO events " + _NUMBERS.format("{rows}")
    + "SELECT i, i % {small} + 1, date('2023-01-01', '+' || (i % 1000) || ' days'), 'k' || (i % 10), i FROM n",
)


class _Database(SqliteDatabase):
    """The contract's reader of catalogs, on a file."""

    def __init__(self, connection):
        self._connection = connection


class SqliteSite(Site):
    engine = "sqlite"
    small_sizes = (10, 12)  # megabytes that a rebuild of many rows fills
    can_cut = False
    writes_meanwhile = ("events",)

    def __init__(self, project, scratch):
        super().__init__(project)
        self._scratch = scratch
        self.file = scratch / "shop.db"
        self.url = f"sqlite:{self.file}"

    @classmethod
    @contextlib.contextmanager
    def running(cls, project, scratch):
        yield cls(project, scratch)

    def scratch(self, name):
        return self._scratch / name

    def empty(self):
        for ending in ("", "-journal", "-wal", "-shm"):
            (self._scratch / f"shop.db{ending}").unlink(missing_ok=True)

    def begin(self, rows):
        """The state after the first migration, filled; kept."""
        self.empty()
        done = self.apply("--to", "1")
        if done.code != 0:
            raise RuntimeError(f"the first migration: {done}")
        for sql in _FILL:
            self.ask(sql.format(small=2_000, rows=rows))
        for sql in BY_HAND:
            self.ask(sql)
        self.keep(f"rows_{rows}")

    def keep(self, name):
        shutil.copy(self.file, self._scratch / f"{name}.db")

    def reset(self, name):
        self.empty()
        shutil.copy(self._scratch / (f"{name}.db" if isinstance(name, str) else f"rows_{name}.db"), self.file)

    def close(self):
        """Nothing is kept open: an open connection of this process would hold locks."""

    def session(self):
        return sqlite3.connect(self.file, isolation_level=None, timeout=120)

    def ask(self, sql):
        with contextlib.closing(self.session()) as connection:
            return connection.execute(sql).fetchall()

    def build(self, sql):
        """A database from nothing, by the statements of `kura build`."""
        self.empty()
        with contextlib.closing(self.session()) as connection:
            connection.executescript(sql)

    def whole_catalog(self):
        with contextlib.closing(self.session()) as connection:
            return _Database(connection).catalog()

    def by_hand(self):
        return self.ask("SELECT type, name, tbl_name FROM sqlite_schema WHERE type = 'trigger' ORDER BY 2")

    def digest(self, table, values):
        values = values.format(whole_amount="cast(amount as int)")
        found = self.ask(f"SELECT {values} FROM {table} WHERE id < {shop.FIRST_OF_WRITERS} ORDER BY id")
        return len(found), hashlib.sha256(repr(found).encode()).hexdigest()

    def writer_insert(self, table, number):
        return f"INSERT INTO {table} (id, customer_id, day, kind, value) VALUES ({number}, 1, '2023-01-01', 'w', {number})"

    def cut(self):
        return 0

    def account(self):
        return None

    def relations(self):
        return [row[0] for row in self.ask("SELECT name FROM sqlite_schema WHERE type IN ('table', 'view')")]

    def wrong_databases(self):
        yield "no such folder", f"sqlite:{self._scratch}/nowhere/shop.db", "nowhere"
        yield "no such file", f"sqlite:{self._scratch}/nothing.db?mode=rw", "nothing.db"
        yield "a folder", f"sqlite:{self._scratch}", str(self._scratch)

    def weak_urls(self):
        """Rights are the file system's here, and root has all of them."""
        return ()

    @contextlib.contextmanager
    def locked(self):
        """Another session holds what the migration needs; gives a function that lets go."""
        other = sqlite3.connect(self.file, isolation_level=None, check_same_thread=False)
        other.execute("BEGIN IMMEDIATE")
        try:
            yield lambda: other.execute("COMMIT")
        finally:
            other.close()

    def wait_until_waiting(self, child, _text=""):
        """Nobody can be asked: a run that finds the file locked has come to it by then."""
        time.sleep(1)
