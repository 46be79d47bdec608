#!/usr/bin/python3
"""Parses every statement of the golden plans of Redshift and StarRocks, there and back, with sqlglot and sqlfluff: run_plan_parsers.py KURA."""

import collections
import concurrent.futures
import functools
import os
import pathlib
import re
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent / name) for name in ("support", "contract", "parsers")] + [str(HERE)]
import counting
import run_parsers
import run_rules
from golden_cases import golden_cases

KNOWN_GAPS = HERE / "known_gaps.txt"
# sqlfluff takes a hundred times as long as sqlglot: it reads one statement of each shape.
PARSERS = ("sqlglot", "sqlfluff")

_NAME_OR_VALUE = re.compile(r"""'(?:[^'\\]|''|\\.)*'|"(?:[^"\\]|""|\\.)*"|`(?:[^`]|``)*`|\b\d+(?:\.\d+)?\b|\b[a-z_][a-z0-9_]*\b""")
_VIEW = re.compile(r"CREATE\s+(OR\s+REPLACE\s+)?(MATERIALIZED\s+)?VIEW\b")


def main():
    if sys.prefix != str(run_parsers.VENV):
        run_parsers.make_venv()
        os.execv(run_parsers.VENV / "bin" / "python", [str(run_parsers.VENV / "bin" / "python"), *sys.argv])
    kura = pathlib.Path(sys.argv[1]).resolve()
    count = counting.Count()
    titles = {}  # (dialect, statement) -> the first case that has it
    for dialect in run_parsers.DIALECTS:
        for title, before, _after, _options in golden_cases(dialect):
            for statement in statements_of(kura, dialect, before.parent, title, count):
                titles.setdefault((dialect, statement), title)
    judge(titles, count)
    return count.finish()


def statements_of(kura, dialect, folder, title, count):
    """What the steps of a plan send to the warehouse: statements, checks, and questions about what is not declared."""
    plan = run_rules.plan(kura, folder, dialect, "before.schema", "after.schema")
    if plan is None:
        # A common case need not suit every dialect.
        count.check(title.startswith("common/"), f"{title} has a plan for {dialect}")
        return
    yield from plan["session"]
    for step in plan["steps"] + plan["undo"]:
        yield from step["sql"]
        yield from (it["sql"] for it in step["checks_before"] + step["checks_after"])
        yield from (it["capture"] for it in step["carry"])
        yield from [step["wait"]["sql"]] if step["wait"] else []


def judge(titles, count):
    """One check a statement and parser; a gap of this folder that is needed no more has failed too."""
    own, shared = gaps_in(KNOWN_GAPS), run_parsers.known_gaps()
    run_parsers.known_gaps = functools.cache(lambda: [*own, *shared])
    shapes = {}  # (dialect, shape) -> the statement that stands for it
    for dialect, statement in sorted(titles):
        shapes.setdefault((dialect, shape(statement)), statement)
    tasks = [("sqlglot", *key) for key in sorted(titles)] + [("sqlfluff", dialect, it) for (dialect, _), it in sorted(shapes.items())]
    uses = collections.Counter()
    with concurrent.futures.ProcessPoolExecutor() as pool:
        for (parser, dialect, statement), it in zip(tasks, pool.map(verdict, tasks, chunksize=8)):
            uses.update(it.gaps)
            count.check(not it.fault, f"{titles[dialect, statement]} ({dialect}, {parser})", f"{it.fault}\nin: {statement}")
    for gap in own:
        count.check(uses[gap.line], f"this known gap is needed no more: {gap.line}")
        print(f"known gap, needed {uses[gap.line]} times: {gap.line}")
    print(f"{len(titles)} statements of {len(shapes)} shapes")


def verdict(task):
    return run_parsers.verdict_of(*task)


def shape(statement):
    """The same for statements that differ in names, values and how often a line is repeated; a view's query stays as it is."""
    is_view = _VIEW.match(statement) is not None
    text = _NAME_OR_VALUE.sub(lambda found: _kind(found.group(), is_view), statement)
    lines = []
    for line in (" ".join(it.split()) for it in text.splitlines()):
        if line not in lines or not line.endswith(","):
            lines.append(line)
    return "\n".join(lines)


def _kind(token, is_view):
    if token[0] in "'\"`":
        return 2 * token[0]
    if token[0].isdigit():
        return "1"
    return token if is_view else "n"


def gaps_in(file):
    kept = run_parsers.KNOWN_GAPS
    run_parsers.KNOWN_GAPS = file
    try:
        return run_parsers.known_gaps.__wrapped__()
    finally:
        run_parsers.KNOWN_GAPS = kept


if __name__ == "__main__":
    sys.exit(main())
