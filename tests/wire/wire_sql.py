"""Statements of both engines as tokens, and rewritten so that SQLite can run them on the rows that a model holds."""

import re

_STRING = r"'(?:[^'\\]|''|\\.)*'"
_COMMON = r"""\s+|--[^\n]*|/\*.*?\*/
      |(?P<string>{strings})
      |(?P<quoted>{quoted})
      |(?P<number>\d+(?:\.\d+)?(?![\w$]))
      |(?P<word>[A-Za-z_@\x80-\U0010ffff][\w$@\x80-\U0010ffff]*)
      |(?P<symbol>::|<>|!=|<=|>=|\|\||.)"""
_TOKENS = {
    "redshift": re.compile(_COMMON.format(strings=_STRING + r"|\$(?P<tag>\w*)\$.*?\$(?P=tag)\$", quoted=r'"(?:[^"]|"")*"'),
                           re.VERBOSE | re.DOTALL),
    "starrocks": re.compile(_COMMON.format(strings=_STRING + r'|"(?:[^"\\]|""|\\.)*"', quoted=r"`(?:[^`]|``)*`"), re.VERBOSE | re.DOTALL),
}
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "0": "\0", "f": "\f"}
_CATALOGS = ("information_schema", "sys", "pg_catalog")
# Types whose values SQLite is to keep as they are written.
_TEXTUAL = ("TIMESTAMP", "TIMESTAMPTZ", "DATETIME", "DATE", "TIME", "SUPER", "JSON")


class Token:
    def __init__(self, kind, text, start, end, value):
        self.kind = kind
        self.text = text
        self.start = start
        self.end = end
        self.value = value  # of a string what it means; of a name the name
        self.word = text.upper() if kind == "word" else ""

    def __repr__(self):
        return self.text


def tokenize(sql, dialect):
    found = []
    for match in _TOKENS[dialect].finditer(sql):
        kind = "string" if match.lastgroup == "tag" else match.lastgroup
        if kind:
            found.append(Token(kind, match.group(), match.start(), match.end(), _value(kind, match.group(), dialect)))
    return found


def _value(kind, text, dialect):
    if kind == "quoted":
        name = text[1:-1].replace(text[0] * 2, text[0])
        return name.lower() if dialect == "redshift" else name
    if kind != "string":
        return text.lower() if dialect == "redshift" else text
    if text[0] == "$":
        tag = text[:text.index("$", 1) + 1]
        return text[len(tag):-len(tag)]
    inside = text[1:-1].replace(text[0] * 2, text[0])
    return re.sub(r"\\(.)", lambda it: _ESCAPES.get(it[1], it[1]), inside, flags=re.DOTALL)


def split_statements(sql, dialect):
    """Each statement as (text, tokens), without its semicolon."""
    found, tokens = [], []
    for token in tokenize(sql, dialect):
        if token.text == ";" and token.kind == "symbol":
            found.append(tokens)
            tokens = []
        else:
            tokens.append(token)
    return [(sql[it[0].start:it[-1].end], it) for it in (*found, tokens) if it]


def words(tokens, count=6):
    return tuple(token.word or token.text.upper() for token in tokens[:count])


def mentions(tokens, *names):
    wanted = {it.lower() for it in names}
    return any(token.kind in ("word", "quoted") and token.value.lower() in wanted for token in tokens)


def quoted(name):
    return '"' + name.replace('"', '""') + '"'


def literal(text):
    return "'" + text.replace("'", "''") + "'"


