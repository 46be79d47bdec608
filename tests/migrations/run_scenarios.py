#!/usr/bin/python3
"""Migrations as their users meet them, in real git repositories: run_scenarios.py KURA [--only WORD]."""

import argparse
import contextlib
import pathlib
import re
import sys
import tempfile
import traceback

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "support"))
import branches
import ci_examples
import counting
import failures
import golden_plans
import rewriting
import writing
from project import three_migrations


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kura", type=pathlib.Path)
    parser.add_argument("--only", default="", help="scenarios with this word in their name")
    wanted = parser.parse_args()
    kura = wanted.kura.resolve()
    count = counting.Count()
    for module in (writing, rewriting, branches, ci_examples, golden_plans):
        for scenario in module.SCENARIOS:
            if wanted.only in scenario.__name__:
                with scene(scenario.__name__, count) as folder:
                    scenario(kura, folder, count)
    for failure in failures.FAILURES:
        if wanted.only in failure.name:
            with scene(failure.name, count) as folder:
                check_failure(kura, folder, failure, count)
    if not wanted.only:
        check_all_codes(count)
    return count.finish()


@contextlib.contextmanager
def scene(title, count):
    """A folder for one scenario; one that breaks off has failed."""
    with tempfile.TemporaryDirectory(prefix="kura-migrations-") as folder:
        try:
            yield pathlib.Path(folder)
        except Exception:  # pylint: disable=broad-except
            count.fail(title, traceback.format_exc())


def check_failure(kura, folder, failure, count):
    """Verify names the failure by its code alone, exits with 1 in every format, and its help line really mends it."""
    project = three_migrations(kura, folder, failure.warehouses)
    failure.provoke(project)
    done = project.kura("verify", *failure.options)
    codes = tuple(re.findall(r"\[(KURA\d+)\]", done.stderr))
    is_told = done.returncode == 1 and codes == failure.codes and failure.says in done.stderr
    count.check(is_told, f"{failure.name}: what verify says", f"exit {done.returncode}, {codes}\n{done.stdout}{done.stderr}")
    for form, mark in (("github", f"title={failure.codes[0]}::"), ("sarif", f'"ruleId": "{failure.codes[0]}"')):
        done = project.kura("verify", *failure.options, "--format", form)
        count.check(done.returncode == 1 and mark in done.stdout, f"{failure.name}: in the format {form}", done.stdout + done.stderr)
    if failure.is_at_end:
        before = project.tree()
        done = project.kura("migrate", "on top of it")
        count.check(done.returncode == 1 and project.tree() == before, f"{failure.name}: nothing is written on top of it", done.stdout + done.stderr)
    failure.mend(project)
    done = project.kura("verify")
    count.check(done.returncode == 0, f"{failure.name}: mended", done.stdout + done.stderr)


def check_all_codes(count):
    kinds = (HERE.parents[1] / "compiler" / "diag" / "kinds_migrations.def").read_text(encoding="utf-8")
    declared = set(re.findall(r'"(KURA06\d\d)"', kinds))
    provoked = {code for failure in failures.FAILURES for code in failure.codes}
    count.check(declared == provoked, "every code is provoked", f"not provoked: {sorted(declared - provoked)}")


if __name__ == "__main__":
    sys.exit(main())
