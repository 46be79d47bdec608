"""The configuration files of examples/ci: what they would run is run, as shell, in a project that is well and in one that is not."""

import os
import pathlib
import re
import subprocess

from project import three_migrations

EXAMPLES = pathlib.Path(__file__).resolve().parents[2] / "examples" / "ci"
_RUN = {"github-actions.yml": re.compile(r"^ +run: (.+)$", re.MULTILINE), "pre-commit-config.yaml": re.compile(r"^ +entry: (.+)$", re.MULTILINE)}


def configurations_run(kura, folder, count):
    shim = folder / "bin"
    shim.mkdir()
    (shim / "kura").symlink_to(kura)
    has_lint = "\n  lint " in subprocess.run([kura, "--help"], capture_output=True, text=True, check=True).stdout
    for name, pattern in _RUN.items():
        lines = [it for it in pattern.findall((EXAMPLES / name).read_text(encoding="utf-8")) if it.startswith("kura ")]
        wanted = {"fmt", "check", "lint", "verify"}
        count.check({line.split()[1] for line in lines} == wanted, f"{name}: runs {sorted(wanted)}", str(lines))
        project = three_migrations(kura, folder / name)
        for line in lines:
            if line.startswith("kura lint") and not has_lint:
                print(f"skipped {name}: `{line}`, as this kura has no command lint yet")
                continue
            done = _shell(project, shim, line)
            count.check(done.returncode == 0, f"{name}: {line}", done.stdout + done.stderr)
        project.replace("customers.schema", "varchar(200)", "varchar(300)")
        done = _shell(project, shim, next(line for line in lines if line.startswith("kura verify")))
        count.check(done.returncode == 1 and "KURA0622" in done.stdout + done.stderr, f"{name}: a project that is ahead stops it", done.stdout + done.stderr)


def _shell(project, shim, line):
    environment = dict(project.environment, PATH=f"{shim}{os.pathsep}{os.environ['PATH']}")
    return subprocess.run(["bash", "-e", "-c", line], cwd=project.folder, env=environment, capture_output=True, text=True, check=False)


SCENARIOS = (configurations_run,)
