#!/usr/bin/python3
"""States of `kura plan` and `kura diff` as a user meets them, and the JSON form against its schema: run_states.py KURA."""

import json
import os
import pathlib
import subprocess
import sys
import tempfile

import jsonschema

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "support"))
import counting

SCHEMA = ROOT / "compiler" / "present" / "plan.schema.json"
CASES = ROOT / "tests" / "golden" / "plan"
DIALECTS = ("postgres", "redshift", "starrocks", "mysql", "mariadb", "sqlite")

FIRST = """warehouse prod : redshift { }
warehouse app : postgres { destructive = "allow"; }

table orders {
  order_id  bigint       primary key;
  region    varchar(32);
}
"""
SECOND = FIRST.replace("varchar(32);", "varchar(64);\n  sold_on   date;")


def main():
    kura = pathlib.Path(sys.argv[1]).resolve()
    count = counting.Count()
    check_json(kura, count)
    with tempfile.TemporaryDirectory(prefix="kura-states-") as folder:
        check_states(Project(kura, pathlib.Path(folder)), count)
    return count.finish()


class Project:
    """A git repository with a schema in a folder of it."""

    def __init__(self, kura, folder):
        self.kura = kura
        self.folder = folder
        self.environment = dict(os.environ, GIT_CONFIG_GLOBAL="/dev/null", GIT_CONFIG_SYSTEM="/dev/null", HOME=str(folder))
        (folder / "warehouse").mkdir()
        self.write(FIRST)
        self.git("init", "--quiet", "--initial-branch=main")
        self.commit("first")
        self.write(SECOND)

    def write(self, text):
        (self.folder / "warehouse" / "shop.schema").write_text(text, encoding="utf-8")

    def git(self, *arguments):
        author = ("-c", "user.name=a", "-c", "user.email=a@example.com")
        subprocess.run(["git", *author, *arguments], cwd=self.folder, env=self.environment, check=True, capture_output=True)

    def commit(self, message):
        self.git("add", "--all")
        self.git("commit", "--quiet", "-m", message)

    def run(self, *arguments, folder="."):
        return subprocess.run([self.kura, *arguments], cwd=self.folder / folder, env=self.environment, capture_output=True, text=True)


def check_states(project, count):
    def expect(title, arguments, code, *texts, folder="warehouse"):
        result = project.run(*arguments, folder=folder)
        output = result.stdout + result.stderr
        missing = [text for text in texts if text not in output]
        count.check(result.returncode == code and not missing, title, f"exit {result.returncode}, missing {missing}:\n{output}")

    added = "add column `sold_on` date"
    expect("git state", ["plan", "--from", "git:HEAD", "-w", "prod"], 0, added, "Plan for warehouse `prod`")
    expect("both warehouses", ["plan", "--from", "git:HEAD"], 0, "`prod`", "`app`")
    expect("git state with a path", ["plan", "--from", "git:HEAD:warehouse", "--to", "warehouse", "-w", "app"], 0, added, folder=".")
    expect("git file", ["diff", "--from", "git:HEAD:warehouse/shop.schema", "--to", "warehouse/shop.schema"], 1, added, folder=".")
    expect("backwards", ["plan", "--from", ".", "--to", "git:HEAD", "-w", "prod"], 4, "data is lost", "--destructive allow")
    expect("backwards, allowed by the warehouse", ["plan", "--from", ".", "--to", "git:HEAD", "-w", "app"], 0, "H0101")
    expect("from nothing", ["plan", "--from", "empty", "-w", "prod"], 0, "create the table")
    expect("to nothing", ["plan", "--from", ".", "--to", "empty", "-w", "prod"], 4, "drop")
    expect("the same", ["plan", "--from", ".", "--to", ".", "-w", "prod"], 0, "Nothing to do")
    expect("diff, the same", ["diff", "--from", ".", "--to", "."], 0)
    expect("diff, different", ["diff", "--from", "git:HEAD", "-w", "prod"], 1, added)
    expect("no such commit", ["plan", "--from", "git:nothing"], 3, "there is no commit `nothing`")
    expect("no commit given", ["plan", "--from", "git:"], 2, "`git:` needs a commit")
    expect("no such folder", ["plan", "--from", "nowhere"], 3, "there is no file or folder `nowhere`")
    expect("a database that is not there", ["plan", "--from", "postgres://127.0.0.1:1/x", "-w", "app"], 5, "connection failed", "127.0.0.1")
    expect("a file of SQL of no engine", ["plan", "--from", "old.sql"], 2, "give `--dialect`")
    expect("no such warehouse", ["plan", "-w", "prd"], 2, "did you mean `prod`?")
    expect("several in one JSON", ["plan", "--from", "git:HEAD", "--format", "json"], 2, "choose one with `-w`")
    expect("mistyped option", ["plan", "--form", "git:HEAD"], 2, "did you mean")
    expect("mistyped policy", ["plan", "--destructive", "alow"], 2, "did you mean `allow`?")
    check_snapshot(project, expect)
    project.write(SECOND.replace("table orders", "tabel orders"))
    expect("mistake in the schema", ["plan", "--from", "git:HEAD"], 1, "error[")
    expect("mistake in the schema, diff", ["diff", "--from", "git:HEAD"], 2, "error[")
    project.write(SECOND.replace('"allow"', '"perhaps"'))
    expect("wrong setting", ["plan", "--from", "git:HEAD", "-w", "app"], 2, "`destructive` is `perhaps`")
    project.write(SECOND)
    project.git("rm", "--quiet", "--cached", "-r", "warehouse")
    project.git("-c", "user.name=a", "-c", "user.email=a@example.com", "commit", "--quiet", "-m", "gone")
    expect("nothing at that commit", ["plan", "--from", "git:HEAD"], 3, "no `.schema` file")
    expect("a commit before it went", ["plan", "--from", "git:HEAD~1", "-w", "prod"], 0, added)


def check_snapshot(project, expect):
    """Without --from the last state that was written down counts, and nothing else below `migrations` does."""
    snapshot = project.folder / "warehouse" / "migrations" / "prod"
    snapshot.mkdir(parents=True)
    (snapshot / "state.schema").write_text(FIRST, encoding="utf-8")
    expect("snapshot", ["plan", "-w", "prod"], 0, "from migrations/prod/state.schema", "add column `sold_on` date")
    expect("no snapshot", ["plan", "-w", "app"], 0, "from empty")


def check_json(kura, count):
    validator = jsonschema.Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))
    for before in sorted(CASES.rglob("before.schema")):
        first = before.relative_to(CASES).parts[0]
        for dialect in DIALECTS if first == "common" else (first,):
            check_plan(kura, before.parent, dialect, validator, count)


def check_plan(kura, folder, dialect, validator, count):
    options = (folder / "options").read_text(encoding="utf-8").split() if (folder / "options").exists() else []
    target = [] if "-w" in options else ["-d", dialect]
    command = [kura, "plan", "--from", "before.schema", "--to", "after.schema", *target, "--format", "json", *options]
    result = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    title = f"{folder.relative_to(CASES)} {dialect}"
    if result.returncode not in (0, 4):
        return
    plan = json.loads(result.stdout)
    errors = [f"{error.json_path}: {error.message}" for error in validator.iter_errors(plan)]
    refused = bool(plan["refusals"]) == (result.returncode == 4)
    count.check(not errors and refused, title, "\n".join(errors[:5]) or f"exit {result.returncode} with {len(plan['refusals'])} refusals")


if __name__ == "__main__":
    sys.exit(main())
