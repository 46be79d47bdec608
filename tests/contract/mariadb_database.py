"""MariaDB: one server, one set of databases for each state, the default one named live."""

import contextlib
import re

import engines
import mariadb_catalog
import mariadb_server
import mariadb_wire
from failures import Failure, SqlFailure
from rows import ColumnShape, TableShape

_READER = "undeclared_reader"


class MariadbDatabase:
    DECORATIONS_ARE_DRIFT = False

    def __init__(self, server):
        self._path = server.socket
        self._main = mariadb_wire.Connection(self._path)
        self._connection = None
        self._roles = set()

    @classmethod
    @contextlib.contextmanager
    def running(cls, _is_shared=False):
        with mariadb_server.running() as server:
            database = cls(server)
            database._make_role(_READER)
            yield database

    def url(self):
        return f"mysql://root@localhost/live?socket={self._path}"

    def lacks(self, _schema):
        return ""

    @contextlib.contextmanager
    def fresh(self, plans=()):
        self._empty()
        for plan in plans:
            for step in plan["steps"] + plan["undo"]:
                for name in engines._names(engines.Mariadb._ROLES, ";\n".join(step["sql"])):
                    self._make_role(name)
        self._connect()
        try:
            yield self
        finally:
            self._connection.close()
            self._connection = None

    def _connect(self):
        self._connection = mariadb_wire.Connection(self._path)
        self.execute("use live")

    def new_session(self):
        """Nothing that a plan has set for its session is left."""
        self._connection.close()
        self._connect()

    def drop_kept(self, objects):
        """Drops the tables (kind, name) that a plan has kept beside their new shape."""
        for _, name in objects:
            self.execute(f"drop table if exists {_path(name + '__kura_old')}")

    def _empty(self):
        self._main.execute("set foreign_key_checks = 0")
        for (name,) in self._main.execute(mariadb_catalog.DATABASES):
            self._main.execute(f"drop database {_quoted(name)}")
        self._main.execute("create database live")
        for role in self._roles:
            self._main.execute(f"revoke all privileges, grant option from {role}")

    def _make_role(self, name):
        if name in self._roles:
            return
        self._roles.add(name)
        self._main.execute(f"create user if not exists {name}" if "@" in name else f"create role if not exists {name}")

    def execute(self, sql):
        return self._connection.execute(sql)

    def is_by_data(self, code):
        """Whether an error of this number says that the rows are the reason."""
        return int(code) in mariadb_wire.BY_DATA

    def begin(self):
        self.execute("start transaction")

    def commit(self):
        self.execute("commit")

    def rollback(self):
        self.execute("rollback")

    def insert(self, table, values):
        names = ", ".join(map(_quoted, values))
        given = ", ".join(map(_literal, values.values()))
        self.execute(f"insert into {_path(table)} ({names}) values ({given})")

    def rows(self, table):
        found = self.execute(f"select * from {_path(table)}")
        return self._connection.columns, found

    def _ask(self, query):
        """The rows of a query of the catalog for every database."""
        return [row for (name,) in self.execute(mariadb_catalog.DATABASES) for row in self.execute(query.replace("{db}", name))]

    def shapes(self):
        plain = {name for name, kind in self._ask(mariadb_catalog.RELATIONS) if kind in ("BASE TABLE", "SYSTEM VERSIONED")}
        tables = {}
        for name, column, type_, nullable, extra, default, length, expression in self._ask(mariadb_catalog.COLUMNS):
            labels = re.findall(r"'((?:[^']|'')*)'", type_) if type_.startswith("enum") else ()
            if name in plain:
                tables.setdefault(name, TableShape(name, [])).columns.append(ColumnShape(
                    column, type_.lower(), nullable == "YES", bool(expression), "auto_increment" in extra.lower(),
                    default not in (None, "NULL"), tuple(labels), int(length) if length and int(length) < 1000 else 0,
                ))
        for name, target, own, aim in self._ask(mariadb_catalog.KEYS):
            if name in tables:
                tables[name].foreign_keys.append((own.split("\t"), target, aim.split("\t")))
        return list(tables.values())

    def catalog(self):
        held = {place: str(value) for fact in mariadb_catalog.FACTS for place, value in self._ask(fact)}
        for name, kind in self._ask(mariadb_catalog.RELATIONS):
            if kind == "SEQUENCE":
                held[f"sequence {name}"] = str(self.execute(f"show create sequence {_path(name)}")[0][1])
            elif kind == "VIEW":
                held[f"columns of {name}"] = ", ".join(self.columns_of(name))
        return held

    def second_opinion(self):
        """What SHOW CREATE says, without the order of its lines and without counters."""
        lines = []
        for name, kind in self._ask(mariadb_catalog.RELATIONS):
            if kind != "SEQUENCE":
                text = self.execute(f"show create {'view' if kind == 'VIEW' else 'table'} {_path(name)}")[0][1]
                lines += [f"{name}: {line.strip().rstrip(',')}" for line in re.sub(r" AUTO_INCREMENT=\d+", "", text).splitlines()]
        return "\n".join(sorted(lines))

    def relation_names(self):
        return [row[0] for row in self._ask(mariadb_catalog.RELATIONS)]

    def columns_of(self, relation):
        try:
            return [row[0] for row in self.execute(f"show columns from {_path(relation)}")]
        except SqlFailure as failure:
            return [f"broken: {failure}"]

    def decorate(self):
        """What nobody declared: a grant on every relation and on a column of every table, and triggers.

        The server moves no table with a trigger to another database, so only a few have one where there is another.
        """
        stays = len(self.execute(mariadb_catalog.DATABASES)) == 1
        decorated = {}
        for number, (name, kind) in enumerate(self._ask(mariadb_catalog.RELATIONS)):
            decorated[name] = {("grant", "")}
            self.execute(f"grant select on {_path(name)} to {_READER}")
            if kind == "BASE TABLE":
                column = self.columns_of(name)[-1]
                self.execute(f"grant references ({_quoted(column)}) on {_path(name)} to {_READER}")
                decorated[name].add(("column grant", column))
            if kind == "BASE TABLE" and (stays or number % 4 == 3):
                trigger = _path(_beside(name, f"undeclared_{number}"))
                self.execute(f"create trigger {trigger} after delete on {_path(name)} for each row set @undeclared = 1")
                decorated[name].add(("trigger", ""))
        return decorated

    def decorations(self):
        found = {name: set() for name in self.relation_names()}
        for (name,) in self._ask(mariadb_catalog.TRIGGERS):
            found.setdefault(name, set()).add(("trigger", ""))
        for (name,) in self._ask(mariadb_catalog.GRANTS):
            found.setdefault(name, set()).add(("grant", ""))
        for name, column in self._ask(mariadb_catalog.COLUMN_GRANTS):
            found.setdefault(name, set()).add(("column grant", column))
            if column not in self.columns_of(name):
                raise Failure("carried", f"a grant is left on {name}.{column}, which is gone")
        return found


def _quoted(name):
    return "`" + name.replace("`", "``") + "`"


def _path(name):
    schema, dot, table = name.partition(".")
    return f"{_quoted(schema)}.{_quoted(table)}" if dot else f"live.{_quoted(name)}"


def _beside(name, other):
    """A name in the database of another one."""
    schema, dot, _ = name.rpartition(".")
    return f"{schema}{dot}{other}"


def _literal(value):
    if value is None:
        return "null"
    if isinstance(value, bytes):
        return f"x'{value.hex()}'"
    if isinstance(value, (bool, int, float)):
        return str(value).lower()
    return "'" + value.replace("\\", "\\\\").replace("'", "''") + "'"
