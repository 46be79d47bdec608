#!/usr/bin/python3
"""Drift, databases as states and databases that are taken over: run_drift.py KURA [ENGINE…]."""

import pathlib
import sys
import tempfile

import drift_cases
import drift_sites
import state_cases

import counting


def main():
    kura = pathlib.Path(sys.argv[1]).resolve()
    count = counting.Count()
    for engine in sys.argv[2:] or ("sqlite", "postgres", "mariadb"):
        with drift_sites.databases(engine) as make:
            for number, case in enumerate((*drift_cases.CASES, *state_cases.CASES)):
                run_case(kura, engine, make, number, case, count)
    return count.finish()


def run_case(kura, engine, make, number, case, count):
    with tempfile.TemporaryDirectory(prefix="kura-drift-") as place:
        folder = pathlib.Path(place)
        site = drift_sites.Site(kura, engine, folder, *make(number, folder))

        def check(condition, title, detail=""):
            count.check(condition, f"{engine}, {case.__name__}: {title}", detail)

        try:
            case(site, check)
        except (OSError, ValueError, RuntimeError, KeyError) as error:
            count.fail(f"{engine}, {case.__name__}", repr(error))


if __name__ == "__main__":
    sys.exit(main())
