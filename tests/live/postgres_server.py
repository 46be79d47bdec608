#!/usr/bin/python3
"""A PostgreSQL server of our own in a temporary folder, reached over a unix socket and stopped with its context.

Run as a program it starts the server, sets KURA_TEST_PG to its URL, runs the command given as arguments and stops it.
"""

import contextlib
import os
import pathlib
import re
import signal
import subprocess
import sys

import server_process

_SPEED = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "autovacuum=off", "wal_level=minimal", "max_wal_senders=0", "jit=off")


class PostgresServer:
    def __init__(self, folder, programs):
        self.folder = folder
        self.programs = programs
        self.socket_folder = folder
        self.url = f"postgresql://postgres@/postgres?host={folder}"

    def psql(self, database, *arguments, text=None):
        """Runs psql, stopping at the first error; gives the finished process with its output as text."""
        environment = dict(os.environ, PGOPTIONS="-c client_min_messages=warning")
        command = [
            self.programs / "psql", "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1",
            "-h", self.socket_folder, "-U", "postgres", "-d", database, *arguments,
        ]
        return subprocess.run(command, input=text, capture_output=True, text=True, env=environment, timeout=600, check=False)


@contextlib.contextmanager
def running():
    programs = _program_folder()
    account = server_process.account("postgres")
    with server_process.private_folder("kura-pg-", account) as folder:
        data = folder / "data"
        server_process.run_quietly(
            [programs / "initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"],
            account,
        )
        command = [programs / "postgres", "-D", data, "-k", folder, "-c", "listen_addresses="]
        for setting in _SPEED:
            command += ["-c", setting]
        server = PostgresServer(folder, programs)
        with server_process.process(command, account, folder / "server.log", stop_signal=signal.SIGINT) as child:
            server_process.wait_until(lambda: server.psql("postgres", "-c", "select 1").returncode == 0, child, folder / "server.log")
            yield server


def _program_folder():
    def version(folder):
        return [int(part) for part in re.findall(r"\d+", folder.parent.name)]

    folders = sorted(pathlib.Path("/usr/lib/postgresql").glob("*/bin"), key=version)
    if not folders:
        raise RuntimeError("no PostgreSQL server below /usr/lib/postgresql; install the package postgresql")
    return folders[-1]


if __name__ == "__main__":
    server_process.exit_on_terminate()
    with running() as started:
        sys.exit(subprocess.run(sys.argv[1:], env=dict(os.environ, KURA_TEST_PG=started.url), check=False).returncode)
