#!/usr/bin/python3
"""Holds the plans of random pairs of states, there and back, to the rules: run_plan_pairs.py KURA [--dialect D]… [--pairs N] [--seed S]."""

import argparse
import collections
import concurrent.futures
import os
import pathlib
import re
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent / name) for name in ("support", "contract")] + [str(HERE)]
import counting
import run_rules
from compiler import Compiler
from pairs import random_pair
from shrink import shrink

_SHRUNK = 12  # failing pairs that are made smaller, one of a kind; the others are only named
_CHUNK = 50
# One pair of so many is planned with these; the others with no more than the leave to lose data.
_OPTIONS = (
    (7, ("--column-order", "keep")),
    (11, ("--rebuild", "always")),
    (13, ("--column-rebuild", "allow")),
    (17, ("--rebuild", "never")),
    (19, ("--keep-old",)),
)


def main():
    wanted = arguments()
    count = counting.Count()
    kinds = set()
    for dialect in wanted.dialect or run_rules.RULES:
        print(f"{dialect}: seeds {wanted.seed} to {wanted.seed + wanted.pairs - 1}", flush=True)
        tally = collections.Counter()
        for seed, way, faults in all_pairs(wanted, dialect):
            tally[way] += 1
            if faults:
                report(wanted.kura, dialect, seed, faults, kinds, count)
            else:
                count.ok()
        told = ", ".join(f"{number} {what}" for what, number in sorted(tally.items()))
        print(f"{dialect}: {told}", flush=True)
        # Some changes together make what no schema may say; few do.
        is_rare = 100 * (tally["no schemas"] + tally["no pair"]) <= wanted.pairs + 100
        count.check(is_rare, f"most seeds give schemas of {dialect}", told)
    return count.finish()


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kura", type=lambda it: pathlib.Path(it).resolve())
    parser.add_argument("--dialect", action="append", choices=sorted(run_rules.RULES), help="this one only")
    parser.add_argument("--pairs", type=int, default=1000, help="how many, of each dialect")
    parser.add_argument("--seed", type=int, default=0, help="the first pair's")
    return parser.parse_args()


def all_pairs(wanted, dialect):
    """(seed, what came of it, faults) of every seed, in their order."""
    seeds = range(wanted.seed, wanted.seed + wanted.pairs)
    chunks = [(wanted.kura, dialect, seeds[at : at + _CHUNK]) for at in range(0, len(seeds), _CHUNK)]
    with concurrent.futures.ProcessPoolExecutor(os.cpu_count()) as pool:
        for found in pool.map(chunk, chunks):
            yield from found


def chunk(task):
    kura, dialect, seeds = task
    with tempfile.TemporaryDirectory(prefix="kura-plan-pairs-") as folder:
        tester = Tester(kura, dialect, pathlib.Path(folder))
        return [(seed, *tester.test_seed(seed)) for seed in seeds]


class Tester:
    def __init__(self, kura, dialect, folder):
        self.dialect = dialect
        self.compiler = Compiler(kura, dialect)
        self.files = folder / "before.schema", folder / "after.schema"

    def test_seed(self, seed):
        try:
            pair = random_pair(self.dialect, seed)
        except IndexError:  # a change found nothing that it could pick
            return "no pair", []
        return self.test(pair, seed)

    def test(self, pair, seed):
        """What came of it (planned, refused, …), and what is wrong."""
        for file, text in zip(self.files, pair.texts()):
            file.write_text(text, encoding="utf-8")
        before, after = self.files
        options = next((words for share, words in _OPTIONS if seed % share == share - 1), ())
        questions = (("empty", before), (before, after, ("--destructive", "allow", *options)), ("empty", after), (after, after))
        answers = self.compiler.ask(*questions)
        for answer in answers:
            if answer.code == 1:
                return "no schemas", []
            if answer.code not in (0, 4):
                return "not planned", [f"kura ended with {answer.code}: {answer.messages}"]
        first, made, second, again = answers
        faults = ["second plan: it is not empty"] if again.plan["changes"] or again.plan["steps"] else []
        old, new = run_rules.statements(first.plan["steps"]), run_rules.statements(second.plan["steps"])
        ways = [("creation", old, [], old)]
        if not made.is_refused:
            ways.append(("there", run_rules.statements(made.plan["steps"]), old, new))
            # What lay below a table that is kept cannot come back: its name is taken.
            if made.plan["undo"] and "--keep-old" not in options:
                ways.append(("back", run_rules.statements(made.plan["undo"]), new, old))
        for way, steps, before, goal in ways:
            faults += [f"{way}: {it}" for it in run_rules.RULES[self.dialect](steps, before, goal, "--keep-old" in options)]
        return "refused" if made.is_refused else "planned", faults


def report(kura, dialect, seed, faults, kinds, count):
    detail = "\n".join(faults)
    if kind_of(faults) not in kinds and len(kinds) < _SHRUNK:
        kinds.add(kind_of(faults))
        with tempfile.TemporaryDirectory(prefix="kura-plan-pairs-") as folder:
            tester = Tester(kura, dialect, pathlib.Path(folder))
            pair = shrink(dialect, seed, lambda it: kind_of(tester.test(it, seed)[1]))
            before, after = pair.texts()
            faults = tester.test(pair, seed)[1]
        changes = ", ".join(pair.changes)
        detail = "\n".join(faults) + f"\nchanges: {changes}\n--- before.schema\n{before}--- after.schema\n{after}"
    count.fail(f"{dialect} seed {seed} (again with --dialect {dialect} --pairs 1 --seed {seed})", detail)


def kind_of(faults):
    """The same for faults that are likely to have the same cause."""
    return re.sub(r"`[^`]*`|'[^']*'|\"[^\"]*\"|\w+_\d+\w*|statement \d+|\d+", "_", faults[0])[:60] if faults else None


if __name__ == "__main__":
    sys.exit(main())