class Rewriter:
    """Rewrites one statement. `relations` are the qualified names that the model knows; `schema` is the one that needs no name."""

    def __init__(self, tokens, relations, schema):
        self.tokens = tokens
        self.relations = relations
        self.schema = schema
        self.at = 0

    def text(self):
        out = []
        while self.at < len(self.tokens):
            out.append(self._next(out))
        return " ".join(it for it in out if it)

    def _peek(self, ahead):
        place = self.at + ahead
        return self.tokens[place] if place < len(self.tokens) else Token("end", "", 0, 0, "")

    def _next(self, out):
        token = self._peek(0)
        if token.text == "::":
            return self._cast(out)
        if token.kind in ("word", "quoted") and self._peek(1).text == "." and self._peek(2).kind in ("word", "quoted"):
            merged = self._qualified()
            if merged is not None:
                return merged
        self.at += 1
        if token.text.startswith("@@"):
            return self._variable(token)
        if token.kind == "string":
            return literal(token.value)
        if token.kind == "quoted":
            return quoted(token.value)
        if token.word == "AS" and self._peek(0).word in _TEXTUAL and out and self._peek(1).text in (")", "("):
            return self._textual()
        if token.word == "INTERVAL" and self._peek(0).kind in ("string", "number"):
            return self._interval()
        if token.word in ("DATEADD", "DATEDIFF", "EXTRACT", "DATE_PART",
                          "TIMESTAMPDIFF") and self._peek(0).text == "(" and self._peek(1).kind == "word":
            return self._with_part(token)
        if token.word in ("CURRENT_USER", "SESSION_USER", "USER") and self._peek(0).text != "(":
            return "USER_NAME()"
        return "UTC_NOW()" if token.word in ("CURRENT_TIMESTAMP", "SYSDATE") and self._peek(0).text != "(" else token.text

    def _qualified(self):
        """`schema.name` as one name where it is a relation that the model or the catalogue has."""
        first, second = self._peek(0).value.lower(), self._peek(2).value
        if first == self.schema:
            self.at += 2
            return ""
        if first in _CATALOGS or f"{first}.{second}" in self.relations:
            self.at += 3
            return quoted(second.lower() if first == "pg_catalog" else f"{first}.{second.lower() if first in _CATALOGS else second}")
        return None

    def _cast(self, out):
        """`x::type` is x, but for the number of a relation."""
        self.at += 1
        kind = self._peek(0).word
        self.at += 1
        if self._peek(0).text == "(":
            while self._peek(0).text != ")":
                self.at += 1
            self.at += 1
        elif kind in ("DOUBLE", "CHARACTER") and self._peek(0).word in ("PRECISION", "VARYING"):
            self.at += 1
        if kind == "REGCLASS" and out:
            out[-1] = f"REGCLASS({out[-1]})"
        return ""

    def _variable(self, token):
        """`@@name` or `@@session.name`."""
        if self._peek(0).text == ".":
            self.at += 2
            return f"VARIABLE({literal(self._peek(-1).text)})"
        return f"VARIABLE({literal(token.text[2:])})"

    def _textual(self):
        self.at += 1
        if self._peek(0).text == "(":
            self.at += 3
        return "AS TEXT"

    def _interval(self):
        amount = self._peek(0)
        self.at += 1
        if amount.kind == "number":
            unit = self._peek(0).text
            self.at += 1
            return f"INTERVAL_OF({amount.text}, {literal(unit)})"
        if self._peek(0).kind == "word" and self._peek(0).word.rstrip("S") in ("SECOND", "MINUTE", "HOUR", "DAY"):
            self.at += 1
            return f"INTERVAL_OF({literal(amount.value)}, {literal(self._peek(-1).text)})"
        return f"INTERVAL_OF({literal(amount.value)}, '')"

    def _with_part(self, token):
        """EXTRACT(EPOCH FROM x), DATEADD(second, n, x): the part as a text."""
        part = self._peek(1).text
        self.at += 2
        if self._peek(0).word == "FROM":
            self.at += 1
            return f"{token.text}({literal(part)},"
        return f"{token.text}({literal(part)}"


def is_condition(tokens):
    """Whether each value of a select list is a condition, which one engine answers as t or f."""
    kinds, depth, item = [], 0, []
    for token in tokens[1:]:
        depth += {"(": 1, ")": -1}.get(token.text, 0) if token.kind == "symbol" else 0
        if depth == 0 and (token.text == "," or token.word in ("FROM", "UNION")):
            kinds.append(_compares(item))
            item = []
            if token.word:
                return kinds
            continue
        if depth == 0:
            item.append(token)
    return [*kinds, _compares(item)]


def _compares(item):
    if item and item[0].word == "CASE":
        return False
    return any(it.kind == "symbol" and it.text in ("=", "<>", "!=", "<", ">", "<=", ">=")
               or it.word in ("IS", "NOT", "EXISTS", "LIKE", "IN", "TRUE", "FALSE")
               for it in item)
