"""What the driver by libpq answers when a PostgreSQL server refuses, delays or ends what it is asked for."""

import contextlib
import time

import loopback

_PASSWORD = "p@s/s:w%rd?geheim"  # all that splits a URL
_ENCODED = "p%40s%2Fs%3Aw%25rd%3Fgeheim"
_WRONG = "falschgeheim"
SECRETS = (_PASSWORD, _ENCODED, _WRONG, "geheim")


def run(sessions):
    with loopback.postgres() as server, sessions:
        admin = sessions.connects("over a unix socket", server.admin)
        _prepare(sessions, admin)
        _passwords(sessions, server)
        _places(sessions, server)
        _statements(sessions, server)
        _locks(sessions, server)
        _ends(sessions, server, admin)
        _tls(sessions, server, admin)


def _prepare(sessions, admin):
    for statement in (
        f"CREATE ROLE me LOGIN PASSWORD '{_PASSWORD}'", f"CREATE ROLE only_tls LOGIN PASSWORD '{_PASSWORD}'",
        "CREATE DATABASE shop OWNER me", "CREATE DATABASE closed", "REVOKE CONNECT ON DATABASE closed FROM PUBLIC",
    ):
        sessions.succeeds("preparing the server", admin.run(statement))


def _passwords(sessions, server):
    session = sessions.connects("right password", server.url("me", _ENCODED))
    sessions.succeeds("who it is", session.run("SELECT current_user, current_setting('application_name')"), (("me", "kura"),))
    url = server.url("me", "")
    sessions.cannot_connect("wrong password", server.url("me", _WRONG), "not_let_in", "28P01", advice="password")
    sessions.cannot_connect("no password", url, "not_let_in", advice="PGPASSWORD")
    sessions.cannot_connect("no such user", server.url("nobody", _WRONG), "not_let_in", "28P01")
    sessions.connects("PGPASSWORD", url, {"PGPASSWORD": _PASSWORD})
    sessions.cannot_connect("wrong PGPASSWORD", url, "not_let_in", "28P01", environment={"PGPASSWORD": _WRONG})
    sessions.connects("a variable in the URL", server.url("me", "${SHOP_PASSWORD}"), {"SHOP_PASSWORD": _PASSWORD})
    sessions.connects("a variable that is the URL", "${SHOP_URL}", {"SHOP_URL": server.url("me", _ENCODED)})
    sessions.cannot_connect("a variable that is not set", server.url("me", "${SHOP_PASSWORD}"), "wrong_usage", says="SHOP_PASSWORD")
    escaped = _PASSWORD.replace(":", "\\:")
    file = server.folder / ".pgpass"
    file.write_text(f"127.0.0.1:{server.port}:shop:me:{escaped}\n")
    file.chmod(0o600)
    sessions.connects(".pgpass by its variable", url, {"PGPASSFILE": str(file)})
    sessions.connects(".pgpass by its parameter", url + f"?passfile={file}")


def _places(sessions, server):
    variables = {"PGHOST": "127.0.0.1", "PGPORT": str(server.port), "PGUSER": "me", "PGPASSWORD": _PASSWORD, "PGDATABASE": "shop"}
    sessions.connects("PG* variables", "postgres://", variables)
    sessions.connects("PGPORT before the scheme's port", "redshift://", variables)
    service = server.folder / "service.conf"
    service.write_text(f"[here]\nhost=127.0.0.1\nport={server.port}\nuser=me\ndbname=shop\n")
    sessions.connects("a service", "postgres://?service=here", {"PGSERVICEFILE": str(service), "PGPASSWORD": _PASSWORD})
    closed = loopback.free_port()
    sessions.connects("the second of two hosts", f"postgres://me:{_ENCODED}@127.0.0.1:{closed},127.0.0.1:{server.port}/shop")
    sessions.cannot_connect("no such database", server.url("me", _ENCODED, "shoop"), "no_such_database", "3D000", advice="pg_database")
    sessions.cannot_connect("a database that lets nobody in", server.url("me", _ENCODED, "closed"), "permission_denied", "42501")
    refused = f"postgres://me:{_ENCODED}@127.0.0.1:{closed}/shop"
    sessions.cannot_connect("a port that nobody listens on", refused, "connection_failed", advice="port")
    sessions.cannot_connect("the scheme's own port", "redshift://me@127.0.0.1/shop", "connection_failed", says="5439")
    sessions.cannot_connect("a host that there is not", "postgres://me@nothing.invalid/shop", "connection_failed", advice="host")
    setting = server.url("me", _ENCODED, parameters="?options=-c%20nothing%3D1")
    sessions.cannot_connect("a setting that there is not", setting, "wrong_usage", "42704")
    with loopback.silent_port() as port:
        start = time.monotonic()
        sessions.cannot_connect(
            "a server that never answers", f"postgres://me@127.0.0.1:{port}/shop?connect_timeout=1", "connection_failed",
            advice="connect_timeout",
        )
        sessions.count.check(time.monotonic() - start < 10, "the time limit of connecting holds")


