"""Servers that listen on a port of the loopback interface and ask for passwords, with a certificate made for them."""

import contextlib
import os
import pathlib
import signal
import socket
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "live"))
import mariadb_server
import postgres_server
import server_process


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextlib.contextmanager
def silent_port():
    """A port that takes connections and never answers."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen(8)
        yield listener.getsockname()[1]


def make_certificate(folder, owner, name="server"):
    """A certificate for 127.0.0.1 that signs itself; gives the paths of certificate and key."""
    certificate, key = folder / f"{name}.crt", folder / f"{name}.key"
    server_process.run_quietly(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1",
         "-addext", "subjectAltName=IP:127.0.0.1", "-out", certificate, "-keyout", key],
        None,
    )
    key.chmod(0o600)
    if owner:
        os.chown(key, owner.pw_uid, owner.pw_gid)
    return certificate, key


class Postgres:
    def __init__(self, folder, port, certificate):
        self.folder = folder
        self.port = port
        self.certificate = certificate
        self.admin = f"postgres://postgres@/postgres?host={folder}&port={port}"

    def url(self, user, password, database="shop", parameters=""):
        secret = f":{password}" if password else ""
        return f"postgres://{user}{secret}@127.0.0.1:{self.port}/{database}{parameters}"


@contextlib.contextmanager
def postgres():
    programs = postgres_server._program_folder()
    owner = server_process.account("postgres")
    with server_process.private_folder("kura-pg-", owner) as folder:
        data = folder / "data"
        server_process.run_quietly(
            [programs / "initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"],
            owner,
        )
        certificate, key = make_certificate(folder, owner)
        (data / "pg_hba.conf").write_text(
            "local all all trust\n"
            "hostssl all only_tls 127.0.0.1/32 scram-sha-256\n"
            "hostnossl all only_tls 127.0.0.1/32 reject\n"
            "host all all 127.0.0.1/32 scram-sha-256\n"
        )
        port = free_port()
        settings = (
            "listen_addresses=127.0.0.1", f"port={port}", "fsync=off", "autovacuum=off", "deadlock_timeout=100ms",
            f"ssl_cert_file={certificate}", f"ssl_key_file={key}",
        )
        command = [programs / "postgres", "-D", data, "-k", folder]
        for setting in settings:
            command += ["-c", setting]
        log = folder / "server.log"
        with server_process.process(command, owner, log, stop_signal=signal.SIGINT) as child:
            server_process.wait_until(lambda: _answers(programs / "pg_isready", folder, port), child, log)
            yield Postgres(folder, port, certificate)


def _answers(program, folder, port):
    return subprocess.run([program, "-q", "-h", folder, "-p", str(port)], check=False).returncode == 0


class Mariadb:
    def __init__(self, server, port, certificate):
        self._server = server
        self.socket = server.socket
        self.port = port
        self.certificate = certificate
        self.admin = f"mariadb://root@/?socket={server.socket}"

    def url(self, user, password, database="shop", parameters=""):
        secret = f":{password}" if password else ""
        return f"mariadb://{user}{secret}@127.0.0.1:{self.port}/{database}{parameters}"

    def run(self, text):
        done = self._server.client(text)
        if done.returncode != 0:
            raise RuntimeError(f"preparing the server failed: {done.stderr}")


class MariadbFolder:
    """The data of a server that is started more than once, with and without TLS."""

    def __init__(self, folder, owner):
        self._folder = folder
        self._owner = owner
        self._data = folder / "data"
        self._certificate, self._key = make_certificate(folder, owner)
        server_process.run_quietly(
            ["mariadb-install-db", "--no-defaults", f"--datadir={self._data}", "--auth-root-authentication-method=normal",
             "--skip-test-db"],
            owner,
        )

    @contextlib.contextmanager
    def running(self, has_tls):
        server = mariadb_server.MariadbServer(self._folder)
        port = free_port()
        command = [
            "/usr/sbin/mariadbd", "--no-defaults", f"--datadir={self._data}", f"--socket={server.socket}",
            "--bind-address=127.0.0.1", f"--port={port}", f"--pid-file={self._folder / 'pid'}", f"--tmpdir={self._folder}",
            "--character-set-server=utf8mb4", "--skip-name-resolve", "--innodb-flush-log-at-trx-commit=0", "--sync-binlog=0",
            "--innodb-buffer-pool-size=32M", "--innodb-log-file-size=16M",
        ]
        if has_tls:
            command += [f"--ssl-cert={self._certificate}", f"--ssl-key={self._key}"]
        log = self._folder / f"server-{has_tls}.log"
        with server_process.process(command, self._owner, log, stop_signal=signal.SIGTERM) as child:
            server_process.wait_until(lambda: server.client("select 1").returncode == 0, child, log)
            yield Mariadb(server, port, self._certificate)


@contextlib.contextmanager
def mariadb_folder():
    owner = server_process.account("mysql")
    with server_process.private_folder("kura-my-", owner) as folder:
        yield MariadbFolder(folder, owner)
