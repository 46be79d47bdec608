"""The rules of StarRocks over the statements of a plan, apart from the planner: check(statements) lists what the server would refuse or lose.

A statement is {"sql": text, "wait": whether the plan waits for a job behind it, "transaction": 0 outside of any}. A rule is a function
from a Ledger, which remembers what the statements before it made of each table, and one parsed statement to sentences.
"""

import re

TOKEN = re.compile(r"""\s+|--[^\n]*|/\*.*?\*/|`(?:[^`]|``)*`|"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.|'')*'|\w+(?:\.\d+)?|.""", re.S)
SCHEMA_CHANGES = ("ADD COLUMN", "DROP COLUMN", "MODIFY COLUMN", "ADD INDEX", "DROP INDEX")
FAMILIES = ("dynamic_partition.", "binlog_")
FIXED_PROPERTIES = {
    "compression", "storage_type", "fast_schema_evolution", "light_schema_change", "storage_volume", "datacache.enable",
    "enable_async_write_back", "storage_medium", "storage_cooldown_time",
}
NOT_FOR_MATERIALIZED = {"replication_num", "colocate_with"}
NESTED = ("ARRAY", "MAP", "STRUCT")


def tokenize(sql):
    return [t for t in TOKEN.findall(sql) if not (t.isspace() or t.startswith("--") or t.startswith("/*"))]


def name_of(token):
    return token[1:-1].replace("``", "`") if token.startswith("`") else token


def text_of(token):
    return re.sub(r"\\(.)", r"\1", token[1:-1]) if token[:1] in "\"'" else token


def split_top(tokens, separator=","):
    parts, depth = [[]], 0
    for token in tokens:
        depth += (token in "([<") - (token in ")]>") if len(token) == 1 else 0
        if token == separator and depth == 0:
            parts.append([])
        else:
            parts[-1].append(token)
    return [part for part in parts if part]


def group(tokens, at):
    """The tokens inside of the parentheses that open at `at`, and the place behind them."""
    depth = 0
    for i in range(at, len(tokens)):
        depth += (tokens[i] == "(") - (tokens[i] == ")")
        if depth == 0:
            return tokens[at + 1:i], i + 1
    return tokens[at + 1:], len(tokens)


def words(tokens):
    return [t.upper() for t in tokens]


def read_name(tokens, at):
    """`db`.`t` or `t`; the name as a tuple, and the place behind it."""
    parts = [name_of(tokens[at])] if at < len(tokens) else []
    at += 1
    while at + 1 < len(tokens) and tokens[at] == ".":
        parts.append(name_of(tokens[at + 1]))
        at += 2
    return tuple(parts), at


class Column:
    """What a definition says: `c` TYPE [KEY] [agg] [NULL|NOT NULL] [DEFAULT d | AUTO_INCREMENT | AS (e)] [COMMENT ""] [FIRST|AFTER x]."""

    def __init__(self, tokens):
        upper = words(tokens)
        self.name = name_of(tokens[0]).lower()
        self.type = upper[1] if len(upper) > 1 else ""
        depth, flat = 0, []
        for token in upper[2:]:
            if token in ("(", "<"):
                depth += 1
            elif token in (")", ">"):
                depth -= 1
            elif depth == 0:
                flat.append(token)
        self.flat = flat
        self.is_not_null = any(a == "NOT" and b == "NULL" for a, b in zip(flat, flat[1:]))
        self.says_null = "NULL" in flat
        self.has_identity = "AUTO_INCREMENT" in flat
        self.is_generated = "AS" in flat
        self.is_key = "KEY" in flat
        self.position = next((w for w in flat if w in ("FIRST", "AFTER")), None)
        self.after = None
        if "AFTER" in upper:
            self.after = name_of(tokens[len(upper) - 1 - upper[::-1].index("AFTER") + 1]).lower()
        self.default = None
        if "DEFAULT" in upper:
            at = upper.index("DEFAULT") + 1
            self.default = " ".join(group(tokens, at)[0]) if tokens[at] == "(" else tokens[at]
            self.has_bare_default = bool(re.match(r"^[-\d]", tokens[at])) or upper[at] in ("TRUE", "FALSE")
        else:
            self.has_bare_default = False

    @property
    def defines(self):
        """A whole definition, not only a comment or a field."""
        return self.type not in ("", "COMMENT", "ADD", "DROP")


