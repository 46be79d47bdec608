"""Reads the CREATE texts that SQLite keeps, as these are the only place where it keeps checks, names and expressions."""

import re

_TOKEN = re.compile(r"""\s+|--[^\n]*|/\*.*?\*/|'(?:[^']|'')*'|"(?:[^"]|"")*"|`(?:[^`]|``)*`|\[[^]]*\]|[\w.]+|<>|<=|>=|\|\||.""", re.DOTALL)
_WORDS = re.compile(r"[^\W\d]\w*")


def tokens(sql):
    """Names without needless quotes, words in lower case, strings as they are."""
    found = []
    for token in _TOKEN.findall(sql):
        if token[0] in "\"`[" and len(token) > 1:
            found.append(_name(token[1:-1].replace(token[-1] * 2, token[-1])))
        elif token.startswith("'"):
            found.append(token)
        elif token.strip() and not token.startswith(("--", "/*")):
            found.append(token.lower() if _WORDS.match(token) else token)
    return found


def _name(name):
    return name.lower() if _WORDS.fullmatch(name) else f'"{name.lower()}"'


def normal(sql):
    return " ".join(tokens(sql))


def items_of(sql):
    """What stands before, between and behind the outer parentheses of a CREATE TABLE; the items without the commas."""
    found = tokens(sql)
    opened = found.index("(")
    items, current, depth, place = [], [], 0, opened
    for place in range(opened, len(found)):
        token = found[place]
        depth += (token == "(") - (token == ")")
        if depth == 0:
            break
        if token == "," and depth == 1:
            items.append(" ".join(current))
            current = []
        elif place != opened:
            current.append(token)
    items.append(" ".join(current))
    return " ".join(found[:opened]), items, " ".join(found[place + 1:])
