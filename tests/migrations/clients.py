"""The engines' own clients, which run a file as it is, and what the catalog holds afterwards."""

import contextlib
import pathlib
import sqlite3
import subprocess
import sys
import tempfile

_TESTS = pathlib.Path(__file__).resolve().parents[1]
sys.path[:0] = [str(_TESTS / name) for name in ("support", "live", "contract")]
import mariadb_server
import postgres_server
import server_process
from mariadb_database import MariadbDatabase
from postgres_database import PostgresDatabase
from sqlite_database import SqliteDatabase


class SqliteClient(SqliteDatabase):
    """A file that the client writes to and this process looks into."""

    @classmethod
    @contextlib.contextmanager
    def running(cls):
        with tempfile.TemporaryDirectory(prefix="kura-histories-", dir=server_process.fast_place()) as folder:
            client = cls()
            client.path = pathlib.Path(folder) / "database"
            yield client

    @contextlib.contextmanager
    def fresh(self, _texts=()):
        self.path.unlink(missing_ok=True)
        self._connection = sqlite3.connect(self.path, isolation_level=None)
        try:
            yield self
        finally:
            self._connection.close()

    def run(self, text):
        """What the client complains of; empty when all went well."""
        done = subprocess.run(["sqlite3", "-bail", self.path], input=text, capture_output=True, text=True, check=False)
        return done.stderr if done.returncode or done.stderr else ""


class PostgresClient(PostgresDatabase):
    def fresh(self, texts=()):
        return super().fresh(_plans(texts))

    def run(self, text):
        done = self._server.psql("live", "-f", "-", text=text)
        return done.stderr if done.returncode else ""


class MariadbClient(MariadbDatabase):
    @classmethod
    @contextlib.contextmanager
    def running(cls):
        with mariadb_server.running() as server:
            client = cls(server)
            client.server = server
            yield client

    def fresh(self, texts=()):
        return super().fresh(_plans(texts))

    def run(self, text):
        done = self.server.client(text, "live")
        return done.stderr if done.returncode else ""


def _plans(texts):
    """The files in the place of plans, for the roles and extensions that they name."""
    return [{"steps": [{"sql": text.split(";\n")} for text in texts], "undo": []}]


CLIENTS = {"sqlite": SqliteClient, "postgres": PostgresClient, "mariadb": MariadbClient}