class Statement:
    def __init__(self, raw):
        self.sql = raw["sql"]
        self.wait = bool(raw.get("wait"))
        self.transaction = raw.get("transaction") or 0
        self.tokens = tokenize(self.sql.rstrip().rstrip(";"))
        self.upper = words(self.tokens)
        self.kind, self.table, self.rest = self.read_head()
        self.clauses = split_top(self.rest) if self.kind in ("ALTER TABLE", "ALTER MATERIALIZED VIEW") else []

    def read_head(self):
        u = self.upper
        for head in (["ALTER", "TABLE"], ["ALTER", "MATERIALIZED", "VIEW"], ["ALTER", "VIEW"], ["INSERT", "INTO"], ["TRUNCATE", "TABLE"]):
            if u[:len(head)] == head:
                name, at = read_name(self.tokens, len(head))
                return " ".join(head), name, self.tokens[at:]
        for head in (["DROP", "TABLE"], ["DROP", "VIEW"], ["DROP", "MATERIALIZED", "VIEW"], ["CREATE", "TABLE"], ["CREATE", "VIEW"],
                     ["CREATE", "MATERIALIZED", "VIEW"], ["CREATE", "OR", "REPLACE", "VIEW"]):
            if u[:len(head)] == head:
                at = len(head)
                while at < len(u) and u[at] in ("IF", "NOT", "EXISTS"):
                    at += 1
                name, at = read_name(self.tokens, at)
                return " ".join(head), name, self.tokens[at:]
        if u[:2] in (["CREATE", "INDEX"], ["DROP", "INDEX"]) and "ON" in u:
            name, at = read_name(self.tokens, u.index("ON") + 1)
            return " ".join(u[:2]), name, self.tokens[at:]
        return " ".join(u[:2]), (), []

    def clause_head(self, clause):
        return " ".join(words(clause[:2]))

    def columns(self, head):
        """Columns that clauses with this head define."""
        for clause in self.clauses:
            if self.clause_head(clause) != head or len(clause) < 4:
                continue
            column = Column(clause[2:])
            if column.defines:
                yield column

    def is_schema_change(self):
        return self.kind == "ALTER TABLE" and any(self.clause_head(c) in SCHEMA_CHANGES for c in self.clauses)

    def properties(self):
        """Pairs of SET (…), or nothing."""
        for clause in self.clauses:
            at = next((i for i, t in enumerate(clause) if t.upper() == "SET" and clause[i + 1:i + 2] == ["("]), None)
            if at is None:
                continue
            inside, _ = group(clause, at + 1)
            return [(text_of(pair[0]), text_of(pair[2])) for pair in split_top(inside) if len(pair) >= 3], words(clause)[0] == "SET"
        return None, False

    def starts_job(self):
        if self.kind in ("CREATE INDEX", "DROP INDEX"):
            return True
        if self.kind == "ALTER MATERIALIZED VIEW":
            pairs, _ = self.properties()
            return any(key.startswith("bloom_filter_") for key, _ in pairs or [])
        if self.kind != "ALTER TABLE" or not self.clauses:
            return False
        first = words(self.clauses[0])
        if self.is_schema_change():
            return not all(is_comment_only(c) for c in self.clauses)
        if first[:2] in (["ORDER", "BY"], ["DISTRIBUTED", "BY"], ["PARTITION", "BY"], ["ADD", "ROLLUP"]):
            return True
        pairs, is_own = self.properties()
        return is_own and any(key.startswith("bloom_filter_") for key, _ in pairs)


def is_comment_only(clause):
    u = words(clause)
    return u[:2] == ["MODIFY", "COLUMN"] and u[3:4] == ["COMMENT"]


class Table:
    def __init__(self):
        self.columns = {}  # name -> Column, as far as the statements tell
        self.model = None
        self.is_dynamic = None
        self.was = set()
        self.job = False


