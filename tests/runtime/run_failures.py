#!/usr/bin/python3
"""Databases and command lines with something wrong: what `kura apply` and its siblings say, and that the next run can go on:
run_failures.py KURA_WITH_FAULTS [ENGINE…] [--only WORD]."""

import argparse
import pathlib
import sys
import tempfile
import traceback

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE / "crashes"), str(HERE.parent / "wire")]
from shop_site import LARGE, SMALL, NotPossible, Project
import counting
import old_servers
import server_process
import sites
from failures_mariadb import MariadbCases
from failures_postgres import PostgresCases
from failures_sqlite import SqliteCases

_CASES = {"postgres": PostgresCases, "mariadb": MariadbCases, "sqlite": SqliteCases}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kura", type=pathlib.Path)
    parser.add_argument("engines", nargs="*", default=[])
    parser.add_argument("--only", default="", help="cases whose name holds this")
    wanted = parser.parse_args()
    server_process.exit_on_terminate()
    count = counting.Count()
    program = wanted.kura.resolve()
    for engine in wanted.engines or sites.ENGINES:
        with tempfile.TemporaryDirectory(prefix="kura-failures-", dir=server_process.fast_place()) as name:
            folder = pathlib.Path(name)
            folder.chmod(0o755)
            (folder / "scratch").mkdir()
            (folder / "scratch").chmod(0o755)
            project = Project(program, folder / "project", engine)
            try:
                with sites.running(engine, project, folder / "scratch") as site:
                    run_engine(site, count, folder, wanted.only)
            except Exception:  # what holds for one engine must not hide the others
                count.fail(engine, traceback.format_exc())
    if wanted.only in "old_servers":
        with tempfile.TemporaryDirectory(prefix="kura-failures-") as name:
            old_servers.run(program, pathlib.Path(name), count)
    return count.finish()


def run_engine(site, count, folder, only):
    site.build(site.project.must("build", "-w", "prod"))
    goal = site.catalog()
    for rows in (LARGE, SMALL):
        site.begin(rows)
    cases = _CASES[site.engine](site, count, folder, goal)
    for name in sorted(it for it in dir(cases) if it.startswith("case_") and only in it):
        try:
            getattr(cases, name)()
        except NotPossible as reason:
            print(f"skipped {site.engine} {name[5:]}: {reason}")
        except Exception:  # one case that breaks must not hide the others
            count.fail(f"{site.engine} {name}", traceback.format_exc())
    site.reset(SMALL)
    site.run("apply", "--yes", "--force")
    sites.check_secrets(site, count)


if __name__ == "__main__":
    sys.exit(main())
