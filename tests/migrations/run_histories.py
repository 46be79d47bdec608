#!/usr/bin/python3
"""Random histories of migrations, run file by file with the engine's own client, there and back: run_histories.py KURA ENGINE [--count N] [--seed S]."""

import argparse
import collections
import pathlib
import random
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent / "support")]
import clients  # finds the contract's modules as well
import contract
import counting
import printing
import server_process
from failures import Failure
from generate import Maker, random_model
from models import without_was
from mutate import mutate
from project import Project
from repair import repair

_COUNTS = {"sqlite": 10, "postgres": 5, "mariadb": 2}
_CHANGES = 20
_NO_WAY_BACK = "there is no way back: "


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kura", type=pathlib.Path)
    parser.add_argument("engine", choices=sorted(_COUNTS))
    parser.add_argument("--count", type=int, help="how many histories")
    parser.add_argument("--seed", type=int, default=0, help="the first one's")
    wanted = parser.parse_args()
    server_process.exit_on_terminate()
    number = _COUNTS[wanted.engine] if wanted.count is None else wanted.count
    print(f"{number} histories of {_CHANGES} changes from seed {wanted.seed} on")
    count = counting.Count()
    tally = collections.Counter()
    with clients.CLIENTS[wanted.engine].running() as client:
        for seed in range(wanted.seed, wanted.seed + number):
            with tempfile.TemporaryDirectory(prefix="kura-histories-") as folder:
                title = f"seed {seed} (again with --count 1 --seed {seed})"
                try:
                    check(History(wanted.kura.resolve(), pathlib.Path(folder), wanted.engine, seed), client, count, title, tally)
                except (Failure, RuntimeError) as failure:
                    count.fail(title, str(failure))
    print(", ".join(f"{it} {kind}" for kind, it in sorted(tally.items())))
    return count.finish()


class History:
    """A project that changed so many times; `states` are its texts, one a migration."""

    def __init__(self, kura, folder, engine, seed):
        self.engine = engine
        self.project = Project(kura, folder, f"warehouse live : {engine} {{ }}\n")
        self.random = random.Random(f"history {engine} {seed}")
        self.model = repair(random_model(engine, self.random))
        while not self.model.tables:
            self.model = repair(random_model(engine, self.random))
        without_was(self.model)
        self.states = []
        self.refused = 0
        self.names = []

    def grow(self):
        self.migrate("begin")
        for _ in range(_CHANGES):
            before = self.model.copy()
            name = mutate(Maker(self.engine, random.Random(self.random.random())), self.model)
            if not self.migrate(name.replace("_", " ")):
                self.model = before

    def migrate(self, name):
        """False when the engine cannot do it, or when it comes to nothing."""
        self.project.write("orders.schema", printing.schema_text(self.model))
        options = ("--split",) if self.random.random() < 0.2 else ()
        done = self.project.kura("migrate", name, "--destructive", "allow", *options)
        if done.returncode == 4:
            self.refused += 1
            return False
        if done.returncode != 0:
            raise RuntimeError(f"migrate {name!r} after {self.names} ended with {done.returncode}\n{done.stderr}\n{self.project.read('orders.schema')}")
        verified = self.project.kura("verify", "--replan", "3")
        if verified.returncode != 0:
            raise RuntimeError(f"verify after {name!r} ended with {verified.returncode}\n{verified.stderr}\n{self.project.read('orders.schema')}")
        # Once it is written down, nobody needs `was` any more.
        without_was(self.model)
        if "nothing to do" not in done.stdout:
            self.names.append(name)
            self.states.append((len(self.project.names("live")), self.project.read("orders.schema")))
        return True

    def files(self):
        return [self.project.read(self.project.file(place, "live")) for place in range(len(self.project.names("live")))]

    def build_of(self, text):
        """The DDL of one of its states."""
        self.project.write("orders.schema", text)
        return self.project.must("build", "-w", "live").stdout


def check(history, client, count, title, tally):
    history.grow()
    files = history.files()
    tally["migrations"] += len(files)
    tally["refused changes"] += history.refused
    last = history.build_of(history.states[-1][1])
    wanted = _catalog_of(client, last, files)
    with client.fresh([*files, last]):
        for place, text in enumerate(files):
            _run(client, text, f"file {place + 1} of {len(files)}")
        contract.compare_catalogs(wanted, client.catalog(), f"all files, {history.names}")
        count.ok()
        end = _go_back(client, files)
        there = client.catalog()
    tally["ways back"] += len(files) - end
    _check_end(history, client, files, end, there)
    count.ok()


def _go_back(client, files):
    """Runs the ways back from the newest on; gives how many files are left when one has none."""
    end = len(files)
    while end > 0:
        text = files[end - 1]
        part = _part_of(text)
        first = end - part
        down = _down(text)
        if not down and any(_NO_WAY_BACK in it for it in files[first:end]):
            return end
        _run(client, down, f"the way back of file {end}")
        end = first
    return 0


def _check_end(history, client, files, end, there):
    """What is left is the state behind the files that are left: nothing, when all have a way back."""
    text = next((text for number, text in history.states if number == end), None)
    wanted = _catalog_of(client, "" if text is None else history.build_of(text), files)
    contract.compare_catalogs(wanted, there, f"the ways back to file {end}, {history.names}")


def _catalog_of(client, ddl, files):
    """What the catalog holds when the state is made from nothing."""
    with client.fresh([*files, ddl]):
        _run(client, ddl, "the state made from nothing")
        return client.catalog()


def _run(client, text, what):
    error = client.run(text)
    if error:
        raise Failure(what, f"{error}\n{text}")


def _part_of(text):
    """How many files the plan has that ends with this one."""
    line = next((it for it in text.splitlines() if it.startswith("-- kura:part ")), "-- kura:part 1 of 1")
    return int(line.split(" ")[-1])


def _down(text):
    """The way back as SQL: what stands behind `-- kura:down`, without the comment mark of each line."""
    if "\n-- kura:down\n" not in text:
        return ""
    lines = text.split("\n-- kura:down\n")[1].split("\n-- kura:state\n")[0].splitlines()
    return "\n".join(line.removeprefix("--").removeprefix(" ") for line in lines) + "\n"


if __name__ == "__main__":
    sys.exit(main())
