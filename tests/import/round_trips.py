"""What `kura build` prints, `kura import` reads, and `kura build` prints again: the same bytes."""

import pathlib
import re
import subprocess

ROOT = pathlib.Path(__file__).resolve().parents[2]
DIALECTS = ["redshift", "starrocks", "postgres", "mysql", "mariadb", "sqlite"]

# A grant does not say whether its grantee is a role; namespaces are created in the order in which they are first used.
ORDERED_ANEW = ["/rights/", "/other_objects/", "/namespaces/"]
# Names in an engine's own SQL that were quoted without need.
QUOTED_NEEDLESSLY = [
    "starrocks/views/",
    "starrocks/materialized_views/",
    "mysql/expressions/",
    "mariadb/expressions/",
    "mariadb/versions/",
]
# Tables that refer to each other: one of the keys is added afterwards.
RINGS = ["/foreign_key_ring/", "postgres/inheritance", "redshift/constraints/", "mysql/keys/", "mariadb/keys/"]
# How wide a decimal is stored follows from its precision: no spelling of it is kept.
DECIMAL_WIDTHS = ["starrocks/native_types/"]
# The namespace of unqualified names, and no statement creates it.
DEFAULT_NAMESPACE = ["redshift/public_schema/"]


class Problem(Exception):
    """What went wrong in a round."""


def run(*arguments, text=None):
    return subprocess.run([str(it) for it in arguments], input=text, capture_output=True, text=True, timeout=120)


def projects():
    """Each project with the dialects that it is for."""
    for dialect in DIALECTS:
        for path in sorted((ROOT / "tests/golden/compile" / dialect).glob("*/input.schema")):
            yield path, [dialect]
    for path in sorted((ROOT / "tests/golden/compile/common").glob("*/input.schema")):
        yield path, DIALECTS
    for path in sorted((ROOT / "schemas").rglob("*.schema")):
        yield path, DIALECTS
    for path in sorted((ROOT / "examples").iterdir()):
        if path.is_dir():
            yield path, DIALECTS


def statements(sql):
    """The statements without the header, which names the warehouse."""
    return sql.split("\n\n", 1)[-1]


def first_difference(before, after):
    before, after = before.splitlines(), after.splitlines()
    for number, (left, right) in enumerate(zip(before, after)):
        if left != right:
            return f"line {number + 1}\n  - {left}\n  + {right}"
    return f"{len(before)} and {len(after)} lines"


def import_and_build(kura, sql, dialect, folder):
    """The DDL after a round, or a Problem."""
    imported = run(kura, "import", "-", "-d", dialect, text=sql)
    if imported.returncode != 0:
        raise Problem("import: " + imported.stderr.strip()[:900])
    again = folder / "again.schema"
    again.write_text(imported.stdout)
    rebuilt = run(kura, "build", again, "-d", dialect)
    if rebuilt.returncode != 0:
        raise Problem("build: " + rebuilt.stderr.strip()[:900])
    formatted = run(kura, "fmt", "-", text=imported.stdout)
    if formatted.stdout != imported.stdout:
        raise Problem("not in the canonical layout: " + first_difference(imported.stdout, formatted.stdout))
    return rebuilt.stdout


def blocks(text):
    """The declarations of a schema."""
    return re.split(r"\n\n(?=\S)", text.strip())


def declarations(kura, sql, dialect):
    """What is declared, in no order."""
    text = run(kura, "import", "-", "-d", dialect, text=sql).stdout
    return sorted(blocks(text))


def is_same_after_all(kura, name, dialect, built, rebuilt, folder):
    """Where the text of the DDL does not tell all that was declared; everything else has to be the same bytes."""
    before, after = statements(built), statements(rebuilt)
    if any(it in name for it in ORDERED_ANEW):
        return sorted(before.split(";\n\n")) == sorted(after.split(";\n\n"))
    if any(it in name for it in QUOTED_NEEDLESSLY):
        return before.replace("`", "") == after.replace("`", "")
    if any(it in name for it in RINGS):
        return declarations(kura, built, dialect) == declarations(kura, rebuilt, dialect)
    if any(it in name for it in DEFAULT_NAMESPACE):
        return before.replace("public.", "") == after
    if any(it in name for it in DECIMAL_WIDTHS):
        return re.sub(r" +", " ", re.sub(r"DECIMAL(32|64|128)\(", "DECIMAL(", before)) == re.sub(r" +", " ", after)
    return False


def round_trip(kura, project, name, dialect, folder):
    """None when it holds, an empty text when the project does not compile for the dialect, else what differs."""
    built = run(kura, "build", project, "-d", dialect)
    if built.returncode != 0 or not statements(built.stdout).strip():
        return ""
    try:
        rebuilt = import_and_build(kura, built.stdout, dialect, folder)
        if statements(rebuilt) == statements(built.stdout) or is_same_after_all(
            kura, name, dialect, built.stdout, rebuilt, folder
        ):
            return None
    except Problem as problem:
        return str(problem)
    return first_difference(statements(built.stdout), statements(rebuilt))
