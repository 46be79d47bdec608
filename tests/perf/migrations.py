#!/usr/bin/python3
"""How `kura verify` and `kura migrate` do in a folder of many migrations, and how they do with ten: migrations.py KURA [COUNT]."""

import hashlib
import os
import pathlib
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

_TABLES = 100
_COLUMNS = 5000  # of all tables
_RUNS = 5
_WAREHOUSE = "warehouse prod : postgres { }\n"
_FILE = """-- kura:migration {id}
-- kura:written 1 by Kura 0.0.1
-- kura:warehouse prod postgres
-- kura:previous {previous}
-- kura:from {before}
-- kura:to {after}

-- kura:session
SET lock_timeout = '5s';

-- kura:begin
BEGIN;

-- kura:step 1 table t{table}: add column `c{column}` int
-- kura:hazard H0103 readers and writers of `t{table}` wait for a moment
ALTER TABLE t{table} ADD COLUMN c{column} INTEGER;

-- kura:commit
COMMIT;

-- kura:down
-- -- kura:begin
-- BEGIN;
--
-- -- kura:step 1 table t{table}: drop column `c{column}`
-- -- kura:hazard H0101 drop column `c{column}`: its values are lost
-- ALTER TABLE t{table} DROP COLUMN c{column};
--
-- -- kura:commit
-- COMMIT;
--

-- kura:state
"""


def main():
    kura = pathlib.Path(sys.argv[1]).resolve()
    many = int(sys.argv[2]) if len(sys.argv) > 2 else 5000
    with tempfile.TemporaryDirectory(prefix="kura-bench-") as folder:
        figures = {number: measure(kura, pathlib.Path(folder) / str(number), number) for number in (10, many)}
    print(f"{'migrations':>10} {'verify':>9} {'migrate':>9}   milliseconds, median of {_RUNS}, process creation included; {_TABLES} tables of {_COLUMNS // _TABLES} columns")
    for number, (verify, migrate) in figures.items():
        print(f"{number:>10} {verify:>9.1f} {migrate:>9.1f}")
    print(f"migrate with {many} takes {figures[many][1] / figures[10][1]:.1f} times as long as with 10")


def measure(kura, folder, number):
    """Both states have the same tables: only the number of migrations that led to it differs."""
    columns = table_columns(_COLUMNS)
    project = folder / "project"
    project.mkdir(parents=True)
    write_project(project, columns)
    # The fingerprint of the last state, which Kura compares with the first migration behind it.
    run(kura, project, "migrate", "probe")
    last = re.search(r"^-- kura:to (\w+)$", next((project / "migrations/prod").glob("*.sql")).read_text(encoding="utf-8"), re.MULTILINE)[1]
    shutil.rmtree(project / "migrations")
    write_migrations(project, number, last)
    verify = statistics.median(run(kura, project, "verify") for _ in range(_RUNS))
    times = []
    for place in range(_RUNS):
        columns[0].append(f"later{place}")
        write_project(project, columns)
        times.append(run(kura, project, "migrate", f"later {place}"))
    run(kura, project, "verify")
    return verify, statistics.median(times)


def table_columns(number):
    columns = [[] for _ in range(_TABLES)]
    for place in range(number):
        columns[place % _TABLES].append(f"c{place // _TABLES}")
    return columns


def table_text(place, columns):
    names = ["id", *columns]
    width = max(map(len, names))
    lines = [f"  {'id':<{width}}  bigint  primary key;", *(f"  {name:<{width}}  int;" for name in columns)]
    return f"table t{place} {{\n" + "\n".join(lines) + "\n}\n"


def write_project(project, columns):
    text = _WAREHOUSE + "".join("\n" + table_text(place, it) for place, it in enumerate(columns))
    (project / "all.schema").write_text(text, encoding="utf-8")


def write_migrations(project, number, last):
    """As Kura 0.0.1 would have written them: all tables at first, then a column each."""
    folder = project / "migrations" / "prod"
    folder.mkdir(parents=True)
    columns = table_columns(0)
    all_columns = table_columns(_COLUMNS)
    sums, chain, previous, before = [], "", "none", "empty"
    for place in range(number):
        table = place % _TABLES
        columns[table].append(f"c{place // _TABLES}")
        objects = {table: table_text(table, columns[table])}
        if place == 0:
            objects = {it: table_text(it, columns[it]) for it in range(_TABLES)}
        if place == number - 1:
            objects = {it: table_text(it, all_columns[it]) for it in range(_TABLES)}
        id_ = time.strftime("%Y%m%dT%H%M%S", time.gmtime(1_600_000_000 + 60 * place)) + f"_c{place}"
        after = last if place == number - 1 else hashlib.md5(str(place).encode()).hexdigest()
        text = _FILE.format(id=id_, previous=previous, before=before, after=after, table=table, column=place // _TABLES)
        text += "-- kura:object warehouse prod\n-- " + _WAREHOUSE if place == 0 else ""
        text += "".join(f"-- kura:object table t{it}\n" + "".join(f"-- {line}\n" for line in body.splitlines()) for it, body in objects.items())
        (folder / f"{id_}.sql").write_text(text, encoding="utf-8")
        content = hashlib.sha256(text.encode()).hexdigest()
        chain = hashlib.sha256(f"{chain}\n{id_}\n{content}\nplanned".encode()).hexdigest()
        sums.append(f"{id_} {content} {chain}\n")
        previous, before = id_, after
    (folder / "kura.sum").write_text("# kura.sum 1\n" + "".join(sums), encoding="utf-8")
    # It follows from the files.
    (folder / "state.schema").write_text("", encoding="utf-8")
    run(pathlib.Path(sys.argv[1]).resolve(), project, "rehash")


def run(kura, project, *arguments):
    """Milliseconds; what does not go well ends the benchmark."""
    begin = time.perf_counter()
    environment = dict(os.environ, SOURCE_DATE_EPOCH="1900000000")
    done = subprocess.run([kura, *arguments], cwd=project, env=environment, capture_output=True, text=True, check=False)
    taken = (time.perf_counter() - begin) * 1000
    if done.returncode != 0:
        sys.exit(f"kura {' '.join(arguments)} ended with {done.returncode}\n{done.stdout[:2000]}{done.stderr[:2000]}")
    return taken


if __name__ == "__main__":
    main()
