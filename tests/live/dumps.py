"""What the servers' own tools dump of a database: their DDL without rows."""

import subprocess

import engines


# The tables in which Kura keeps its books are left out.
_JOURNAL = "kura_"


def dump(engine):
    """The text of the dump; nothing where an engine has no such tool."""
    if isinstance(engine, engines.Postgres):
        return _postgres(engine)
    return _mariadb(engine) if isinstance(engine, engines.Mariadb) else ""


def _postgres(engine):
    server = engine._server
    command = [server.programs / "pg_dump", "--schema-only", "--exclude-table", f"*.{_JOURNAL}*", "-h", server.socket_folder]
    return _output(*command, "-U", "postgres", engine.database)


def _mariadb(engine):
    """That of the database that an address names comes first, without its name."""
    listed = engine._ask(f"select schema_name from information_schema.schemata where schema_name not in {engine._SYSTEM}")
    socket = f"--socket={engine._server.socket}"
    journal = engine._ask(f"select table_name from information_schema.tables where table_schema = 'live' and table_name like '{_JOURNAL}%'")
    command = ["mariadb-dump", "--no-defaults", socket, "--user=root", "--no-data", "--skip-dump-date"]
    command += [f"--ignore-table=live.{it}" for it in journal.splitlines()]
    others = [it for it in listed.splitlines() if it != "live"]
    return _output(*command, "live") + (_output(*command, "--databases", *others) if others else "")


def _output(*command):
    return subprocess.run(command, capture_output=True, text=True, timeout=600, check=True).stdout
