"""What the driver of database files answers for files that are locked, closed to writing, missing or no databases."""

import os
import pathlib
import tempfile

SECRETS = ()
_ENDLESS = "WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r) SELECT count(*) FROM r"


def run(sessions):
    with tempfile.TemporaryDirectory(prefix="kura-sqlite-") as place, sessions:
        folder = pathlib.Path(place)
        file = folder / "shop.db"
        session = sessions.connects("a file that is made", f"sqlite:{file}")
        sessions.succeeds("DDL", session.run("CREATE TABLE t (a)"))
        sessions.connects("a variable", "sqlite:${SHOP}", {"SHOP": str(file)})
        _locks(sessions, session, file)
        _refusals(sessions, folder, file)
        sessions.fails("canceled from another thread", session.run(f"\\cancel 200\n{_ENDLESS}"), "canceled", "9")


def _locks(sessions, session, file):
    second = sessions.open(f"sqlite:{file}?busy_timeout=100")
    sessions.succeeds("a transaction", session.run("BEGIN IMMEDIATE"))
    sessions.fails("a file that another writes", second.run("INSERT INTO t VALUES (1)"), "lock_timeout", "5")
    sessions.succeeds("its end", session.run("COMMIT"))
    sessions.succeeds("the next attempt", second.run("INSERT INTO t VALUES (1)"))


def _refusals(sessions, folder, file):
    reader = sessions.open(f"sqlite:{file}?mode=ro")
    sessions.fails("a file opened for reading", reader.run("INSERT INTO t VALUES (1)"), "read-only", "8")
    if os.geteuid() != 0:
        file.chmod(0o400)
        reader = sessions.open(f"sqlite:{file}")
        sessions.fails("a file that may only be read", reader.run("INSERT INTO t VALUES (1)"), "read-only", "8")
        file.chmod(0o600)
    sessions.cannot_connect("no such file", f"sqlite:{folder}/none.db?mode=rw", "no_such_database", advice="mode")
    sessions.cannot_connect("no such folder", f"sqlite:{folder}/none/x.db", "no_such_database", advice="make it")
    sessions.cannot_connect("a folder", f"sqlite:{folder}", "wrong_usage")
    text = folder / "text"
    text.write_text("no database " * 100)
    sessions.cannot_connect("a file that is no database", f"sqlite:{text}", "no_such_database", "26")
