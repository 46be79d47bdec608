"""Two short rounds for many schemas: what was built is read from the catalogue; what `kura apply` made is read exactly."""

import pathlib
import tempfile

import differences
import dumps

# Who made a database owns what is in it, without a word; who may read it is told by mariadb-dump no more.
_NOT_DUMPED = {"set_owner": "owners", "add_grant": "grants", "drop_grant": "grants"}


def by_catalog(program, path, place, printed):
    """No plan leads from the schema to what was read, and none back, nor to what the server's tool dumps; gives why the server
    cannot run it, if so."""
    made = place.execute(program.build(path))
    if made.error:
        raise differences.Difference(f"building it: {made.error}")
    if made.skipped:
        return made.skipped
    with tempfile.TemporaryDirectory(prefix="kura-inspect-case-") as name:
        folder = pathlib.Path(name)
        program.inspect(place, folder / "read")
        differences.check_plans(program, path, folder / "read", printed)
        _check_dump(program, path, place, folder, printed)
    return ""


def _check_dump(program, path, place, folder, printed):
    dumped = dumps.dump(place)
    if dumped:
        (folder / "dump.sql").write_text(dumped, encoding="utf-8")
        program.import_dump(folder / "dump.sql", folder / "imported.schema")
        differences.check_plans(program, path, folder / "imported.schema", printed | _NOT_DUMPED)


def statements(sql):
    return sorted(sql.split("\n\n", 1)[-1].rstrip("\n;").split(";\n\n"))


def by_journal(program, path, place, printed):
    """What is read compiles to the statements that the schema compiles to, and no plan leads from one to the other. Without
    `printed` the dump is left alone: those of projects are held by `../import`."""
    built = program.build(path)
    skipped = place.prepare(built)
    if skipped:
        return skipped
    with tempfile.TemporaryDirectory(prefix="kura-inspect-case-") as name:
        folder = pathlib.Path(name)
        program.apply(path, place.url, folder / "project")
        program.inspect(place, folder / "read")
        # What is read is sorted by name.
        differences.expect_same_lines(statements(built), statements(program.build(folder / "read")), "compiling what was read")
        changes = program.changes(path, folder / "read") + program.changes(folder / "read", path)
        if changes:
            raise differences.Difference("\n".join(["what was read is not what was applied", *map(str, changes)]))
        if printed is not None:
            _check_dump(program, path, place, folder, printed)
    return ""


ROUNDS = (by_catalog, by_journal)
