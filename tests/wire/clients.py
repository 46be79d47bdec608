"""Clients for the self-test: psql and mariadb as processes, those of tests/contract over a unix socket."""

import contextlib
import os
import subprocess

import mariadb_wire
import postgres_wire
from failures import SqlFailure
from mysql_peer import MysqlPeer
from postgres_peer import PostgresPeer


def psql(peer, *commands, password="", user="tester", finish=True, options=()):
    """The finished process, or the running one."""
    words = ["psql", "-X", "-A", "-t", "-v", "VERBOSITY=verbose", *options,
             f"host=127.0.0.1 port={peer.port} user={user} dbname=dev sslmode=prefer"]
    for command in commands:
        words += ["-c", command]
    environment = dict(os.environ, PGPASSWORD=password, PGCONNECT_TIMEOUT="10")
    return _process(words, environment, finish)


def mariadb(peer, command, password="", user="tester", finish=True, database="shop"):
    words = ["mariadb", "--no-defaults", "--protocol=tcp", "-h127.0.0.1", f"-P{peer.port}", f"-u{user}", "--skip-ssl", "-N", "-B", "-D",
             database, "-e", command]
    return _process(words, dict(os.environ, MYSQL_PWD=password), finish)


def _process(words, environment, finish):
    child = subprocess.Popen(words, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    if finish:
        child.out, child.err = child.communicate(timeout=60)
    return child


@contextlib.contextmanager
def postgres_clients(model, folder, size=1):
    """Connections of tests/contract to a peer on a unix socket."""
    path = folder / f"pg-{id(model)}"
    with PostgresPeer(model, path=path):
        found = [postgres_wire.Connection(path, "dev", "tester") for _ in range(size)]
        try:
            yield found
        finally:
            close(found)
            path.unlink()


@contextlib.contextmanager
def mysql_clients(model, folder, size=1):
    path = folder / f"my-{id(model)}"
    with MysqlPeer(model, path=path):
        found = [mariadb_wire.Connection(path) for _ in range(size)]
        try:
            yield found
        finally:
            close(found)
            path.unlink()


def close(connections):
    for it in connections:
        with contextlib.suppress(OSError):
            it.close()


def failure(connection, sql):
    """What a statement fails with, or nothing; "cut" when the connection was."""
    try:
        connection.execute(sql)
    except SqlFailure as error:
        return str(error)
    except (ConnectionError, OSError):
        return "cut"
    return ""
