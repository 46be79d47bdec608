#!/usr/bin/python3
"""Installs a build, builds a program against the installed package and runs it: run_library.py BUILD_FOLDER."""

import pathlib
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent / "support")]
import counting

LIMIT = 600
# What the consumer prints, in this order.
EXPECTED = (
    "CREATE TABLE orders (",
    "build: 0",
    "migrate: 0",
    "verify: 0",
    "0 applied, 1 pending",
    "status before: 1",
    "apply, nobody said yes: 4",
    "app: 1 migration applied",
    "apply: 0",
    "1 applied, 0 pending",
    "status: 0",
    "column order_id",
    "column customer",
    "types: 2",
    "did you mean `sqlite`?",
)


def run(*command):
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=LIMIT, stdin=subprocess.DEVNULL)


def step(count, title, *command):
    """Runs a command that has to end well; gives its output, or nothing."""
    done = run(*command)
    return done.stdout if count.check(done.returncode == 0, title, done.stdout + done.stderr) else None


def check_output(count, output):
    place = 0
    for line in EXPECTED:
        found = output.find(line, place)
        count.check(found >= 0, f"the consumer prints `{line}` at its place", output)
        place = max(place, found)


def check_headers(count, prefix):
    """Only the public headers are installed, and none of them names a header that is not."""
    folder = prefix / "include" / "kura"
    headers = sorted(it.relative_to(folder).as_posix() for it in folder.rglob("*.h"))
    count.check("kura.h" in headers and len(headers) > 5, "the headers are there", "\n".join(headers))
    umbrella = (folder / "kura.h").read_text(encoding="utf-8")
    for header in headers:
        count.check(header == "kura.h" or f'#include "{header}"' in umbrella, f"kura.h includes {header}")


def main():
    build = pathlib.Path(sys.argv[1]).resolve()
    count = counting.Count()
    with tempfile.TemporaryDirectory(prefix="kura-library-") as name:
        folder = pathlib.Path(name)
        prefix, consumer, project = folder / "prefix", folder / "consumer", folder / "project"
        project.mkdir()
        if (step(count, "installs", "cmake", "--install", build, "--prefix", prefix) is not None
                and step(count, "configures the consumer", "cmake", "-S", HERE / "consumer", "-B", consumer, "-G", "Ninja",
                         f"-DCMAKE_PREFIX_PATH={prefix}", "-DCMAKE_BUILD_TYPE=Debug") is not None
                and step(count, "builds the consumer", "cmake", "--build", consumer) is not None):
            check_headers(count, prefix)
            output = step(count, "the consumer runs", consumer / "consumer", project)
            check_output(count, output or "")
            count.check((project / "shop.db").exists(), "the database is there")
        version = run("cmake", "-S", HERE / "consumer", "-B", folder / "older", "-G", "Ninja", f"-DCMAKE_PREFIX_PATH={folder / 'nowhere'}")
        count.check(version.returncode != 0, "without the package there is no consumer")
    return count.finish()


if __name__ == "__main__":
    sys.exit(main())
