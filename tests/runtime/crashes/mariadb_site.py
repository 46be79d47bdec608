"""MariaDB: a server, a database that is made anew from what SHOW CREATE said whenever a test begins."""

import contextlib
import pathlib
import re
import time

import mariadb_server
import mariadb_wire
import server_process
import shop
from mariadb_database import MariadbDatabase
from shop_site import ENCODED_SECRET, SECRET, Site

BY_HAND = (
    "CREATE TRIGGER by_hand_events BEFORE UPDATE ON events FOR EACH ROW SET NEW.value = NEW.value",
    "CREATE TRIGGER by_hand_more BEFORE INSERT ON events FOR EACH ROW SET NEW.kind = lower(NEW.kind)",
    "CREATE TRIGGER by_hand_orders AFTER DELETE ON orders FOR EACH ROW SET @gone = 1",
)
GRANTS = ("GRANT SELECT ON big_orders TO undeclared_reader", "GRANT SELECT, INSERT ON orders TO undeclared_reader", "GRANT REFERENCES (region) ON customers TO undeclared_reader")
_FOUND_BY_HAND = """
select 'trigger', trigger_name, event_object_table, concat_ws(' ', action_timing, event_manipulation, action_statement) from information_schema.triggers
  where trigger_schema = 'live'
union all select 'grant', privilege_type, table_name, '' from information_schema.table_privileges
  where table_schema = 'live' and grantee like '%undeclared\\_reader%' and table_name in (select table_name from information_schema.tables where table_schema = 'live')
union all select 'grant', privilege_type, table_name, column_name from information_schema.column_privileges
  where table_schema = 'live' and grantee like '%undeclared\\_reader%' and table_name in (select table_name from information_schema.tables where table_schema = 'live')
order by 1, 2, 3, 4"""
_FILL = (
    "INSERT INTO customers SELECT seq, concat('name ', seq), concat('r', seq % 7) FROM seq_1_to_{small}",
    "INSERT INTO orders SELECT seq, seq, elt(seq % 3 + 1, 'open', 'paid', 'sent'), seq, if(seq % 5 > 0, concat('n', seq), null) FROM seq_1_to_{small}",
    "INSERT INTO events SELECT seq, seq % {small} + 1, date('2023-01-01') + interval seq % 1000 day, concat('k', seq % 10), seq FROM seq_1_to_{rows}",
)


class _Database(MariadbDatabase):
    """The contract's reader of catalogs, on the database that is there."""

    def __init__(self, connection):
        self._connection = connection


