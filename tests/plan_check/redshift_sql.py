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
        self.type = type_words
        self.encoding = encoding  # "": not known
        self.nullable = nullable
        self.default = default
        self.identity = identity  # "", "always" or "default"


class Table:
    """What the statements told of a table; `columns` is None for one that they did not create."""

    def __init__(self, columns=None):
        self.columns = columns
        self.dist = None  # None: not known; "" for none; else the column
        self.sort = None  # None: not known; else the columns
        self.interleaved = None
        self.keys = {}  # primary and unique keys: name -> columns
        self.foreign = {}  # foreign keys: name -> (columns, table)


class State:
    def __init__(self):
        self.tables = {}
        self.views = {}  # name -> ("view" | "late" | "materialized", names of what it reads)
        self.words = {}  # view -> the words and symbols of its query

    def table(self, name):
        return self.tables.setdefault(name, Table())


def names_in(tokens):
    return [token.name for token in tokens if token.name]


def relations(tokens):
    """Names behind FROM, JOIN and commas of a FROM list."""
    found, reader = set(), Reader(tokens)
    while not reader.done():
        token = reader.next()
        if token.word in ("FROM", "JOIN") and reader.peek().name and reader.peek().word != "LATERAL":
            found.add(reader.qualified())
            while reader.accept(",") or (reader.peek().name and reader.peek(1).text == "," and reader.next() and reader.accept(",")):
                if not reader.peek().name:
                    break
                found.add(reader.qualified())
    return found
