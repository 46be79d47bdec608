"""SQLite for the tests of inspection: a file for each place, made anew for every script."""

import contextlib
import pathlib
import sqlite3
import tempfile

import engines
import server_process


# The order of its columns is all that a view without comments says of them.
REPRINTED = {"change_view_columns": "columns of views"}


class Place:
    """A database in which scripts run, one after the other."""

    def __init__(self, file):
        self._file = file

    @property
    def url(self):
        return f"sqlite:{self._file}"

    def prepare(self, _):
        self._file.unlink(missing_ok=True)
        return ""

    def execute(self, sql):
        self.prepare(sql)
        connection = sqlite3.connect(self._file, isolation_level=None)
        try:
            for statement in engines._complete_statements(sql):
                try:
                    connection.execute(statement)
                except sqlite3.Error as error:
                    return engines.Outcome(error=f"{error}\n{statement}")
        finally:
            connection.close()
        return engines.Outcome()


@contextlib.contextmanager
def running(count):
    with tempfile.TemporaryDirectory(prefix="kura-inspect-", dir=server_process.fast_place()) as folder:
        yield [Place(pathlib.Path(folder) / f"place_{number}.db") for number in range(count)]