class MariadbSite(Site):
    engine = "mariadb"
    small_sizes = (24, 30)  # megabytes that a rebuild of many rows fills
    can_cut = True
    writes_meanwhile = ("customers",)

    def __init__(self, server, project, scratch):
        super().__init__(project)
        self._server = server
        self._scratch = scratch
        self._main = mariadb_wire.Connection(server.socket)
        self._connection = None
        self._kept = {}
        self.url = f"mariadb://runner:{ENCODED_SECRET}@/live?socket={server.socket}"
        for sql in ("create role reporting", "create role undeclared_reader", f"create user runner@localhost identified by '{SECRET}'",
                    "grant all on *.* to runner@localhost with grant option",
                    f"create user plain@localhost identified by '{SECRET}'", "grant all on live.* to plain@localhost with grant option",
                    "create database live"):
            self._main.execute(sql)

    @classmethod
    @contextlib.contextmanager
    def running(cls, project, scratch):
        with mariadb_server.running() as server:
            yield cls(server, project, scratch)

    def scratch(self, name):
        return self._scratch / name

    def empty(self):
        self.cut()
        self.close()
        for sql in ("drop database if exists live", "create database live", "revoke all privileges, grant option from reporting",
                    "revoke all privileges, grant option from undeclared_reader"):
            self._main.execute(sql)

    def begin(self, rows):
        """The state after the first migration, filled; kept."""
        self.empty()
        done = self.apply("--to", "1")
        if done.code != 0:
            raise RuntimeError(f"the first migration: {done}")
        for sql in _FILL:
            self.ask(sql.format(small=2_000, rows=rows))
        for sql in BY_HAND + GRANTS:
            self.ask(sql)
        self.keep(f"rows_{rows}")

    def keep(self, name):
        """Remembers statements that make the database again, and its rows in a database beside it."""
        self._main.execute(f"create database {name}")
        making, views, rows = ["set foreign_key_checks = 0", "set sql_mode = 'NO_AUTO_VALUE_ON_ZERO'"], [], []
        for table, kind in self.ask("show full tables"):
            shown = self.ask(f"show create {'view' if kind == 'VIEW' else 'table'} `{table}`")[0][1]
            if kind == "VIEW":
                views.append(shown)
                continue
            making.append(shown)
            self._main.execute(f"create table {name}.`{table}` as select * from live.`{table}`")
            rows.append(f"insert into live.`{table}` select * from {name}.`{table}`")
        # A view may come before one that it reads.
        views.sort(key=lambda text: sum(f"`live`.`{other}`" in text for other in ("big_orders",)))
        triggers = [self.ask(f"show create trigger `{row[0]}`")[0][2] for row in self.ask("show triggers")]
        grants = []
        for role in ("reporting", "undeclared_reader"):
            grants += [row[0] for row in self.ask(f"show grants for {role}") if self._is_there(row[0])]
        self._kept[name] = making + rows + views + triggers + grants + ["set foreign_key_checks = 1"]

    def _is_there(self, grant):
        """Whether a grant is one on a relation that there is: the server keeps those on names that are gone."""
        table = re.search(r" ON `live`\.`(\w+)` TO ", grant)
        return table and (table[1],) in self.ask("select table_name from information_schema.tables where table_schema = 'live'")

    def reset(self, name):
        self.empty()
        for sql in self._kept[name if isinstance(name, str) else f"rows_{name}"]:
            self.ask(sql)
        self.close()

    def close(self):
        if self._connection:
            self._connection.close()
        self._connection = None

    def session(self):
        connection = mariadb_wire.Connection(self._server.socket)
        connection.execute("use live")
        return connection

    def ask(self, sql):
        if not self._connection:
            self._connection = self.session()
        return self._connection.execute(sql)

    def build(self, sql):
        """A database from nothing, by the statements of `kura build`."""
        self.empty()
        done = self._server.client(sql, "live")
        if done.returncode != 0:
            raise RuntimeError(done.stderr)

    def whole_catalog(self):
        reader = _Database(self.session())
        try:
            held = {place: str(value) for fact in reader_facts() for place, value in reader.execute(fact)}
            for name, kind in reader.execute("show full tables"):
                if kind == "VIEW":
                    held[f"columns of {name}"] = ", ".join(reader.columns_of(name))
            return {place: re.sub(r" auto_increment=\d+", "", value) for place, value in held.items()}
        finally:
            reader._connection.close()

    def by_hand(self):
        return [tuple(it) for it in self.ask(_FOUND_BY_HAND)]

    def digest(self, table, values):
        values = values.format(whole_amount="cast(amount as signed)").replace("region", "ifnull(region, '')").replace("area", "ifnull(area, '')")
        return self.ask(
            f"SELECT count(*), sum(conv(substr(md5(concat_ws('|', {values})), 1, 8), 16, 10)) FROM `{table}` WHERE id < {shop.FIRST_OF_WRITERS}")[0]

    def writer_insert(self, table, number):
        return f"INSERT INTO {table} (id, name) VALUES ({number}, 'w{number}')"

    def cut(self):
        """Ends the sessions of Kura; gives how many there were."""
        found = self._main.execute("select id from information_schema.processlist where user = 'runner'")
        for (number,) in found:
            with contextlib.suppress(Exception):
                self._main.execute(f"kill {number}")
        return len(found)

    def main(self, sql):
        return self._main.execute(sql)

    def account(self):
        return server_process.account("mysql")

    def data_folder(self):
        return pathlib.Path(self._main.execute("select @@datadir")[0][0])

    def relations(self):
        return [row[0] for row in self.ask("show tables")]

    def wrong_databases(self):
        yield "no such database", self.url.replace("/live?", "/nothing?"), "nothing"
        yield "no server", self.url.replace(str(self._server.folder), str(self._scratch)), "connection"

    def weak_urls(self):
        """Sessions that may look, and may not change everything."""
        self._main.execute("create or replace user weak@localhost")
        self._main.execute("grant select on live.* to weak@localhost")
        url = self.url.replace(f"runner:{ENCODED_SECRET}", "weak")
        yield "a user who may only look", url, "permission"
        self._main.execute("grant insert, update, delete, create on live.* to weak@localhost")
        yield "a user who may not alter", url, "permission"

    def forget_weak(self):
        self._main.execute("revoke all privileges, grant option from weak@localhost")

    @contextlib.contextmanager
    def locked(self):
        """Another session holds what the migration needs; gives a function that lets go."""
        other = self.session()
        other.execute("begin")
        other.execute("select * from orders, events limit 1")
        try:
            yield lambda: other.execute("commit")
        finally:
            other.close()

    def wait_until_waiting(self, child, _text=""):
        """Until a statement of the run waits for a lock."""
        while child.poll() is None and not self._main.execute(
                "select 1 from information_schema.processlist where user = 'runner' and state like 'Waiting for table metadata lock'"):
            time.sleep(0.02)

    def fill_anew(self, rows):
        """The database as it was kept, in the folder that is there now."""
        self._main.execute("create database if not exists live")
        for sql in self._kept[f"rows_{rows}"]:
            self.ask(sql)
        self.close()


def reader_facts():
    import mariadb_catalog
    return [fact.replace("{db}", "live") for fact in mariadb_catalog.FACTS]
