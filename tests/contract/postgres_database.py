"""PostgreSQL: one server, one database for each state."""

import contextlib
import re
import subprocess

import postgres_catalog
import postgres_decorations
import postgres_server
import postgres_wire
from engines import Postgres as Needs
from failures import SqlFailure
from rows import ColumnShape, TableShape

_ROLES = re.compile(r"\b(?:OWNER\s+TO|AUTHORIZATION)\s+(\"[^\"]+\"|\w+)|\bTO\s+(?:GROUP\s+|ROLE\s+|USER\s+)?(\"[^\"]+\"|\w+)(?=\s*(?:$|WITH|,))", re.IGNORECASE)

_UNDECLARED_INDEX = re.compile(r"index (\S+\.)?\"?undeclared_")
_LEFT_OUT = re.compile(
    rf"^--|^\\|undeclared_|SEQUENCE NAME|{postgres_decorations.COMMENT}|^(BEGIN|END|LANGUAGE plpgsql)|begin return null; end"
)


class PostgresDatabase:
    DECORATIONS_ARE_DRIFT = True

    def __init__(self, server):
        self._server = server
        self._path = server.folder / ".s.PGSQL.5432"
        self._main = postgres_wire.Connection(self._path, "postgres")
        self._available = {row[0] for row in self._main.execute("select name from pg_available_extensions")}
        self._connection = None
        self._in_block = False
        self._roles = set()

    @classmethod
    @contextlib.contextmanager
    def running(cls, _is_shared=False):
        with postgres_server.running() as server:
            database = cls(server)
            database._main.execute(f"create role {postgres_decorations.READER}")
            database._main.execute("create database live template template0")
            yield database

    def url(self):
        return f"postgres://postgres@/live?host={self._server.folder}"

    def lacks(self, schema):
        needed = [name for name, needs in Needs._EXTENSIONS.items() if needs.search(schema)]
        return next((f"the extension {name}" for name in needed if name not in self._available), "")

    @contextlib.contextmanager
    def fresh(self, plans=()):
        """A database of its own, with the roles and extensions that the plans name."""
        statements = [it for plan in plans for step in plan["steps"] + plan["undo"] for it in step["sql"]]
        text = "\n".join(statements)
        self._make_roles(statements)
        self._connection = postgres_wire.Connection(self._path, "live")
        try:
            self._empty()
            for name, needs in Needs._EXTENSIONS.items():
                if needs.search(text):
                    self.execute(f"create extension {name}")
            yield self
        finally:
            self._in_block = False
            self._connection.close()
            self._connection = None

    def new_session(self):
        """Nothing that a plan has set or made for its session is left."""
        self._connection.close()
        self._connection = postgres_wire.Connection(self._path, "live")

    def drop_kept(self, objects):
        """Drops what a plan has kept of objects (kind, name) beside their new shape."""
        for kind, name in objects:
            word = {"enum": "type"}.get(kind, kind)
            self.execute(f"drop {word} if exists {_path(name + '__kura_old')}")

    def _empty(self):
        """Dropping what is there costs a tenth of another database."""
        self.execute("set client_min_messages = warning")
        for (name,) in self.execute("select nspname from pg_namespace where nspname !~ '^pg_' and nspname <> 'information_schema'"):
            self.execute(f"drop schema {_quoted(name)} cascade")
        for (name,) in self.execute("select extname from pg_extension where extname <> 'plpgsql'"):
            self.execute(f"drop extension {_quoted(name)} cascade")
        self.execute("create schema public")

    def _make_roles(self, statements):
        names = {name for text in statements for pair in _ROLES.findall(text) for name in pair if name}
        for name in sorted(names - self._roles):
            if name.upper() not in ("PUBLIC", "CURRENT_USER", "SESSION_USER", "CURRENT_ROLE"):
                with contextlib.suppress(SqlFailure):
                    self._main.execute(f"create role {name}")
        self._roles |= names

    def execute(self, sql):
        return self._connection.execute(sql)

    def is_by_data(self, code):
        """Whether an error of this SQLSTATE says that the rows are the reason."""
        return code[:2] in postgres_wire.BY_DATA

    def begin(self):
        self.execute("begin")
        self._in_block = True

    def commit(self):
        self.execute("commit")
        self._in_block = False

    def rollback(self):
        self.execute("rollback")
        self._in_block = False

    def insert(self, table, values):
        names = ", ".join(map(_quoted, values))
        given = ", ".join(map(_literal, values.values()))
        text = f"({names}) overriding system value values ({given})" if values else "default values"
        if not self._in_block:
            self.execute(f"insert into {_path(table)} {text}")
            return
        self.execute("savepoint one_row")
        try:
            self.execute(f"insert into {_path(table)} {text}")
        except SqlFailure:
            self.execute("rollback to savepoint one_row")
            raise

    def rows(self, table):
        found = self.execute(f"select * from {self._own_rows.get(table, '')} {_path(table)}")
        return self._connection.columns, found

    def shapes(self):
        tables, self._own_rows = {}, {}
        for name, kind, column, type_, nullable, computed, counted, default, labels, length in self.execute(postgres_catalog.SHAPES):
            self._own_rows[name] = "only" if kind == "r" else ""
            tables.setdefault(name, TableShape(name, [])).columns.append(ColumnShape(
                column, type_, nullable == "t", computed == "t", counted == "t", default == "t",
                tuple(labels.split("\1")) if labels else (), int(length),
            ))
        for name, target, own, aim in self.execute(postgres_catalog.KEYS):
            if name in tables:
                tables[name].foreign_keys.append((own.split("\1"), target, aim.split("\1")))
        return list(tables.values())

    def catalog(self):
        self.execute("select set_config('search_path', 'public', false)")
        held = {}
        for place, value in self.execute(postgres_catalog.ALL_FACTS):
            if not _UNDECLARED_INDEX.match(place) and value != postgres_decorations.COMMENT:
                held[place] = f"{held[place]} / {value}" if place in held else _declared(str(value))
        return held

    def second_opinion(self):
        """pg_dump's text without its order, without owners and sequences that no one names, without what nobody declared."""
        command = [self._server.programs / "pg_dump", "-h", self._server.folder, "-U", "postgres", "--schema-only", "--no-owner"]
        command += ["--exclude-table", "kura_*", "live"]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        lines = (_declared(line.strip().rstrip(",")) for line in done.stdout.splitlines())
        return "\n".join(sorted(it for it in lines if it and not _LEFT_OUT.search(it)))

    def relation_names(self):
        return [row[0] for row in self.execute(postgres_catalog.RELATIONS)]

    def columns_of(self, relation):
        found = self.execute(f"select attname from pg_attribute where attrelid = {_literal(_path(relation))}::regclass and attnum > 0")
        return [row[0] for row in found]

    def decorate(self):
        return postgres_decorations.decorate(self)

    def decorations(self):
        return postgres_decorations.found(self)


def _declared(value):
    """Without what decorations add, and without the option that some builds put on every column by themselves."""
    value = re.sub(rf",{postgres_decorations.OPTION}|{postgres_decorations.OPTION},?|,? ?security_barrier='true',? ?|WITH \(security_barrier='true'\) |pg_attver='?\d+'?,?", "", value)
    return re.sub(r"( options)? ?\{\}|ALTER TABLE .* ALTER COLUMN .* SET \(\);?", "", value).strip()


def _quoted(name):
    return '"' + name.replace('"', '""') + '"'


def _path(name):
    schema, dot, table = name.partition(".")
    return f"{_quoted(schema)}.{_quoted(table)}" if dot else f"public.{_quoted(name)}"


def _literal(value):
    if value is None:
        return "null"
    if isinstance(value, bytes):
        return f"'\\x{value.hex()}'"
    if isinstance(value, (bool, int, float)):
        return str(value).lower()
    return "'" + value.replace("'", "''") + "'"
