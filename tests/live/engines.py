"""How each live engine gets a fresh database, executes a script in it and tells what its catalog holds afterwards."""

import contextlib
import dataclasses
import re
import sqlite3

import mariadb_server
import postgres_server
import sql_text


@dataclasses.dataclass(frozen=True)
class Outcome:
    """`error` is empty when every statement went through; `skipped` tells what the server lacks."""

    error: str = ""
    skipped: str = ""
    tables: int = 0
    views: int = 0


class Postgres:
    database = "live"
    # Types and operators of extensions that a schema names without creating the extension.
    _EXTENSIONS = {
        "postgis": re.compile(r"\b(geometry|geography)\b", re.IGNORECASE),
        "btree_gist": re.compile(r"\bEXCLUDE\s+USING\s+gist\b", re.IGNORECASE),
        "pg_trgm": re.compile(r"\bgin_trgm_ops\b|\bgist_trgm_ops\b", re.IGNORECASE),
        "hstore": re.compile(r"\bhstore\b", re.IGNORECASE),
        "citext": re.compile(r"\bcitext\b", re.IGNORECASE),
        "vector": re.compile(r"\bvector\(\d+\)", re.IGNORECASE),
    }
    _ROLES = re.compile(r"\bOWNER\s+TO\s+([^;]+)|\bGRANT\b[^;]*?\bTO\s+([^;]+)|\bAUTHORIZATION\s+([^;]+)", re.IGNORECASE)
    _TABLESPACE = re.compile(r"\bTABLESPACE\s+(?:=\s*)?(\"[^\"]+\"|\w+)", re.IGNORECASE)
    _COUNTS = (
        "select count(*) filter (where relkind in ('r', 'p', 'f')), count(*) filter (where relkind in ('v', 'm'))"
        " from pg_class join pg_namespace n on n.oid = relnamespace"
        " where nspname !~ '^pg_' and nspname <> 'information_schema'"
        " and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = pg_class.oid and d.deptype = 'e')"
    )

    def __init__(self, server):
        self._server = server
        listed = server.psql("postgres", "-c", "select name from pg_available_extensions").stdout
        self._available = set(listed.split())
        self._tablespaces = set()

    @classmethod
    @contextlib.contextmanager
    def running(cls):
        with postgres_server.running() as server:
            yield cls(server)

    def prepare(self, sql):
        """A database in which the script can run; gives what the server lacks for it."""
        extensions = [name for name, needs in self._EXTENSIONS.items() if needs.search(sql)]
        missing = [name for name in extensions if name not in self._available]
        if missing:
            return f"the server has no extension {missing[0]}"
        self._prepare(sql, extensions)
        return ""

    def execute(self, sql):
        skipped = self.prepare(sql)
        if skipped:
            return Outcome(skipped=skipped)
        done = self._server.psql(self.database, "-f", "-", "-c", self._COUNTS, text=sql)
        if done.returncode != 0:
            return Outcome(error=done.stderr)
        tables, views = done.stdout.strip().splitlines()[-1].split("|")
        return Outcome(tables=int(tables), views=int(views))

    def _prepare(self, sql, extensions):
        """A fresh database, and what a project takes from its cluster: roles, tablespaces, extensions."""
        self._make_database()
        commands = []
        for role in _names(self._ROLES, sql):
            commands.append(
                f"do $$ begin create role {role}; exception when duplicate_object or reserved_name then null; end $$"
            )
        for space in {name.strip('"') for name in self._TABLESPACE.findall(sql)} - self._tablespaces - {"pg_default"}:
            folder = self._server.folder / f"space_{len(self._tablespaces)}"
            commands.append(f"copy (select 1) to program 'mkdir {folder}'")
            commands.append(f"create tablespace \"{space}\" location '{folder}'")
            self._tablespaces.add(space)
        self._run_all("postgres", commands)
        self._run_all(self.database, [f"create extension {name}" for name in extensions])

    def _make_database(self):
        self._run_all("postgres", [f"drop database if exists {self.database}", f"create database {self.database}"])

    def _run_all(self, database, commands):
        if not commands:
            return
        done = self._server.psql(database, *(word for command in commands for word in ("-c", command)))
        if done.returncode != 0:
            raise RuntimeError(f"preparing a database failed: {done.stderr}")