class Ledger:
    """What the statements so far made of each table."""

    def __init__(self):
        self.tables = {}

    def table(self, name):
        return self.tables.setdefault(name, Table())

    def note(self, it):
        if not it.table:
            return
        table = self.table(it.table)
        if it.kind == "CREATE TABLE":
            self.note_creation(it, table)
        if it.kind == "ALTER TABLE":
            self.note_alteration(it, table)
        if it.kind == "DROP TABLE":
            self.tables.pop(it.table, None)
            return
        table.job = it.starts_job() and not it.wait if it.starts_job() or it.wait else table.job

    def note_creation(self, it, table):
        table.__init__()
        if "(" not in it.rest:
            return
        inside, behind = group(it.rest, it.rest.index("("))
        for part in split_top(inside):
            if part[0].upper() != "INDEX" and len(part) > 1:
                column = Column(part)
                table.columns[column.name] = column
        tail = words(it.rest[behind:])
        for model in ("DUPLICATE", "PRIMARY", "UNIQUE", "AGGREGATE"):
            if any(a == model and b == "KEY" for a, b in zip(tail, tail[1:])):
                table.model = model
        keys = [text_of(t) for t in it.rest[behind:] if t.startswith('"dynamic_partition.')]
        table.is_dynamic = bool(keys) and not re.search(r'"dynamic_partition\.enable"\s*=\s*"false"', it.sql)

    def note_alteration(self, it, table):
        for clause in it.clauses:
            u = words(clause)
            if u[:2] == ["DROP", "COLUMN"]:
                table.columns.pop(name_of(clause[2]).lower(), None)
            if u[:2] == ["RENAME", "COLUMN"] and "TO" in u:
                old, new = name_of(clause[2]).lower(), name_of(clause[-1]).lower()
                table.was.add(old)
                if old in table.columns:
                    table.columns[new] = table.columns.pop(old)
            if u[:2] == ["SWAP", "WITH"]:
                other, _ = read_name(clause, 2)
                other = other if len(other) > 1 else it.table[:-1] + other
                self.tables[it.table], self.tables[other] = self.table(other), self.table(it.table)
                return
            if u[0] == "RENAME" and u[1:2] != ["COLUMN"] and len(clause) == 2:
                self.tables[it.table[:-1] + (name_of(clause[1]),)] = self.tables.pop(it.table, Table())
        for head in ("ADD COLUMN", "MODIFY COLUMN"):
            for column in it.columns(head):
                table.columns[column.name] = column
        for key, value in it.properties()[0] or []:
            if key.startswith("dynamic_partition."):
                table.is_dynamic = value != "false" if key == "dynamic_partition.enable" else (True if table.is_dynamic is None else table.is_dynamic)


# Rules: each gets the ledger before the statement.

def job_not_awaited(_, it):
    if it.starts_job() and not it.wait:
        yield "it starts a job and nothing waits for it"


def change_during_job(ledger, it):
    touches = it.kind.startswith(("ALTER", "CREATE INDEX", "DROP INDEX"))
    if touches and it.table and ledger.table(it.table).job:
        yield "a job of the table has not been waited for"


def lone_clause_in_list(_, it):
    if it.kind != "ALTER TABLE" or len(it.clauses) < 2:
        return
    heads = [it.clause_head(c) for c in it.clauses]
    if heads[0] in ("ADD ROLLUP", "DROP ROLLUP"):
        # `DROP ROLLUP a, b` and `ADD ROLLUP a (…), b (…)` are lists of their own.
        if any(h in SCHEMA_CHANGES for h in heads[1:]):
            yield "rollups and other clauses in one list"
        return
    for clause, head in zip(it.clauses, heads):
        if head not in SCHEMA_CHANGES or is_comment_only(clause):
            yield f"`{head}` in a list: it must stand alone"


def several_properties(_, it):
    pairs, _own = it.properties()
    if not pairs or len(pairs) < 2:
        return
    if not any(all(key.startswith(family) for key, _ in pairs) for family in FAMILIES):
        yield "several properties in one SET that are not of one family"


def property_not_settable(_, it):
    pairs, is_own = it.properties()
    fixed = NOT_FOR_MATERIALIZED if it.kind == "ALTER MATERIALIZED VIEW" else FIXED_PROPERTIES
    for key, _value in pairs or []:
        if is_own and key in fixed:
            yield f"`{key}` cannot be set"


def changed_default(ledger, it):
    for column in it.columns("MODIFY COLUMN"):
        known = ledger.table(it.table).columns.get(column.name)
        if known is not None and not known.is_generated and known.default != column.default:
            yield f"MODIFY COLUMN changes the default of `{column.name}` from {known.default} to {column.default}"


def tightened(ledger, it):
    for column in it.columns("MODIFY COLUMN"):
        known = ledger.table(it.table).columns.get(column.name)
        if known is not None and not known.is_not_null and column.is_not_null:
            yield f"MODIFY COLUMN makes `{column.name}` NOT NULL"


def lost_role(ledger, it):
    for column in it.columns("MODIFY COLUMN"):
        known = ledger.table(it.table).columns.get(column.name)
        if known is None or known.is_generated != column.is_generated:
            if known is not None:
                yield f"MODIFY COLUMN makes `{column.name}` generated or plain"
            continue
        role = [w for w in known.flat if w in AGGREGATES]
        if role != [w for w in column.flat if w in AGGREGATES]:
            yield f"MODIFY COLUMN changes the aggregate of `{column.name}`"


