"""Finds every project that the tests compile, and calls the compiler on it."""

import dataclasses
import pathlib
import re
import shutil
import subprocess

import sql_text

ROOT = pathlib.Path(__file__).resolve().parents[2]
GOLDEN = ROOT / "tests" / "golden" / "compile"
LIBRARY = ROOT / "schemas" / "kura"

# Projects made for some dialects only, and why; every other shipped project compiles for every dialect.
MADE_FOR = {
    "examples/clickstream": (("starrocks",), "shows the key models and sketches of StarRocks"),
}

_COMMENT = re.compile(r"//[^\n]*|/\*.*?\*/", re.DOTALL)
_WAREHOUSE = re.compile(r"^\s*warehouse\s+(\w+|\"[^\"]+\")\s*:\s*(\w+)", re.MULTILINE)
_MIXIN = re.compile(r"^mixin\s+(\w+)\s*\{(.*?)^\}", re.MULTILINE | re.DOTALL)
_HAS_KEY = re.compile(r"\bprimary\s+key\s*;")
_EXTERNAL = re.compile(r"\bexternal\s+table\b")
_ALIASES = {"postgresql": "postgres"}
_ARGUMENTS = re.compile(r"// kura: build(?: -d (\w+))?")
# Cases written for one engine that a compatible one runs as well.
_ALSO_RUNS = {"mysql": ("mariadb",)}


@dataclasses.dataclass(frozen=True)
class Project:
    """A folder or file to compile."""

    name: str
    path: pathlib.Path
    is_golden: bool

    def may_refuse(self, dialect):
        """A golden case may refuse a dialect that it has no expected DDL for."""
        return self.is_golden and not (self.path.is_dir() and any(self.path.glob(f"expected.{dialect}*.sql")))

    def must_refuse(self, dialect):
        dialects, _ = MADE_FOR.get(self.name, ((dialect,), ""))
        return dialect not in dialects

    def is_for(self, dialect):
        """A golden case that names its engine on its first line holds what only that engine understands."""
        if not self.is_golden:
            return True
        named = _ARGUMENTS.match(self.sources()[0].read_text(encoding="utf-8", errors="replace"))
        if named is None:
            return True
        return dialect == named[1] or dialect in _ALSO_RUNS.get(named[1], ())

    def sources(self):
        if self.path.is_file():
            return [self.path]
        return sorted(self.path.rglob("*.schema"))

    def text(self):
        return "\n".join(_COMMENT.sub("", file.read_text(encoding="utf-8", errors="replace")) for file in self.sources())

    def warehouses(self, dialect):
        """Names of the declared warehouses of this dialect."""
        return [
            name.strip('"')
            for name, declared in _WAREHOUSE.findall(self.text())
            if _ALIASES.get(declared, declared) == dialect
        ]

    def targets(self, dialect):
        """Arguments of every build of this project for the dialect: without settings, then as each declared warehouse."""
        return [["-d", dialect]] + [["-w", name] for name in self.warehouses(dialect)]


def all_ddl(kura, dialect, work, count, path_of=lambda project: project.path):
    """Title and SQL of every build of every project for the dialect. A build that went otherwise than it should is
    counted as failed; a refusal that is in order is printed."""
    for project in all_projects(work):
        if not project.is_for(dialect):
            continue
        for target in project.targets(dialect):
            title = f"{project.name} {' '.join(target)}"
            code, sql, messages = compile_project(kura, path_of(project), target)
            if code == 1 and (project.may_refuse(dialect) or project.must_refuse(dialect)):
                print(f"skipped {title}: refused, as it may be")
            elif code != 0:
                count.fail(title, f"kura ended with {code}\n{messages}")
            elif project.must_refuse(dialect):
                count.fail(title, f"compiles although it is made for other dialects: {MADE_FOR[project.name][1]}")
            elif not project.is_golden and not sql_text.count_created(sql)[0]:
                count.fail(title, "a shipped project that creates no table")
            else:
                yield title, sql


def compile_project(kura, path, arguments):
    """Exit status, SQL and messages."""
    done = subprocess.run(
        [str(kura), "build", str(path), *arguments, "--color", "never"],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=300,
        check=False,
    )
    return done.returncode, done.stdout.decode("utf-8", "replace"), done.stderr.decode("utf-8", "replace")


def all_projects(work):
    """Every project to compile; those that have to be written first stand in the folder `work`."""
    return shipped_projects() + library_projects(work) + golden_projects()


def shipped_projects():
    folders = []
    for parent in ("schemas", "examples"):
        folders += sorted(folder for folder in (ROOT / parent).glob("*/") if folder != LIBRARY)
    return [
        Project(str(folder.relative_to(ROOT)), folder, is_golden=False)
        for folder in folders
        if any(folder.rglob("*.schema"))
    ]


def library_projects(work):
    """One project a library file: the file itself, and a table for every mixin it declares."""
    projects = []
    for source in sorted(LIBRARY.glob("*.schema")):
        text = source.read_text(encoding="utf-8")
        for mixin, body in _MIXIN.findall(_COMMENT.sub("", text)):
            key = "" if _HAS_KEY.search(body) else "  row_key bigint primary key;\n"
            text += f"\ntable uses_{mixin} {{\n{key}  use {mixin};\n}}\n"
        path = work / f"library_{source.stem}" / source.name
        path.parent.mkdir(parents=True)
        path.write_text(text, encoding="utf-8")
        projects.append(Project(str(source.relative_to(ROOT)), path.parent, is_golden=False))
    return projects


def golden_projects():
    """A folder with expected files beside its sources is one case; any other file is a case by itself."""
    cases = []
    for source in sorted(GOLDEN.rglob("*.schema")):
        is_case_folder = any(source.parent.glob("expected*"))
        cases.append(source.parent if is_case_folder else source)
    return [Project(str(case.relative_to(ROOT)), case, is_golden=True) for case in dict.fromkeys(cases)]


def with_external_tables(project, work):
    """The path to compile so that tables which the project does not manage exist as well: a copy that manages them."""
    if not _EXTERNAL.search(project.text()):
        return project.path
    folder = work / "external" / project.name.replace("/", "_")
    if not folder.exists():
        if project.path.is_file():
            folder.mkdir(parents=True)
            shutil.copy(project.path, folder)
        else:
            shutil.copytree(project.path, folder)
        for copy in folder.rglob("*.schema"):
            copy.write_text(_EXTERNAL.sub("table", copy.read_text(encoding="utf-8")), encoding="utf-8")
    return folder
