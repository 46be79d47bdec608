#!/usr/bin/python3
"""Runs `kura apply` and its siblings against a scripted peer: run_apply.py KURA redshift|starrocks [--only NAME] [--jobs N]."""

import argparse
import concurrent.futures
import pathlib
import sys
import tempfile
import threading
import traceback

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent / "support")]
import apply_commands
import apply_common
import apply_cuts
import apply_redshift
import apply_starrocks
import counting
from apply_site import MODELS, ROWS, STATES, Project, Site

CASES = {"redshift": (apply_common, apply_commands, apply_redshift), "starrocks": (apply_common, apply_commands, apply_starrocks)}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kura", type=pathlib.Path)
    parser.add_argument("dialect", choices=CASES)
    parser.add_argument("--only", default="", help="cases whose name holds this")
    parser.add_argument("--all-cuts", action="store_true", help="cut every run at each of its statements")
    parser.add_argument("--without-cuts", action="store_true", help="only the cases that have a name of their own")
    parser.add_argument("--jobs", type=int, default=28, help="runs at a time: most of their time is waiting")
    wanted = parser.parse_args()
    count = counting.Count()
    with tempfile.TemporaryDirectory(prefix="kura-apply-") as folder:
        context = Context(wanted.kura.resolve(), wanted.dialect, pathlib.Path(folder), count)
        chosen = [it for it in cases(context, wanted) if wanted.only in it[0]]
        with concurrent.futures.ThreadPoolExecutor(wanted.jobs) as pool:
            list(pool.map(lambda case: context.run(*case), chosen))
        context.close()
    return count.finish()


def cases(context, wanted):
    """Title and function of each."""
    found = [(name[5:], case) for module in CASES[context.dialect] for name,
             case in sorted(vars(module).items()) if name.startswith("case_")]
    return found + ([] if wanted.without_cuts else list(apply_cuts.cases(context, wanted.all_cuts)))


class Context:
    """What all cases share: the project, and a database that has its first two migrations and some rows."""

    def __init__(self, kura, dialect, folder, count):
        self.kura = kura
        self.dialect = dialect
        self.folder = folder
        self.project = Project(kura, dialect, folder / "project").write(STATES[dialect])
        self.pending = 0  # migrations, behind the run that all compare with
        self._count = count
        self._lock = threading.Lock()
        with Site(self.project, MODELS[dialect]()) as site:
            self._must(site.apply("--to", "1"))
            for sql in ROWS[dialect]:
                site.model.run(sql)
            # What was granted and said by hand is taken note of.
            self._must(site.apply("--to", "2", "--force"))
            self.base = site.model.twin()
        with self.prepared() as site:
            self.reference = site.apply()
            self.end = site.state()
            self._applied = site.model.twin()

    @staticmethod
    def _must(done):
        if done.code:
            raise RuntimeError(f"the first migrations: {done}")

    def close(self):
        self.base.close()
        self._applied.close()

    def empty(self, **model):
        """A site whose database has nothing."""
        return Site(self.project, MODELS[self.dialect](**model))

    def prepared(self):
        return Site(self.project, self.base.twin())

    def applied(self):
        """A site whose database has all migrations."""
        return Site(self.project, self._applied.twin())

    def check(self, condition, title, detail=""):
        with self._lock:
            return self._count.check(condition, title, str(detail))

    def run(self, title, case):
        try:
            case(self, lambda condition, what, detail="": self.check(condition, f"{title}: {what}", detail))
        except Exception:  # one case that breaks must not hide the others
            self.check(False, title, traceback.format_exc())


if __name__ == "__main__":
    sys.exit(main())
