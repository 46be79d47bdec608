"""Cuts SQL text into statements and counts what they create, without understanding more of SQL than its quoting."""

import re

_LEXEME = re.compile(
    r"""
      (?P<comment> --[^\n]* | /\*.*?\*/ )
    | (?P<quoted> '(?:[^']|'')*' | "(?:[^"]|"")*" | `(?:[^`]|``)*` | (?P<tag>\$\w*\$).*?(?P=tag) )
    | (?P<end> ; )
    | (?P<other> [^-/'"`$;]+ | . )
    """,
    re.VERBOSE | re.DOTALL,
)

_TABLE = re.compile(r"\bCREATE\s+(?:OR\s+REPLACE\s+)?(?:UNLOGGED\s+|EXTERNAL\s+)?TABLE\b", re.IGNORECASE)
_VIEW = re.compile(
    r"\bCREATE\s+(?:OR\s+REPLACE\s+)?(?:ALGORITHM\s*=\s*\w+\s+)?(?:DEFINER\s*=\s*\S+\s+)?"
    r"(?:SQL\s+SECURITY\s+\w+\s+)?(?:RECURSIVE\s+)?VIEW\b",
    re.IGNORECASE,
)
_MATERIALIZED_VIEW = re.compile(r"\bCREATE\s+MATERIALIZED\s+VIEW\b", re.IGNORECASE)


def split_statements(sql):
    """The statements of `sql` in order, without their `;` and without comments outside of them."""
    statements, current = [], []
    for lexeme in _LEXEME.finditer(sql):
        if lexeme.lastgroup == "end":
            statements.append("".join(current).strip())
            current = []
        elif lexeme.lastgroup == "comment":
            current.append(" ")
        else:
            current.append(lexeme.group())
    statements.append("".join(current).strip())
    return [statement for statement in statements if statement]


def without_literals(statement):
    """The statement with every quoted part emptied, so that words can be looked for."""
    return "".join(
        "''" if lexeme.group("quoted") else "" if lexeme.group("comment") else lexeme.group()
        for lexeme in _LEXEME.finditer(statement)
    )


def count_created(sql):
    """How many tables and how many views (of either kind) the text creates."""
    tables = views = 0
    for statement in split_statements(sql):
        bare = without_literals(statement)
        tables += bool(_TABLE.match(bare))
        views += bool(_VIEW.match(bare) or _MATERIALIZED_VIEW.match(bare))
    return tables, views
