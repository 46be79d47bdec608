"""The programs under test: kura, and those that show what the inspectors and the engines say of a database."""

import json
import pathlib
import re
import shutil
import subprocess

_QUERIES = re.compile(r"^-- queries: (\d+)$", re.MULTILINE)


# Beside those that a project declares.
_WAREHOUSE = "kura_test"


class Failed(Exception):
    """What a program said when it should not have failed."""


class Program:
    def __init__(self, kura, dialect):
        self.dialect = dialect
        self._kura = kura
        self._tests = kura.parent / "tests"

    def build(self, path):
        return self._run([self._kura, "build", path, "-d", self.dialect, "--color", "never"])

    def compiles(self, path):
        try:
            return bool(self.build(path))
        except Failed:
            return False

    def inspect(self, place, folder):
        """File -> text."""
        schemas = [word for name in getattr(place, "schemas", ()) for word in ("--schema", name)]
        self._run([self._kura, "inspect", place.url, "-d", self.dialect, "-o", folder, "--color", "never", *schemas])
        return {str(file.relative_to(folder)): file.read_text() for file in sorted(pathlib.Path(folder).rglob("*.schema"))}

    def inspected(self, url, schemas=()):
        """What is printed, without files."""
        named = [word for name in schemas for word in ("--schema", name)]
        return self._run([self._kura, "inspect", url, "-d", self.dialect, "--color", "never", *named])

    def apply(self, path, url, project):
        """What the schema declares, into an empty database, by a migration of a project of its own."""
        project.mkdir()
        (project / "warehouse.schema").write_text(f"warehouse {_WAREHOUSE} : {self.dialect} {{ }}\n")
        for file in sorted(path.rglob("*.schema")) if path.is_dir() else [path]:
            target = project / file.relative_to(path) if path.is_dir() else project / file.name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(file, target)
        self._run([self._kura, "migrate", "create", "-C", project, "-w", _WAREHOUSE, "--color", "never"])
        self._run([self._kura, "apply", "-C", project, "-w", _WAREHOUSE, "--url", url, "--yes", "--color", "never"])

    def import_dump(self, dump, schema):
        schema.write_text(self._run([self._kura, "import", dump, "-d", self.dialect, "--color", "never"]), encoding="utf-8")

    def changes(self, before, after):
        """(object, kind, text) of each change of the plan between two states."""
        command = [self._kura, "plan", "--from", before, "--to", after, "-d", self.dialect, "--format", "json", "--destructive", "allow"]
        plan = json.loads(self._run(command))
        found = [(f"{it['object']} {it['name']}", it["kind"], it["text"]) for it in plan["changes"]]
        return found or [("plan", "steps", str(plan["steps"]))] * bool(plan["steps"])

    def whole_script(self, url, *schemas):
        return self._run([self._tests / "kura_script", self.dialect, url, *schemas])

    def script(self, url):
        """The statements, and how many queries were asked for them."""
        text = self.whole_script(url)
        return text, int(_QUERIES.search(text)[1])

    def describe(self, url):
        return self._run([self._tests / "kura_describe", self.dialect, url]).splitlines()

    def _run(self, command):
        done = subprocess.run([str(word) for word in command], stdin=subprocess.DEVNULL, capture_output=True, timeout=300, check=False)
        out, messages = done.stdout.decode("utf-8", "replace"), done.stderr.decode("utf-8", "replace")
        if done.returncode != 0:
            words = " ".join(map(str, command[1:]))
            raise Failed(f"{pathlib.Path(command[0]).name} {words} ended with {done.returncode}\n{messages}")
        return out
