#!/usr/bin/python3
"""What a server's own tool dumps of a schema, imported and built again, is dumped the same: run_dumps.py ENGINE KURA."""

import pathlib
import re
import subprocess
import sys
import tempfile

TESTS = pathlib.Path(__file__).resolve().parents[1]
sys.path[:0] = [str(TESTS / "support"), str(TESTS / "live")]
import counting
import dumps
import engines
import projects
import server_process

# Where a dump does not tell what was declared, by engine and project, and why.
DIFFERENT = {"mariadb": {"mysql/views": "who runs a statement is the definer that a dump names"}}


def essence(dump):
    """The statements of a dump in no order, without what changes from one to the next."""
    lines = [it for it in dump.splitlines() if not it.startswith(("--", "\\restrict", "\\unrestrict"))]
    text = re.sub(r"AUTO_INCREMENT=\d+ ", "", "\n".join(lines))
    return sorted(it.strip() for it in re.split(r";\n", text) if it.strip())


def first_difference(before, after):
    lost = [it for it in before if it not in after]
    new = [it for it in after if it not in before]
    text = "".join(f"\n--- lost\n{it[:700]}" for it in lost[:2]) + "".join(f"\n--- new\n{it[:700]}" for it in new[:2])
    return f"{len(lost)} statements lost, {len(new)} new{text}"


def check(engine, name, kura, title, sql, work, count):
    outcome = engine.execute(sql)
    if outcome.skipped or outcome.error:
        return
    first = dumps.dump(engine)
    (work / "dump.sql").write_text(first, encoding="utf-8")
    imported = subprocess.run(
        [kura, "import", work / "dump.sql", "-d", name], capture_output=True, text=True, timeout=120, check=False
    )
    if imported.returncode != 0:
        return count.fail(title, imported.stderr[:1500])
    (work / "imported.schema").write_text(imported.stdout, encoding="utf-8")
    built = subprocess.run(
        [kura, "build", work / "imported.schema", "-d", name], capture_output=True, text=True, timeout=120, check=False
    )
    if built.returncode != 0:
        return count.fail(title, built.stderr[:1500])
    again = engine.execute(built.stdout)
    if again.error:
        return count.fail(title, "what was imported does not run: " + again.error[:800])
    before, after = essence(first), essence(dumps.dump(engine))
    is_excused = any(part in title for part in DIFFERENT.get(name, {}))
    count.check(before == after or is_excused, title, first_difference(before, after))


def main():
    name, kura = sys.argv[1], pathlib.Path(sys.argv[2]).resolve()
    wanted = sys.argv[3:]
    server_process.exit_on_terminate()
    count = counting.Count()
    with tempfile.TemporaryDirectory(prefix="kura-dumps-") as folder, engines.ENGINES[name].running() as engine:
        work = pathlib.Path(folder)
        for title, sql in projects.all_ddl(kura, name, work, count, lambda it: projects.with_external_tables(it, work)):
            if not wanted or any(it in title for it in wanted):
                check(engine, name, kura, title, sql, work, count)
    return count.finish()


if __name__ == "__main__":
    sys.exit(main())
