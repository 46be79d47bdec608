"""The rows of a model's tables and its catalogue in SQLite: one file, with a snapshot and a transaction for each session."""

import datetime
import pathlib
import pickle
import shutil
import sqlite3
import tempfile

from scenario import SqlError
from wire_sql import literal, quoted

_BUSY = 5.0  # seconds that a session waits for another one's transaction
_LEASE = "kura_lease"  # in a file of its own: it is written while another transaction of the same program is open

sqlite3.register_converter("WIRE_BOOL", lambda data: "t" if data not in (b"0", b"f") else "f")


class Store:
    """`like`: another one, whose rows and catalogue it begins with."""

    def __init__(self, like=None):
        self._folder = tempfile.TemporaryDirectory(prefix="kura-wire-")
        self._main = pathlib.Path(self._folder.name) / "main.db"
        if like is not None:
            for file in like._main.parent.iterdir():
                shutil.copy(file, self._main.parent)
            return
        connection = self.open()
        connection.execute("CREATE TABLE _catalog (value BLOB)")
        connection.execute("INSERT INTO _catalog VALUES (NULL)")
        connection.close()

    def close(self):
        self._folder.cleanup()

    def open(self):
        connection = sqlite3.connect(self._main, timeout=_BUSY, isolation_level=None, check_same_thread=False,
                                     detect_types=sqlite3.PARSE_DECLTYPES)
        connection.execute("ATTACH ? AS lease", (str(self._main.with_name("lease.db")),))
        for pragma in ("main.journal_mode=WAL", "lease.journal_mode=WAL", "main.synchronous=OFF", "lease.synchronous=OFF",
                       "legacy_alter_table=ON"):
            connection.execute(f"PRAGMA {pragma}")
        return connection


def catalog(connection, fresh):
    """What is remembered of the objects, as this session sees it; `fresh` makes an empty one."""
    (data,) = connection.execute("SELECT value FROM _catalog").fetchone()
    return pickle.loads(data) if data else fresh()


def keep_catalog(connection, value):
    connection.execute("UPDATE _catalog SET value = ?", (pickle.dumps(value),))


class Rows:
    """Changes of tables, in words that both engines share. A column is (name, type, nullable, default as SQL or nothing, counts)."""

    def __init__(self, connection, truth):
        self.connection = connection
        self.truth = truth  # the type that holds booleans

    def _place(self, table):
        return f"lease.{quoted(table)}" if table == _LEASE else quoted(table)

    def create(self, table, columns, key=()):
        parts = [self._column(*it) for it in columns]
        if key and not any("PRIMARY KEY" in it for it in parts):
            parts.append(f"PRIMARY KEY ({', '.join(quoted(it) for it in key)})")
        self.connection.execute(f"CREATE TABLE {self._place(table)} ({', '.join(parts)})")

    def _column(self, name, kind, nullable, default, counts):
        first, _, rest = kind.upper().partition("(")
        first = first.split()[0] if first.split() else ""
        words = f"{quoted(name)} {self._affinity(first)}"
        if counts:
            return words.replace("INTEGER", "") + " INTEGER PRIMARY KEY"
        size = rest.rstrip(") ").strip()
        if first in ("VARCHAR", "CHAR", "CHARACTER", "NVARCHAR") and size.isdigit():
            words += f" CHECK (length(CAST({quoted(name)} AS BLOB)) <= {size})"
        if not nullable:
            words += " NOT NULL"
        return words + (f" DEFAULT ({default})" if default is not None else "")

    def _affinity(self, first):
        if first in ("BOOLEAN", "BOOL"):
            return self.truth
        if first in ("INT", "INTEGER", "BIGINT", "SMALLINT", "TINYINT", "LARGEINT", "INT8", "INT4", "INT2"):
            return "INTEGER"
        return "NUMERIC" if first in ("DECIMAL", "NUMERIC", "DOUBLE", "REAL", "FLOAT") else "TEXT"

    def drop(self, table):
        self.connection.execute(f"DROP TABLE IF EXISTS {self._place(table)}")

    def rename(self, old, new):
        self.connection.execute(f"ALTER TABLE {quoted(old)} RENAME TO {quoted(new)}")

    def swap(self, first, second):
        for old, new in ((first, "_swapped"), (second, first), ("_swapped", second)):
            self.rename(old, new)

    def clear(self, table):
        self.connection.execute(f"DELETE FROM {self._place(table)}")

    def add_column(self, table, column):
        """SQLite fills no new column by a function, so that old rows get their value after."""
        name, kind, _, default, _ = column
        self.connection.execute(f"ALTER TABLE {self._place(table)} ADD COLUMN {self._column(name, kind, True, None, False)}")
        if default is not None:
            self.connection.execute(f"UPDATE {self._place(table)} SET {quoted(name)} = ({default})")

    def drop_column(self, table, column):
        self.connection.execute(f"ALTER TABLE {self._place(table)} DROP COLUMN {quoted(column)}")

    def rename_column(self, table, old, new):
        self.connection.execute(f"ALTER TABLE {self._place(table)} RENAME COLUMN {quoted(old)} TO {quoted(new)}")

    def retype(self, table, names, column):
        """The column's rule of length becomes another one; `names` are all columns in order."""
        spare = f"{table}__wire"
        found = self.connection.execute("SELECT sql FROM sqlite_master WHERE name = ?", (table,)).fetchone()[0]
        parts = found[found.index("(") + 1:-1].split(', "')
        place = names.index(column[0])
        parts = [it if number == 0 else '"' + it for number, it in enumerate(parts)]
        parts[place] = self._column(*column)
        self.connection.execute(f"CREATE TABLE {quoted(spare)} ({', '.join(parts)})")
        self.connection.execute(f"INSERT INTO {quoted(spare)} SELECT * FROM {quoted(table)}")
        self.connection.execute(f"DROP TABLE {quoted(table)}")
        self.rename(spare, table)


