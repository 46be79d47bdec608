"""Checks a run of statements against what Amazon Redshift takes; knows nothing of the planner.

check(statements) -> list of violations. A statement is {"sql": text, "transaction": number}; 0 is autocommit, equal numbers are
one transaction. `before` may hold the statements that made the state before: they are read and not judged.
"""

from redshift_alter import AlterRules
from redshift_create import UNKNOWN_OBJECTS, CreateRules
from redshift_sql import Reader, State, Table, holds, names_in, split, tokenize, words

# What cannot run in a transaction block, or is not known to.
ALONE = (
    ("VACUUM",),
    ("CREATE", "DATABASE"),
    ("DROP", "DATABASE"),
    ("CREATE", "EXTERNAL"),
    ("ALTER", "EXTERNAL"),
    ("DROP", "EXTERNAL"),
    ("CREATE", "LIBRARY"),
    ("DROP", "LIBRARY"),
    ("REFRESH", "MATERIALIZED"),
    ("CREATE", "MATERIALIZED"),
    ("ALTER", "MATERIALIZED"),
    ("DROP", "MATERIALIZED"),
)
ALONE_IN_ALTER = (("ALTER", "COLUMN"), ("ALTER", "ENCODE"), ("SORTKEY",), ("DISTKEY",), ("DISTSTYLE",), ("APPEND",), ("LEVEL",))


class Checker(CreateRules, AlterRules):
    def __init__(self):
        self.state = State()
        self.violations = []
        self.place = 0
        self.sql = ""
        self.transaction = 0
        self.seen = {}  # transaction -> number of statements in it
        self.judges = True

    def say(self, rule, message):
        if self.judges:
            self.violations.append(f"statement {self.place} [{rule}]: {message}: {' '.join(self.sql.split())[:120]}")

    def run(self, statements, judges=True):
        self.judges = judges
        for self.place, statement in enumerate(statements, 1):
            self.sql = statement["sql"]
            self.transaction = statement.get("transaction", 0)
            self.statement(tokenize(self.sql))
            self.seen[self.transaction] = self.seen.get(self.transaction, 0) + 1

    def statement(self, tokens):
        while tokens and tokens[-1].text == ";":
            tokens = tokens[:-1]
        if not tokens:
            return
        if len(split(tokens, ";")) > 1:
            self.say("several_statements", "restricted statements go one a message")
        if any(a.word == "E" and b.kind == "string" for a, b in zip(tokens, tokens[1:])) and "E'" in self.sql.upper():
            self.say("escape_string", "E'…' is not for Redshift")
        self.check_transaction(tokens)
        reader = Reader(tokens)
        verb = reader.next().word
        handler = getattr(self, "on_" + verb.lower(), None)
        if handler:
            handler(reader)

    # Transactions.

    def check_transaction(self, tokens):
        first = tuple(token.word for token in tokens[:3])
        found = words(tokens)
        if first[0] == "LOCK" and self.transaction == 0:
            self.say("lock_alone", "LOCK ends with its transaction: outside of one it does nothing")
        if self.transaction == 0:
            return
        if first[0] == "LOCK" and self.seen.get(self.transaction, 0) > 0:
            self.say("late_lock", "a lock that is not the first of its transaction comes after its snapshot")
        if first[0] == "TRUNCATE" and self.seen.get(self.transaction, 0) > 0:
            self.say("truncate_commits", "TRUNCATE commits everything before it")
        alters = first[:2] == ("ALTER", "TABLE") and any(holds(found, *it) for it in ALONE_IN_ALTER)
        isolates = first[:2] == ("ALTER", "DATABASE") and "ISOLATION" in found
        if alters or isolates or any(first[: len(it)] == it for it in ALONE):
            self.say("in_transaction", "refused inside a transaction, or not known to run there")

    # What is neither CREATE nor ALTER.

    def on_drop(self, reader):
        kind = reader.next().word
        is_materialized = kind == "MATERIALIZED" and reader.accept("VIEW")
        reader.accept("IF", "EXISTS")
        name = reader.qualified()
        if "CASCADE" in words(reader.rest()):
            self.say("cascade", "CASCADE takes what nobody named")
        if kind in UNKNOWN_OBJECTS:
            self.say("unknown_object", "Redshift has no such object")
        if kind == "VIEW" and self.state.views.get(name, ("",))[0] == "materialized":
            self.say("drop_word", "DROP MATERIALIZED VIEW is its word")
        if is_materialized and self.state.views.get(name, ("",))[0] in ("view", "late"):
            self.say("drop_word", "DROP VIEW is its word")
        for view, (view_kind, read) in self.state.views.items():
            if view_kind != "late" and name in read and view != name:
                self.say("still_read", f"{view} reads it")
        self.state.views.pop(name, None)
        self.state.tables.pop(name, None)

    def on_insert(self, reader):
        reader.accept("INTO")
        table = self.state.tables.get(reader.qualified(), Table())
        columns = names_in(reader.parenthesised()) if reader.peek().text == "(" else None
        for column in self.known_columns(table):
            if column.identity == "always" and (columns is None or column.name in columns):
                self.say("insert_identity", f"{column.name} takes no values")

    def on_comment(self, reader):
        reader.accept("ON")
        if reader.accept("MATERIALIZED"):
            self.say("comment_word", "COMMENT ON knows a materialized view as VIEW")
        elif reader.accept("COLUMN"):
            relation = reader.qualified().rpartition(".")[0]
            if self.state.views.get(relation, ("",))[0] in ("late", "materialized"):
                self.say("comment_column", "its columns take no comments")

    def on_grant(self, reader):
        found = words(reader.rest())
        if holds(found, "WITH", "GRANT", "OPTION") and ("ROLE" in found or "GROUP" in found or "PUBLIC" in found):
            self.say("grant_option", "the grant option is for users")

    def on_refresh(self, reader):
        if "CONCURRENTLY" in words(reader.rest()):
            self.say("refresh_concurrently", "REFRESH has no CONCURRENTLY")

    def on_set(self, reader):
        if reader.peek().name in ("standard_conforming_strings", "lock_timeout", "server_version_num"):
            self.say("unknown_setting", "Redshift has no such setting")


def check(statements, before=()):
    checker = Checker()
    checker.run([{"sql": sql, "transaction": 0} if isinstance(sql, str) else sql for sql in before], judges=False)
    checker.seen.clear()
    checker.run(statements)
    return checker.violations
