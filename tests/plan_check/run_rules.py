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


def check_redshift(statements, before):
    return redshift_rules.check(statements, before=[it["sql"] for it in before])


def check_starrocks(statements, _before):
    return starrocks_rules.check(statements)


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


def plan(kura, folder, dialect, start, goal):
    options = (folder / "options").read_text(encoding="utf-8").split() if (folder / "options").exists() else []
    command = [kura, "plan", "--from", start, "--to", goal, "-d", dialect, "--format", "json", *options]
    result = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    return json.loads(result.stdout) if result.returncode in (0, 4) else None


def check_case(kura, folder, dialect, count):
    made = plan(kura, folder, dialect, "before.schema", "after.schema")
    if made is None:
        return
    first = plan(kura, folder, dialect, "empty", "before.schema")
    second = plan(kura, folder, dialect, "empty", "after.schema")
    for way, steps, state in (("there", made["steps"], first), ("back", made["undo"], second)):
        if not steps or (way == "there" and made["refusals"]):
            continue
        violations = RULES[dialect](statements(steps), statements(state["steps"]))
        title = f"{folder.relative_to(CASES)} {dialect} {way}"
        count.check(not violations, title, "\n".join(str(violation) for violation in violations))


def statements(steps):
    return [
        {"sql": sql, "transaction": step["transaction"], "wait": step["wait"] is not None and sql is step["sql"][-1]}
        for step in steps
        for sql in step["sql"]
    ]


if __name__ == "__main__":
    sys.exit(main())
