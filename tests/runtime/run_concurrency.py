#!/usr/bin/python3
"""Several `kura apply` at once: one applies, the others wait or leave with a message; each step runs once:
run_concurrency.py KURA_WITH_FAULTS [ENGINE…] [--only WORD]."""

import argparse
import collections
import pathlib
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE / "crashes")]
from shop_site import SMALL, Project, difference
import counting
import server_process
import sites

_FORCED = ("apply", "--yes", "--force")


class Runs:
    def __init__(self, site, count, folder):
        self.site = site
        self.count = count
        self.folder = folder
        self.goal = {}

    def check(self, condition, title, detail=""):
        self.count.check(condition, f"{self.site.engine}: {title}", str(detail))

    def is_applied(self, title):
        found = self.site.catalog()
        self.check(found == self.goal, f"{title}: the right state", difference(self.goal, found))
        wrong = self.site.journal()
        self.check(not wrong, f"{title}: each migration and each step once", "\n".join(wrong))
        runs = self.site.ask("SELECT migration, count(*) FROM kura_migrations GROUP BY migration")
        self.check(all(int(it[1]) == 1 for it in runs), f"{title}: no migration ran twice", runs)

    def several(self, number, is_empty):
        """All end well: one did it, the others found nothing to do."""
        title = f"{number} at once {'from nothing' if is_empty else 'over rows'}"
        if is_empty:
            self.site.empty()
        else:
            self.site.reset(SMALL)
        children = [self.site.start(*_FORCED, "--lock-wait", "200") for _ in range(number)]
        ended = [self.site.ended(it) for it in children]
        told = "\n".join(map(str, ended))
        self.check([it.code for it in ended] == [0] * number, f"{title}: all end well", told)
        self.check(sum("nothing to do" in it.out for it in ended) == number - 1, f"{title}: one did it", told)
        self.is_applied(title)

    def mixed(self):
        """Some are impatient, and leave with a message and without having done anything."""
        self.site.reset(SMALL)
        first = self.site.paused(*_FORCED, place=12, milliseconds=4000)
        others = [self.site.start(*_FORCED, "--lock-wait", "0.5") for _ in range(3)]
        patient = self.site.start(*_FORCED, "--lock-wait", "200")
        for done in map(self.site.ended, others):
            self.check(done.code == 5 and "another run is still at work" in done.err and "--lock-wait" in done.err, "an impatient one says so", done)
        done = self.site.ended(first)
        self.check(done.code == 0, "the first one is not disturbed", done)
        done = self.site.ended(patient)
        self.check(done.code == 0 and "nothing to do" in done.out and "waiting for it" in done.err, "the patient one waits", done)
        self.is_applied("impatient ones")

    def takes_over(self):
        """The one that is at work dies; one of those that wait goes on where it was."""
        self.site.reset(SMALL)
        first = self.site.paused(*_FORCED, place=40, milliseconds=60_000)
        others = [self.site.start(*_FORCED, "--lock-wait", "200") for _ in range(3)]
        for other in others:
            while other.poll() is None and "waiting for it" not in other.stderr.readline():
                pass
        first.kill()
        self.site.ended(first)
        ended = [self.site.ended(it) for it in others]
        told = "\n".join(map(str, ended))
        self.check([it.code for it in ended] == [0, 0, 0], "those that wait end well when the first one dies", told)
        self.check(sum("goes on with" in it.out for it in ended) == 1, "one of them goes on", told)
        self.is_applied("a run that was taken over")

    def others_commands(self):
        """`status` and `repair` ask while a run is at work; what writes waits."""
        self.site.reset(SMALL)
        first = self.site.paused(*_FORCED, place=40, milliseconds=4000)
        status, told = self.site.status()
        self.check(status.code == 1 and (told.get("unfinished") or told.get("pending")), "status during a run", status)
        for arguments in (("rollback", "--yes"), ("clean", "--yes"), ("repair", "--undone", "1", "--yes")):
            done = self.site.run(*arguments, "--lock-wait", "0.2")
            self.check(done.code == 5 and "another run is still at work" in done.err, f"{arguments[0]} during a run", done)
        done = self.site.ended(first)
        self.check(done.code == 0, "the run is not disturbed", done)
        self.is_applied("commands during a run")

    def two_warehouses(self):
        """Of one database, both for the first time and at once: their runs are not mixed up."""
        own = self.site.project
        folder = self.folder / "two"
        self.site.project = TwoProjects(own.program, folder, self.site.engine)
        commands = {name: ("apply", "--yes", "-C", str(folder / name), "--lock-wait", "200") for name in ("first", "second")}
        try:
            self.site.empty()
            children = [self.site.start(*commands[name]) for name in commands for _ in range(2)]
            self.both("at once", [self.site.ended(it) for it in children])
            self.site.empty()
            _, statements = self.site.counted(*commands["first"])
            for text in ("CREATE TABLE", "INSERT INTO kura_journal", "INSERT INTO kura_migrations"):
                place = next(place for place, sql in enumerate(statements, 1) if text in sql.replace("`", ""))
                self.site.empty()
                first = self.site.paused(*commands["first"], place=place, milliseconds=3000)
                second = self.site.run(*commands["second"])
                self.both(f"one before {text}", [self.site.ended(first), second])
        finally:
            self.site.project = own

    def both(self, title, ended):
        told = "\n".join(map(str, ended))
        self.check({it.code for it in ended} == {0}, f"two warehouses, {title}: all end well", told)
        runs = self.site.ask("SELECT warehouse, migration, status FROM kura_migrations ORDER BY run")
        found = collections.Counter((it[0], it[2]) for it in runs)
        self.check(found == {("first", "done"): 2, ("second", "done"): 2}, f"two warehouses, {title}: each has its runs", runs)
        for name in ("first", "second"):
            status = self.site.run("status", "-C", str(self.folder / "two" / name))
            self.check(status.code == 0, f"two warehouses, {title}: status of {name}", status)


