"""The golden cases of `kura plan` that hold for a dialect."""

import fnmatch
import pathlib
import shlex

GOLDEN = pathlib.Path(__file__).resolve().parents[1] / "golden" / "plan"
# Cases written for one engine that a compatible one runs as well.
_FOLDERS = {"mariadb": ("mysql", "mariadb")}


def golden_cases(dialect, pattern="*"):
    """(title, before, after, options) of each case."""
    found = []
    for folder in ("common", *_FOLDERS.get(dialect, (dialect,))):
        for before in sorted((GOLDEN / folder).rglob("before.schema")):
            title = str(before.parent.relative_to(GOLDEN))
            if fnmatch.fnmatch(title, pattern) and (before.parent / "after.schema").exists():
                options = before.parent / "options"
                words = shlex.split(options.read_text()) if options.is_file() else []
                found.append((title, before, before.parent / "after.schema", tuple(it for it in words if it != "--undo")))
    return found
