#!/usr/bin/python3
"""Hostile and broken inputs end in a message that names the place, never in a crash, a hang or a flood: run_robustness.py KURA."""

import dataclasses
import os
import pathlib
import random
import re
import shutil
import subprocess
import sys
import tempfile
import threading

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
import counting
import inputs
import projects

SECONDS = 20                    # only to end a hang
MEMORY_KB = 1536 * 1024         # peak resident memory
ADDRESS_SPACE = 4 * 1024 ** 3   # an endless allocation ends here instead of taking the machine down
OUTPUT_BYTES = 32 * 1024 ** 2
SEED = 20240229
FLIPS_PER_FILE = 4

# A message names its place as FILE:LINE, or as FILE when the file could not be read at all.
PLACE = re.compile(rb"\w\.schema(:\d+)?|no `\.schema` file below `/")
PLACE_WITH_LINE = re.compile(rb"\w\.schema:\d+")


@dataclasses.dataclass(frozen=True)
class Outcome:
    code: int
    memory_kb: int
    is_late: bool
    output: bytes
    messages: bytes


def main():
    count = counting.Count()
    with tempfile.TemporaryDirectory(prefix="kura-robust-") as folder:
        work = pathlib.Path(folder)
        os.chmod(work, 0o755)
        kura = pathlib.Path(sys.argv[1]).resolve()
        for case in inputs.CASES:
            run_case(kura, case, work, count)
        run_unreadable(kura, work, count)
        run_flips(kura, work, count)
    return count.finish()


def run_case(kura, case, work, count):
    folder = work / case.name
    folder.mkdir()
    inputs.write(case, folder)
    path = folder / case.argument if case.argument else folder
    for arguments in (["check"], ["build", "-d", "postgres"], ["fmt", "--check"]):
        allowed = case.format_codes if arguments[0] == "fmt" else case.codes
        outcome = run(kura, [arguments[0], str(path), *arguments[1:], "--color", "never"], folder)
        judge(outcome, f"{case.name}: kura {' '.join(arguments)}", allowed, count)


def run_unreadable(kura, work, count):
    """A file without read permission; root could read it, so root runs the compiler as somebody else."""
    # Copied, so that an account without rights to the project's folder can run it too.
    kura = pathlib.Path(shutil.copy(kura, work / "kura"))
    folder = work / "unreadable"
    folder.mkdir()
    path = folder / "locked.schema"
    path.write_text("table t { a int; }\n")
    path.chmod(0)
    account = {"user": 65534, "group": 65534, "extra_groups": []} if os.geteuid() == 0 else {}
    for argument in (path, folder):
        outcome = run(kura, ["check", str(argument), "--color", "never"], folder, account)
        judge(outcome, f"unreadable: kura check {argument.name}", (3,), count)


def run_flips(kura, work, count):
    """Every shipped source with a few bytes changed, in its project: any verdict will do, as long as it is one."""
    print(f"byte flips with seed {SEED}")
    chance = random.Random(SEED)
    for project in projects.shipped_projects():
        folder = work / "flips" / project.name
        shutil.copytree(project.path, folder)
        for source in sorted(folder.rglob("*.schema")):
            original = source.read_bytes()
            for round_number in range(FLIPS_PER_FILE):
                source.write_bytes(changed(original, chance))
                outcome = run(kura, ["check", str(folder), "--color", "never"], folder)
                title = f"flip {round_number} of {source.relative_to(work / 'flips')}"
                if not judge(outcome, title, (0, 1, 3), count):
                    keep(source, round_number)
            source.write_bytes(original)


def keep(source, round_number):
    kept = projects.ROOT / "build" / "robustness" / f"{source.stem}_{round_number}.schema"
    kept.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(source, kept)
    print(f"    (kept as {kept.relative_to(projects.ROOT)})")


def changed(original, chance):
    content = bytearray(original)
    for _ in range(chance.randint(1, 8)):
        flip(content, chance)
    return bytes(content)


def flip(content, chance):
    if not content:
        return
    at = chance.randrange(len(content))
    kind = chance.randrange(4)
    if kind == 0:
        content[at] ^= 1 << chance.randrange(8)
    elif kind == 1:
        content[at] = chance.randrange(256)
    elif kind == 2:
        del content[at:at + chance.randint(1, 40)]
    else:
        content[at:at] = chance.choice((b"(", b"}", b"'", b'"', b";", b"/*", b"$$", b"\0", b"\xff", b"table t {"))


def judge(outcome, title, allowed, count):
    faults = []
    if outcome.is_late:
        faults.append(f"did not end within {SECONDS} s")
    elif outcome.code < 0:
        faults.append(f"ended by signal {-outcome.code}")
    elif outcome.code not in allowed:
        faults.append(f"ended with {outcome.code}, expected {' or '.join(map(str, allowed))}")
    if outcome.memory_kb > MEMORY_KB:
        faults.append(f"took {outcome.memory_kb // 1024} MB of memory")
    if len(outcome.output) + len(outcome.messages) > OUTPUT_BYTES:
        faults.append(f"wrote {len(outcome.output) + len(outcome.messages)} bytes")
    said = outcome.output + outcome.messages
    place = PLACE_WITH_LINE if outcome.code == 1 else PLACE
    if outcome.code in (1, 3) and not place.search(said) and "fmt" not in title:
        faults.append("the message names no place")
    detail = "\n".join(faults) + "\n" + outcome.messages[:2000].decode("utf-8", "replace")
    return count.check(not faults, title, detail)


def run(kura, arguments, folder, account=None):
    """Runs the compiler with its limits and measures it; output goes to files so that no pipe can fill."""
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as messages:
        child = subprocess.Popen(
            ["prlimit", f"--as={ADDRESS_SPACE}", "--core=0", str(kura), *arguments],
            cwd=folder, stdin=subprocess.DEVNULL, stdout=output, stderr=messages, **(account or {}),
        )
        late = threading.Event()
        timer = threading.Timer(SECONDS, lambda: (late.set(), child.kill()))
        timer.start()
        _, status, usage = os.wait4(child.pid, 0)
        timer.cancel()
        child.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        messages.seek(0)
        return Outcome(child.returncode, usage.ru_maxrss, late.is_set(), output.read(), messages.read())


if __name__ == "__main__":
    sys.exit(main())
