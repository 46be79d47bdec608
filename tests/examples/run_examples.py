#!/usr/bin/python3
"""Runs the examples: run_examples.py KURA [--write]. With --write the outputs in examples/life/README.md are written anew."""

import argparse
import pathlib
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path[:0] = [str(HERE), str(HERE.parent / "support"), str(HERE.parent / "wire")]
import counting
import walk
from postgres_peer import PostgresPeer
from redshift_model import RedshiftModel
from scenario import Scenario

LIFE = ROOT / "examples" / "life" / "README.md"
LIMIT = 1200
# The end of the README's first command: rows that came through a rebuild, in a file that holds all that was declared.
FIRST_COMMAND = ("copy the rows into a new table", "2 applied, 0 pending", "12.5")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kura", type=pathlib.Path)
    parser.add_argument("--write", action="store_true", help="write the outputs into the walk-through instead of comparing them")
    wanted = parser.parse_args()
    count = counting.Count()
    walk_through_life(wanted.kura.resolve(), wanted.write, count)
    if not wanted.write:
        walks_can_fail(count)
        run_first_command(count)
    return count.finish()


def walk_through_life(kura, writes, count):
    model = RedshiftModel(Scenario())
    with PostgresPeer(model) as peer, tempfile.TemporaryDirectory(prefix="kura-life-") as folder:
        site = walk.Site(pathlib.Path(folder), kura, {"PROD_URL": f"redshift://loader:a%20word@127.0.0.1:{peer.port}/dev"}, {str(peer.port): "5439"})
        page = walk.read(LIFE.read_text(encoding="utf-8"))
        for block in page:
            walk.carry_out(block, site, count, writes)
        if writes:
            LIFE.write_text("".join(block.text() for block in page), encoding="utf-8")
        count.check(not model.scenario.violations, "Redshift takes everything", str(model.scenario.violations))
        count.check([it for it in model.scenario.effects if "INTERLEAVED" in it], "the sort key was changed", "\n".join(model.scenario.effects))
    model.close()


def walks_can_fail(count):
    """A command that prints something else, and one that ends badly, are seen."""
    for text in ("```console\n$ echo one\ntwo\n```\n", "```console\n$ false\n```\n", "```diff\n# shop.schema\n-no such line\n+another\n```\n"):
        own = counting.Count()
        with tempfile.TemporaryDirectory() as folder:
            (pathlib.Path(folder) / "shop.schema").write_text("table t { a int; }\n", encoding="utf-8")
            site = walk.Site(pathlib.Path(folder), pathlib.Path("/bin/true"), {}, {})
            own.fail = lambda *_, own=own: setattr(own, "failed", own.failed + 1)
            for block in walk.read(text):
                walk.carry_out(block, site, own, False)
        count.check(own.failed == 1, "a walk that goes wrong fails", text)


def run_first_command(count):
    done = subprocess.run([ROOT / "examples" / "run.sh"], capture_output=True, text=True, check=False, timeout=LIMIT, stdin=subprocess.DEVNULL)
    count.check(done.returncode == 0, "the first command ends well", done.stdout + done.stderr)
    for text in FIRST_COMMAND:
        count.check(text in done.stdout, f"the first command prints `{text}`", done.stdout)


if __name__ == "__main__":
    sys.exit(main())