def register_functions(connection, functions):
    """`functions`: name -> (number of arguments or -1, function)."""
    for name, (count, function) in functions.items():
        connection.create_function(name, count, function)


def fill(connection, relation, columns, rows):
    """A table of the catalogue, for this session only."""
    connection.execute(f"CREATE TEMP TABLE IF NOT EXISTS {quoted(relation)} ({', '.join(quoted(it) for it in columns)})")
    connection.execute(f"DELETE FROM temp.{quoted(relation)}")
    connection.executemany(f"INSERT INTO temp.{quoted(relation)} VALUES ({', '.join('?' * len(columns))})", rows)


def as_text(value):
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    return repr(value) if isinstance(value, float) and not value.is_integer() else str(int(value))


UNITS = {"second": 1, "minute": 60, "hour": 3600, "day": 86400}


def moment(text):
    return datetime.datetime.fromisoformat(str(text).replace("Z", "+00:00")).replace(tzinfo=None)


def utc_now():
    return datetime.datetime.now(datetime.timezone.utc).replace(tzinfo=None).isoformat(" ")


def seconds_of(amount, unit):
    """`30, second` and `'30 seconds', ''`."""
    number, _, word = str(amount).strip().partition(" ")
    return float(number) * UNITS[(unit or word).strip().lower().rstrip("s")]


def later(text, seconds):
    return (moment(text) + datetime.timedelta(seconds=float(seconds))).isoformat(" ")


def epoch(text):
    return moment(text).replace(tzinfo=datetime.timezone.utc).timestamp()


CLOCK = {
    "UTC_NOW": (0, utc_now), "GETDATE": (0, utc_now), "NOW": (0, utc_now), "UTC_TIMESTAMP": (0, utc_now),
    "INTERVAL_OF": (2, seconds_of),
    "DATEADD": (3, lambda part, amount, text: later(text, seconds_of(amount, part))),
    "DATE_ADD": (2, later), "DATE_SUB": (2, lambda text, seconds: later(text, -seconds)), "SECONDS_ADD": (2, later),
    "DATEDIFF": (3, lambda part, a, b: int((moment(b) - moment(a)).total_seconds() // UNITS[part.lower().rstrip("s")])),
    "TIMESTAMPDIFF": (3, lambda part, a, b: int((moment(b) - moment(a)).total_seconds() // UNITS[part.lower().rstrip("s")])),
    "EXTRACT": (2, lambda part, text: int(epoch(text))), "DATE_PART": (2, lambda part, text: int(epoch(text))),
    "UNIX_TIMESTAMP": (-1, lambda *text: int(epoch(text[0] if text else utc_now()))),
}


def sqlite_error(error, codes):
    """What SQLite said, as the engine would: `codes` maps a kind to (SQLSTATE, number)."""
    text = str(error)
    for part, kind in (("locked", "conflict"), ("no such table", "no_table"), ("no such column", "no_column"), ("NOT NULL", "null"),
                       ("CHECK", "length"),
                       ("has no column", "no_column"), ("no such function", "no_function"), ("already exists", "exists"),
                       ("UNIQUE", "unique")):
        if part in text:
            code, number = codes[kind]
            return SqlError(code, f"1023\nDETAIL: {text}" if kind == "conflict" and number == 0 else text, number)
    code, number = codes["other"]
    return SqlError(code, text, number)


__all__ = ["Store", "Rows", "catalog", "keep_catalog", "register_functions", "fill", "as_text", "CLOCK", "sqlite_error", "literal",
           "utc_now"]