AGGREGATES = ("SUM", "MIN", "MAX", "REPLACE", "REPLACE_IF_NOT_NULL", "HLL_UNION", "BITMAP_UNION", "PERCENTILE_UNION")


def incomplete_definition(_, it):
    for column in it.columns("MODIFY COLUMN"):
        if not column.says_null and not column.is_generated:
            yield f"MODIFY COLUMN of `{column.name}` says neither NULL nor NOT NULL: it loosens the column"


def modified_nested(_, it):
    for column in it.columns("MODIFY COLUMN"):
        if column.type in NESTED:
            yield f"MODIFY COLUMN of the nested column `{column.name}`"


def added_without_value(_, it):
    for column in it.columns("ADD COLUMN"):
        needs = column.is_not_null and column.default is None and not column.is_generated
        if needs and column.type not in ("BITMAP", "HLL"):
            yield f"`{column.name}` is NOT NULL and has no default"


def added_identity(_, it):
    for column in it.columns("ADD COLUMN"):
        if column.has_identity:
            yield f"`{column.name}` is AUTO_INCREMENT: that is given at creation only"


def added_uuid(_, it):
    for column in it.columns("ADD COLUMN"):
        if column.default is not None and column.default.lower().startswith("uuid"):
            yield f"`{column.name}` has a default of `{column.default}`"


def added_to_primary_key(ledger, it):
    for column in it.columns("ADD COLUMN"):
        if column.is_key and ledger.table(it.table).model == "PRIMARY":
            yield f"`{column.name}` is added to a PRIMARY KEY"


def misplaced_generated(ledger, it):
    for column in it.columns("ADD COLUMN"):
        if column.is_generated and column.position:
            yield f"the generated column `{column.name}` has a position"
        anchor = ledger.table(it.table).columns.get(column.after) if column.after else None
        if anchor is not None and anchor.is_generated:
            yield f"`{column.name}` stands behind the generated column `{column.after}`"


def added_twice(_, it):
    names = [c.name for c in it.columns("ADD COLUMN")]
    for name in sorted({n for n in names if names.count(n) > 1}):
        yield f"`{name}` is added twice"


def taken_back_name(ledger, it):
    for column in it.columns("ADD COLUMN"):
        if column.name in ledger.table(it.table).was:
            yield f"`{column.name}` was the name of a column that was renamed"


def bare_default(_, it):
    columns = list(it.columns("ADD COLUMN")) + list(it.columns("MODIFY COLUMN"))
    for column in columns:
        if column.has_bare_default:
            yield f"the default of `{column.name}` is not in quotes"


def index_renewed_in_one_statement(_, it):
    def of(head):
        return {name_of(c[2]).lower() for c in it.clauses if it.clause_head(c) == head and len(c) > 2}
    for name in sorted(of("DROP INDEX") & of("ADD INDEX")):
        yield f"index `{name}` is dropped and added in one statement"


def swap_across_databases(_, it):
    for clause in it.clauses:
        if words(clause[:2]) != ["SWAP", "WITH"]:
            continue
        other, _ = read_name(clause, 2)
        if len(other) > 1 and other[:-1] != it.table[:-1]:
            yield "SWAP with a table of another database"


def qualified_rename(_, it):
    for clause in it.clauses:
        u = words(clause)
        if u[0] != "RENAME":
            continue
        if "." in clause:
            yield "the new name is qualified"
        if u[1:2] in (["COLUMN"], ["PARTITION"], ["ROLLUP"]):
            if u[1] == "COLUMN" and "TO" not in u:
                yield "RENAME COLUMN without TO"
        elif u[1:2] == ["TO"]:
            yield "RENAME TO: a table's new name follows RENAME"


def transaction_around_ddl(_, it):
    if it.upper[:1] in (["BEGIN"], ["COMMIT"], ["ROLLBACK"]) or it.upper[:2] == ["START", "TRANSACTION"]:
        yield "no transaction holds DDL"
    if it.transaction:
        yield "the step is said to run in a transaction"


def comment_without_sign(_, it):
    for clause in it.clauses:
        if words(clause[:1]) == ["COMMENT"] and clause[1:2] != ["="]:
            yield "COMMENT of a table wants `=`"


