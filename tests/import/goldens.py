"""Golden cases: tests/golden/import/DIALECT/CASE holds input.sql, expected.schema and what was said in expected.err.

UPDATE_GOLDEN=1 writes the expected files anew, to be read by eye.
"""

import os
import pathlib
import subprocess
import tempfile

from round_trips import blocks

ROOT = pathlib.Path(__file__).resolve().parents[2]
CASES = ROOT / "tests/golden/import"


def run(*arguments, folder=None, text=None):
    return subprocess.run(
        [str(it) for it in arguments], cwd=folder, input=text, capture_output=True, text=True, timeout=120
    )


def compared(path, text):
    """None when the file holds the text, else what to say."""
    if os.environ.get("UPDATE_GOLDEN"):
        path.write_text(text)
        if not text:
            path.unlink()
        return None
    expected = path.read_text() if path.exists() else ""
    if expected == text:
        return None
    for number, (left, right) in enumerate(zip(expected.splitlines(), text.splitlines())):
        if left != right:
            return f"{path.name}:{number + 1}\n  - {left}\n  + {right}"
    return f"{path.name}: {len(expected.splitlines())} lines expected, {len(text.splitlines())} came"


def problems(kura, case):
    dialect = case.parent.name
    done = run(kura, "import", "input.sql", "-d", dialect, folder=case)
    found = [compared(case / "expected.schema", done.stdout), compared(case / "expected.err", done.stderr)]
    has_errors = "error[" in done.stderr
    if done.returncode != (1 if has_errors else 0):
        found.append(f"exit code {done.returncode}")
    formatted = run(kura, "fmt", "-", text=done.stdout)
    if formatted.stdout != done.stdout:
        found.append("the schema is not in the canonical layout")
    if not has_errors:
        checked = run(kura, "check", "expected.schema", folder=case)
        if checked.returncode != 0:
            found.append("the schema does not compile: " + checked.stderr)
        found.append(second_round(kura, case, dialect, done.stdout))
    return [it for it in found if it]


def built_and_imported(kura, dialect, schema):
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "imported.schema"
        path.write_text(schema)
        built = run(kura, "build", path, "-d", dialect)
    return run(kura, "import", "-", "-d", dialect, text=built.stdout).stdout


def second_round(kura, case, dialect, schema):
    """What was imported, built and imported again is the same schema; of one_way, what comes after that is."""
    if (case / "one_way").exists():
        schema = built_and_imported(kura, dialect, schema)
    after = blocks(built_and_imported(kura, dialect, schema))
    missing = [it for it in blocks(schema) if it not in after and not it.startswith("external ")]
    return "built and imported again it differs: " + missing[0] if missing else None


def all_cases():
    return sorted(it.parent for it in CASES.glob("*/*/input.sql"))
