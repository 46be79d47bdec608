#!/usr/bin/python3
"""Connects to real servers and files in all the ways that go well and that fail: run_connections.py KURA_SQL [ENGINE…]."""

import pathlib
import sys

_TESTS = pathlib.Path(__file__).resolve().parents[1]
sys.path[:0] = [str(_TESTS / "support"), str(_TESTS / "live"), str(_TESTS / "runtime" / "db")]
import counting
import mariadb_cases
import postgres_cases
import server_process
import sqlite_cases
from sql_session import Sessions

_ENGINES = {"sqlite": sqlite_cases, "postgres": postgres_cases, "mariadb": mariadb_cases}


def main():
    program = pathlib.Path(sys.argv[1]).resolve()
    server_process.exit_on_terminate()
    count = counting.Count()
    for engine in sys.argv[2:] or _ENGINES:
        cases = _ENGINES[engine]
        cases.run(Sessions(program, count, cases.SECRETS))
    return count.finish()


if __name__ == "__main__":
    sys.exit(main())
