"""The jobs that an ALTER of StarRocks starts: states that go on with each look at them, one running job a table."""

import dataclasses
import re

from scenario import collapsed

ENDED = ("FINISHED", "CANCELLED")
_HEADS = {
    "COLUMN": "JobId TableName CreateTime FinishTime IndexName IndexId OriginIndexId SchemaVersion TransactionId State Msg Progress Timeout",
    "OPTIMIZE": "JobId TableName CreateTime FinishTime Operation TransactionId State Msg Progress Timeout",
    "ROLLUP": "JobId TableName CreateTime FinishedTime BaseIndexName RollupIndexName RollupId TransactionId State Msg Progress Timeout",
}


@dataclasses.dataclass
class JobScript:
    """The states of jobs whose statement holds the pattern; each look takes the next one, the last one stays."""

    pattern: str = ""
    states: tuple = ("PENDING", "RUNNING", "FINISHED")
    message: str = ""
    times: int = 1_000_000


@dataclasses.dataclass
class Job:
    number: int
    table: tuple
    kind: str
    statement: object  # parsed, of the plan check
    states: list
    message: str
    created: str
    looks: int = 0
    is_over: bool = False

    @property
    def state(self):
        return self.states[min(self.looks, len(self.states) - 1)]

    def row(self, now):
        index = self.table[-1]
        values = {
            "JobId": str(self.number), "TableName": index, "CreateTime": self.created, "FinishTime": now if self.state in ENDED else None,
            "FinishedTime": now if self.state in ENDED else None, "IndexName": index, "BaseIndexName": index, "IndexId": "1",
                  "OriginIndexId": "1",
            "RollupId": "2", "RollupIndexName": "r", "SchemaVersion": "1:0", "TransactionId": "7", "State": self.state,
            "Msg": self.message if self.state == "CANCELLED" else "", "Progress": "50%" if self.state == "RUNNING" else None,
                  "Timeout": "86400",
            "Operation": "ALTER",
        }
        return tuple(values[it] for it in _HEADS[self.kind].split())


class Jobs:
    """All jobs of a model. `finish(job)` is called once when one has FINISHED, and makes its change visible."""

    def __init__(self, finish):
        self.all = []
        self._finish = finish

    def running(self, table):
        return next((it for it in self.all if it.table == table and it.state not in ENDED), None)

    def start(self, statement, scripts, created):
        kind = kind_of(statement)
        text = collapsed(statement.sql)
        script = next((it for it in scripts if it.times > 0 and re.search(it.pattern, text, re.IGNORECASE)), None)
        if script:
            script.times -= 1
        script = script or JobScript(states=("FINISHED",) if is_fast(statement) else ("PENDING", "RUNNING", "FINISHED"))
        job = Job(20_000 + len(self.all), statement.job_table(), kind, statement, list(script.states), script.message, created)
        self.all.append(job)
        self._settle(job)
        return job

    def _settle(self, job):
        if job.state in ENDED and not job.is_over:
            job.is_over = True
            if job.state == "FINISHED":
                self._finish(job)

    def look(self, kind, table, now):
        """Rows of SHOW ALTER TABLE, newest first, of one table where it is named; what is looked at goes on."""
        rows = []
        for job in sorted(self.all, key=lambda it: -it.number):
            if job.kind == kind and (table is None or job.table[-1] == table):
                rows.append(job.row(now))
                job.looks += 1
                self._settle(job)
        return _HEADS[kind].split(), rows

    def cancel(self, table, kind):
        job = self.running(table)
        if job and job.kind == kind:
            job.states, job.looks, job.message = ["CANCELLED"], 0, "user cancelled"
            self._settle(job)
        return job


def kind_of(statement):
    head = " ".join(statement.upper)
    if statement.is_synchronous() or any(clause[1:2] and clause[1].upper() == "ROLLUP" for clause in statement.clauses):
        return "ROLLUP"
    if statement.kind == "ALTER TABLE" and ("DISTRIBUTED BY" in head or statement.upper[-1] != "" and " PARTITION BY " in head):
        return "OPTIMIZE"
    return "COLUMN"


def is_fast(statement):
    """Value columns come and go at once; their job is there and has ended."""
    heads = {statement.clause_head(it) for it in statement.clauses}
    return bool(heads) and heads <= {"ADD COLUMN", "DROP COLUMN"} and "KEY" not in statement.upper and "AS" not in statement.upper
