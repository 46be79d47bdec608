"""Carries a plan out by `kura apply --plan`, and holds what it answers to what the plan says."""

import json
import re
import subprocess

import applying
from failures import Failure, Stopped

_DONE = 0
_REFUSED = 4
_DATABASE = 5
_DRIFT = "not as Kura left"
_TROUBLE = re.compile(r"^kura: error: `plan:[0-9a-f]+`, step (\d+) of \d+: (.*)", re.MULTILINE | re.DOTALL)
_CODE = re.compile(r"^[a-z -]+ \((\w+)\): ")
_CHECK = re.compile(r"^does not hold: (.*)")


class KuraApply:
    """What `applying.apply` does, by the program."""

    def __init__(self, kura, folder):
        self._kura = str(kura)
        self._file = folder / "plan.json"

    def apply(self, database, plan, steps, stage, is_changed=False):
        """`is_changed`: somebody else has changed the database since the last plan, so that only `--force` may apply another."""
        self._write(plan, steps)
        # Grants are not managed where they are not declared, and some engines' triggers are objects of their own.
        is_changed = is_changed and database.DECORATIONS_ARE_DRIFT
        if is_changed:
            self._expect_refusal(database, stage)
        answer = self._run(database, ("--force",) if is_changed else ())
        if answer.returncode == _DONE:
            return
        told = f"kura apply ended with {answer.returncode}\n{answer.stdout}{answer.stderr}"
        trouble = _TROUBLE.search(answer.stderr)
        if answer.returncode != _DATABASE or not trouble:
            raise Failure(stage, told)
        number, what = int(trouble[1]), trouble[2]
        if not _may_stop(database, steps, number, what):
            raise Failure(stage, f"{told}(no hazard says that it may fail, or the rows are not the reason)")
        is_untouched = steps[0]["transaction"] == steps[number - 1]["transaction"] != 0
        if is_untouched:
            self._expect_the_same(database, stage, number)
        raise Stopped(what, is_untouched)

    def _write(self, plan, steps):
        told = dict(plan, steps=steps)
        if steps is plan["undo"]:
            told.update({"undo": [], "from": plan["to"], "to": plan["from"]})
        self._file.write_text(json.dumps(told), encoding="utf-8")

    def _run(self, database, options=()):
        command = [self._kura, "apply", "--plan", str(self._file), "--url", database.url(), "--yes", *options]
        return subprocess.run(
            command, cwd=self._file.parent, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=300, check=False,
            errors="replace",
        )

    def _expect_refusal(self, database, stage):
        answer = self._run(database)
        if answer.returncode != _REFUSED or _DRIFT not in answer.stderr:
            raise Failure(stage, f"drift is not refused: kura apply ended with {answer.returncode}\n{answer.stdout}{answer.stderr}")

    def _expect_the_same(self, database, stage, number):
        """Going on with what was rolled back stops at the same place."""
        answer = self._run(database)
        trouble = _TROUBLE.search(answer.stderr)
        if answer.returncode != _DATABASE or not trouble or int(trouble[1]) != number:
            raise Failure(stage, f"going on does not stop at step {number}: it ended with {answer.returncode}\n{answer.stdout}{answer.stderr}")


def _may_stop(database, steps, number, what):
    """Whether a hazard says that the step may fail, and the rows are why."""
    step = steps[number - 1]
    risky = applying.risky_objects(steps)
    may_fail = step["name"] in risky
    check = _CHECK.match(what)
    if check:
        if check[1] in (it["what"] for it in step["checks_before"]):
            return may_fail
        group = [it for it in steps if it["transaction"] == step["transaction"] != 0] or [step]
        return any(it["name"] in risky for it in group)
    code = _CODE.match(what)
    return may_fail and bool(code) and database.is_by_data(code[1])