class Mariadb:
    _ROLES = re.compile(r"\bGRANT\b[^;]*?\bTO\s+([^;]+)|\bDEFINER\s*=\s*(\S+)", re.IGNORECASE)
    _SYSTEM = "('mysql', 'sys', 'information_schema', 'performance_schema')"

    def __init__(self, server):
        self._server = server

    @classmethod
    @contextlib.contextmanager
    def running(cls):
        with mariadb_server.running() as server:
            yield cls(server)

    def prepare(self, sql):
        self._prepare(sql)
        return ""

    def execute(self, sql):
        self._prepare(sql)
        done = self._server.client(sql, "live")
        if done.returncode != 0:
            return Outcome(error=done.stderr)
        counts = self._ask(
            "select coalesce(sum(table_type in ('BASE TABLE', 'SYSTEM VERSIONED')), 0), coalesce(sum(table_type = 'VIEW'), 0)"
            f" from information_schema.tables where table_schema not in {self._SYSTEM}"
        )
        tables, views = counts.split()
        return Outcome(tables=int(tables), views=int(views))

    def _prepare(self, sql):
        names = self._ask(f"select schema_name from information_schema.schemata where schema_name not in {self._SYSTEM}")
        commands = ["set foreign_key_checks = 0"]
        commands += [f"drop database `{name}`" for name in names.splitlines()]
        commands.append("create database live")
        for name in _names(self._ROLES, sql):
            commands.append(f"create user if not exists {name}" if "@" in name else f"create role if not exists {name}")
            if "@" in name:  # a view's definer must be able to read what the view reads
                commands.append(f"grant all on *.* to {name}")
        self._ask(";\n".join(commands))

    def _ask(self, text):
        done = self._server.client(text)
        if done.returncode != 0:
            raise RuntimeError(f"preparing a database failed: {done.stderr}")
        return done.stdout


class Sqlite:
    @classmethod
    @contextlib.contextmanager
    def running(cls):
        yield cls()

    def execute(self, sql):
        connection = sqlite3.connect(":memory:", isolation_level=None)
        try:
            connection.execute("pragma foreign_keys = on")
            for statement in _complete_statements(sql):
                try:
                    connection.execute(statement)
                except sqlite3.Error as error:
                    return Outcome(error=f"{error}\n{statement}")
            return self._inspect(connection)
        finally:
            connection.close()

    def _inspect(self, connection):
        """SQLite reads a view's body and a key's target only when they are used, so they are used here."""
        listed = connection.execute("select type, name from sqlite_master where name not like 'sqlite\\_%' escape '\\'").fetchall()
        tables = [name for kind, name in listed if kind == "table"]
        views = [name for kind, name in listed if kind == "view"]
        for name in tables + views:
            quoted = name.replace('"', '""')
            try:
                connection.execute(f'select * from "{quoted}" limit 0')
                if name in tables:
                    connection.execute(f'delete from "{quoted}"')
            except sqlite3.Error as error:
                return Outcome(error=f"{name}: {error}")
        try:
            connection.execute("pragma foreign_key_check").fetchall()
        except sqlite3.Error as error:
            return Outcome(error=f"foreign keys: {error}")
        return Outcome(tables=len(tables), views=len(views))


ENGINES = {"postgres": Postgres, "mariadb": Mariadb, "sqlite": Sqlite}


def _names(pattern, sql):
    """The role names behind OWNER TO and GRANT … TO, each once, in order."""
    found = {}
    for statement in sql_text.split_statements(sql):
        for match in pattern.finditer(statement):
            words = next(group for group in match.groups() if group)
            words = re.sub(r"\bWITH\s+GRANT\s+OPTION\b.*", "", words, flags=re.IGNORECASE | re.DOTALL)
            for name in words.split(","):
                name = re.sub(r"^(GROUP|ROLE|USER)\s+", "", name.strip(), flags=re.IGNORECASE)
                if name.upper() not in ("PUBLIC", "CURRENT_USER", "SESSION_USER", "CURRENT_ROLE"):
                    found[name] = None
    return list(found)


def _complete_statements(sql):
    """SQLite's own idea of where a statement ends, which knows the bodies of triggers."""
    pending = ""
    for piece in re.split(r"(?<=;)", sql):
        pending += piece
        if sqlite3.complete_statement(pending):
            yield pending.strip()
            pending = ""
    if sql_text.split_statements(pending):
        yield pending.strip()
