#!/usr/bin/python3
"""Executes the DDL of every project on a real server of one engine: run_live.py ENGINE KURA."""

import pathlib
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
import counting
import engines
import projects
import server_process
import sql_text


def main():
    engine_name, kura = sys.argv[1], pathlib.Path(sys.argv[2]).resolve()
    server_process.exit_on_terminate()
    count = counting.Count()
    scripts = projects.ROOT / "build" / "live" / engine_name
    scripts.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="kura-live-") as folder, engines.ENGINES[engine_name].running() as engine:
        work = pathlib.Path(folder)

        def path_of(project):
            return projects.with_external_tables(project, work)

        for title, sql in projects.all_ddl(kura, engine_name, work, count, path_of):
            execute(engine, title, sql, scripts, count)
    return count.finish()


def execute(engine, title, sql, scripts, count):
    script = scripts / (title.replace("/", "_").replace(" ", "_") + ".sql")
    script.write_text(sql, encoding="utf-8")
    outcome = engine.execute(sql)
    if outcome.skipped:
        print(f"skipped {title}: {outcome.skipped}")
        return
    if outcome.error:
        count.fail(title, f"{outcome.error.rstrip()}\n(script: {script.relative_to(projects.ROOT)})")
        return
    created = sql_text.count_created(sql)
    held = (outcome.tables, outcome.views)
    count.check(
        held == created, title,
        f"the script creates {created[0]} tables and {created[1]} views, the catalog holds {held[0]} and {held[1]}",
    )


if __name__ == "__main__":
    sys.exit(main())