_TABLE = """table {0} {{
  id  bigint  primary key;
{1}}}
view {0}_view as select id from {0};
"""


class TwoProjects:
    """Two projects of one database."""

    def __init__(self, program, folder, engine):
        self.program = program
        self.folder = folder
        for name in ("first", "second"):
            states = (("begin", _TABLE.format(name, ""), ()), ("more", _TABLE.format(name, "  a   int;\n"), ()))
            Project(program, folder / name, engine, states, f'warehouse {name} : {engine} {{ url = "${{SHOP_URL}}"; }}\n')


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kura", type=pathlib.Path)
    parser.add_argument("engines", nargs="*", default=[])
    parser.add_argument("--only", default="", help="cases whose name holds this")
    wanted = parser.parse_args()
    server_process.exit_on_terminate()
    count = counting.Count()
    for engine in wanted.engines or sites.ENGINES:
        with tempfile.TemporaryDirectory(prefix="kura-runs-", dir=server_process.fast_place()) as name:
            folder = pathlib.Path(name)
            folder.chmod(0o755)
            project = Project(wanted.kura.resolve(), folder / "project", engine)
            with sites.running(engine, project, folder) as site:
                site.build(project.must("build", "-w", "prod"))
                runs = Runs(site, count, folder)
                runs.goal = site.catalog()
                site.begin(SMALL)
                for case in (
                    lambda: runs.several(2, False), lambda: runs.several(2, True), lambda: runs.several(10, False), lambda: runs.several(10, True),
                    runs.mixed, runs.takes_over, runs.others_commands, runs.two_warehouses,
                ):
                    if wanted.only in getattr(case, "__name__", ""):
                        case()
                sites.check_secrets(site, count)
    return count.finish()


if __name__ == "__main__":
    sys.exit(main())
