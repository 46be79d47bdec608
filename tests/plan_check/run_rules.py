#!/usr/bin/python3
"""Checks the SQL of every golden plan of Redshift and StarRocks, there and back, with the rules: run_rules.py KURA."""

import json
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "support"))
sys.path.insert(0, str(ROOT / "tests" / "plan_check"))
import counting
import redshift_rules
import starrocks_rules

CASES = ROOT / "tests" / "golden" / "plan"


def check_redshift(statements, before, goal, keeps_old=False):
    return redshift_rules.check(statements, before, goal, keeps_old)


def check_starrocks(statements, before, goal, keeps_old=False):
    return starrocks_rules.check(statements, before, goal, keeps_old)


RULES = {"redshift": check_redshift, "starrocks": check_starrocks}


def main():
    kura = pathlib.Path(sys.argv[1]).resolve()
    count = counting.Count()
    for before in sorted(CASES.rglob("before.schema")):
        first = before.relative_to(CASES).parts[0]
        for dialect in RULES if first == "common" else (first,):
            if dialect in RULES:
                check_case(kura, before.parent, dialect, count)
    return count.finish()


def options_of(folder):
    return (folder / "options").read_text(encoding="utf-8").split() if (folder / "options").exists() else []


def plan(kura, folder, dialect, start, goal):
    options = options_of(folder)
    if "-w" not in options:
        options += ["-d", dialect]
    command = [kura, "plan", "--from", start, "--to", goal, "--format", "json", *options]
    result = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    return json.loads(result.stdout) if result.returncode in (0, 4) else None


def check_case(kura, folder, dialect, count):
    made = plan(kura, folder, dialect, "before.schema", "after.schema")
    if made is None:
        return
    first = plan(kura, folder, dialect, "empty", "before.schema")
    second = plan(kura, folder, dialect, "empty", "after.schema")
    first, second = statements(first["steps"]), statements(second["steps"])
    keeps_old = "--keep-old" in options_of(folder)
    for way, steps, before, after in (("there", made["steps"], first, second), ("back", made["undo"], second, first)):
        if way == "there" and made["refusals"] or way == "back" and not made["steps"]:
            continue
        violations = RULES[dialect](statements(steps), before, after, keeps_old)
        title = f"{folder.relative_to(CASES)} {dialect} {way}"
        count.check(not violations, title, "\n".join(str(violation) for violation in violations))


def statements(steps):
    """The statements of steps; a wait, at the end of its step, is that of the last statement which is not about rights."""
    found = []
    for step in steps:
        waiting = [sql for sql in step["sql"] if not sql.startswith(("GRANT ", "REVOKE "))][-1:] if step["wait"] else []
        checks = [it["sql"] for it in step["checks_before"]]
        found += [{"sql": sql, "transaction": step["transaction"], "wait": sql in waiting, "checks": checks} for sql in step["sql"]]
    return found


if __name__ == "__main__":
    sys.exit(main())
