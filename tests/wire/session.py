"""What the sessions of both models have in common: faults, the log, delays, cancelling, queries on the rows."""

import sqlite3
import threading
import time

from scenario import Dropped, Interrupt, Result, Scenario, SqlError, collapsed
from store import Store, as_text, sqlite_error
from wire_sql import split_statements


class Model:
    """One database that all sessions of a peer share."""

    dialect = ""

    def __init__(self, scenario=None):
        self.scenario = scenario or Scenario()
        self.store = Store()
        self.sessions = {}  # number -> session that is open
        self.parity = 1  # of the sessions whose rows come the other way round
        self.lock = threading.RLock()

    def close(self):
        self.store.close()

    def open(self, number, user, database):
        session = self.session(number, user, database)
        with self.lock:
            self.sessions[number] = session
        return session

    def session(self, number, user, database):
        raise NotImplementedError

    def twin(self):
        """Another database with the same rows and objects, without its sessions."""
        twin = type(self)()
        twin.store.close()
        twin.store = Store(like=self.store)
        return twin

    def begin(self, scenario):
        """A new scenario for what comes from now on."""
        self.scenario = scenario
        return scenario

    def run(self, sql):
        """Rows of what a test itself asks or sets, without faults or log."""
        kept, self.scenario = self.scenario, Scenario()
        session = self.session(0, "test", "")
        try:
            return [row for result in session.run(sql) for row in result.rows]
        finally:
            session.close()
            self.scenario = kept


class Session:
    def __init__(self, model, number, user, database):
        self.model = model
        self.number = number
        self.user = user
        self.database = database
        self.connection = model.store.open()
        self.interrupt = Interrupt()
        self.statement_limit = 0.0  # seconds; 0: none
        self.is_closed = False
        self.began = time.monotonic()

    def state(self):
        return "I"

    def close(self):
        if self.is_closed:
            return
        self.is_closed = True
        self.interrupt.ask()
        self.end_of_session()
        with self.model.lock:
            self.model.sessions.pop(self.number, None)
        self.connection.close()

    def end_of_session(self):
        """What the engine does when a session ends."""

    def cancel(self):
        self.interrupt.ask()

    def run(self, sql):
        """Answers of the statements of one message, one after the other."""
        statements = split_statements(sql, self.model.dialect)
        for text, tokens in statements:
            yield self.one(text, tokens, len(statements) > 1)

    def one(self, text, tokens, is_among_others):
        scenario = self.model.scenario
        entry, faults = scenario.arrived(self.number, text, self.state() == "T")
        self.interrupt.forget()
        try:
            self._meet(faults, entry)
            result = self.execute(text, tokens, is_among_others)
        except SqlError as error:
            entry.outcome = error.code if not error.number or self.model.dialect == "redshift" else str(error.number)
            self.failed()
            raise
        entry.outcome = entry.outcome or "ok"
        if any(it.action == "drop_after" for it in faults):
            entry.outcome = "dropped after"
            raise Dropped()
        return result

    def _meet(self, faults, entry):
        for fault in faults:
            if fault.action == "drop_before":
                entry.outcome = "dropped before"
                raise Dropped()
            if fault.action == "error":
                raise fault.error
            if fault.action == "delay":
                self.sleep(fault.seconds)
            if fault.action == "call":
                fault.call(self)

    def sleep(self, seconds):
        how = self.interrupt.wait(seconds, self.statement_limit)
        if how:
            raise self.interrupted(how)

    def interrupted(self, how):
        raise NotImplementedError

    def failed(self):
        """A statement has failed."""

    def execute(self, text, tokens, is_among_others):
        raise NotImplementedError

    # Queries.

    def query(self, sql, codes, kinds=None):
        try:
            cursor = self.connection.execute(sql)
            rows = cursor.fetchall()
        except sqlite3.Error as error:
            raise sqlite_error(error, codes) from error
        columns = [_title(it[0]) for it in cursor.description or ()]
        shown = [tuple(as_text(value) for value in row) for row in rows]
        if " order by " not in collapsed(sql).lower() and self.number % 2 == self.model.parity:
            # Rows come in no order that anybody promised.
            shown.reverse()
        for place, is_truth in enumerate(kinds or []):
            if is_truth and place < len(columns):
                shown = [(*row[:place], {"1": "t", "0": "f"}.get(row[place], row[place]), *row[place + 1:]) for row in shown]
        types = [_kind(place, rows, kinds) for place in range(len(columns))]
        return Result(f"SELECT {len(shown)}", columns, shown, len(shown), types)

    def change(self, sql, codes):
        """How many rows were written."""
        try:
            return max(self.connection.execute(sql).rowcount, 0)
        except sqlite3.Error as error:
            raise sqlite_error(error, codes) from error


def _title(text):
    """The name of a column; a call is named by its function, any other expression has none."""
    head, _, rest = text.partition("(")
    if rest and head.strip().isidentifier() and text.count("(") == 1 and rest.rstrip().endswith(")"):
        return head.strip().lower()
    return text.strip('"').lower() if text.replace("_", "a").strip('"').isalnum() else "?column?"


def _kind(place, rows, kinds):
    if kinds and place < len(kinds) and kinds[place]:
        return "bool"
    values = [row[place] for row in rows if row[place] is not None]
    return "int" if values and all(isinstance(it, int) for it in values) else ""
