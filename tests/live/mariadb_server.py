"""A MariaDB server of our own in a temporary folder, reached over a unix socket and stopped with its context."""

import contextlib
import signal
import subprocess

import server_process

_SPEED = (
    "--innodb-flush-log-at-trx-commit=0", "--sync-binlog=0", "--innodb-flush-method=nosync", "--innodb-doublewrite=0",
    "--innodb-buffer-pool-size=64M", "--innodb-log-file-size=16M", "--innodb-fast-shutdown=2",
)


class MariadbServer:
    def __init__(self, folder):
        self.folder = folder
        self.socket = folder / "socket"

    def client(self, text, database=None):
        """Runs the SQL text, stopping at the first error; gives the finished process with its output as text."""
        command = ["mariadb", "--no-defaults", f"--socket={self.socket}", "--user=root", "--batch", "--skip-column-names"]
        command += ["--default-character-set=utf8mb4"]
        if database:
            command.append(database)
        return subprocess.run(command, input=text, capture_output=True, text=True, timeout=600, check=False)


@contextlib.contextmanager
def running():
    account = server_process.account("mysql")
    # Every DDL statement waits until some file is on disk, so the data stands in memory where there is some.
    data_place = server_process.fast_place()
    with (server_process.private_folder("kura-my-", account) as folder,
          server_process.private_folder("kura-my-data-", account, data_place) as data_folder):
        data = data_folder / "data"
        server_process.run_quietly(
            ["mariadb-install-db", "--no-defaults", f"--datadir={data}", "--auth-root-authentication-method=normal", "--skip-test-db"],
            account,
        )
        server = MariadbServer(folder)
        log = folder / "server.log"
        command = [
            "/usr/sbin/mariadbd", "--no-defaults", f"--datadir={data}", f"--socket={server.socket}", "--skip-networking",
            f"--pid-file={folder / 'pid'}", f"--tmpdir={folder}", "--character-set-server=utf8mb4", *_SPEED,
        ]
        with server_process.process(command, account, log, stop_signal=signal.SIGTERM) as child:
            server_process.wait_until(lambda: server.client("select 1").returncode == 0, child, log)
            yield server
