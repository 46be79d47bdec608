"""Checks a run of statements against what Amazon Redshift takes; knows nothing of the planner.

check(statements) -> list of violations. A statement is {"sql": text, "transaction": number, "checks": queries that must hold first};
0 is autocommit, equal numbers are one transaction. `before` may hold the statements that made the state before: they are read and not judged.
"""

import re

from redshift_alter import AlterRules
from redshift_create import UNKNOWN_OBJECTS, CreateRules
from redshift_goal import differences
from redshift_sql import Reader, State, Table, holds, names_in, relations, split, tokenize, words

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
        self.checks = ()
        self.locked = set()  # (transaction, table)
        self.seen = {}  # transaction -> number of statements in it
        self.judges = True
        self.is_complete = False  # all statements that made the state before are known
        self.names = set()  # of all relations that are there before or after

    def say(self, rule, message):
        if self.judges:
            self.violations.append(f"statement {self.place} [{rule}]: {message}: {' '.join(self.sql.split())[:120]}")

    def run(self, statements, judges=True):
        self.judges = judges
        for self.place, statement in enumerate(statements, 1):
            self.sql = statement["sql"]
            self.transaction = statement.get("transaction", 0)
            self.checks = statement.get("checks", ())
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
        if kind == "SCHEMA":
            return self.drop_schema(reader)
        is_materialized = kind == "MATERIALIZED" and reader.accept("VIEW")
        has_condition = reader.accept("IF", "EXISTS")
        name = reader.qualified()
        if "CASCADE" in words(reader.rest()):
            self.say("cascade", "CASCADE takes what nobody named")
        if kind in UNKNOWN_OBJECTS:
            self.say("unknown_object", "Redshift has no such object")
        if kind == "VIEW" and self.state.views.get(name, ("",))[0] == "materialized":
            self.say("drop_word", "DROP MATERIALIZED VIEW is its word")
        if is_materialized and self.state.views.get(name, ("",))[0] in ("view", "late"):
            self.say("drop_word", "DROP VIEW is its word")
        for view in self.state.readers(name):
            self.say("still_read", f"{view} reads it")
        for other in self.state.referrers(name):
            self.say("still_referenced", f"a foreign key of {other} needs the table")
        if not has_condition:
            self.check_known(name)
        self.state.out_of_the_way.add(name)
        self.state.drop(name)
        return None

    def drop_schema(self, reader):
        reader.accept("IF", "EXISTS")
        name = reader.next().name
        for relation in (*self.state.tables, *self.state.views):
            if relation.rpartition(".")[0] == name:
                self.say("schema_not_empty", f"{relation} is in it")
        self.state.schemas.discard(name)
        self.state.comments.pop((name, ""), None)

    def on_insert(self, reader):
        reader.accept("INTO")
        name = reader.qualified()
        table = self.state.tables.get(name, Table())
        columns = names_in(reader.parenthesised()) if reader.peek().text == "(" else None
        for column in self.known_columns(table):
            if column.identity == "always" and (columns is None or column.name in columns):
                self.say("insert_identity", f"{column.name} takes no values")
            needs = not column.nullable and not column.default and not column.identity
            if columns is not None and needs and column.name not in columns and not self.copies_nothing():
                self.say("insert_nothing", f"{column.name} is NOT NULL and gets no value")
        for column in columns or []:
            self.check_column(table, column)
        self.state.filled.add(name)
        rest = reader.rest()
        if rest and rest[0].word == "SELECT":
            self.copy(name, columns, rest)

    def copy(self, name, columns, rest):
        wide = len(split(rest[1 : self.end_of_list(rest)]))
        if columns is not None and wide != len(columns):
            self.say("insert_width", f"{len(columns)} columns, {wide} values")
        for source in relations(rest):
            if name.endswith("__kura_new") and (self.transaction, source) not in self.locked:
                self.say("copy_without_lock", f"rows written to {source} meanwhile are lost")

    @staticmethod
    def end_of_list(tokens):
        """Where the FROM of a SELECT stands."""
        depth = 0
        for i, token in enumerate(tokens):
            depth += {"(": 1, ")": -1}.get(token.text, 0) if token.kind == "symbol" else 0
            if depth == 0 and token.word == "FROM":
                return i
        return len(tokens)

    def on_update(self, reader):
        name = reader.qualified()
        if reader.accept("SET"):
            self.state.filled.add((name, reader.next().name))

    def on_lock(self, reader):
        reader.accept("TABLE")
        for part in split(reader.rest()):
            self.locked.add((self.transaction, Reader(part).qualified()))

    def copies_nothing(self):
        """A new column without a value: the plan checks beforehand that there are no rows."""
        return any(re.match(r"SELECT COUNT\(\*\) = 0 FROM ((?! WHERE ).)+$", check, re.IGNORECASE) for check in self.checks)

    def on_comment(self, reader):
        reader.accept("ON")
        kind, relation, column = reader.next().word, "", ""
        if kind == "MATERIALIZED":
            return self.say("comment_word", "COMMENT ON knows a materialized view as VIEW")
        relation = reader.qualified()
        if kind == "COLUMN":
            relation, _, column = relation.rpartition(".")
            if self.state.views.get(relation, ("",))[0] in ("late", "materialized"):
                self.say("comment_column", "its columns take no comments")
            self.check_column(self.state.tables.get(relation, Table()), column)
        if kind != "SCHEMA":
            self.check_known(relation)
        text = reader.rest()[-1].text
        self.state.comments.pop((relation, column), None)
        if text.upper() != "NULL":
            self.state.comments[(relation, column)] = text
        return None

    def on_grant(self, reader):
        found = words(reader.rest())
        has_option = holds(found, "WITH", "GRANT", "OPTION")
        if has_option and ("ROLE" in found or "GROUP" in found or "PUBLIC" in found):
            self.say("grant_option", "the grant option is for users")
        for key in self.granted(reader, "TO"):
            # Giving it again takes no option away.
            self.state.grants[key] = has_option or self.state.grants.get(key, False)

    def on_revoke(self, reader):
        for key in self.granted(reader, "FROM"):
            if key[0] in self.names and key not in self.state.grants and self.is_complete:
                self.say("revoke_nothing", f"{key[3]} has no {key[2]} on it")
            self.state.grants.pop(key, None)

    def granted(self, reader, word):
        """(relation, column, privilege, grantee) of each."""
        rest = reader.rest()
        at = next((i for i, token in enumerate(rest) if token.word == "ON"), len(rest))
        end = next((i for i, token in enumerate(rest) if i > at and token.word == word), len(rest))
        target = Reader(rest[at + 1 : end])
        target.accept("TABLE")
        relation = target.qualified()
        self.check_known(relation)
        tail = rest[end + 1 :]
        stop = next((i for i, token in enumerate(tail) if token.word == "WITH"), len(tail))
        for privilege in split(rest[:at]):
            columns = names_in(Reader(privilege[1:]).parenthesised()) or [""]
            for column in columns:
                if column:
                    self.check_column(self.state.tables.get(relation, Table()), column)
                for grantee in split(tail[:stop]):
                    yield relation, column, privilege[0].word, " ".join(token.text for token in grantee)

    def on_select(self, _reader):
        """A query that gives statements to run: those that change an encoding where it is another one."""
        if not self.sql.startswith("SELECT statement FROM"):
            return
        judges, self.judges = self.judges, False
        for text in re.findall(r"'((?:ALTER TABLE|COMMENT|GRANT) (?:[^']|'')*)' AS statement", self.sql):
            self.statement(tokenize(text.replace("''", "'")))
        self.judges = judges

    def on_refresh(self, reader):
        if "CONCURRENTLY" in words(reader.rest()):
            self.say("refresh_concurrently", "REFRESH has no CONCURRENTLY")

    def on_set(self, reader):
        if reader.peek().name in ("standard_conforming_strings", "lock_timeout", "server_version_num"):
            self.say("unknown_setting", "Redshift has no such setting")


def run_quietly(statements):
    checker = Checker()
    checker.run([{"sql": it, "transaction": 0} if isinstance(it, str) else it for it in statements], judges=False)
    checker.seen.clear()
    return checker


def check(statements, before=(), goal=None, keeps_old=False):
    """`before` made the state that is there; `goal`, where it is known, would make the one that is wanted."""
    checker = run_quietly(before)
    wanted = run_quietly(goal) if goal is not None else None
    if wanted:
        checker.is_complete = True
        checker.names = {*checker.state.tables, *checker.state.views, *wanted.state.tables, *wanted.state.views}
    checker.run(statements)
    if wanted:
        checker.violations += [f"at the end [goal]: {it}" for it in differences(checker.state, wanted.state, keeps_old)]
    return checker.violations