def unknown_statement(_, it):
    text = " ".join(it.upper)
    for what in ("CREATE OR REPLACE TABLE", "CREATE OR REPLACE MATERIALIZED VIEW", "CREATE UNIQUE INDEX", "CREATE SEQUENCE", "CREATE TYPE",
                 "COMMENT ON", "CREATE TRIGGER"):
        if text.startswith(what):
            yield f"there is no {what}"
    if it.kind.startswith("ALTER"):
        for what in (["ALTER", "COLUMN"], ["ADD", "CONSTRAINT"], ["DROP", "CONSTRAINT"], ["ADD", "PRIMARY"], ["ADD", "CHECK"], ["ADD", "FOREIGN"],
                     ["OWNER", "TO"], ["RESET", "("]):
            if any(words(c[:2]) == what for c in it.clauses):
                yield f"ALTER has no {' '.join(what).rstrip(' (')}"
    if it.kind.startswith("DROP") and "CASCADE" in it.upper:
        yield "DROP has no CASCADE"


def materialized_view_altered(_, it):
    if it.kind != "ALTER MATERIALIZED VIEW" or not it.clauses:
        return
    first = words(it.clauses[0])[0]
    if first not in ("RENAME", "REFRESH", "SET", "ACTIVE", "INACTIVE", "SWAP"):
        yield f"a materialized view has no {first}"
    if len(it.clauses) > 1:
        yield "one clause a statement"


def partition_beside_dynamic(ledger, it):
    for clause in it.clauses if it.kind == "ALTER TABLE" else []:
        u = words(clause)
        is_change = u[0] in ("ADD", "DROP", "MODIFY") and u[1:2] in (["PARTITION"], ["PARTITIONS"]) and u[0] != "MODIFY"
        if is_change and ledger.table(it.table).is_dynamic:
            yield "partitions are changed while dynamic partitions are on"


def random_outside_duplicate(ledger, it):
    text = " ".join(it.upper)
    model = ledger.table(it.table).model if it.kind == "ALTER TABLE" else None
    if model not in (None, "DUPLICATE") and "DISTRIBUTED BY RANDOM" in text:
        yield f"RANDOM distribution of a table with a {model} KEY"
    if it.kind == "CREATE TABLE" and "DISTRIBUTED BY RANDOM" in text and "DUPLICATE KEY" not in text:
        yield "RANDOM distribution without DUPLICATE KEY"


def order_by_of_all_columns_of_primary(ledger, it):
    for clause in it.clauses:
        if words(clause[:2]) != ["ORDER", "BY"]:
            continue
        table = ledger.table(it.table)
        names = split_top(group(clause, 2)[0])
        if table.model == "PRIMARY" and table.columns and len(names) == len(table.columns):
            yield "ORDER BY of all columns is their order, which a PRIMARY KEY table keeps"


def copy_without_names(_, it):
    if it.kind == "INSERT INTO" and it.rest[:1] != ["("]:
        yield "the columns of the copy are not named"


def copied_generated(ledger, it):
    if it.kind != "INSERT INTO" or it.rest[:1] != ["("]:
        return
    for part in split_top(group(it.rest, 0)[0]):
        known = ledger.table(it.table).columns.get(name_of(part[0]).lower())
        if known is not None and known.is_generated:
            yield f"the generated column `{known.name}` is given a value"


def grant_without_kind(_, it):
    if it.upper[:1] not in (["GRANT"], ["REVOKE"]):
        return
    word = "TO" if it.upper[0] == "GRANT" else "FROM"
    if word not in it.upper or it.upper[it.upper.index(word) + 1:][:1] not in (["ROLE"], ["USER"]):
        yield "who is meant: say USER or ROLE"
    at = it.upper.index("ON") + 1 if "ON" in it.upper else 0
    if it.upper[at:at + 1] not in (["TABLE"], ["VIEW"], ["MATERIALIZED"]):
        yield "on what: say TABLE, VIEW or MATERIALIZED VIEW"


RULES = (
    job_not_awaited, change_during_job, lone_clause_in_list, several_properties, property_not_settable, changed_default, tightened, lost_role,
    incomplete_definition, modified_nested, added_without_value, added_identity, added_uuid, added_to_primary_key, misplaced_generated,
    added_twice, taken_back_name, bare_default, index_renewed_in_one_statement, swap_across_databases, qualified_rename,
    transaction_around_ddl, comment_without_sign, unknown_statement, materialized_view_altered, partition_beside_dynamic,
    random_outside_duplicate, order_by_of_all_columns_of_primary, copy_without_names, copied_generated, grant_without_kind,
)


def check(statements):
    """Every violation: "rule: what is wrong: the statement"."""
    ledger, violations = Ledger(), []
    for raw in statements:
        it = Statement(raw)
        if not it.tokens:
            continue
        for rule in RULES:
            for sentence in rule(ledger, it):
                violations.append(f"{rule.__name__}: {sentence}: {' '.join(it.sql.split())[:160]}")
        ledger.note(it)
    return violations
