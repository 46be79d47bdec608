"""A project with migrations, a database that they are applied to, and the program run against it, cut off where a test wants."""

import contextlib
import dataclasses
import json
import os
import pathlib
import re
import signal
import subprocess
import sys
import time

_TESTS = pathlib.Path(__file__).resolve().parents[2]
sys.path[:0] = [str(_TESTS / name) for name in ("support", "live", "contract")]
import shop

SECRET = "geheim&wort"
ENCODED_SECRET = "geheim%26wort"
LIMIT = 300  # seconds that a run may take at most
JOURNAL = re.compile(r"\bkura_(journal|migrations|steps|objects|carried|lease)\b")
SMALL, LARGE = 2_000, 100_000


@dataclasses.dataclass
class Done:
    code: int
    out: str
    err: str

    def __str__(self):
        return f"exit {self.code}\n{self.out}{self.err}"


class NotPossible(Exception):
    """This machine does not allow the test."""


class Project:
    """A folder with the shop's migrations."""

    def __init__(self, program, folder, engine, states=None, warehouses=None):
        self.program = program
        self.folder = folder
        self._now = shop.START
        folder.mkdir(parents=True)
        (folder / "warehouses.schema").write_text(warehouses or f'warehouse prod : {engine} {{ url = "${{SHOP_URL}}"; }}\n', encoding="utf-8")
        for name, text, options in states or shop.states(engine):
            self.declare(text)
            self.migrate(name, *options)

    def declare(self, text):
        (self.folder / "shop.schema").write_text(text, encoding="utf-8")

    def migrate(self, name, *options):
        self._now += 60
        environment = dict(os.environ, SOURCE_DATE_EPOCH=str(self._now))
        self.must("migrate", name, *options, environment=environment)

    def must(self, *arguments, environment=None):
        done = subprocess.run([self.program, *arguments], cwd=self.folder, env=environment, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise RuntimeError(f"kura {' '.join(arguments)} ended with {done.returncode}\n{done.stdout}{done.stderr}")
        return done.stdout

    def names(self, warehouse="prod"):
        return sorted(it.stem for it in (self.folder / "migrations" / warehouse).glob("*.sql"))


class Site:
    """One database of one engine; `project` is what is applied to it. The engines' modules know how."""

    def __init__(self, project):
        self.project = project
        self.told = []  # all that runs have printed

    def environment(self, **more):
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("PG", "MYSQL", "KURA"))}
        return dict(kept, SHOP_URL=self.url, **more)

    def start(self, *arguments, **variables):
        return subprocess.Popen(
            [self.project.program, *arguments], cwd=self.project.folder, env=self.environment(**variables), stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True,
        )

    def ended(self, child, limit=LIMIT):
        try:
            out, err = child.communicate(timeout=limit)
        except subprocess.TimeoutExpired:
            child.kill()
            out, err = child.communicate()
            err += f"(did not end within {limit} s)"
        self.told.append(out + err)
        return Done(child.returncode, out, err)

    def run(self, *arguments, **variables):
        return self.ended(self.start(*arguments, **variables))

    def apply(self, *arguments, **variables):
        return self.run("apply", "--yes", *arguments, **variables)

    def status(self):
        done = self.run("status", "--format", "json")
        try:
            return done, json.loads(done.out)["warehouses"][0]
        except (ValueError, LookupError):
            return done, {}

    def counted(self, *arguments):
        """Runs to the end; gives the run and the statements that it has sent."""
        log = self.scratch("statements")
        log.unlink(missing_ok=True)
        done = self.run(*arguments, KURA_FAULT_LOG=str(log))
        return done, log.read_text(encoding="utf-8").splitlines() if log.exists() else []

    def paused(self, *arguments, place, milliseconds):
        """Starts a run and waits until it stands before a statement, for so long; gives the child."""
        log = self.scratch("paused")
        log.unlink(missing_ok=True)
        child = self.start(*arguments, KURA_FAULT=f"pause-before:{place}:{milliseconds}", KURA_FAULT_LOG=str(log))
        self.wait_for_lines(child, log, place)
        return child

    def wait_for_lines(self, child, log, count):
        while child.poll() is None and not (log.exists() and log.read_bytes().count(b"\n") >= count):
            time.sleep(0.005)

    def killed_after(self, seconds, *arguments):
        """True when the run was still there and was killed."""
        child = self.start(*arguments)
        try:
            child.wait(seconds)
        except subprocess.TimeoutExpired:
            child.send_signal(signal.SIGKILL)
        self.ended(child)
        return child.returncode == -signal.SIGKILL

    def journal(self):
        """What is wrong with the journal of an applied history; empty when each migration and each step is there once."""
        wrong = []
        runs = self.ask("SELECT run, migration, direction, status, step_count FROM kura_migrations ORDER BY run")
        if [str(it[1]) for it in runs] != self.project.names() or {(it[2], it[3]) for it in runs} != {("up", "done")}:
            wrong.append(f"runs: {runs}")
        steps = self.ask("SELECT run, step, status FROM kura_steps WHERE place = 0 ORDER BY run, step")
        wanted = [(str(run), str(step), "done") for run, _, _, _, count in runs for step in range(1, int(count) + 1)]
        found = [tuple(map(str, it)) for it in steps]
        if found != wanted:
            wrong.append(f"steps: {found}")
        open_ones = self.ask("SELECT run, step, place, status FROM kura_steps WHERE status <> 'done'")
        carried = self.ask("SELECT run, place, what, status FROM kura_carried WHERE status <> 'restored'")
        return wrong + [f"open: {it}" for it in open_ones] + [f"not put back: {it}" for it in carried]

    def step_of(self, text):
        """The number of the step of the second migration whose title has the text."""
        title = re.compile(rf"^-- kura:step (\d+) .*{re.escape(text)}", re.MULTILINE)
        return int(title.search(self._second_migration().replace("table returns:", "`returns`:").replace("table events:", "`events`:"))[1])

    def create_of(self, table):
        """The statement of the second migration that makes the table."""
        return re.search(rf"^CREATE TABLE `?{table}`? \(.*?\n\)[^;]*", self._second_migration(), re.MULTILINE | re.DOTALL)[0]

    def _second_migration(self):
        return (self.project.folder / "migrations" / "prod" / f"{self.project.names()[1]}.sql").read_text(encoding="utf-8")

    def has(self, table):
        return table in self.relations()

    @contextlib.contextmanager
    def tmpfs(self, megabytes, place=None):
        """A small disk; gives its folder and a function that makes it large."""
        place = place or self.scratch("small")
        place.mkdir(exist_ok=True)
        done = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", place], capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise NotPossible(f"no small disk can be mounted: {done.stderr.strip()}")
        try:
            if self.account():
                os.chown(place, self.account().pw_uid, self.account().pw_gid)
            yield place, lambda: subprocess.run(["mount", "-o", "remount,size=1g", place], check=True)
        finally:
            subprocess.run(["umount", "-l", place], check=False)

    def catalog(self):
        return {place: value for place, value in self.whole_catalog().items() if not JOURNAL.search(place)}

    def written(self):
        """Everything that the journal's tables hold, as one text."""
        names = ("journal", "migrations", "steps", "objects", "carried", "lease")
        return "\n".join(str(self.ask(f"SELECT * FROM kura_{name}")) for name in names)


def difference(wanted, found):
    lines = [f"- {place}: {wanted[place]}" for place in sorted(wanted) if found.get(place) != wanted[place]]
    lines += [f"+ {place}: {found[place]}" for place in sorted(found) if wanted.get(place) != found[place]]
    return "\n".join(lines)
