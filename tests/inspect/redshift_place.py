"""Amazon Redshift for the tests of inspection: the model of `../wire` behind its protocol, a new one for every script.

The model's catalogue knows less than a cluster's: what it cannot hold is skipped, what it leaves out is named here.
"""

import contextlib
import pathlib
import re
import sys

sys.path.append(str(pathlib.Path(__file__).resolve().parents[1] / "wire"))
import engines
import sql_text
from postgres_peer import PostgresPeer
from redshift_model import RedshiftModel
from scenario import SqlError

# The catalogue does not tell an encoding that was asked for from the same one that a column gets without a word.
REPRINTED = {"change_encoding": "encodings"}
# Projects that say more than a catalogue can tell, and what.
MORE_WORDS = {
    "tests/golden/compile/common/quoted_names": "names in upper case, which the server folds",
    "tests/golden/compile/redshift/keys": "`encode auto` with encodings, `sort by none` of an empty table",
    "tests/golden/compile/redshift/materialized_views": "`sort by auto`",
    "tests/golden/compile/redshift/public_schema": "the default schema by its name",
    "tests/golden/compile/redshift/rights": "names in upper case",
}
# Projects that the model reads otherwise than a cluster would, and what of them.
NOT_HERE = {"tests/golden/compile/redshift/names": "names in upper case that are not those of a table"}
_BEYOND_THE_MODEL = "the model cannot do this"
_USER = "test"


# `kura apply` is held to the model by `../wire`.
IS_APPLIED_TO = False


def plain(text):
    """A schema without names in upper case, which the server folds, quoted or not, and without `sort by none`, which no catalogue
    tells from the automatic key of an empty table."""
    return re.sub(r'"[^"]*"', lambda name: name[0].lower(), text).replace("  sort by none;\n", "")


def told(line):
    """The call that an identity is has the number of its table in it."""
    return re.sub(r"(identity\"?\()\d+", r"\1", line)


class Place:
    """A cluster on which scripts run, one after the other."""

    def __init__(self):
        self._running = contextlib.ExitStack()
        self._model = None
        self.url = ""

    @property
    def violations(self):
        """What was asked that no cluster answers."""
        return self._model.scenario.violations

    def execute(self, sql):
        self.close()
        self._model = RedshiftModel()
        for statement in sql_text.split_statements(sql):
            try:
                self._model.run(statement)
            except SqlError as error:
                is_beyond = error.message.startswith(_BEYOND_THE_MODEL)
                return engines.Outcome(skipped=_BEYOND_THE_MODEL) if is_beyond else engines.Outcome(error=f"{error}\n{statement}")
        peer = self._running.enter_context(PostgresPeer(self._model))
        self.url = f"redshift://{_USER}@127.0.0.1:{peer.port}/dev"
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
