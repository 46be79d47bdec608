"""What a run against a peer is to meet and what it sent: faults to happen, jobs to start, the log, and what the models found wrong."""

import dataclasses
import re
import threading
import time


class SqlError(Exception):
    """An error as the engine answers it: SQLSTATE for the one protocol, number and SQLSTATE for the other."""

    def __init__(self, code, message, number=1064):
        super().__init__(message)
        self.code = code
        self.message = message
        self.number = number


class Dropped(Exception):
    """The connection is to be cut now, without an answer."""


@dataclasses.dataclass
class Result:
    """What one statement answers; `columns` is None when it gives no rows. Values are texts or None; `kinds` "bool", "int" or ""."""

    tag: str = ""
    columns: list = None
    rows: list = dataclasses.field(default_factory=list)
    affected: int = 0
    kinds: list = None
    warnings: list = dataclasses.field(default_factory=list)


@dataclasses.dataclass
class Fault:
    """Meets the statements that `pattern` is found in (blanks collapsed), from the `occurrence`th on, `times` times; or, with
    `number`, the statement of that number since the scenario began.

    action: "error" answers `error` and does nothing; "drop_before" cuts the connection, nothing is done; "drop_after" does it and cuts;
    "delay" waits `seconds` first; "call" calls `call(session)` first.
    """

    pattern: str = ""
    action: str = "error"
    error: SqlError = None
    occurrence: int = 1
    times: int = 1
    number: int = 0
    seconds: float = 0.0
    call: object = None
    met: int = 0

    def meets(self, sql, number):
        if self.number:
            return number == self.number
        if not re.search(self.pattern, sql, re.IGNORECASE):
            return False
        self.met += 1
        return self.occurrence <= self.met < self.occurrence + self.times


@dataclasses.dataclass
class Entry:
    """A statement that arrived. outcome: "ok", the code of its error, "dropped before" or "dropped after"."""

    number: int
    session: int
    sql: str
    outcome: str = ""
    in_transaction: bool = False


def serialization_failure(code="40001"):
    return SqlError(code, "1023\nDETAIL: Serializable isolation violation on table - 100012, transactions forming the cycle are: 5011, 5012 (pid:907)")


class Scenario:
    """Shared by all sessions of a model; may be exchanged between two runs."""

    def __init__(self, faults=(), jobs=(), expected=()):
        self.faults = list(faults)
        self.jobs = list(jobs)  # of starrocks_jobs.JobScript
        self.expected = list(expected)  # patterns that must be met in this order
        self.log = []
        self.effects = []  # statements that changed objects or rows of the user, in the order in which they took effect
        self.violations = []
        self.lock = threading.RLock()

    def arrived(self, session, sql, in_transaction):
        """The log's entry, and the faults to meet."""
        text = collapsed(sql)
        with self.lock:
            entry = Entry(len(self.log) + 1, session, text, in_transaction=in_transaction)
            self.log.append(entry)
            return entry, [it for it in self.faults if it.meets(text, entry.number)]

    def violate(self, text):
        with self.lock:
            self.violations.append(text)

    def took_effect(self, statements):
        with self.lock:
            self.effects += statements

    def sent(self, pattern, outcome=None):
        """Entries that a pattern is found in."""
        return [it for it in list(self.log) if re.search(pattern, it.sql, re.IGNORECASE) and outcome in (None, it.outcome)]

    def took(self, pattern):
        return [it for it in list(self.effects) if re.search(pattern, it, re.IGNORECASE)]

    def missing(self):
        """The first expected pattern that did not come in its turn; None when all did."""
        rest = iter(list(self.log))
        for pattern in self.expected:
            if not any(re.search(pattern, it.sql, re.IGNORECASE) for it in rest):
                return pattern
        return None

    def text(self):
        """The log for a message of a failed test."""
        return "\n".join(f"{it.number:4} s{it.session} {'T' if it.in_transaction else ' '} {it.outcome:14} {it.sql[:200]}"
                         for it in list(self.log))


def collapsed(sql):
    return " ".join(sql.split())


class Interrupt:
    """Lets another thread end a wait of a session."""

    def __init__(self):
        self._event = threading.Event()

    def ask(self):
        self._event.set()

    def forget(self):
        self._event.clear()

    def wait(self, seconds, limit=0.0):
        """Sleeps; answers "canceled", "timeout" when `limit` seconds were over first, or nothing."""
        is_limited = 0 < limit < seconds
        end = time.monotonic() + (limit if is_limited else seconds)
        while time.monotonic() < end:
            if self._event.wait(min(0.05, max(0.0, end - time.monotonic()))):
                self._event.clear()
                return "canceled"
        return "timeout" if is_limited else ""
