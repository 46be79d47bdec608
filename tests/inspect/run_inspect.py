#!/usr/bin/python3
"""Holds `kura inspect` to live databases: run_inspect.py KURA ENGINE [--random N] [--seed S] [--only GLOB].

What a schema builds is read back: the files must mean what the schema means, build a database like the first one, and be the
same when read again. Then scripts of SQL with what no schema can say are held to what is expected of them.
"""

import argparse
import collections
import concurrent.futures
import fnmatch
import importlib
import os
import pathlib
import queue
import random
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent / name) for name in ("support", "live", "contract")]
import counting
import differences
import given_rows
import projects
import quick
import server_process
from generate import random_model
from models import without_was
from printing import schema_text
from program import Failed, Program
from repair import repair

_JOBS = 2


def main():
    wanted = arguments()
    server_process.exit_on_terminate()
    count = counting.Count()
    program = Program(wanted.kura.resolve(), wanted.engine)
    place_module = importlib.import_module(f"{wanted.engine}_place")
    with tempfile.TemporaryDirectory(prefix="kura-inspect-") as folder, place_module.running(2 * _JOBS) as places:
        work = pathlib.Path(folder)
        run = Run(program, place_module, places, count)
        cases = list(project_cases(program, work, getattr(place_module, "NOT_HERE", {}), wanted))
        run.all(cases, "projects")
        plain = getattr(place_module, "plain", str)
        run.exactly(cases)
        seeds = range(wanted.seed, wanted.seed + wanted.random)
        run.all(random_cases(work, wanted, seeds, "--random 1", plain), f"random schemas from seed {wanted.seed} on")
        more = range(seeds.stop, seeds.stop + wanted.quick)
        run.quickly(random_cases(work, wanted, more, "--random 0 --quick 1", plain), more)
        for script in sorted((HERE / wanted.engine).glob("*.sql")):
            if fnmatch.fnmatch(script.stem, wanted.only):
                run.script(script)
        run.check_queries()
        given_rows.check_all(program, count, wanted.only)
    return count.finish()


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kura", type=pathlib.Path)
    parser.add_argument("engine", choices=sorted(path.name.removesuffix("_place.py") for path in HERE.glob("*_place.py")))
    parser.add_argument("--random", type=int, default=100, help="how many random schemas make the whole round")
    parser.add_argument("--quick", type=int, default=0, help="how many more of them make a short one")
    parser.add_argument("--seed", type=int, default=0, help="the first random schema's")
    parser.add_argument("--only", default="*", help="which projects and scripts")
    return parser.parse_args()


def project_cases(program, work, not_here, wanted):
    """(title, path) of each project that compiles for the engine."""
    for project in projects.all_projects(work):
        if not project.is_for(program.dialect) or not fnmatch.fnmatch(project.name, wanted.only):
            continue
        # The tables in which Kura keeps its books are left out.
        if "journal" in project.name or project.name in not_here:
            continue
        path = projects.with_external_tables(project, work)
        if not project.must_refuse(program.dialect) and (program.compiles(path) or not project.may_refuse(program.dialect)):
            yield project.name, path


def random_cases(work, wanted, seeds, again, plain=str):
    """`again`: how one is run alone; `plain`: a schema's text without what the engine cannot keep."""
    for seed in seeds:
        model = repair(random_model(wanted.engine, random.Random(f"{wanted.engine} {seed}")))
        without_was(model)
        for relation in (*model.tables, *model.views):
            # Its owner has it anyway.
            relation.grants = [it for it in relation.grants if it.grantee != relation.owner]
        path = work / f"seed_{seed}" / "random.schema"
        path.parent.mkdir()
        path.write_text(plain(schema_text(model)), encoding="utf-8")
        yield f"seed {seed} (again with --only '' {again} --seed {seed})", path.parent


