"""StarRocks for the tests of inspection: the model of `../wire` behind its protocol, a new one for every script.

The model's catalogue knows less than a cluster's: what it cannot hold is skipped.
"""

import contextlib
import pathlib
import re
import sys

sys.path.append(str(pathlib.Path(__file__).resolve().parents[1] / "wire"))
import engines
import sql_text
from mysql_peer import MysqlPeer
from scenario import SqlError
from starrocks_model import StarrocksModel

_USER = "root"


# Projects that say more than the model's catalogue can tell, and what.
MORE_WORDS = {
    "tests/golden/compile/common/quoted_names": "names in upper case",
    "tests/golden/compile/starrocks/materialized_views": "the default schema by its name",
    "tests/golden/compile/starrocks/views": "the default schema by its name",
    "tests/golden/compile/starrocks/rollups": "`duplicate key` of a rollup",
}
# Projects that the model cannot hold, and what of them.
NOT_HERE = {
    "tests/golden/compile/common/views_order": "a WITH in a view",
    "tests/golden/compile/starrocks/grants": "`with grant option`",
    "tests/golden/compile/starrocks/names": "names in upper case",
    "tests/golden/compile/starrocks/partitions": "batches of partitions, which a server makes into single ones",
}
# Each table is asked for by itself, as the README of the inspector says.
OPTIONAL_QUERIES = None


# `kura apply` is held to the model by `../wire`.
IS_APPLIED_TO = False


def plain(text):
    """A schema without names in upper case, of which the model forgets the case."""
    return re.sub(r'"[^"]*"', lambda name: name[0].lower(), text)


def told(line):
    """A number is no fact of a table but of its making; quotes that are not needed are as they were written; how wide a decimal is stored
    follows from its precision; what a server adds to an index and to dynamic partitions the model does not add."""
    if "\t~id: " in line or line.endswith("\tproperty dynamic_partition.prefix: p"):
        return ""
    return re.sub(r"\bdecimal(32|64|128)\(", "decimal(", line.replace("`", "")).replace('"M" = "16" , ', "")


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

    @property
    def violations(self):
        """What was asked that no cluster answers."""
        return self._model.scenario.violations

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