def _statements(sessions, server):
    session = sessions.open(server.url("me", _ENCODED))
    sessions.succeeds("DDL", session.run("CREATE TABLE t (a integer PRIMARY KEY, b text)"))
    inserted = session.run("INSERT INTO t VALUES (1, NULL), (2, '')")
    sessions.succeeds("DML", inserted)
    sessions.count.check(inserted.affected == 2, "the number of rows written", str(inserted))
    sessions.succeeds("rows", session.run("SELECT a, b FROM t ORDER BY a"), (("1", "NULL"), ("2", "")))
    sessions.succeeds("a notice", session.run("DO $$ BEGIN RAISE NOTICE 'hello'; END $$"), ())
    sessions.fails("a table twice", session.run("CREATE TABLE t ()"), "exists_already", "42P07")
    sessions.fails("a table that there is not", session.run("DROP TABLE u"), "does_not_exist", "42P01")
    sessions.fails("a key twice", session.run("INSERT INTO t VALUES (1)"), "statement_failed", "23505", says="DETAIL: ")
    sessions.fails("a syntax error", session.run("SELEC 1"), "statement_failed", "42601")
    sessions.fails("no rights", session.run("CREATE ROLE you"), "permission_denied", "42501")
    sessions.fails("a password in a statement that failed", session.run("SELECT '" + _PASSWORD + "'::integer"), "statement_failed", "22P02")
    sessions.fails("COPY from the client", session.run("COPY t FROM STDIN"), "not_supported", "0A000")
    sessions.fails("COPY to the client", session.run("COPY t TO STDOUT"), "not_supported", "0A000")
    sessions.succeeds("the session goes on", session.run("SELECT 1"), (("1",),))
    reader = sessions.open(server.url("me", _ENCODED, parameters="?options=-c%20default_transaction_read_only%3Don"))
    sessions.fails("a session that takes no writes", reader.run("CREATE TABLE u ()"), "read-only", "25006")


def _locks(sessions, server):
    first, second = (sessions.open(server.url("me", _ENCODED)) for _ in range(2))
    _each(sessions, (first, second), "SET lock_timeout = '10s'")
    first.run("BEGIN")
    first.run("LOCK TABLE t")
    second.run("SET lock_timeout = 200")
    sessions.fails("a lock that another holds", second.run("ALTER TABLE t ADD COLUMN c integer"), "lock_timeout", "55P03")
    second.run("SET lock_timeout = 0")
    second.run("SET statement_timeout = 200")
    sessions.fails("a statement that takes too long", second.run("SELECT count(*) FROM t"), "statement_timeout", "57014")
    second.run("SET statement_timeout = 0")
    first.run("COMMIT")
    _each(sessions, (first, second), "BEGIN")
    first.run("UPDATE t SET b = 'x' WHERE a = 1")
    second.run("UPDATE t SET b = 'x' WHERE a = 2")
    first.start("UPDATE t SET b = 'y' WHERE a = 2")
    second.start("UPDATE t SET b = 'y' WHERE a = 1")
    replies = [first.reply(), second.reply()]
    sessions.fails("a deadlock", max(replies, key=lambda reply: reply.kind), "deadlock", "40P01")
    _each(sessions, (first, second), "ROLLBACK")
    _each(sessions, (first, second), "BEGIN ISOLATION LEVEL REPEATABLE READ")
    _each(sessions, (first, second), "SELECT * FROM t")
    first.run("UPDATE t SET b = 'z' WHERE a = 1")
    first.run("COMMIT")
    sessions.fails("a conflict", second.run("UPDATE t SET b = 'w' WHERE a = 1"), "serialization_conflict", "40001")