class Run:
    def __init__(self, program, place_module, places, count):
        self.program = program
        self.place_module = place_module
        self.count = count
        self.places = queue.SimpleQueue()
        for first, second in zip(places[::2], places[1::2]):
            self.places.put((first, second))
        self.queries = {}

    def all(self, cases, what):
        with concurrent.futures.ThreadPoolExecutor(_JOBS) as pool:
            outcomes = list(pool.map(lambda case: (case, self.outcome_of(*case)), cases))
        told = collections.Counter()
        for (title, _), outcome in outcomes:
            told[outcome.kind] += 1
            told.update(f"with {what} printed otherwise" for what in outcome.printed_otherwise)
            if outcome.kind == "failed":
                self.count.fail(title, outcome.why)
            else:
                self.count.ok()
        print(f"{what}: {', '.join(f'{number} {kind}' for kind, number in sorted(told.items())) or 'none'}", flush=True)

    def quickly(self, cases, seeds):
        with concurrent.futures.ThreadPoolExecutor(_JOBS) as pool:
            told = collections.Counter(pool.map(self.quick_outcome, cases, seeds))
        if told:
            print(f"short rounds: {', '.join(f'{number} {kind}' for kind, number in sorted(told.items()))}", flush=True)

    def exactly(self, cases):
        """Every one of them by the journal."""
        if not getattr(self.place_module, "IS_APPLIED_TO", True):
            return
        with concurrent.futures.ThreadPoolExecutor(_JOBS) as pool:
            told = collections.Counter(pool.map(self.exact_outcome, cases))
        print(f"projects by the journal: {', '.join(f'{number} {kind}' for kind, number in sorted(told.items())) or 'none'}", flush=True)

    def exact_outcome(self, case):
        return self.held_to(quick.by_journal, case, None)

    def quick_outcome(self, case, seed):
        """The rounds take turns."""
        return self.held_to(quick.ROUNDS[seed % len(quick.ROUNDS)], case, getattr(self.place_module, "REPRINTED", {}))

    def held_to(self, check, case, printed):
        title, path = case
        first, second = self.places.get()
        try:
            skipped = check(self.program, path, first, printed)
            self.count.ok()
            return f"skipped, as {skipped}" if skipped else check.__name__
        except (differences.Difference, Failed) as difference:
            self.count.fail(title, str(difference))
            return "failed"
        finally:
            self.places.put((first, second))

    def outcome_of(self, title, path):
        places = self.places.get()
        try:
            return self.check(title, self.program.build(path), path, *places)
        except (differences.Difference, Failed) as difference:
            return Outcome("failed", str(difference))
        finally:
            self.places.put(places)

    def check(self, title, sql, path, first, second):
        """`path`: the schema that gives this SQL, if one does."""
        program = self.program
        skipped = execute(first, sql, "building it")
        if skipped:
            return Outcome(f"skipped, as {skipped}")
        with tempfile.TemporaryDirectory(prefix="kura-inspect-case-") as name:
            folder = pathlib.Path(name)
            once = program.inspect(first, folder / "once")
            differences.expect_same(once, program.inspect(first, folder / "twice"), "inspecting twice")
            reprinted = set()
            if path and title not in getattr(self.place_module, "MORE_WORDS", {}):
                reprinted = differences.check_plans(program, path, folder / "once", getattr(self.place_module, "REPRINTED", {}))
            script, self.queries[title] = program.script(first.url)
            told = self.told_of(first)
            execute(second, script, "running what was read")
            differences.expect_same_lines(told, self.told_of(second), "a database by the script")
            execute(second, program.build(folder / "once"), "building what was read")
            differences.expect_same_lines(told, self.told_of(second), "a database by the files")
            differences.expect_same(once, program.inspect(second, folder / "again"), "inspecting what was built again")
            differences.expect_same_lines([], getattr(second, "violations", []), "what must not be asked")
        return Outcome("read back", printed_otherwise=reprinted)

    def script(self, script):
        """NAME.expected holds the statements, and as comments what no schema can say; stated….sql can be said as a whole."""
        first, second = self.places.get()
        sql = script.read_text(encoding="utf-8")
        try:
            skipped = execute(first, sql, "running it")
            text = "" if skipped else self.program.whole_script(first.url)
            expected = script.with_suffix(".expected")
            if os.environ.get("UPDATE_GOLDEN"):
                expected.write_text(text, encoding="utf-8")
            wanted = expected.read_text(encoding="utf-8")
            self.count.check(text == wanted, script.name, skipped or differences.text_difference(wanted, text))
            if script.stem.startswith("stated"):
                self.check(script.name, sql, None, first, second)
                self.count.ok()
        except (differences.Difference, Failed) as difference:
            self.count.fail(script.name, str(difference))
        finally:
            self.places.put((first, second))

    def told_of(self, place):
        """What the engine says of a place, without what is another in each database (`told`)."""
        told = getattr(self.place_module, "told", str)
        return [text for line in self.program.describe(place.url) if (text := told(line))]

    def printed(self, title):
        """Kinds of changes that only mean another spelling, with what they are of."""
        of_case = getattr(self.place_module, "OF_CASES", {}).get(title, ())
        return getattr(self.place_module, "REPRINTED", {}) | {kind: "options of the case" for kind in of_case}

    def check_queries(self):
        """How many queries are asked must not depend on how much there is."""
        numbers = set(self.queries.values())
        optional = getattr(self.place_module, "OPTIONAL_QUERIES", 0)
        if optional is None:
            return
        self.count.check(not numbers or max(numbers) - min(numbers) <= optional, "a fixed number of queries", f"{sorted(numbers)}")


class Outcome:
    def __init__(self, kind, why="", printed_otherwise=()):
        self.kind = kind
        self.why = why
        self.printed_otherwise = printed_otherwise


def execute(place, sql, what):
    """Gives why the server cannot run it, if it lacks something."""
    made = place.execute(sql)
    if made.error:
        raise differences.Difference(f"{what}: {made.error.rstrip()}\n--- SQL:\n{sql}")
    return made.skipped


if __name__ == "__main__":
    sys.exit(main())
