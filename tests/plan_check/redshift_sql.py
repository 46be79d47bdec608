"""Redshift statements as tokens, and what a run of them tells about tables, keys and views."""

import re

TOKEN = re.compile(
    r"""\s+|--[^\n]*|/\*.*?\*/
      |(?P<string>'(?:[^'\\]|''|\\.)*')
      |(?P<quoted>"(?:[^"]|"")*")
      |(?P<number>\d+(?:\.\d+)?)
      |(?P<word>[A-Za-z_\x80-\U0010ffff][\w$\x80-\U0010ffff]*)
      |(?P<symbol><>|!=|<=|>=|\|\||::|.)""",
    re.VERBOSE | re.DOTALL,
)


class Token:
    def __init__(self, kind, text):
        self.kind = kind
        self.text = text
        # Keywords in upper case, names as Redshift folds them, quoted or not.
        self.word = text.upper() if kind == "word" else ""
        self.name = text.lower() if kind == "word" else text[1:-1].replace('""', '"').lower() if kind == "quoted" else ""

    def __repr__(self):
        return self.text


def tokenize(sql):
    tokens = []
    for match in TOKEN.finditer(sql):
        if match.lastgroup:
            tokens.append(Token(match.lastgroup, match.group()))
    return tokens


class Reader:
    """Walks over tokens."""

    def __init__(self, tokens):
        self.tokens = tokens
        self.at = 0

    def peek(self, ahead=0):
        place = self.at + ahead
        return self.tokens[place] if place < len(self.tokens) else Token("end", "")

    def next(self):
        token = self.peek()
        self.at += 1
        return token

    def accept(self, *words):
        """Takes the words or symbols when all of them come next."""
        for ahead, word in enumerate(words):
            token = self.peek(ahead)
            if (token.word or token.text) != word:
                return False
        self.at += len(words)
        return True

    def qualified(self):
        """`schema.name` as Redshift folds it."""
        parts = [self.next().name]
        while self.accept("."):
            parts.append(self.next().name)
        return ".".join(parts)

    def parenthesised(self):
        """The tokens between the parentheses that begin here."""
        if not self.accept("("):
            return []
        depth, inner = 1, []
        while depth and self.at < len(self.tokens):
            token = self.next()
            depth += {"(": 1, ")": -1}.get(token.text, 0) if token.kind == "symbol" else 0
            if depth:
                inner.append(token)
        return inner

    def rest(self):
        return self.tokens[self.at :]

    def done(self):
        return self.at >= len(self.tokens)


def split(tokens, symbol=","):
    """Parts between a symbol that stands outside of parentheses."""
    parts, depth = [[]], 0
    for token in tokens:
        if token.kind == "symbol":
            depth += {"(": 1, ")": -1}.get(token.text, 0)
            if token.text == symbol and depth == 0:
                parts.append([])
                continue
        parts[-1].append(token)
    return parts


def words(tokens):
    """Words and symbols outside of parentheses."""
    found, depth = [], 0
    for token in tokens:
        if token.kind == "symbol" and token.text == ")":
            depth -= 1
        if depth == 0:
            found.append(token.word or token.text)
        if token.kind == "symbol" and token.text == "(":
            depth += 1
    return found


def holds(found, *wanted):
    """True when the words come one after the other."""
    size = len(wanted)
    return any(tuple(found[i : i + size]) == wanted for i in range(len(found) - size + 1))


class Column:
    def __init__(self, name, type_words, encoding="", nullable=True, default=False, identity=""):
        self.name = name
        self.type = type_words  # its first word
        self.encoding = encoding  # "": not known
        self.nullable = nullable
        self.default = default
        self.identity = identity  # "", "always" or "default"
        self.whole_type = ""
        self.details = {}  # DEFAULT, IDENTITY and COLLATE: what stands behind them


class Table:
    """What the statements told of a table; `columns` is None for one that they did not create."""

    def __init__(self, columns=None):
        self.columns = columns
        self.dist = None  # None: not known; "" for none; else the column
        self.style = ""  # of the distribution
        self.sort = None  # None: not known; else the columns
        self.sort_style = ""
        self.interleaved = None
        self.is_encoded_automatically = False
        self.keys = {}  # primary and unique keys: name -> columns
        self.primary = None  # name of the primary key
        self.foreign = {}  # foreign keys: name -> (columns, table, its columns)

    def column(self, name):
        return next((it for it in self.columns or [] if it.name == name), None)


class State:
    def __init__(self):
        self.schemas = set()
        self.tables = {}  # materialized views have an entry for their keys
        self.views = {}  # name -> ("view" | "late" | "materialized", names of what it reads)
        self.words = {}  # view -> the words and symbols of its query
        self.queries = {}  # view -> its query
        self.refresh = {}  # materialized view -> whether it refreshes by itself
        self.comments = {}  # (relation or schema, column or "") -> text
        self.grants = {}  # (relation, column or "", privilege, grantee) -> whether it may be given on
        self.owners = {}
        self.filled = set()  # tables, and (table, column), that got values
        self.out_of_the_way = set()  # dropped

    def table(self, name):
        return self.tables.setdefault(name, Table())

    def has(self, name):
        return name in self.views or name in self.tables

    def readers(self, name):
        """Views that are bound to a relation."""
        return [view for view, (kind, read) in self.views.items() if kind != "late" and name in read and view != name]

    def referrers(self, name):
        return [other for other, table in self.tables.items() if other != name and any(it[1] == name for it in table.foreign.values())]

    def rename(self, old, new):
        for places in (self.tables, self.views, self.words, self.queries, self.refresh, self.owners):
            if old in places:
                places[new] = places.pop(old)
        for table in self.tables.values():
            for key, (columns, target, aims) in table.foreign.items():
                table.foreign[key] = (columns, new if target == old else target, aims)
        for places in (self.comments, self.grants):
            for key in [it for it in places if it[0] == old]:
                places[(new, *key[1:])] = places.pop(key)

    def drop(self, name):
        for places in (self.tables, self.views, self.words, self.queries, self.refresh, self.owners):
            places.pop(name, None)
        for places in (self.comments, self.grants):
            for key in [it for it in places if it[0] == name]:
                del places[key]

    def rename_column(self, relation, old, new):
        for table in self.tables.values():
            for key, (columns, target, aims) in table.foreign.items():
                table.foreign[key] = (columns, target, [new if it == old else it for it in aims] if target == relation else aims)
        for places in (self.comments, self.grants):
            for key in [it for it in places if it[:2] == (relation, old)]:
                places[(relation, new, *key[2:])] = places.pop(key)

    def drop_column(self, relation, column):
        for places in (self.comments, self.grants):
            for key in [it for it in places if it[:2] == (relation, column)]:
                del places[key]


def names_in(tokens):
    return [token.name for token in tokens if token.name]


def relations(tokens):
    """Names behind FROM, JOIN and commas of a FROM list."""
    found, reader = set(), Reader(tokens)
    given = {a.name for a, b, c in zip(tokens, tokens[1:], tokens[2:]) if a.name and b.word == "AS" and c.text == "("}
    while not reader.done():
        token = reader.next()
        if token.word in ("FROM", "JOIN") and reader.peek().name and reader.peek().word != "LATERAL":
            found.add(reader.qualified())
            while reader.accept(",") or (reader.peek().name and reader.peek(1).text == "," and reader.next() and reader.accept(",")):
                if not reader.peek().name:
                    break
                found.add(reader.qualified())
    return found - given
