#!/usr/bin/python3
"""Reads DDL that others publish: run_others.py ENGINE KURA FOLDER [NAME…], for each folder of .sql files in FOLDER.

What is imported must compile; the server takes what is built of it, and gives the same schema when it is inspected; where the
server takes the files themselves, it gives that schema of them too. Prints how much of each was read. Not part of the test run:
such files are not part of the project.
"""

import argparse
import collections
import importlib
import json
import pathlib
import re
import subprocess
import sys
import tempfile

TESTS = pathlib.Path(__file__).resolve().parents[1]
sys.path[:0] = [str(TESTS / name) for name in ("support", "live", "inspect")]
import counting
import differences
import engines
import server_process
import sql_text
from program import Failed, Program

# What a schema may call and does not declare.
_NEEDED = re.compile(r"\s*CREATE\s+(OR\s+REPLACE\s+)?(FUNCTION|AGGREGATE|EXTENSION|COLLATION|SCHEMA|LANGUAGE|OPERATOR|TEXT|TYPE\s+[\w.]+\s+AS\s*\()|\s*SET\s+search_path", re.IGNORECASE)
# Who inspects is the owner of what is there, without a word.
_NOT_TOLD = {"set_owner": "owners"}
_NO_SERVER = ("redshift", "starrocks")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("engine", choices=["postgres", "mariadb", "sqlite", *_NO_SERVER])
    parser.add_argument("kura", type=pathlib.Path)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("names", nargs="*")
    wanted = parser.parse_args()
    server_process.exit_on_terminate()
    count = counting.Count()
    cases = [it for it in sorted(wanted.folder.iterdir()) if it.is_dir() and (not wanted.names or it.name in wanted.names)]
    program = Program(wanted.kura.resolve(), wanted.engine)
    if wanted.engine in _NO_SERVER:
        for case in cases:
            check(program, wanted.kura, case, None, count)
        return count.finish()
    place_module = importlib.import_module(f"{wanted.engine}_place")
    with place_module.running(1) as places:
        for case in cases:
            check(program, wanted.kura, case, places[0], count)
    return count.finish()


def check(program, kura, case, place, count):
    files = sorted(case.glob("*.sql"))
    with tempfile.TemporaryDirectory(prefix="kura-others-") as name:
        folder = pathlib.Path(name)
        schema, told = imported(program, kura, files, folder)
        print(f"{case.name}: {told}", flush=True)
        try:
            built = program.build(schema)
            again, _ = imported(program, kura, [written(folder / "built.sql", built)], folder / "again")
            rebuilt = program.build(again)
            what = differences.text_difference(statements(built), statements(rebuilt))
            # Where tables refer to each other in a ring, the statements may be cut at another place.
            is_stable = statements(rebuilt) == statements(built) or is_same(program, schema, again)
            count.check(is_stable, f"{case.name}: stable", what[:3000])
            if place is not None:
                compare(program, schema, place, folder, built, case.name, files, count)
        except (Failed, differences.Difference) as problem:
            count.fail(case.name, str(problem)[:4000])


def is_same(program, schema, again):
    changes = program.changes(schema, again) + program.changes(again, schema)
    return not [change for change in changes if differences.NO_CHANGE not in change[2]]


def statements(built):
    """The statements without the header, which names the warehouse."""
    return built.split("\n\n", 1)[-1]


def written(path, text):
    path.write_text(text, encoding="utf-8")
    return path


def imported(program, kura, files, folder):
    """The schema's file, and what was said of reading it."""
    folder.mkdir(exist_ok=True)
    done = subprocess.run([kura, "import", *files, "-d", program.dialect], capture_output=True, text=True, timeout=300, check=False)
    kinds = collections.Counter(re.findall(r"^(?:error|warning|note)\[(KURA\d+)\]", done.stderr, re.MULTILINE))
    summary = done.stderr.strip().splitlines()[-1:] or ["nothing said"]
    words = ", ".join(f"{number} {code}" for code, number in sorted(kinds.items()))
    return written(folder / "imported.schema", done.stdout), f"{summary[0]}{'; ' * bool(words)}{words}"


def execute(place, built, files):
    """On PostgreSQL with the functions of the files, which expressions and views may call."""
    if not isinstance(place, engines.Postgres):
        return place.execute(built)
    place._is_new_one_needed = True
    made = place.execute("")
    sql = "\n".join(it.read_text(encoding="utf-8", errors="replace") for it in files)
    needed = [it + ";" for it in sql_text.split_statements(sql) if _NEEDED.match(it)]
    place._is_new_one_needed = True
    place._prepare(built, [])
    psql(place, "set check_function_bodies = off;\n" + "\n".join(needed))
    # Functions stay where the files look for them.
    paths = [it for it in needed if re.match(r"SET\s", it, re.IGNORECASE)]
    done = place._server.psql(place.database, "-f", "-", text="\n".join([*paths[-1:], built]))
    return engines.Outcome(error=done.stderr) if done.returncode != 0 else made


def psql(place, sql):
    command = [place._server.programs / "psql", "-X", "-q", "-h", place._server.socket_folder, "-U", "postgres", "-d", place.database]
    return subprocess.run(command, input=sql, capture_output=True, text=True, timeout=600, check=False)


def compare(program, schema, place, folder, built, name, files, count):
    made = execute(place, built, files)
    if made.skipped:
        print(f"{name}: skipped, as {made.skipped}")
        return
    if made.error:
        raise Failed(f"what was imported does not run: {made.error[:1500]}")
    program.inspect(place, folder / "inspected")
    try:
        differences.check_plans(program, schema, folder / "inspected", _NOT_TOLD)
        count.ok()
    except differences.Difference as problem:
        count.fail(f"{name}: what was built of it", str(problem).split("\n--- ")[0][:6000])
    load(place, files)
    program.inspect(place, folder / "loaded")
    try:
        differences.check_plans(program, folder / "inspected", folder / "loaded", _NOT_TOLD)
        count.ok()
    except differences.Difference as problem:
        count.fail(f"{name}: the files themselves", str(problem).split("\n--- ")[0][:6000])


def load(place, files):
    """Runs the files, going on behind statements that the server lacks something for."""
    if isinstance(place, engines.Postgres):
        place._is_new_one_needed = True
    place.execute("")
    sql = "\n".join(it.read_text(encoding="utf-8", errors="replace") for it in files)
    if isinstance(place, engines.Postgres):
        done = psql(place, "set check_function_bodies = off;\n" + re.sub(r"^(\\c |DROP DATABASE |CREATE DATABASE ).*", "", sql, flags=re.MULTILINE))
    elif isinstance(place, engines.Mariadb):
        done = subprocess.run(
            ["mariadb", "--no-defaults", f"--socket={place._server.socket}", "--user=root", "--force", "live"],
            input=sql, capture_output=True, text=True, timeout=600, check=False)
    else:
        made = place.execute(sql)
        return print(f"  loading: {made.error[:300]}") if made.error else None
    errors = [line for line in done.stderr.splitlines() if "ERROR" in line]
    if errors:
        print(f"  loading: {len(errors)} errors, the first: {errors[0][:200]}")


if __name__ == "__main__":
    sys.exit(main())
