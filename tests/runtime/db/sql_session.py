"""A session of kura_sql: statements go in, replies come out; whatever is printed must not hold a secret."""

import dataclasses
import os
import queue
import subprocess
import threading

_LIMIT = 60  # seconds


@dataclasses.dataclass(frozen=True)
class Reply:
    rows: tuple = ()
    affected: int = -1
    kind: str = ""     # empty: it went well
    code: str = ""
    message: str = ""
    help: str = ""


class Session:
    """`first` is the reply to the attempt to connect; its rows hold the number of the session and the server's version."""

    def __init__(self, program, url, environment=None):
        self._child = subprocess.Popen(
            [program, url], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
            env=dict(_clean_environment(), **(environment or {})),
        )
        self.output = ""
        self._lines = queue.Queue()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        self.first = self.reply()

    def _read(self):
        for line in self._child.stdout:
            self.output += line
            self._lines.put(line.rstrip("\n"))
        self._lines.put(None)

    def run(self, sql):
        self.start(sql)
        return self.reply()

    def start(self, sql):
        self._child.stdin.write(sql + "\n;\n")
        self._child.stdin.flush()

    def reply(self):
        rows, advice = [], ""
        while True:
            line = self._lines.get(timeout=_LIMIT)
            if line is None:
                raise RuntimeError(f"kura_sql ended without a reply: {self._child.stderr.read()}")
            word, _, rest = line.partition(" ")
            if word == "HELP":
                advice = rest
            elif word == "ERROR":
                kind, code, message = rest.split(" ", 2)
                return Reply(tuple(rows), -1, kind, code, message, advice)
            elif word == "CONNECTED":
                return Reply((tuple(rest.split(" ", 1)),))
            elif word == "OK":
                return Reply(tuple(rows), int(rest))
            else:
                rows.append(tuple(line.split("\t")))

    @property
    def number(self):
        return int(self.first.rows[0][0])

    def close(self):
        """Everything that was printed."""
        self._child.stdin.close()
        status = self._child.wait(_LIMIT)
        self._reader.join(_LIMIT)
        errors = self._child.stderr.read()
        self._child.stdout.close()
        self._child.stderr.close()
        if status not in (0, 1):
            raise RuntimeError(f"kura_sql ended with {status}: {errors}")
        return self.output + errors


class Sessions:
    """Opens sessions, and closes them with the block."""

    def __init__(self, program, count, secrets):
        self._program = program
        self._secrets = secrets
        self._open = []
        self.count = count

    def __enter__(self):
        return self

    def __exit__(self, *_):
        for url, session in self._open:
            printed = session.close()
            found = [secret for secret in self._secrets if secret in printed]
            self.count.check(not found, f"no secret is printed by {url}", printed)
        self._open.clear()

    def open(self, url, environment=None):
        session = Session(self._program, url, environment)
        self._open.append((url, session))
        return session

    def succeeds(self, title, reply, rows=None):
        fits = not reply.kind and (rows is None or reply.rows == rows)
        self.count.check(fits, title, str(reply))

    def fails(self, title, reply, kind, code=None, advice="", says=""):
        fits = reply.kind == kind and code in (None, reply.code) and advice in reply.help and says in reply.message
        self.count.check(fits, title, f"wanted {kind} {code or ''} {advice} {says}\n{reply}")

    def cannot_connect(self, title, url, kind, code=None, advice="", says="", environment=None):
        self.fails(title, self.open(url, environment).first, kind, code, advice, says)

    def connects(self, title, url, environment=None):
        session = self.open(url, environment)
        self.succeeds(title, session.first)
        return session


def _clean_environment():
    """Without what the machine's own user has set for the client libraries."""
    return {
        name: value for name, value in os.environ.items()
        if not name.startswith(("PG", "MYSQL", "MARIADB")) and name != "HOME"
    } | {"HOME": "/nonexistent"}
