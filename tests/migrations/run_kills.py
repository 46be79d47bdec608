#!/usr/bin/python3
"""Ends `kura migrate` at random moments with SIGKILL; verify must be able to say how to go on: run_kills.py KURA [--count N] [--seed S]."""

import argparse
import collections
import os
import pathlib
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent / "support")]
import counting
from project import START, three_migrations

# Several warehouses make the time in which files are written a large part of the run.
_WAREHOUSES = "".join(f"warehouse w{place} : {engine} {{ }}\n" for place, engine in enumerate(
    ("postgres", "redshift", "starrocks", "mysql", "mariadb", "sqlite", "postgres", "redshift")))
_NAME = "add two"
_CLOCK = START + 86_400


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kura", type=pathlib.Path)
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--seed", type=int, default=0)
    wanted = parser.parse_args()
    count = counting.Count()
    tally = collections.Counter()
    source = random.Random(wanted.seed)
    with tempfile.TemporaryDirectory(prefix="kura-kills-") as folder:
        project = prepared(wanted.kura.resolve(), pathlib.Path(folder) / "project")
        rest = Restore(project)
        writing, whole = measured(project, rest)
        print(f"seed {wanted.seed}: files are written from {writing * 1000:.1f} to {whole * 1000:.1f} ms behind the start")
        for number in range(wanted.count):
            # Three in four while files are written, the others at any time.
            delay = source.uniform(writing, whole) if number % 4 else source.uniform(0, whole * 1.2)
            rest.back()
            killed(project, delay)
            check(project, rest, f"kill {number} after {delay * 1000:.2f} ms", count, tally)
    print(", ".join(f"{it} x {kind}" for kind, it in sorted(tally.items())))
    count.check(len(tally) > 2, "the moments are spread", str(tally))
    return count.finish()


def prepared(kura, folder):
    project = three_migrations(kura, folder, _WAREHOUSES)
    project.replace("orders.schema", "  region ", "  clerk     int;\n  region ")
    project.write("shops.schema", "table shops {\n  id  bigint  primary key;\n}\n")
    return project


class Restore:
    """The folder of migrations as it was before the run, and as a run that is let be leaves it."""

    def __init__(self, project):
        self.project = project
        self.before = project.tree()
        self.root = project.folder / "migrations"
        self.kept = project.folder.with_name("kept")
        shutil.copytree(self.root, self.kept)
        self.after = {}

    def back(self):
        shutil.rmtree(self.root)
        shutil.copytree(self.kept, self.root)


def started(project):
    """All runs have the same clock, so that what they write can be compared."""
    environment = dict(project.environment, SOURCE_DATE_EPOCH=str(_CLOCK))
    return subprocess.Popen([project.program, "migrate", _NAME], cwd=project.folder, env=environment, stdin=subprocess.DEVNULL,
                            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def measured(project, rest):
    """Seconds from the start to the first and to the last change of the folder: the median of some runs."""
    firsts, lasts = [], []
    for _ in range(7):
        rest.back()
        begin = time.perf_counter()
        child = started(project)
        first = None
        while child.poll() is None:
            if first is None and len(os.listdir(rest.root / "w0")) != 5:
                first = time.perf_counter() - begin
        lasts.append(time.perf_counter() - begin)
        firsts.append(first or lasts[-1])
    rest.after = project.tree()
    return sorted(firsts)[3], sorted(lasts)[3]


def killed(project, delay):
    begin = time.perf_counter()
    child = started(project)
    while time.perf_counter() - begin < delay:
        pass
    child.kill()
    child.wait()


def check(project, rest, title, count, tally):
    there = project.tree()
    lost = [name for name, text in rest.before.items() if name.endswith(".sql") and there.get(name) != text]
    torn = [name for name, text in there.items() if not name.endswith(".new") and text not in (rest.before.get(name), rest.after.get(name))]
    if not count.check(not lost and not torn, f"{title}: no file is lost or torn", f"lost {lost}, torn {torn}"):
        return
    done = project.kura("verify")
    codes = tuple(sorted(set(re.findall(r"\[(KURA\d+)\]", done.stderr))))
    tally[f"{' '.join(codes) or 'whole'}"] += 1
    if not count.check(done.returncode in (0, 1) and (done.returncode == 0) != bool(codes), f"{title}: verify explains it", done.stdout + done.stderr):
        return
    # What the help lines say: KURA0611 and KURA0621 `kura rehash`, KURA0622 `kura migrate NAME`.
    if set(codes) - {"KURA0622"}:
        count.check("kura rehash" in done.stderr, f"{title}: it says how to go on", done.stderr)
        project.must("rehash")
        done = project.kura("verify")
    if done.returncode:
        project.must("migrate", _NAME)
        done = project.kura("verify")
    count.check(done.returncode == 0, f"{title}: mended", done.stdout + done.stderr)
    states = {name for name in rest.after if name.endswith("state.schema")}
    ends = project.tree()
    count.check(all(ends.get(name) == rest.after[name] for name in states), f"{title}: the states are what they had to become")


if __name__ == "__main__":
    sys.exit(main())
