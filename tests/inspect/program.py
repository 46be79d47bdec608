"""The programs under test: kura, and those that show what the inspectors and the engines say of a database."""

import json
import pathlib
import re
import subprocess

_QUERIES = re.compile(r"^-- queries: (\d+)$", re.MULTILINE)


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
