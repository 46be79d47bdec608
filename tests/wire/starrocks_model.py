"""StarRocks as far as its documentation says how statements and jobs behave; rows and catalogue for `kura apply`.

What a statement makes of tables and views is read by `tests/plan_check`, whose rules were written apart from the planner: those that the
engine refuses become errors here, the others are noted as violations of the scenario.
"""

import pathlib
import re
import sqlite3
import sys

sys.path.append(str(pathlib.Path(__file__).resolve().parents[1] / "plan_check"))
import starrocks_rules
from starrocks_ledger import Ledger
from starrocks_sql import Statement, name_of

import starrocks_catalog
import starrocks_show
from scenario import Result, SqlError, collapsed
from session import Model, Session
from starrocks_jobs import Jobs
from starrocks_tables import Mirror
from store import CLOCK, Rows, catalog, keep_catalog, register_functions, sqlite_error, utc_now
from wire_sql import Rewriter, words

CODES = {"conflict": ("HY000", 1064), "no_table": ("42602", 5502), "no_column": ("42S22", 1054), "null": ("HY000", 1064),
         "length": ("HY000", 1064),
         "no_function": ("HY000", 1064), "exists": ("42S01", 1050), "unique": ("HY000", 1064), "other": ("HY000", 1064)}
# Rules of the plan check that the engine itself holds to. What is not here and not below is noted as a violation.
REFUSED = {"name_taken": ("42S01", 1050), "unknown_relation": ("42602", 5502)}
SYNTAX = {"unknown_part", "lone_clause_in_list", "several_properties", "property_not_settable", "changed_default", "tightened",
          "modified_nested",
          "added_without_value", "added_identity", "added_twice", "refused_conversion", "fixed_column_modified", "fixed_column_dropped",
          "qualified_rename",
          "comment_without_sign", "unknown_statement", "swap_across_databases", "materialized_view_altered"}
# What only a plan can say, or what the model judges by its jobs.
NOT_HERE = {"job_not_awaited", "change_during_job", "rows_left_behind", "copy_that_cannot_be_repeated", "revoked_nothing"}
SCHEMA_WORDS = ("CREATE", "ALTER", "DROP", "GRANT", "REVOKE", "REFRESH", "TRUNCATE", "ANALYZE", "SUBMIT")
UNKNOWN_VARIABLES = ("lock_wait_timeout", "innodb_lock_wait_timeout", "foreign_key_checks", "max_statement_time", "lock_timeout")
_COPY = re.compile(r"^INSERT\s+INTO\b", re.IGNORECASE)


class Everything:
    """Holds every name: all relations are known to the model."""

    def __contains__(self, _):
        return True


class StarrocksModel(Model):
    dialect = "starrocks"

    def __init__(self, scenario=None, version="3.5.2", is_old=False):
        super().__init__(scenario)
        self.engine_version = version
        self.version = "8.0.33"  # what the protocol says
        self.is_old = is_old  # answers an unknown table with the number of any error
        self.frontends = 1
        self.jobs = Jobs(self._finish)
        self.databases = {"shop"}

    def session(self, number, user, database):
        if database and database not in self.databases and number:
            raise SqlError("42000", f"Unknown database '{database}'", 1049)
        return StarrocksSession(self, number, user or "root", database or "shop")

    def ledger(self):
        connection = self.store.open()
        try:
            return catalog(connection, Ledger)
        finally:
            connection.close()

    def _finish(self, job):
        """The change of a job becomes visible when the job has finished."""
        connection = self.store.open()
        try:
            ledger = catalog(connection, Ledger)
            note(ledger, connection, job.statement)
            keep_catalog(connection, ledger)
        finally:
            connection.close()
        self.scenario.took_effect([collapsed(job.statement.sql)])

    def facts(self):
        """All objects but the journal's as lines, to compare two databases."""
        return {name: lines for name, lines in starrocks_catalog.facts(self.ledger()).items() if not name.startswith("kura_")}


def note(ledger, connection, statement):
    """Takes a statement into the catalogue, and lets the rows follow."""
    before = starrocks_catalog.shape(ledger)
    ledger.note(statement)
    starrocks_catalog.give_numbers(ledger)
    Mirror(Rows(connection, "INTEGER"), ledger, before).follow(statement)


