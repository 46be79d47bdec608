"""Sessions that keep inserting while a migration runs, where its plan says that they may."""

import threading
import time

import shop
from failures import SqlFailure


class Writer:
    """A context: one thread for each of the tables that may be written meanwhile; none when `count` is 0."""

    def __init__(self, site, count):
        self._site = site
        self._tables = site.writes_meanwhile if count else ()
        self._is_over = threading.Event()
        self._written = {table: [] for table in self._tables}
        self._tried = {table: [] for table in self._tables}
        self._threads = [threading.Thread(target=self._work, args=(table,)) for table in self._tables]

    def __enter__(self):
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_):
        self._is_over.set()
        for thread in self._threads:
            thread.join()

    def _work(self, table):
        session, number = None, shop.FIRST_OF_WRITERS
        while not self._is_over.is_set():
            number += 1
            self._tried[table].append(number)
            try:
                session = session or self._site.session()
                session.execute(self._site.writer_insert(table, number))
                self._written[table].append(number)
            except (SqlFailure, OSError, Exception):  # noqa: an insert that fails is one that is not counted on
                session = None
            time.sleep(0.002)
        if session:
            session.close()

    def check(self, count, title):
        """Every row that a writer was told to be there is there, and none that it has not written."""
        for table in self._tables:
            rows = {int(row[0]) for row in self._site.ask(f"SELECT id FROM {table} WHERE id >= {shop.FIRST_OF_WRITERS}")}
            written, tried = set(self._written[table]), set(self._tried[table])
            count.check(written and written <= rows <= tried, f"{title}: the rows of the writer of {table}",
                        f"{len(written)} written, {len(written - rows)} of them lost, {len(rows - tried)} from nowhere")
