"""What both servers need: an unprivileged account, a private folder, and a child process that is surely stopped."""

import contextlib
import os
import pathlib
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time

_START_LIMIT = 90  # seconds
_STOP_LIMIT = 60
_ROOM = 2_000_000_000  # bytes


def exit_on_terminate():
    """Turns SIGTERM into an ordinary exit, so that context managers stop their servers."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))


def account(preferred):
    """The account to run a server as: None when we are not root, as we run it ourselves then."""
    if os.geteuid() != 0:
        return None
    for name in (preferred, "nobody"):
        with contextlib.suppress(KeyError):
            return pwd.getpwnam(name)
    raise RuntimeError(f"neither {preferred} nor nobody is a user of this machine")


@contextlib.contextmanager
def private_folder(prefix, owner, place="/tmp"):
    # The path of a unix socket has little more than a hundred bytes, so the folder stands in /tmp unless told otherwise.
    folder = pathlib.Path(tempfile.mkdtemp(prefix=prefix, dir=place))
    try:
        if owner:
            os.chown(folder, owner.pw_uid, owner.pw_gid)
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def fast_place():
    """Where files are kept in memory, if there is room for a server's data."""
    memory = pathlib.Path("/dev/shm")
    try:
        has_room = shutil.disk_usage(memory).free > _ROOM and os.access(memory, os.W_OK)
    except OSError:
        has_room = False
    return str(memory) if has_room else "/tmp"


def _as_account(owner):
    if not owner:
        return {}
    return {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []}


def run_quietly(command, owner):
    done = subprocess.run(
        command, cwd="/", stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False, **_as_account(owner)
    )
    if done.returncode != 0:
        raise RuntimeError(f"{command[0]} ended with {done.returncode}:\n{done.stdout}{done.stderr}")


@contextlib.contextmanager
def process(command, owner, log, stop_signal):
    """Runs the command apart from the terminal, so that only we decide when it ends."""
    with open(log, "wb") as output:
        child = subprocess.Popen(
            command, cwd="/", stdin=subprocess.DEVNULL, stdout=output, stderr=output, start_new_session=True, **_as_account(owner)
        )
    try:
        yield child
    finally:
        _stop(child, stop_signal)


def _stop(child, stop_signal):
    if child.poll() is not None:
        return
    child.send_signal(stop_signal)
    try:
        child.wait(_STOP_LIMIT)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()


def wait_until(is_ready, child, log):
    deadline = time.monotonic() + _START_LIMIT
    while not is_ready():
        if child.poll() is not None or time.monotonic() > deadline:
            raise RuntimeError(f"the server did not start:\n{pathlib.Path(log).read_text(errors='replace')}")
        time.sleep(0.1)
