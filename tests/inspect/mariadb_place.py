"""MariaDB for the tests of inspection: a server for each place, as a script may make databases, emptied for every script."""

import contextlib

import engines
import mariadb_server

# Sequences are asked for when there are some.
OPTIONAL_QUERIES = 1


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
