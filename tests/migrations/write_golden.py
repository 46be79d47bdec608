#!/usr/bin/python3
"""Writes tests/golden/migrations anew, one folder a code of `kura verify`, from the same mistakes as the scenarios make: write_golden.py KURA."""

import pathlib
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import failures
from project import three_migrations

CASES = pathlib.Path(__file__).resolve().parents[1] / "golden" / "migrations"


def main():
    kura = pathlib.Path(sys.argv[1]).resolve()
    shutil.rmtree(CASES, ignore_errors=True)
    written = set()
    for failure in failures.FAILURES:
        if failure.codes not in written:
            written.add(failure.codes)
            write(kura, failure)
    print(f"{len(written)} cases; read `git diff tests/golden/migrations`")


def write(kura, failure):
    case = CASES / failure.name
    arguments = ["verify", *failure.options]
    with tempfile.TemporaryDirectory(prefix="kura-golden-") as folder:
        project = three_migrations(kura, folder, failure.warehouses)
        failure.provoke(project)
        shutil.copytree(folder, case, ignore=shutil.ignore_patterns(".git"))
    (case / "args").write_text(" ".join(arguments) + "\n", encoding="utf-8")
    done = subprocess.run([kura, *arguments], cwd=case, capture_output=True, text=True, check=False)
    (case / "expected.err").write_text(f"{done.stderr}{done.stdout}exit {done.returncode}\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
