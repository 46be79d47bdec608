"""StarRocks statements as tokens, clauses and column definitions."""

import re

TOKEN = re.compile(r"""\s+|--[^\n]*|/\*.*?\*/|`(?:[^`]|``)*`|"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.|'')*'|\w+(?:\.\d+)?|->|.""", re.S)
SCHEMA_CHANGES = ("ADD COLUMN", "DROP COLUMN", "MODIFY COLUMN", "ADD INDEX", "DROP INDEX")


def tokenize(sql):
    tokens = [t for t in TOKEN.findall(sql) if not (t.isspace() or t.startswith("--") or t.startswith("/*"))]
    # The half-open ranges of `VALUES [(…), (…))` have an end that looks like that of parentheses.
    tokens = ["(" if t == "[" and i and tokens[i - 1].upper() == "VALUES" else t for i, t in enumerate(tokens)]
    return angled(tokens)


def angled(tokens):
    """Those < and > that enclose what a nested type holds, as brackets that are nothing else."""
    found, depth = [], 0
    for token in tokens:
        if token == "<" and found and found[-1].upper() in ("ARRAY", "MAP", "STRUCT"):
            token = "⟨"
        elif token == ">" and depth:
            token = "⟩"
        depth += (token == "⟨") - (token == "⟩")
        found.append(token)
    return found


def name_of(token):
    return token[1:-1].replace("``", "`") if token.startswith("`") else token


def text_of(token):
    return re.sub(r"\\(.)", lambda it: {"n": "\n"}.get(it[1], it[1]), token[1:-1]) if token[:1] in "\"'" else token


def split_top(tokens, separator=","):
    parts, depth = [[]], 0
    for token in tokens:
        depth += (token in "([⟨") - (token in ")]⟩") if len(token) == 1 else 0
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


ATTRIBUTES = {
    "KEY", "NULL", "NOT", "DEFAULT", "AUTO_INCREMENT", "AS", "COMMENT", "FIRST", "AFTER", "SUM", "MIN", "MAX", "REPLACE", "REPLACE_IF_NOT_NULL",
    "HLL_UNION", "BITMAP_UNION", "PERCENTILE_UNION", "CHARSET",
}


def read_definition(tokens):
    """The type, the comment, and the other attributes but KEY and the position, each as text that can be compared."""
    parts, at, depth = [[]], 0, 0
    while at < len(tokens):
        token = tokens[at]
        if depth == 0 and token.upper() in ATTRIBUTES and not (token.upper() == "NULL" and parts[-1] == ["NOT"]):
            parts.append([])
        parts[-1].append(token.upper() if token[:1] not in "\"'`" else token)
        depth += (token in "([⟨{") - (token in ")]⟩}") if len(token) == 1 else 0
        at += 1
    found = {part[0]: " ".join(part[1:]) for part in parts[1:]}
    comment = text_of(found.pop("COMMENT", "")).strip() or ""
    for word in ("KEY", "FIRST", "AFTER"):
        found.pop(word, None)
    if "NOT" not in found and "AUTO_INCREMENT" not in found and "AS" not in found:
        found["NULL"] = ""
    if "AUTO_INCREMENT" in found:
        found.pop("NOT", None)
    written = " ".join(parts[0])
    return ALIKE.get(written, written), comment, found


# Names of one type.
ALIKE = {"STRING": "VARCHAR ( 65533 )", "VARIANT": "JSON"}


def relations(tokens):
    """Names behind FROM, JOIN and the commas of a FROM list."""
    found, at = set(), 0
    while at < len(tokens):
        is_start = tokens[at].upper() in ("FROM", "JOIN") and at + 1 < len(tokens) and re.match(r"[`\w]", tokens[at + 1])
        at += 1
        while is_start:
            name, at = read_name(tokens, at)
            found.add(name)
            while at < len(tokens) and re.match(r"[`\w]", tokens[at]) and tokens[at].upper() not in AFTER_RELATION:
                at += 1
            is_start = at + 1 < len(tokens) and tokens[at] == "," and bool(re.match(r"[`\w]", tokens[at + 1]))
            at += is_start
    return found


AFTER_RELATION = {"WHERE", "GROUP", "ORDER", "JOIN", "LEFT", "RIGHT", "INNER", "FULL", "CROSS", "ON", "UNION", "HAVING", "LIMIT", "USING"}


def clauses_of(tokens, heads):
    """Clauses that begin with these words outside of parentheses: word -> tokens behind it. AS takes all that is left."""
    found, place, depth = {}, None, 0
    for i, token in enumerate(tokens):
        if depth == 0 and place != "AS" and token.upper() in heads and not (token.upper() in ("ASYNC",)):
            place = token.upper()
            found[place] = []
            continue
        depth += (token == "(") - (token == ")")
        if place:
            found[place].append(token)
    return found


class Column:
    """What a definition says: `c` TYPE [KEY] [agg] [NULL|NOT NULL] [DEFAULT d | AUTO_INCREMENT | AS (e)] [COMMENT ""] [FIRST|AFTER x]."""

    def __init__(self, tokens):
        upper = words(tokens)
        self.name = name_of(tokens[0]).lower()
        self.type = upper[1] if len(upper) > 1 else ""
        depth, flat = 0, []
        for token in upper[2:]:
            if token in ("(", "⟨"):
                depth += 1
            elif token in (")", "⟩"):
                depth -= 1
            elif depth == 0:
                flat.append(token)
        self.flat = flat
        self.is_not_null = any(a == "NOT" and b == "NULL" for a, b in zip(flat, flat[1:]))
        self.says_null = "NULL" in flat
        self.has_identity = "AUTO_INCREMENT" in flat
        self.is_generated = "AS" in flat
        self.is_key = "KEY" in flat
        self.full_type, self.comment, self.attributes = read_definition(tokens[1:])
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


VIEW_HEADS = ("COMMENT", "PARTITION", "DISTRIBUTED", "ORDER", "REFRESH", "PROPERTIES", "SECURITY", "AS")
TABLE_HEADS = ("ENGINE", "DUPLICATE", "AGGREGATE", "UNIQUE", "PRIMARY", "COMMENT", "PARTITION", "DISTRIBUTED", "ORDER", "ROLLUP", "PROPERTIES")


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
                     ["CREATE", "MATERIALIZED", "VIEW"], ["CREATE", "OR", "REPLACE", "VIEW"], ["REFRESH", "MATERIALIZED", "VIEW"]):
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

    def query(self):
        """The tokens of a view's query."""
        depth = 0
        for i, token in enumerate(self.rest):
            depth += (token == "(") - (token == ")")
            if depth == 0 and token.upper() == "AS":
                return self.rest[i + 1:]
        return []

    def is_synchronous(self):
        """A materialized view without a scheme of its own is a rollup of its table."""
        head = clauses_of(self.rest, VIEW_HEADS)
        return self.kind == "CREATE MATERIALIZED VIEW" and "REFRESH" not in head and "DISTRIBUTED" not in head

    def job_table(self):
        """Whose job it starts, or would wait for."""
        if self.is_synchronous():
            return min(relations(self.query()), default=self.table)
        return self.table

    def starts_job(self):
        if self.is_synchronous():
            return True
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
