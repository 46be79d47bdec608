"""Every golden plan as a migration: written, read back as it was, planned again the same, there and split into parts."""

import pathlib
import re

from project import Project

CASES = pathlib.Path(__file__).resolve().parents[1] / "golden" / "plan"
_DIALECTS = ("postgres", "redshift", "starrocks", "mysql", "mariadb", "sqlite")
# What `kura plan` takes and `kura migrate` does not, or what is given otherwise.
_NOT_OURS = ("-w", "--undo", "--column-order")
_DECLARED = re.compile(r"^warehouse\s+(\w+)", re.MULTILINE)


def golden_plans_become_migrations(kura, folder, count):
    directives, number = set(), 0
    for before in sorted(CASES.rglob("before.schema")):
        first = before.relative_to(CASES).parts[0]
        for dialect in _DIALECTS if first == "common" else (first,):
            number += 1
            directives |= _check(kura, folder / str(number), before.parent, dialect, number % 3 == 0, count)
    wanted = set("was session begin commit step why hazard keep wait down state gone object change part policy".split()) | {"check before", "check after"}
    count.check(wanted <= directives, "every directive is written somewhere", f"not written: {sorted(wanted - directives)}")


def _check(kura, folder, case, dialect, is_split, count):
    """Gives the directives that were written."""
    title = f"{case.relative_to(CASES)} {dialect}"
    before, after = ((case / name).read_text(encoding="utf-8") for name in ("before.schema", "after.schema"))
    options = (case / "options").read_text(encoding="utf-8").split() if (case / "options").exists() else []
    declared = _DECLARED.search(after)
    project = Project(kura, folder, "" if declared else f"warehouse w : {dialect} {{ }}\n")
    name = options[options.index("-w") + 1] if "-w" in options else declared[1] if declared else "w"
    project.write("orders.schema", before)
    project.must("migrate", "before", "-w", name)
    project.write("orders.schema", after)
    policy = [] if "--destructive" in options else ["--destructive", "allow"]
    rest = [it for place, it in enumerate(options) if it not in _NOT_OURS and (place == 0 or options[place - 1] not in ("-w", "--column-order"))]
    done = project.kura("migrate", "after", "-w", name, *policy, *rest, *(["--split"] if is_split else []))
    if not count.check(done.returncode in (0, 4), f"{title}: migrate", done.stdout + done.stderr):
        return set()
    if done.returncode == 4:
        project.write("orders.schema", before)
    verified = project.kura("verify", "-w", name)
    count.check(verified.returncode == 0, f"{title}: verify", verified.stdout + verified.stderr)
    rehashed = project.kura("rehash", "-w", name)
    count.check(rehashed.returncode == 0 and "nothing to do" in rehashed.stdout, f"{title}: rehash", rehashed.stdout + rehashed.stderr)
    text = "".join(project.read(project.file(place, name)) for place in range(len(project.names(name))))
    return set(re.findall(r"^-- (?:-- )?kura:(check \w+|\w+)", text, re.MULTILINE))


SCENARIOS = (golden_plans_become_migrations,)
