"""Amazon Redshift as far as its documentation says how sessions, transactions and statements behave; rows and catalogue for `kura apply`.

What a statement makes of tables and views is read by `tests/plan_check`, whose rules were written apart from the planner: those that the
engine refuses become errors here, the others are noted as violations of the scenario.
"""

import pathlib
import sqlite3
import sys
import threading
import time

sys.path.append(str(pathlib.Path(__file__).resolve().parents[1] / "plan_check"))
import redshift_rules
from redshift_sql import State
from redshift_sql import tokenize as plan_tokens

import redshift_catalog
from redshift_tables import Mirror
from scenario import Result, SqlError, collapsed
from session import Model, Session
from store import CLOCK, Rows, catalog, keep_catalog, register_functions, sqlite_error
from wire_sql import Rewriter, is_condition, mentions, words

CODES = {"conflict": ("40001", 0), "no_table": ("42P01", 0), "no_column": ("42703", 0), "null": ("23502", 0), "length": ("22001", 0),
         "no_function": ("42883", 0), "exists": ("42P07", 0), "unique": ("23505", 0), "other": ("42601", 0)}
VERSION = "PostgreSQL 8.0.2 on i686-pc-linux-gnu, compiled by GCC gcc (GCC) 3.4.2 20041017 (Red Hat 3.4.2-6.fc3), Redshift 1.0.77467"
# Rules of the plan check that the engine itself holds to, and its SQLSTATE.
REFUSED = {
    "name_taken": "42P07", "unknown_relation": "42P01", "unknown_column": "42703", "column_exists": "42701", "still_read": "2BP01",
    "still_referenced": "2BP01", "column_under_view": "2BP01", "type_under_view": "0A000", "drop_key_column": "0A000",
           "same_encoding": "0A000",
    "type_of_constrained": "0A000", "type_of_held": "0A000", "combination": "42601", "unknown_alter": "42601", "unknown_clause": "42601",
    "unknown_object": "42601", "distkey_parentheses": "42601", "unknown_key": "42704", "schema_not_empty": "2BP01", "last_column": "0A000",
    "encode_interleaved": "0A000", "distribution_interleaved": "0A000", "unknown_type": "42704", "add_not_null": "42601",
           "drop_word": "42809",
    "add_check": "42601", "qualified_rename": "42601", "materialized_rename": "0A000", "alter_column": "42601",
           "add_column_clause": "42601",
}
# What a plan says and a server cannot see, or what the planner's own tests hold to.
NOT_HERE = {"left_by_an_earlier_run", "copy_without_lock", "rows_left_behind", "insert_nothing", "revoke_nothing", "key_name_taken",
            "late_lock",
            "kills_refresh", "type_of_key", "type_of_default", "several_statements"}
# What the documentation names as refused in a transaction block; other statements are only doubtful there.
ALONE = (("VACUUM",), ("CREATE", "DATABASE"), ("DROP", "DATABASE"), ("CREATE", "EXTERNAL", "TABLE"), ("ALTER", "EXTERNAL"),
         ("DROP", "EXTERNAL"),
         ("CREATE", "LIBRARY"), ("DROP", "LIBRARY"))
UNKNOWN_SETTINGS = ("standard_conforming_strings", "lock_timeout", "server_version_num", "idle_in_transaction_session_timeout",
                    "default_transaction_read_only")
SCHEMA_WORDS = ("CREATE", "ALTER", "DROP", "COMMENT", "GRANT", "REVOKE", "TRUNCATE", "REFRESH", "ANALYZE", "VACUUM")


class Everything:
    """Holds every name: all relations are known to the model."""

    def __contains__(self, _):
        return True


class RedshiftModel(Model):
    dialect = "redshift"

    def __init__(self, scenario=None, is_serverless=False, is_superuser=True):
        super().__init__(scenario)
        self.is_serverless = is_serverless
        self.is_superuser = is_superuser
        self.locks = {}  # table -> number of the session that locked it
        self.released = threading.Condition(self.lock)

    def session(self, number, user, database):
        return RedshiftSession(self, number, user or "awsuser", database or "dev")

    def objects(self):
        """The state of all tables and views, as a new session sees it."""
        connection = self.store.open()
        try:
            return catalog(connection, State)
        finally:
            connection.close()

    def facts(self):
        """All objects but the journal's as lines, to compare two databases."""
        state = self.objects()
        return {name: lines for name, lines in redshift_catalog.facts(state).items() if not name.startswith("kura_")}


