"""PostgreSQL: a server, a database that is copied from a template whenever a test begins."""

import contextlib
import time

import postgres_server
import postgres_wire
import server_process
import shop
from failures import SqlFailure
from postgres_database import PostgresDatabase
from shop_site import ENCODED_SECRET, SECRET, Site

BY_HAND = (
    "CREATE FUNCTION undeclared_touch() RETURNS trigger LANGUAGE plpgsql AS 'begin return new; end'",
    "CREATE TRIGGER undeclared_touch BEFORE UPDATE ON events FOR EACH ROW EXECUTE FUNCTION undeclared_touch()",
    "CREATE INDEX undeclared_total ON daily (total)",
    "GRANT SELECT ON big_orders TO undeclared_reader",
    "GRANT UPDATE (amount) ON orders TO undeclared_reader",
    "COMMENT ON VIEW by_region IS 'Nobody declared this.'",
)
_FOUND_BY_HAND = """
select 'trigger', tgname::text, tgrelid::regclass::text from pg_trigger where not tgisinternal and tgparentid = 0
union all select 'index', indexrelid::regclass::text, indrelid::regclass::text from pg_index where indexrelid::regclass::text like 'undeclared%'
union all select 'grant', privilege_type, relname::text from pg_class, aclexplode(relacl) where grantee = 'undeclared_reader'::regrole
union all select 'grant', privilege_type || ' ' || attname, attrelid::regclass::text from pg_attribute, aclexplode(attacl)
  where grantee = 'undeclared_reader'::regrole
union all select 'comment', description, objoid::regclass::text from pg_description where description = 'Nobody declared this.'
order by 1, 2, 3"""
_FILL = (
    "INSERT INTO customers SELECT i, 'name ' || i, 'r' || (i % 7) FROM generate_series(1, {small}) i",
    "INSERT INTO orders SELECT i, i, (ARRAY['open', 'paid', 'sent'])[i % 3 + 1]::state, i, CASE WHEN i % 5 > 0 THEN 'n' || i END"
    " FROM generate_series(1, {small}) i",
    "INSERT INTO events SELECT i, DATE '2023-01-01' + i % 1000, 'k' || (i % 10), i FROM generate_series(1, {rows}) i",
    "REFRESH MATERIALIZED VIEW daily",
)


class _Database(PostgresDatabase):
    """The contract's reader of catalogs, on any database."""

    def __init__(self, server):
        self._server = server
        self._connection = None


class PostgresSite(Site):
    engine = "postgres"
    small_sizes = (10, 11)  # megabytes that a rebuild of many rows fills
    can_cut = True
    writes_meanwhile = ("events", "customers")

    def __init__(self, server, project, scratch):
        super().__init__(project)
        self._server = server
        self._scratch = scratch
        self._path = server.folder / ".s.PGSQL.5432"
        self._main = postgres_wire.Connection(self._path, "postgres")
        self.url = f"postgres://runner:{ENCODED_SECRET}@/live?host={server.folder}"
        for role in ("reporting", "undeclared_reader"):
            self._main.execute(f"CREATE ROLE {role}")
        self._main.execute(f"CREATE ROLE runner SUPERUSER LOGIN PASSWORD '{SECRET}'")
        self._connection = None

    @classmethod
    @contextlib.contextmanager
    def running(cls, project, scratch):
        with postgres_server.running() as server:
            yield cls(server, project, scratch)

    def scratch(self, name):
        return self._scratch / name

    def empty(self):
        self._create("template0")

    def begin(self, rows):
        """The state after the first migration, filled; kept as a template."""
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
        self.close()
        self._main.execute(f"CREATE DATABASE {name} TEMPLATE live")

    def reset(self, name):
        self._create(name if isinstance(name, str) else f"rows_{name}")

    def _create(self, template):
        self.close()
        self._main.execute("DROP DATABASE IF EXISTS live WITH (FORCE)")
        self._main.execute(f"CREATE DATABASE live TEMPLATE {template}")

    def close(self):
        if self._connection:
            self._connection.close()
        self._connection = None

    def session(self):
        return postgres_wire.Connection(self._path, "live", "runner")

    def ask(self, sql):
        if not self._connection:
            self._connection = self.session()
        return self._connection.execute(sql)

    def build(self, sql):
        """A database from nothing, by the statements of `kura build`."""
        self.empty()
        done = self._server.psql("live", "-U", "runner", "-f", "-", text=sql)
        if done.returncode != 0:
            raise RuntimeError(done.stderr)

    def whole_catalog(self):
        reader = _Database(self._server)
        reader._connection = self.session()
        try:
            return reader.catalog()
        finally:
            reader._connection.close()

    def by_hand(self):
        return [tuple(it) for it in self.ask(_FOUND_BY_HAND)]

    def digest(self, table, values):
        values = values.format(whole_amount="amount::int")
        return self.ask(
            f"SELECT count(*), sum(('x' || substr(md5(concat_ws('|', {values})), 1, 8))::bit(32)::bigint) FROM {table}"
            f" WHERE id < {shop.FIRST_OF_WRITERS}")[0]

    def writer_insert(self, table, number):
        if table == "events":
            return f"INSERT INTO events (id, day, kind, value) VALUES ({number}, DATE '2023-01-01' + {number} % 1000, 'w', {number})"
        return f"INSERT INTO customers (id, name) VALUES ({number}, 'w{number}')"

    def cut(self):
        """Ends the sessions of Kura; gives how many there were."""
        return len(self._main.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'kura' AND datname = 'live'"))

    def main(self, sql):
        return self._main.execute(sql)

    def account(self):
        return server_process.account("postgres")

    def relations(self):
        return [row[0] for row in self.ask("SELECT relname FROM pg_class WHERE relkind IN ('r', 'p', 'v', 'm')")]

    def wrong_databases(self):
        yield "no such database", self.url.replace("/live?", "/nothing?"), "nothing"
        yield "no server", self.url.replace(str(self._server.folder), str(self._scratch)), "connection"

    def weak_urls(self):
        """Sessions that may look, and may not change everything."""
        with contextlib.suppress(SqlFailure):
            self._main.execute("CREATE ROLE weak LOGIN")
        self.ask("GRANT SELECT ON ALL TABLES IN SCHEMA public TO weak")
        yield "a user who may only look", self.url.replace("runner:", "weak:"), "permission"
        self.ask("GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO weak")
        self.ask("GRANT CREATE ON SCHEMA public TO weak")
        yield "a user who owns nothing", self.url.replace("runner:", "weak:"), "must be owner"

    def forget_weak(self):
        self.ask("REVOKE ALL ON ALL TABLES IN SCHEMA public FROM weak")
        self.ask("REVOKE ALL ON SCHEMA public FROM weak")

    @contextlib.contextmanager
    def locked(self):
        """Another session holds what the migration needs; gives a function that lets go."""
        other = self.session()
        other.execute("BEGIN")
        other.execute("LOCK TABLE customers, orders, events")
        try:
            yield lambda: other.execute("COMMIT")
        finally:
            other.close()

    def wait_until_waiting(self, child, text=""):
        """Until a statement of the run waits for a lock, or for other transactions."""
        while child.poll() is None and not self._main.execute(
                "SELECT 1 FROM pg_stat_activity WHERE application_name = 'kura' AND datname = 'live' AND wait_event_type = 'Lock'"
                f" AND query LIKE '%{text}%'"):
            time.sleep(0.02)
