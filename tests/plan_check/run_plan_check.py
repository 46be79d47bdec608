#!/usr/bin/python3
"""Holds plans for Redshift and StarRocks, which no build machine runs, to rules and parsers: run_plan_check.py KURA [--pairs N] [--seed S].

Golden plans and random pairs, there and back, by the rule checkers of this folder; their statements by the parsers of tests/parsers.
"""

import argparse
import collections
import functools
import os
import pathlib
import re
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent / name) for name in ("support", "contract", "parsers")] + [str(HERE)]
import counting
import run_parsers
import run_rules
from compiler import Compiler
from golden_cases import golden_cases
from pairs import random_pair
from shrink import shrink

KNOWN_GAPS = HERE / "known_gaps.txt"
_SHRUNK = 8  # failing pairs that are made smaller, one of a kind
_PARSED = 10  # one random pair of so many is read by the quick parser …
_PARSED_SLOWLY = 50  # … and one of so many by the slow one, whose parsing takes a hundred times as long


def main():
    wanted = arguments()
    if sys.prefix != str(run_parsers.VENV):
        run_parsers.make_venv()
        os.execv(run_parsers.VENV / "bin" / "python", [str(run_parsers.VENV / "bin" / "python"), *sys.argv])
    count = counting.Count()
    check_rules_themselves(count)
    parsed = Parsed()
    with tempfile.TemporaryDirectory(prefix="kura-plan-check-") as folder:
        for dialect in run_rules.RULES:
            run = Run(dialect, wanted.kura.resolve(), pathlib.Path(folder), count, parsed)
            for case in golden_cases(dialect):
                run.golden(*case)
            for seed in range(wanted.seed, wanted.seed + wanted.pairs):
                run.pair(seed)
            run.summary()
    parsed.judge(count)
    return count.finish()


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kura", type=pathlib.Path)
    parser.add_argument("--pairs", type=int, default=2000, help="random pairs a dialect")
    parser.add_argument("--seed", type=int, default=0)
    return parser.parse_args()


def check_rules_themselves(count):
    for test in sorted(HERE.glob("*_rules_test.py")):
        done = subprocess.run([sys.executable, str(test)], capture_output=True, text=True, check=False)
        count.check(done.returncode == 0, test.name, done.stdout + done.stderr)


class Run:
    """One dialect's golden cases and pairs."""

    def __init__(self, dialect, kura, folder, count, parsed):
        self.dialect = dialect
        self.compiler = Compiler(kura, dialect)
        self.folder = folder
        self.count = count
        self.parsed = parsed
        self.tally = collections.Counter()
        self.kinds = set()

    def golden(self, title, before, after, options):
        faults, plans = self.faults(before, after, options)
        self.parsed.add(self.dialect, title, plans, run_parsers.PARSERS)
        self.count.check(not faults, f"{title} {self.dialect}", "\n".join(faults))

    def pair(self, seed):
        pair = random_pair(self.dialect, seed)
        faults, plans = self.faults_of(pair)
        if plans and seed % _PARSED == 0:
            self.parsed.add(self.dialect, f"seed {seed}", plans, run_parsers.PARSERS if seed % _PARSED_SLOWLY == 0 else ["sqlglot"])
        if faults:
            self.report(seed, faults)
        else:
            self.count.ok()

    def faults_of(self, pair):
        files = self.folder / "before.schema", self.folder / "after.schema"
        for file, text in zip(files, pair.texts()):
            file.write_text(text, encoding="utf-8")
        return self.faults(*files, ("--destructive", "allow"))

    def faults(self, before, after, options):
        """What is wrong, and the plans that were made."""
        creation, forward, target, again = self.compiler.ask(("empty", before), (before, after, options), ("empty", after), (after, after))
        for answer in (creation, forward, target, again):
            if answer.code not in (0, 4):
                return [f"kura ended with {answer.code}: {answer.messages}"], []
        plan = forward.plan
        faults = [] if not again.plan["changes"] + again.plan["steps"] else ["second plan: it is not empty"]
        self.tally["refused" if forward.is_refused else "planned"] += 1
        there = [] if forward.is_refused else plan["steps"]
        for way, steps, state in (("there", there, creation.plan), ("back", plan["undo"], target.plan)):
            found = run_rules.RULES[self.dialect](run_rules.statements(steps), run_rules.statements(state["steps"])) if steps else []
            faults += [f"{way}: {violation}" for violation in found]
        return faults, [creation.plan["steps"], there, plan["undo"]]

    def report(self, seed, faults):
        kind = kind_of(faults)
        detail = "\n".join(faults)
        if kind not in self.kinds and len(self.kinds) < _SHRUNK:
            self.kinds.add(kind)
            pair = shrink(self.dialect, seed, lambda it: kind_of(self.faults_of(it)[0]))
            before, after = pair.texts()
            detail = "\n".join(self.faults_of(pair)[0]) + f"\n--- before.schema\n{before}--- after.schema\n{after}"
        self.count.fail(f"{self.dialect} seed {seed} (again with --pairs 1 --seed {seed})", detail)

    def summary(self):
        print(f"{self.dialect}: " + ", ".join(f"{number} {what}" for what, number in sorted(self.tally.items())))


def kind_of(faults):
    """The same for faults that are likely to have the same cause."""
    return re.sub(r"`[^`]*`|'[^']*'|\"[^\"]*\"|\w+_\d+\w*|\d+", "_", faults[0])[:70] if faults else None


class Parsed:
    """Statements to parse, each once, and what they are for."""

    def __init__(self):
        self.wanted = {}  # (dialect, statement) -> (title, parsers)

    def add(self, dialect, title, plans, parsers):
        for steps in plans:
            for step in steps:
                for sql in step["sql"]:
                    self._add((dialect, sql), title, parsers)

    def _add(self, key, title, parsers):
        known = self.wanted.get(key, (title, ()))
        self.wanted[key] = (known[0], tuple(dict.fromkeys((*known[1], *parsers))))

    def judge(self, count):
        """One check a statement and parser; a gap of ours that is needed no more has failed too."""
        shared = run_parsers.known_gaps()
        own = gaps_in(KNOWN_GAPS)
        run_parsers.known_gaps = functools.cache(lambda: [*own, *shared])
        uses = collections.Counter()
        tasks = [(parser, *key) for key, (_, parsers) in sorted(self.wanted.items()) for parser in parsers]
        with run_parsers.concurrent.futures.ProcessPoolExecutor() as pool:
            verdicts = list(pool.map(verdict, tasks, chunksize=64))
        for (parser, dialect, statement), it in zip(tasks, verdicts):
            uses.update(it.gaps)
            count.check(not it.fault, f"{self.wanted[dialect, statement][0]} ({dialect}, {parser})", f"{it.fault}\n  in: {statement}")
        for gap in own:
            count.check(uses[gap.line], f"this known gap is needed no more: {gap.line}")


def verdict(task):
    return run_parsers.verdict_of(*task)


def gaps_in(file):
    kept = run_parsers.KNOWN_GAPS
    run_parsers.KNOWN_GAPS = file
    try:
        return run_parsers.known_gaps.__wrapped__()
    finally:
        run_parsers.KNOWN_GAPS = kept


if __name__ == "__main__":
    sys.exit(main())
