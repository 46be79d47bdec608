"""SQLite in this process: a database for each state, in memory, or in a file that other programs reach."""

import contextlib
import pathlib
import re
import sqlite3
import tempfile

import server_process
from failures import SqlFailure
from rows import ColumnShape, TableShape
from sqlite_text import items_of, normal

_BY_DATA = (19, 20)  # SQLITE_CONSTRAINT with its extended codes, SQLITE_MISMATCH


class SqliteDatabase:
    DECORATIONS_ARE_DRIFT = True

    def __init__(self, file=None):
        self._file = file

    @classmethod
    @contextlib.contextmanager
    def running(cls, is_shared=False):
        with tempfile.TemporaryDirectory(prefix="kura-sqlite-", dir=server_process.fast_place()) as folder:
            yield cls(pathlib.Path(folder) / "live.db" if is_shared else None)

    def url(self):
        return f"sqlite:{self._file}"

    def lacks(self, _schema):
        """What the schema needs and this engine has not, as a word."""
        return ""

    @contextlib.contextmanager
    def fresh(self, _plans=()):
        self._connection = sqlite3.connect(self._file or ":memory:", isolation_level=None)
        try:
            self.new_session()
            yield self
        finally:
            self._connection.close()
            if self._file:
                self._file.unlink()

    def new_session(self):
        """As a connection begins that cares for keys."""
        self._connection.execute("pragma foreign_keys = on")

    def drop_kept(self, objects):
        """The way back needs the names of nothing that a plan has kept."""

    def execute(self, sql, values=()):
        try:
            return self._connection.execute(sql, values).fetchall()
        except (sqlite3.Error, OverflowError, UnicodeDecodeError) as error:
            raise SqlFailure(str(error), sql, isinstance(error, sqlite3.IntegrityError)) from error

    def is_by_data(self, code):
        """Whether an error of this number says that the rows are the reason."""
        return int(code) & 0xFF in _BY_DATA

    def begin(self):
        self.execute("begin immediate")

    def commit(self):
        self.execute("commit")

    def rollback(self):
        if self._connection.in_transaction:
            self.execute("rollback")

    def insert(self, table, values):
        if not values:
            self.execute(f"insert into {_quoted(table)} default values")
            return
        names = ", ".join(map(_quoted, values))
        self.execute(f"insert into {_quoted(table)} ({names}) values ({', '.join('?' * len(values))})", list(values.values()))

    def rows(self, table):
        cursor = self._connection.execute(f"select * from {_quoted(table)}")
        return [it[0] for it in cursor.description], cursor.fetchall()

    def shapes(self):
        return [self._shape(name, sql) for name, sql in self._stored("table")]

    def _stored(self, kind):
        return self.execute(
            "select name, sql from sqlite_schema where type = ? and name not like 'sqlite\\_%' escape '\\'"
            " and name not like '%\\_\\_kura\\_old' escape '\\' and tbl_name not like 'kura\\_%' escape '\\' order by name", (kind,),
        )

    def _shape(self, name, sql):
        columns = []
        for _, column, type_, not_null, default, key, hidden in self.execute(f"pragma table_xinfo({_quoted(name)})"):
            length = re.search(r"char\((\d+)\)", type_.lower())
            columns.append(ColumnShape(
                column, type_.lower() or "blob", nullable=not not_null and not key, computed=hidden in (2, 3),
                counted=bool(key) and "autoincrement" in sql.lower(), has_default=default is not None,
                length=int(length[1]) if length else 0,
            ))
        keys = {}
        for number, _, target, own, aim, *_ in self.execute(f"pragma foreign_key_list({_quoted(name)})"):
            key = keys.setdefault(number, ([], target, []))
            key[0].append(own)
            key[2].append(aim)
        return TableShape(name, columns, list(keys.values()))

    def catalog(self):
        """Place -> what stands there, with the order of columns and constraints left out."""
        held = {}
        for name, sql in self._stored("table"):
            head, items, tail = items_of(sql)
            held[f"table {name}"] = tail
            for item in items:
                held[f"table {name}: {item}"] = "is there"
        for name, sql in self._stored("index"):
            if sql:
                held[f"index {name}"] = normal(sql)
        for name, sql in self._stored("view"):
            held[f"view {name}"] = normal(sql)
            held[f"columns of view {name}"] = self._view_columns(name)
        broken = self.execute("pragma foreign_key_check")
        if broken:
            held["rows without parents"] = str(broken)
        return held

    def _view_columns(self, name):
        try:
            cursor = self._connection.execute(f"select * from {_quoted(name)}")
            return ", ".join(it[0] for it in cursor.description)
        except sqlite3.Error as error:
            return f"broken: {error}"

    def second_opinion(self):
        return ""

    def relation_names(self):
        return [name for name, _ in self._stored("table") + self._stored("view")]

    def columns_of(self, relation):
        return [row[1] for row in self.execute(f"pragma table_xinfo({_quoted(relation)})")]

    def decorate(self):
        """Things nobody declared: a trigger on each table."""
        decorated = {}
        for number, (name, _) in enumerate(self._stored("table")):
            self.execute(f"create trigger undeclared_{number} after insert on {_quoted(name)} begin delete from {_quoted(name)} where 0; end")
            decorated[name] = {(f"trigger undeclared_{number}", "")}
        return decorated

    def decorations(self):
        found = {it: set() for it in self.relation_names()}
        for name, table in self.execute("select name, tbl_name from sqlite_schema where type = 'trigger'"):
            found.setdefault(table, set()).add((f"trigger {name}", ""))
        return found


def _quoted(name):
    return '"' + name.replace('"', '""') + '"'
