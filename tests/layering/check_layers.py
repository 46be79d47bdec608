#!/usr/bin/python3
"""Checks what may include what, who may name a dialect, and the shape of every file: check_layers.py BUILD_FOLDER."""

import pathlib
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent / "support")]
import counting
import rules
import self_test

ROOT = HERE.parents[1]


def main():
    count = counting.Count()
    self_test.run(count)
    table = rules.read_table(ROOT / "tests" / "layers.txt")
    files = rules.read_files(ROOT)
    for name, rule in rules.RULES.items():
        report(name, rule(files, table), count)
    report("adaptive decisions of the parser", rules.adaptive_calls(ROOT, pathlib.Path(sys.argv[1])), count)
    return count.finish()


def report(name, broken, count):
    if not broken:
        count.ok()
    for place in broken:
        count.fail(name, place)


if __name__ == "__main__":
    sys.exit(main())