class StarrocksSession(Session):
    def __init__(self, model, number, user, database):
        super().__init__(model, number, user, database)
        self.variables = {"autocommit": "1", "version_comment": f"StarRocks version {model.engine_version}", "run_mode": "shared_nothing",
                          "version": model.version, "sql_mode": "ONLY_FULL_GROUP_BY", "tx_isolation": "REPEATABLE-READ",
                          "query_timeout": "300",
                          "insert_timeout": "14400", "max_allowed_packet": "33554432"}
        session_functions = {
            "version": (0, lambda: model.version), "current_version": (0, lambda: f"{model.engine_version}-abcdef0"),
                             "connection_id": (0, lambda: number),
            "database": (0, lambda: self.database), "schema": (0, lambda: self.database), "user": (0, lambda: f"'{user}'@'%'"),
            "current_user": (0, lambda: f"'{user}'@'%'"), "variable": (1, self._variable),
        }
        register_functions(self.connection, {**CLOCK, **starrocks_catalog.FUNCTIONS, **session_functions})

    def interrupted(self, how):
        if how == "canceled":
            return SqlError("70100", "Query execution was interrupted", 1317)
        return SqlError("HY000",
                        f"Query reached its timeout of {self.variables['query_timeout']} seconds, please increase the 'query_timeout' session variable", 1064)

    def execute(self, text, tokens, is_among_others):
        first = words(tokens)
        if first[0] in ("BEGIN", "START", "COMMIT", "ROLLBACK"):
            self._violate(f"{first[0]}: no transaction holds DDL, and older versions have none")
            return Result()
        if first[0] == "SET":
            return self._set(tokens)
        if first[0] == "USE":
            self.database = tokens[-1].value
            return Result()
        if first[0] == "KILL":
            return self._kill(first, tokens)
        if first[0] in ("SHOW", "DESC", "DESCRIBE", "CANCEL"):
            return self._show(first, text, tokens)
        if first[0] in ("SELECT", "WITH", "("):
            return self._select(text, tokens)
        if first[0] in ("INSERT", "UPDATE", "DELETE"):
            return self._write(first[0], text, tokens)
        if first[0] in SCHEMA_WORDS:
            return self._define(first, text, tokens)
        raise SqlError("HY000", f"Getting syntax error at line 1, column 0. Detail message: Unexpected input '{tokens[0].text}'", 1064)

    # The session.

    def _variable(self, name):
        if name.lower() not in self.variables:
            raise SqlError("HY000", f"Unknown system variable '{name}'", 1193)
        return self.variables[name.lower()]

    def _set(self, tokens):
        names = [token.value.lower().rpartition("@")[2] for token in tokens[1:] if token.kind == "word"]
        name = next((it for it in names if it not in ("session", "global", "local")), "")
        if name in UNKNOWN_VARIABLES:
            raise SqlError("HY000", f"Unknown system variable '{name}'", 1193)
        value = tokens[-1].value
        if name == "autocommit" and value.lower() not in ("1", "on", "true"):
            self._violate("SET autocommit = 0")
        if name == "query_timeout" and value.isdigit():
            self.statement_limit = float(value)
        self.variables[name] = value
        return Result()

    def _kill(self, first, tokens):
        number = int(tokens[-1].value)
        victim = self.model.sessions.get(number)
        if victim is None:
            raise SqlError("HY000", f"Unknown thread id: {number}", 1094)
        victim.cancel()
        return Result()

    # Queries.

    def _select(self, text, tokens):
        called = [token.value.lower() for token, behind in zip(tokens, tokens[1:]) if behind.text == "("]
        for banned in ("get_lock", "release_lock", "is_free_lock", "is_used_lock", "row_count"):
            if banned in called:
                raise SqlError("HY000", f"Getting analyzing error. Detail message: No matching function with signature: {banned}(varchar).",
                               1064)
        ledger = catalog(self.connection, Ledger)
        for relation, (columns, rows) in starrocks_catalog.tables(ledger, self).items():
            if relation in collapsed(text).lower().replace("`", ""):
                starrocks_catalog.fill(self.connection, relation, columns.split(), rows)
        return self._checked(lambda: self.query(self._rewritten(tokens, ledger), CODES))

    def _checked(self, action):
        """An unknown table has a number of its own in newer versions only."""
        try:
            return action()
        except SqlError as error:
            if error.number == 5502:
                table = error.message.rpartition(": ")[2]
                error = SqlError(*(("HY000",) if self.model.is_old else ("42602",)),
                                 f"Getting analyzing error. Detail message: Unknown table '{self.database}.{table}'.",
                                 1064 if self.model.is_old else 5502)
            raise error

    def _rewritten(self, tokens, ledger):
        return Rewriter(tokens, {".".join(it) for it in ledger.tables}, self.database).text()

    def _show(self, first, text, tokens):
        if first[0] == "SHOW" and first[1] == "ALTER":
            return self._show_alter(first, text)
        if first[0] == "CANCEL":
            name = starrocks_catalog.bare(tokens, self.database)
            self.model.jobs.cancel(name, first[3] if first[2] == "TABLE" else "ROLLUP")
            return Result()
        columns, rows = starrocks_show.show(catalog(self.connection, Ledger), self, first, text, tokens)
        return Result("", columns, rows, len(rows))

    def _show_alter(self, first, text):
        kind = first[3] if first[2] == "TABLE" else "ROLLUP"
        if kind not in ("COLUMN", "OPTIMIZE", "ROLLUP"):
            raise SqlError("HY000", f"Getting syntax error. Detail message: Unexpected input '{kind}'", 1064)
        table = re.search(r"TableName\s*=\s*[\"'](.*?)[\"']", text, re.IGNORECASE)
        with self.model.lock:
            columns, rows = self.model.jobs.look(kind, table and table[1], utc_now()[:19])
        limit = re.search(r"\bLIMIT\s+(\d+)", text, re.IGNORECASE)
        if not re.search(r"ORDER\s+BY\s+JobId\s+DESC", text, re.IGNORECASE):
            rows = rows[::-1]
        return Result("", columns, rows[:int(limit[1])] if limit else rows, len(rows))

    # Rows.

    def _write(self, word, text, tokens):
        ledger = catalog(self.connection, Ledger)
        name = starrocks_catalog.bare(tokens, self.database)
        table = ledger.tables.get(name)
        if table is None or not table.is_known:
            raise self._no_table(name)
        if word == "UPDATE" and table.model != "PRIMARY":
            raise SqlError("HY000", f"Getting analyzing error. Detail message: table {name[-1]} does not support update.", 1064)
        if name[-1].endswith("__kura_new") and self.variables["insert_timeout"] == "14400":
            self._violate(f"a copy without a limit of its own: {text}")
        sql = self._rewritten(tokens, ledger)
        if word == "INSERT" and table.model == "PRIMARY":
            sql = _COPY.sub("INSERT OR REPLACE INTO", sql)
        count = self._checked(lambda: self.change(sql, CODES))
        if not name[-1].startswith("kura_"):
            table.is_filled = True
            keep_catalog(self.connection, ledger)
            self.model.scenario.took_effect([collapsed(text)])
        # How many rows an UPDATE says that it changed is not to be relied on.
        return Result(affected=0 if word == "UPDATE" else count)

    def _no_table(self, name):
        shown = ".".join((self.database, *name) if len(name) == 1 else name)
        return SqlError("HY000" if self.model.is_old else "42602", f"Getting analyzing error. Detail message: Unknown table '{shown}'.",
                        1064 if self.model.is_old else 5502)

    # Objects.

    def _define(self, first, text, tokens):
        statement = Statement({"sql": starrocks_catalog.without_database(text, tokens, self.database)})
        if first[1] in ("DATABASE", "SCHEMA") and first[0] in ("CREATE", "DROP"):
            (self.model.databases.add if first[0] == "CREATE" else self.model.databases.discard)(name_of(statement.tokens[-1]))
        with self.model.lock:
            ledger = catalog(self.connection, Ledger)
            if self._is_skipped(first, statement, ledger):
                return Result()
            self._check_job(first, statement)
            self._judge(ledger, statement, text)
            if statement.starts_job():
                self.model.jobs.start(statement, self.model.scenario.jobs, utc_now()[:19])
                return Result()
            try:
                note(ledger, self.connection, statement)
            except sqlite3.Error as error:
                raise sqlite_error(error, CODES) from error
            keep_catalog(self.connection, ledger)
        if not (statement.table and statement.table[-1].startswith("kura_")):
            self.model.scenario.took_effect([collapsed(text)])
        return Result()

    @staticmethod
    def _is_skipped(first, statement, ledger):
        if first[0] == "CREATE" and "EXISTS" in statement.upper[:6]:
            return ledger.has(statement.table)
        return first[0] == "DROP" and "EXISTS" in statement.upper[:5] and bool(statement.table) and not ledger.has(statement.table)

    def _check_job(self, first, statement):
        if first[0] not in ("ALTER", "TRUNCATE") and statement.kind not in ("CREATE INDEX",
                                                                            "DROP INDEX") and not statement.is_synchronous():
            return
        names = [statement.job_table()]
        for clause in statement.clauses:
            if [it.upper() for it in clause[:2]] == ["SWAP", "WITH"]:
                names.append((name_of(clause[-1]),))
        for name in names:
            job = self.model.jobs.running(name)
            if job:
                self._violate(f"a job of {name[-1]} runs: {collapsed(statement.sql)}")
                what = "schema change" if job.kind == "COLUMN" else job.kind.lower()
                raise SqlError("HY000",
                               f"Getting analyzing error. Detail message: A {what} operation is in progress on the table \"{name[-1]}\". "
                               "Please wait until the current operation completes.", 1064)

    def _judge(self, ledger, statement, text):
        ledger.names = Everything()
        try:
            found = [(rule.__name__, sentence) for rule in starrocks_rules.RULES for sentence in rule(ledger, statement)]
        finally:
            ledger.names = set()
        for rule, sentence in found:
            if rule == "unknown_relation":
                raise self._no_table(statement.table or ("?",))
            if rule == "name_taken":
                raise SqlError("42S01", f"Table '{'.'.join(statement.table)}' already exists", 1050)
            if rule in SYNTAX:
                raise SqlError("HY000", f"Getting analyzing error. Detail message: {sentence}.", 1064)
            if rule not in NOT_HERE:
                self._violate(f"[{rule}] {sentence}: {text}")

    def _violate(self, text):
        self.model.scenario.violate(f"s{self.number}: {collapsed(text)[:300]}")
