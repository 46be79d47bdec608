#!/usr/bin/python3
"""Checks the scripted peers with clients that were not written for them (psql, mariadb) and with those of tests/contract: selftest.py."""

import pathlib
import sys
import tempfile
import traceback

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent / "support"), str(HERE.parent / "contract")]
import counting
import selftest_mysql
import selftest_postgres
import selftest_redshift
import selftest_starrocks


def main():
    count = counting.Count()
    with tempfile.TemporaryDirectory(prefix="kura-wire-test-") as folder:
        for module in (selftest_postgres, selftest_redshift, selftest_mysql, selftest_starrocks):
            for name, case in sorted(vars(module).items()):
                if name.startswith("case_"):
                    run(case, f"{module.__name__} {name[5:]}", count, pathlib.Path(folder))
    return count.finish()


def run(case, title, count, folder):
    try:
        case(lambda condition, what, detail="": count.check(condition, f"{title}: {what}", str(detail)), folder)
    except Exception as error:  # one case that breaks must not hide the others
        count.fail(title, f"{type(error).__name__}: {error}\n{traceback.format_exc()}")


if __name__ == "__main__":
    sys.exit(main())