class RedshiftSession(Session):
    def __init__(self, model, number, user, database):
        super().__init__(model, number, user, database)
        self.block = "I"
        self.pending = []  # what the open transaction did
        self.settings = {}
        redshift_functions = {
            "version": (0, lambda: VERSION), "pg_backend_pid": (0, lambda: number), "current_database": (0, lambda: self.database),
            "current_schema": (0, lambda: self.settings.get("search_path", "public")), "user_name": (0, lambda: user),
        }
        register_functions(self.connection, {**CLOCK, **redshift_catalog.FUNCTIONS, **redshift_functions})
        self.connection.create_function("regclass", 1, self._number_of)

    def state(self):
        return self.block

    def end_of_session(self):
        self._end("ROLLBACK")

    def interrupted(self, how):
        why = "on user's request" if how == "canceled" else "due to statement timeout"
        return SqlError("57014", f"Query ({self.number}) cancelled {why}")

    def failed(self):
        if self.block == "T":
            self.block = "E"

    def execute(self, text, tokens, is_among_others):
        first = words(tokens)
        if first[0] in ("BEGIN", "START", "COMMIT", "END", "ROLLBACK", "ABORT"):
            return self._transaction(first[0])
        if self.block == "E":
            raise SqlError("25P02", "current transaction is aborted, commands ignored until end of transaction block")
        if first[0] in ("SET", "RESET", "SHOW"):
            return self._setting(first, tokens)
        if first[0] == "LOCK":
            return self._lock(text, tokens)
        if first[0] in ("SELECT", "WITH", "VALUES", "("):
            return self._select(tokens)
        if first[0] in ("INSERT", "UPDATE", "DELETE"):
            return self._atomic(lambda: self._write(first[0], text, tokens))
        if first[0] in SCHEMA_WORDS:
            self._check_alone(first, text, is_among_others)
            return self._atomic(lambda: self._define(first, text, tokens))
        raise SqlError("42601", f'syntax error at or near "{tokens[0].text}"')

    # Transactions.

    def _transaction(self, word):
        if word in ("BEGIN", "START"):
            if self.block != "I":
                self._violate("BEGIN inside of a transaction")
                return Result("BEGIN", warnings=[SqlError("25001", "there is already a transaction in progress")])
            self.connection.execute("BEGIN")
            self.block = "T"
            return Result("BEGIN")
        is_commit = word in ("COMMIT", "END")
        if self.block == "I":
            return Result("COMMIT" if is_commit else "ROLLBACK", warnings=[SqlError("25P01", "there is no transaction in progress")])
        return Result(self._end("COMMIT" if is_commit and self.block == "T" else "ROLLBACK"))

    def _end(self, word):
        done, self.pending = self.pending, []
        self.block = "I"
        try:
            if self.connection.in_transaction:
                self.connection.execute(word)
                if word == "COMMIT":
                    self.model.scenario.took_effect(done)
        finally:
            with self.model.lock:
                for table in [it for it, holder in self.model.locks.items() if holder == self.number]:
                    del self.model.locks[table]
                self.model.released.notify_all()
        return word

    def _atomic(self, action):
        """One statement by itself is a transaction by itself."""
        if self.block == "T":
            self.connection.execute("SAVEPOINT one")
            try:
                result = action()
            except sqlite3.Error as error:
                raise self._unable(error) from error
            self.connection.execute("RELEASE one")
            return result
        try:
            self.connection.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            raise SqlError("40001", f"1023\nDETAIL: {error}") from error
        try:
            result = action()
        except BaseException as error:
            self._end("ROLLBACK")
            raise self._unable(error) if isinstance(error, sqlite3.Error) else error
        self._end("COMMIT")
        return result

    @staticmethod
    def _unable(error):
        if "locked" in str(error):
            return sqlite_error(error, CODES)
        return SqlError("XX000", f"the model cannot do this: {error}")

    def _check_alone(self, first, text, is_among_others):
        if self.block == "I" and not is_among_others:
            return
        upper = collapsed(text).upper()
        what = next((" ".join(it) for it in ALONE if first[:len(it)] == it), "")
        if first[:2] == ("ALTER", "TABLE"):
            actions = {" ALTER COLUMN ": "ALTER TABLE ALTER COLUMN", " APPEND FROM ": "ALTER TABLE APPEND"}
            what = next((it for part, it in actions.items() if part in upper), what)
        if first[:2] == ("ALTER", "DATABASE") and "ISOLATION" in upper:
            what = "ALTER DATABASE ISOLATION LEVEL"
        if what:
            self._violate(f"{what} inside of a transaction: {text}")
            raise SqlError("25001", f"{what} cannot run inside a transaction block")

    def _lock(self, text, tokens):
        if self.block != "T":
            self._violate("LOCK outside of a transaction")
            return Result("LOCK TABLE")
        state = catalog(self.connection, State)
        names = [it for it in redshift_catalog.relation_names(tokens) if it not in ("lock", "table")]
        for name in names:
            if name not in state.tables:
                raise SqlError("42P01", f'relation "{name}" does not exist')
            self.wait_for(name)
            self.model.locks[name] = self.number
        if not any(it.startswith("kura_") for it in names):
            self.pending.append(collapsed(text))
        return Result("LOCK TABLE")

    def wait_for(self, name):
        """Until no other session holds a lock on the table."""
        end = time.monotonic() + (self.statement_limit or 600)
        with self.model.lock:
            while self.model.locks.get(name, self.number) != self.number:
                if time.monotonic() > end:
                    raise self.interrupted("timeout")
                self.model.released.wait(0.05)
                if self.interrupt.wait(0.001):
                    raise self.interrupted("canceled")

    # Settings and queries.

    def _setting(self, first, tokens):
        name = tokens[2 if first[1] in ("LOCAL", "SESSION") else 1].value.lower()
        if name in UNKNOWN_SETTINGS:
            raise SqlError("42704", f'unrecognized configuration parameter "{name}"')
        if first[0] == "SHOW":
            known = {"server_version": "8.0.2", "search_path": "$user, public", "statement_timeout": "0",
                     "transaction_isolation": "serializable"}
            return Result("SHOW", [name], [(self.settings.get(name, known.get(name, "")),)], 1)
        value = tokens[-1].value
        self.settings[name] = value
        if name == "statement_timeout":
            self.statement_limit = float(value) / 1000 if value.isdigit() else 0.0
        return Result(first[0])

    def _select(self, tokens):
        if mentions(tokens, "for") and words(tokens[-2:])[:1] == ("FOR",):
            raise SqlError("0A000", "SELECT FOR UPDATE/SHARE is not supported")
        self._pg_advisory(tokens)
        state = catalog(self.connection, State)
        for name in redshift_catalog.relation_names(tokens):
            if name in self.model.locks:
                self.wait_for(name)
        if redshift_catalog.is_catalog_query(tokens):
            self._check_catalogue(tokens)
            redshift_catalog.fill_all(self.connection, state, self)
        return self.query(self._rewritten(tokens, state), CODES, is_condition(tokens))

    def _pg_advisory(self, tokens):
        for token in tokens:
            if token.value.lower().startswith(("pg_advisory", "pg_try_advisory")):
                raise SqlError("42883", f"function {token.value}(integer) does not exist")

    def _check_catalogue(self, tokens):
        names = [token.value.lower() for token in tokens if token.kind in ("word", "quoted")]
        for name in names:
            if self.model.is_serverless and name.startswith(("stv_", "stl_", "svl_", "svcs_")):
                raise SqlError("42P01", f'relation "{name}" does not exist')
            if name == "svv_table_info" and not self.model.is_superuser:
                raise SqlError("42501", "permission denied for relation svv_table_info")
            if name in ("pg_matviews", "pg_sequences", "pg_collation", "pg_enum", "pg_range"):
                raise SqlError("42P01", f'relation "{name}" does not exist')
        leader = any(it in redshift_catalog.LEADER_FUNCTIONS for it in names)
        if leader and any(it.startswith(("svv_", "stv_", "sys_", "svl_", "stl_")) for it in names):
            self._violate(f"a leader-only function beside a system view: {' '.join(names)[:200]}")

    def _rewritten(self, tokens, state):
        return Rewriter(tokens, set(state.tables), "public").text()

    def _number_of(self, name):
        state = catalog(self.connection, State)
        return redshift_catalog.number_of(state, name)

    # Rows.

    def _write(self, word, text, tokens):
        if mentions(tokens, "returning") or (mentions(tokens, "conflict") and mentions(tokens, "on")) or words(tokens)[1] == "OR":
            raise SqlError("42601", "syntax error: no RETURNING and no ON CONFLICT")
        state = catalog(self.connection, State)
        start = 1 if word == "UPDATE" else 2
        name = redshift_catalog.relation_names(tokens[start:start + 3])[0]
        if name not in state.tables:
            raise SqlError("42P01", f'relation "{name}" does not exist')
        self.wait_for(name)
        count = self.change(self._rewritten(tokens, state), CODES)
        if not name.startswith("kura_"):
            self._remember(text, state, name)
        return Result(f"INSERT 0 {count}" if word == "INSERT" else f"{word} {count}", affected=count)

    def _remember(self, text, state, name):
        self.pending.append(collapsed(text))
        state.filled.add(name)
        keep_catalog(self.connection, state)

    # Objects.

    def _define(self, first, text, tokens):
        state = catalog(self.connection, State)
        sql = redshift_catalog.without_schema(text, tokens)
        has_condition = first[0] == "CREATE" and "IF NOT EXISTS" in collapsed(sql).upper()[:60]
        name = redshift_catalog.created_name(tokens) if has_condition else ""
        if has_condition and (state.has(name) or name in state.schemas):
            return Result(" ".join(first[:2]), warnings=[SqlError("00000", f'Relation "{name}" already exists and will be skipped')])
        for table in redshift_catalog.relation_names(tokens):
            if table in self.model.locks:
                self.wait_for(table)
        before, known = redshift_catalog.shape(state), {*state.tables, *state.views}
        checker = redshift_rules.Checker()
        checker.state, checker.names, checker.is_complete, checker.sql = state, Everything(), True, sql
        checker.transaction = 1 if self.block == "T" else 0
        checker.seen = {1: len(self.pending)}
        checker.statement(plan_tokens(sql))
        self._judge(checker.violations, text)
        redshift_catalog.give_numbers(state)
        for made in {*state.tables, *state.views} - known:
            state.owners.setdefault(made, self.user)
        if first[0] not in ("ANALYZE", "VACUUM", "REFRESH"):
            Mirror(Rows(self.connection, "WIRE_BOOL"), state, before).follow(first, sql)
            keep_catalog(self.connection, state)
        if not redshift_catalog.is_journal(tokens):
            self.pending.append(collapsed(text))
        if first[0] == "TRUNCATE" and self.block == "T":
            self._violate("TRUNCATE commits the transaction")
            self.connection.execute("RELEASE one")
            self._end("COMMIT")
            self.connection.execute("SAVEPOINT one")
        size = 3 if first[1] == "MATERIALIZED" else 2
        return Result(" ".join(first[:size]) if first[0] in ("CREATE", "ALTER", "DROP") else first[0])

    def _judge(self, violations, text):
        for violation in violations:
            rule, _, message = violation.partition("[")[2].partition("]: ")
            if rule in REFUSED:
                raise SqlError(REFUSED[rule], message.rpartition(": ")[0] or message)
            if rule == "in_transaction" and self.model.scenario and self.block != "T":
                continue
            if rule not in NOT_HERE:
                self._violate(f"[{rule}] {message}")

    def _violate(self, text):
        self.model.scenario.violate(f"s{self.number}: {collapsed(text)[:300]}")
