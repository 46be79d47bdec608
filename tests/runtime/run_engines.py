#!/usr/bin/python3
"""Holds the engines' descriptions of a database to a live one: run_engines.py KURA_DESCRIBE ENGINE.

Statement after statement runs in one database; what is described before and after must differ in exactly the objects that the
statement changes, with and without the names that stand in it.
"""

import importlib
import pathlib
import re
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE / "engines"), str(HERE.parent / "support"), str(HERE.parent / "live")]
import counting
import server_process

ENGINES = tuple(sorted(path.name.removesuffix("_cases.py") for path in (HERE / "engines").glob("*_cases.py")))


class Describer:
    """The program that asks one engine about one database."""

    def __init__(self, program, dialect, url):
        self._command = [program, dialect, url]

    def __call__(self, names=()):
        """Object -> its lines."""
        catalog = {}
        for line in self._run(names).splitlines():
            name, fact = line.split("\t", 1)
            catalog.setdefault(name, []).append(fact)
        return catalog

    def before(self, sql):
        """The statements that must run before `sql` is run again."""
        return self._run(("--before", sql)).splitlines()

    def _run(self, arguments):
        done = subprocess.run([*self._command, *arguments], capture_output=True, text=True, check=False, timeout=120)
        if done.returncode != 0:
            raise RuntimeError(f"{self._command[0]} ended with {done.returncode}: {done.stderr}")
        return done.stdout


def main():
    if len(sys.argv) != 3 or sys.argv[2] not in ENGINES:
        sys.exit(f"usage: run_engines.py KURA_DESCRIBE {'|'.join(ENGINES)}")
    program, engine = pathlib.Path(sys.argv[1]).resolve(), sys.argv[2]
    server_process.exit_on_terminate()
    cases = importlib.import_module(f"{engine}_cases")
    count = counting.Count()
    with cases.running() as client:
        describe = Describer(program, engine, client.url)
        for sql in cases.SETUP:
            client.run(sql)
        check_stillness(describe, count)
        for sql, changed in cases.CASES:
            check_case(client, describe, sql, set(changed.split()), count)
        check_stillness(describe, count)
        cases.check_more(client, describe, count)
    return count.finish()


def check_case(client, describe, sql, expected, count):
    """`expected`: the objects whose description the statement changes, makes or takes away."""
    names = sorted({name.lower() for name in re.findall(r"\w+", sql)})
    whole, named = describe(), describe(names)
    client.run(sql)
    whole_after, named_after = describe(), describe(names)
    found = differing(whole, whole_after)
    count.check(found == expected, sql, f"expected {sorted(expected)}\n{difference(whole, whole_after)}")
    found = differing(named, named_after)
    is_seen = bool(found) == bool(expected) and found <= expected
    count.check(is_seen, f"{sql} (by its names)", difference(named, named_after))


def check_stillness(describe, count):
    first = describe()
    count.check(first and first == describe(), "described twice in a row")
    for name, lines in first.items():
        count.check(lines == sorted(set(lines), key=str.encode), f"the lines of {name} are in order", "\n".join(lines))


def differing(before, after):
    return {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}


def difference(before, after):
    lines = []
    for name in sorted(differing(before, after)):
        old, new = before.get(name, []), after.get(name, [])
        lines += [f"- {name}: {line}" for line in old if line not in new]
        lines += [f"+ {name}: {line}" for line in new if line not in old]
    return "\n".join(lines) or "nothing differs"


if __name__ == "__main__":
    sys.exit(main())
