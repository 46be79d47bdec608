"""Catalogues of which every row is given (`ENGINE_rows.py`), served over the engine's protocol, and what must be read of them."""

import fnmatch
import importlib
import os
import pathlib
import tempfile

import differences
from program import Failed

HERE = pathlib.Path(__file__).resolve().parent


def check_all(program, count, only):
    try:
        rows = importlib.import_module(f"{program.dialect}_rows")
    except ModuleNotFoundError as error:
        if error.name == f"{program.dialect}_rows":
            return
        raise
    for name, catalogue in rows.CATALOGUES.items():
        if not fnmatch.fnmatch(name, only):
            continue
        try:
            _check(program, rows, name, catalogue())
            count.ok()
        except (differences.Difference, Failed) as difference:
            count.fail(name, str(difference))


def _check(program, rows, name, catalogue):
    """NAME.schema is what is read, byte for byte; nothing is to do for NAME_written.schema, its author's words."""
    expected = HERE / program.dialect / f"{name}.schema"
    with tempfile.TemporaryDirectory(prefix="kura-inspect-rows-") as folder, rows.serving(catalogue) as (url, scenario):
        text = program.inspected(url, getattr(rows, "SCHEMAS", ()))
        if os.environ.get("UPDATE_GOLDEN"):
            expected.write_text(text, encoding="utf-8")
        differences.expect_same_lines(expected.read_text(encoding="utf-8").splitlines(), text.splitlines(), f"{name}: what is read")
        differences.expect_same_lines([], scenario.violations, f"{name}: what must not be asked")
        written = HERE / program.dialect / f"{name}_written.schema"
        if written.exists():
            read = pathlib.Path(folder) / "read.schema"
            read.write_text(text, encoding="utf-8")
            changes = [f"{arrow} {': '.join(it)}" for arrow, pair in (("there", (written, read)), ("back", (read, written)))
                       for it in program.changes(*pair) if differences.NO_CHANGE not in it[2]]
            differences.expect_same_lines([], changes, f"{name}: changes that are none")
