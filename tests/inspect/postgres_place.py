"""PostgreSQL for the tests of inspection: one server, a database for each place, made anew for every script."""

import contextlib
import threading

import engines
import postgres_server


class Place(engines.Postgres):
    """A database in which scripts run, one after the other."""

    dialect = "postgres"

    # What belongs to the server is made by one after the other.
    _one_by_one = threading.Lock()
    _shared_tablespaces = set()

    def __init__(self, server, number):
        super().__init__(server)
        self.database = f"place_{number}"
        self._tablespaces = self._shared_tablespaces

    @property
    def url(self):
        return self._server.url.replace("@/postgres?", f"@/{self.database}?")

    def _prepare(self, sql, extensions):
        with self._one_by_one:
            super()._prepare(sql, extensions)


@contextlib.contextmanager
def running(count):
    """So many places on one server."""
    with postgres_server.running() as server:
        yield [Place(server, number) for number in range(count)]
