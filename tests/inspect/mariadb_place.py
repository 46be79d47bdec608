"""MariaDB for the tests of inspection: a server for each place, as a script may make databases, emptied for every script."""

import contextlib

import engines
import mariadb_server

# Sequences are asked for when there are some.
OPTIONAL_QUERIES = 1


# A view that names no columns says the same as one that repeats their names.
REPRINTED = {"change_view_columns": "columns of views"}
# Projects that say more than a catalogue can tell, and what.
MORE_WORDS = {
    "tests/golden/compile/mariadb/options": "`transactional 1`, which the catalogue says of every Aria table",
    "tests/golden/compile/mariadb/partitions": "`every 1 day`",
    "tests/golden/compile/mariadb/views": "`definer = current_user`",
    "tests/golden/compile/mysql/partitions": "bounds that are computed, MAX_ROWS, `every 1 month`",
    "tests/golden/compile/mysql/rights": "`role` before the name of a role",
    "tests/golden/compile/mysql/views": "`definer = current_user`",
}
# Projects of which the catalogue does not show all, and what not.
NOT_HERE = {"tests/golden/compile/mariadb/versions": "periods of applications, which only SHOW CREATE TABLE prints"}


class Place(engines.Mariadb):
    """A server on which scripts run, one after the other."""

    @property
    def url(self):
        return f"mariadb://root@localhost/live?socket={self._server.socket}"

    @property
    def schemas(self):
        """All of the databases that a script made: the address alone means one."""
        system = {"mysql", "sys", "performance_schema", "information_schema"}
        return [it for it in self._server.client("show databases").stdout.splitlines() if it not in system]

    def _prepare(self, sql):
        # Privileges outlive what they are for.
        self._ask("delete from mysql.tables_priv; delete from mysql.columns_priv; delete from mysql.db; flush privileges")
        super()._prepare(sql)


@contextlib.contextmanager
def running(count):
    with contextlib.ExitStack() as servers:
        yield [Place(servers.enter_context(mariadb_server.running())) for _ in range(count)]
