"""StarRocks for the tests of inspection: the model of `../wire` behind its protocol, a new one for every script.

The model's catalogue knows less than a cluster's: what it cannot hold is skipped.
"""

import contextlib
import pathlib
import sys

sys.path.append(str(pathlib.Path(__file__).resolve().parents[1] / "wire"))
import engines
import sql_text
from mysql_peer import MysqlPeer
from scenario import SqlError
from starrocks_model import StarrocksModel

_USER = "root"


class Place:
    """A cluster on which scripts run, one after the other."""

    def __init__(self):
        self._running = contextlib.ExitStack()
        self._model = None
        self.url = ""

    @property
    def schemas(self):
        """All of the databases that a script made: the address alone means one."""
        return sorted(self._model.databases)

    def execute(self, sql):
        self.close()
        self._model = StarrocksModel()
        for statement in sql_text.split_statements(sql):
            try:
                self._model.run(statement)
            except SqlError as error:
                return engines.Outcome(error=f"{error}\n{statement}")
        peer = self._running.enter_context(MysqlPeer(self._model))
        self.url = f"starrocks://{_USER}@127.0.0.1:{peer.port}/shop"
        return engines.Outcome()

    def close(self):
        self._running.close()


@contextlib.contextmanager
def running(count):
    places = [Place() for _ in range(count)]
    try:
        yield places
    finally:
        for place in places:
            place.close()
