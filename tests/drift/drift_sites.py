"""An empty database of each engine with a project folder, for the scenarios."""

import contextlib
import json
import pathlib
import sqlite3
import subprocess
import sys

sys.path[:0] = [str(pathlib.Path(__file__).resolve().parent.parent / place) for place in ("live", "support")]
import mariadb_server
import postgres_server


class Site:
    """`sql` runs statements in the database; `url` is its address."""

    def __init__(self, kura, engine, folder, url, sql):
        self.kura = kura
        self.engine = engine
        self.folder = folder
        self.url = url
        self.sql = sql
        self.project = folder / "project"
        self.project.mkdir()
        self.clock = 1_800_000_000

    def write(self, text, name="all.schema"):
        """The project's file, with its warehouse."""
        head = f'warehouse app : {self.engine} {{\n  url = "{self.url}";\n}}\n\n'
        (self.project / name).write_text(head + text, encoding="utf-8")

    def run(self, *arguments, cwd=None):
        """A command of Kura in the project's folder; time goes on by a minute."""
        self.clock += 60
        return subprocess.run(
            [self.kura, *map(str, arguments)], cwd=cwd or self.project, capture_output=True, text=True, timeout=300, check=False,
            stdin=subprocess.DEVNULL, env={"PATH": "/usr/bin:/bin", "SOURCE_DATE_EPOCH": str(self.clock), "DATABASE": self.url},
        )

    def json(self, *arguments):
        return json.loads(self.run(*arguments).stdout)


@contextlib.contextmanager
def databases(engine):
    """A function that makes an empty database of the number, giving its address and what runs SQL in it."""
    if engine == "sqlite":
        yield _sqlite
    elif engine == "postgres":
        with postgres_server.running() as server:
            yield lambda number, folder: _postgres(server, number)
    else:
        with mariadb_server.running() as server:
            yield lambda number, folder: _mariadb(server, number)


def _sqlite(_number, folder):
    path = folder / "app.db"

    def sql(text):
        with contextlib.closing(sqlite3.connect(path)) as connection:
            rows = []
            for statement in filter(str.strip, text.split(";\n")):
                rows += connection.execute(statement).fetchall()
            connection.commit()
            return "\n".join("\t".join("" if it is None else str(it) for it in row) for row in rows)

    return f"sqlite:{path}", sql


def _postgres(server, number):
    name = f"drift_{number}"
    server.psql("postgres", "-c", f"create database {name}")
    return f"postgres://postgres@/{name}?host={server.socket_folder}", lambda text: _checked(server.psql(name, text=text))


def _mariadb(server, number):
    name = f"drift_{number}"
    server.client(f"create database {name}")
    return f"mariadb://root@localhost/{name}?socket={server.socket}", lambda text: _checked(server.client(text, name))


def _checked(done):
    if done.returncode != 0:
        raise RuntimeError(done.stderr)
    return done.stdout.strip()
