#!/usr/bin/python3
"""Holds `kura plan` to its contract on a real engine: run_contract.py ENGINE KURA [--apply] [--cases GLOB] [--pairs N] [--seed S]."""

import argparse
import collections
import pathlib
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent / "support"), str(HERE.parent / "live")]
import applying
import contract
import counting
import engines_of
import server_process
from carrying_out import KuraApply
from compiler import Compiler
from failures import Failure
from golden_cases import golden_cases
from pairs import random_pair
from shrink import shrink

_PAIRS = {"sqlite": 2000, "postgres": 300, "mariadb": 300}
# One pair of so many is planned with these.
_OPTIONS = ((7, ("--column-order", "keep")), (11, ("--rebuild", "always")))
_APPLIED_PAIRS = 50  # through `kura apply`, which starts a program for each plan
_UNCHANGED = 4  # one of so many databases is applied to as `kura apply` left it
_SHRUNK = 12  # failing pairs that are made smaller, one of a kind; the others are only named


def main():
    wanted = arguments()
    server_process.exit_on_terminate()
    count = counting.Count()
    with tempfile.TemporaryDirectory(prefix="kura-contract-") as folder, engines_of.running(wanted.engine, wanted.apply) as database:
        kura, place = wanted.kura.resolve(), pathlib.Path(folder)
        run = Run(wanted.engine, Compiler(kura, wanted.engine), database, place, count)
        if wanted.apply:
            run.executor = KuraApply(kura, place)
        for case in golden_cases(wanted.engine, wanted.cases):
            run.golden(*case)
        run.summary("golden cases")
        for seed in range(wanted.seed, wanted.seed + wanted.pairs):
            run.pair(seed)
        run.summary(f"pairs from seed {wanted.seed} on")
    return count.finish()


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("engine", choices=sorted(_PAIRS))
    parser.add_argument("kura", type=pathlib.Path)
    parser.add_argument("--apply", action="store_true", help="carry the plans out by `kura apply`")
    parser.add_argument("--cases", default="*", help="which golden cases")
    parser.add_argument("--pairs", type=int, help="how many random pairs")
    parser.add_argument("--seed", type=int, default=0, help="the first pair's")
    wanted = parser.parse_args()
    if wanted.pairs is None:
        wanted.pairs = _APPLIED_PAIRS if wanted.apply else _PAIRS[wanted.engine]
    return wanted


class Run:
    def __init__(self, engine, compiler, database, folder, count):
        self.engine = engine
        self.compiler = compiler
        self.database = database
        self.folder = folder
        self.count = count
        self.executor = applying
        self.tally = collections.Counter()
        self.shrunk = set()

    def golden(self, title, before, after, options):
        missing = self.database.lacks(before.read_text() + after.read_text())
        if missing:
            self.tally[f"skipped, as the server lacks {missing}"] += 1
            return
        case = contract.Case(str(before), str(after), options, has_dump="--keep-old" not in options)
        try:
            outcome = contract.check(case, self.compiler, self.database, self.executor)
        except Failure as failure:
            self.count.fail(title, str(failure))
            return
        if outcome.kind == "invalid" and not title.startswith((self.engine, "common")):
            outcome = contract.Outcome(f"not for {self.engine}")
        self.take(title, outcome)

    def pair(self, seed):
        pair = random_pair(self.engine, seed)
        try:
            outcome = self.check(pair, seed)
        except Failure as failure:
            self.report(seed, failure)
            return
        self.take(f"seed {seed}", outcome)

    def check(self, pair, seed):
        files = self.folder / "before.schema", self.folder / "after.schema"
        for file, text in zip(files, pair.texts()):
            file.write_text(text, encoding="utf-8")
        options = next((words for share, words in _OPTIONS if seed % share == share - 1), ())
        case = contract.Case(
            *map(str, files), options, has_dump=seed % 10 == 0, has_nulls=seed % 3 == 0,
            is_decorated=self.executor is applying or seed % _UNCHANGED != 0,
        )
        return contract.check(case, self.compiler, self.database, self.executor)

    def take(self, title, outcome):
        self.tally[outcome.kind] += 1
        if outcome.kind == "invalid":
            self.count.fail(title, f"is no schema\n{outcome.why}")
        else:
            self.count.ok()

    def report(self, seed, failure):
        detail = str(failure)
        if failure.kind() not in self.shrunk and len(self.shrunk) < _SHRUNK:
            self.shrunk.add(failure.kind())
            pair = shrink(self.engine, seed, lambda pair: self.kind_of(pair, seed))
            before, after = pair.texts()
            detail = f"{self.failure_of(pair, seed) or failure}\nchanges: {', '.join(pair.changes)}\n--- before.schema\n{before}--- after.schema\n{after}"
        self.count.fail(f"seed {seed} (again with --cases '' --pairs 1 --seed {seed})", detail)

    def failure_of(self, pair, seed):
        try:
            self.check(pair, seed)
        except Failure as failure:
            return failure
        return None

    def kind_of(self, pair, seed):
        failure = self.failure_of(pair, seed)
        return failure.kind() if failure else None

    def summary(self, what):
        told = ", ".join(f"{number} {kind}" for kind, number in sorted(self.tally.items()))
        print(f"{what}: {told or 'none'}")
        self.tally.clear()


if __name__ == "__main__":
    sys.exit(main())