def _each(sessions, both, sql):
    for session in both:
        sessions.succeeds(sql, session.run(sql))


def _ends(sessions, server, admin):
    session = sessions.open(server.url("me", _ENCODED))
    session.start("SELECT pg_sleep(30)")
    _wait_until_active(admin, session.number)
    admin.run(f"SELECT pg_cancel_backend({session.number})")
    sessions.fails("canceled by an administrator", session.reply(), "canceled", "57014")
    sessions.fails("canceled from another thread", session.run("\\cancel 200\nSELECT pg_sleep(30)"), "canceled", "57014")
    sessions.succeeds("the session goes on", session.run("SELECT 1"), (("1",),))
    session.start("SELECT pg_sleep(30)")
    _wait_until_active(admin, session.number)
    admin.run(f"SELECT pg_terminate_backend({session.number})")
    sessions.fails("terminated in a statement", session.reply(), "connection_failed", "57P01")
    sessions.fails("the next statement", session.run("SELECT 1"), "connection_failed")
    session = sessions.open(server.url("me", _ENCODED))
    admin.run(f"SELECT pg_terminate_backend({session.number}, 5000)")
    sessions.fails("terminated between statements", session.run("SELECT 1"), "connection_failed")


def _wait_until_active(admin, number):
    deadline = time.monotonic() + 20
    while admin.run(f"SELECT state FROM pg_stat_activity WHERE pid = {number}").rows != (("active",),):
        if time.monotonic() > deadline:
            raise RuntimeError("the statement did not begin")
        time.sleep(0.05)


def _tls(sessions, server, admin):
    required = server.url("me", _ENCODED, parameters="?sslmode=require")
    sessions.cannot_connect("TLS that the server does not have", required, "connection_failed", advice="sslmode")
    sessions.succeeds("turning TLS on", admin.run("ALTER SYSTEM SET ssl = on"))
    sessions.succeeds("reading the settings again", admin.run("SELECT pg_reload_conf()"))
    with contextlib.suppress(TimeoutError):
        _wait_for_tls(sessions, required)
    session = sessions.connects("TLS required", required)
    sessions.succeeds("TLS is in use", session.run("SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()"), (("t",),))
    verified = f"?sslmode=verify-full&sslrootcert={server.certificate}"
    sessions.connects("the server's certificate", server.url("me", _ENCODED, parameters=verified))
    other, _ = loopback.make_certificate(server.folder, None, "other")
    foreign = server.url("me", _ENCODED, parameters=f"?sslmode=verify-ca&sslrootcert={other}")
    sessions.cannot_connect("a certificate that nobody signed", foreign, "not_let_in", advice="sslrootcert")
    named = f"postgres://me:{_ENCODED}@localhost:{server.port}/shop?hostaddr=127.0.0.1&sslmode=verify-full&sslrootcert={server.certificate}"
    sessions.cannot_connect("a certificate for another host", named, "not_let_in", advice="sslrootcert")
    missing = server.url("me", _ENCODED, parameters="?sslmode=verify-full&sslrootcert=/nonexistent/root.crt")
    sessions.cannot_connect("a certificate file that there is not", missing, "wrong_usage", says="/nonexistent/root.crt")
    sessions.connects("a user who needs TLS", server.url("only_tls", _ENCODED))
    plain = server.url("only_tls", _ENCODED, parameters="?sslmode=disable")
    sessions.cannot_connect("a user who needs TLS, without it", plain, "not_let_in", "28000")


def _wait_for_tls(sessions, url):
    deadline = time.monotonic() + 20
    while sessions.open(url).first.kind:
        if time.monotonic() > deadline:
            raise TimeoutError
        time.sleep(0.2)
