"""Asks the compiler for plans."""

import dataclasses
import json
import subprocess


@dataclasses.dataclass(frozen=True)
class Answer:
    """What `kura plan` gave: the plan, also when it was refused, and what it said otherwise."""

    code: int
    plan: dict
    messages: str

    @property
    def is_refused(self):
        return self.code == 4


class Compiler:
    def __init__(self, kura, dialect):
        self._kura = str(kura)
        self._dialect = dialect

    def ask(self, *questions):
        """Answers to (from, to, options) in their order; the compiler runs for all of them at once."""
        return [_answer(child) for child in [self._start(*question) for question in questions]]

    def text(self, before, after, *options):
        """The plan as SQL text."""
        child = self._start(before, after, options, "sql")
        out, messages = child.communicate(timeout=300)
        if child.returncode != 0:
            raise RuntimeError(f"kura ended with {child.returncode}\n{messages.decode()}")
        return out.decode()

    def _start(self, before, after, options=(), form="json"):
        command = [self._kura, "plan", "-d", self._dialect, "--from", str(before), "--to", str(after), "--format", form, *options]
        return subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def _answer(child):
    out, messages = child.communicate(timeout=300)
    plan = json.loads(out) if child.returncode in (0, 4) else {}
    return Answer(child.returncode, plan, messages.decode("utf-8", "replace"))
