"""What the driver by libmariadb answers when a MariaDB server refuses, delays or ends what it is asked for."""

import time

import loopback

_PASSWORD = "p@s/s:w%rd?geheim"  # all that splits a URL
_ENCODED = "p%40s%2Fs%3Aw%25rd%3Fgeheim"
_WRONG = "falschgeheim"
_ENDLESS = "SELECT sum(a.seq * b.seq % 7) FROM seq_1_to_1000000 a, seq_1_to_1000000 b"
SECRETS = (_PASSWORD, _ENCODED, _WRONG, "geheim")


def run(sessions):
    with loopback.mariadb_folder() as folder:
        with folder.running(has_tls=False) as server, sessions:
            _prepare(server)
            admin = sessions.connects("over a unix socket", server.admin)
            _passwords(sessions, server)
            _places(sessions, server)
            _statements(sessions, server, admin)
            _locks(sessions, server)
            _ends(sessions, server, admin)
        with folder.running(has_tls=True) as server, sessions:
            _tls(sessions, server)


def _prepare(server):
    server.run(
        "CREATE DATABASE shop; CREATE DATABASE closed;\n"
        f"CREATE USER me@'%' IDENTIFIED BY '{_PASSWORD}'; GRANT ALL ON shop.* TO me@'%';\n"
        f"CREATE USER reader@'%' IDENTIFIED BY '{_PASSWORD}'; GRANT SELECT ON shop.* TO reader@'%';\n"
        f"CREATE USER only_tls@'%' IDENTIFIED BY '{_PASSWORD}' REQUIRE SSL; GRANT ALL ON shop.* TO only_tls@'%';\n"
        f"CREATE USER elsewhere@'10.1.1.1' IDENTIFIED BY '{_PASSWORD}';\n"
    )


def _passwords(sessions, server):
    session = sessions.connects("right password", server.url("me", _ENCODED))
    sessions.succeeds("who it is", session.run("SELECT user(), @@character_set_connection"), (("me@127.0.0.1", "utf8mb4"),))
    url = server.url("me", "")
    sessions.cannot_connect("wrong password", server.url("me", _WRONG), "not_let_in", "1045", advice="password")
    sessions.cannot_connect("no password", url, "not_let_in", "1045", advice="MYSQL_PWD")
    sessions.cannot_connect("a user of another host", server.url("elsewhere", _ENCODED), "not_let_in", "1045", advice="host")
    sessions.connects("MYSQL_PWD", url, {"MYSQL_PWD": _PASSWORD})
    sessions.cannot_connect("wrong MYSQL_PWD", url, "not_let_in", "1045", environment={"MYSQL_PWD": _WRONG})
    sessions.connects("a variable in the URL", server.url("me", "${SHOP_PASSWORD}"), {"SHOP_PASSWORD": _PASSWORD})
    file = server.socket.parent / ".my.cnf"
    file.write_text(f"[client]\nhost=127.0.0.1\nport={server.port}\nuser=me\npassword='{_PASSWORD}'\n")
    file.chmod(0o600)
    sessions.connects("an option file by its parameter", f"mysql:///shop?defaults-file={file}")
    sessions.connects("the option file of the user", "mysql:///shop", {"HOME": str(file.parent)})


def _places(sessions, server):
    port = server.port
    on_socket = sessions.connects("a socket", f"mariadb://me:{_ENCODED}@/shop?socket={server.socket}")
    sessions.succeeds("the socket is in use", on_socket.run("SELECT user()"), (("me@localhost",),))
    on_port = sessions.connects("localhost with a port", f"mysql://me:{_ENCODED}@localhost:{port}/shop")
    sessions.succeeds("the port is in use", on_port.run("SELECT user()"), (("me@127.0.0.1",),))
    sessions.cannot_connect("no rights on the database", server.url("reader", _ENCODED, "closed"), "permission_denied", "1044")
    missing = server.admin.replace("/?", "/nothing?")
    sessions.cannot_connect("no such database, with all rights", missing, "no_such_database", "1049", advice="SHOW DATABASES")
    refused = f"mysql://me:{_ENCODED}@127.0.0.1:{loopback.free_port()}/shop"
    sessions.cannot_connect("a port that nobody listens on", refused, "connection_failed", "2002", advice="port")
    sessions.cannot_connect("the scheme's own port", f"starrocks://me:{_ENCODED}@127.0.0.1/shop", "connection_failed", "2002")
    sessions.cannot_connect("a host that there is not", "mysql://me@nothing.invalid/shop", "connection_failed", "2005", advice="host")
    sessions.cannot_connect("a socket that there is not", "mysql://me@/shop?socket=/nonexistent/socket", "connection_failed", "2002")
    with loopback.silent_port() as silent:
        start = time.monotonic()
        sessions.cannot_connect("a server that never answers", f"mysql://me@127.0.0.1:{silent}/shop?connect-timeout=1", "connection_failed")
        sessions.count.check(time.monotonic() - start < 10, "the time limit of connecting holds")
    for mode in ("required", "verify_ca", "verify_identity"):
        url = server.url("me", _ENCODED, parameters=f"?ssl-mode={mode}")
        sessions.cannot_connect(f"TLS that the server does not have, {mode}", url, "connection_failed", advice="TLS")
    sessions.connects("TLS where there is some", server.url("me", _ENCODED, parameters="?ssl-mode=preferred"))


def _statements(sessions, server, admin):
    session = sessions.open(server.url("me", _ENCODED))
    sessions.succeeds("DDL", session.run("CREATE TABLE t (a integer PRIMARY KEY, b varchar(20)) ENGINE=InnoDB"))
    inserted = session.run("INSERT INTO t VALUES (1, NULL), (2, '')")
    sessions.succeeds("DML", inserted)
    sessions.count.check(inserted.affected == 2, "the number of rows written", str(inserted))
    sessions.succeeds("rows", session.run("SELECT a, b FROM t ORDER BY a"), (("1", "NULL"), ("2", "")))
    sessions.succeeds("a procedure", session.run("CREATE PROCEDURE two() BEGIN SELECT 1; SELECT 2; END"))
    sessions.succeeds("the rows of a procedure", session.run("CALL two()"), (("1",),))
    sessions.succeeds("the session goes on", session.run("SELECT 3"), (("3",),))
    sessions.fails("a table twice", session.run("CREATE TABLE t (a integer)"), "exists_already", "1050")
    sessions.fails("a column twice", session.run("ALTER TABLE t ADD COLUMN a integer"), "exists_already", "1060")
    sessions.fails("a table that there is not", session.run("DROP TABLE u"), "does_not_exist", "1051")
    sessions.fails("a column that there is not", session.run("ALTER TABLE t DROP COLUMN u"), "does_not_exist", "1091")
    sessions.fails("a key twice", session.run("INSERT INTO t VALUES (1, NULL)"), "statement_failed", "1062")
    sessions.fails("a syntax error", session.run("SELEC 1"), "statement_failed", "1064")
    sessions.fails("two statements", session.run("SELECT 1; SELECT 2"), "statement_failed", "1064")
    sessions.fails("no rights", session.run("CREATE USER you"), "permission_denied", "1227")
    sessions.fails("a file of this machine", session.run("LOAD DATA LOCAL INFILE '/etc/hostname' INTO TABLE t"), "statement_failed")
    reader = sessions.open(server.url("reader", _ENCODED))
    sessions.fails("no rights on a table", reader.run("DROP TABLE t"), "permission_denied", "1142")
    session.run("START TRANSACTION READ ONLY")
    sessions.fails("a transaction that takes no writes", session.run("DELETE FROM t"), "read-only", "1792")
    session.run("ROLLBACK")
    admin.run("SET GLOBAL read_only = 1")
    sessions.fails("a server that takes no writes", session.run("DELETE FROM t"), "read-only", "1290")
    admin.run("SET GLOBAL read_only = 0")


def _locks(sessions, server):
    first, second = (sessions.open(server.url("me", _ENCODED)) for _ in range(2))
    first.run("BEGIN")
    first.run("SELECT * FROM t")
    second.run("SET lock_wait_timeout = 1")
    sessions.fails("a lock that another holds", second.run("ALTER TABLE t ADD COLUMN c integer"), "lock_timeout", "1205")
    first.run("COMMIT")
    second.run("SET max_statement_time = 0.3")
    sessions.fails("a statement that takes too long", second.run(_ENDLESS), "statement_timeout", "1969")
    second.run("SET max_statement_time = 0")
    for session in (first, second):
        session.run("BEGIN")
    first.run("UPDATE t SET b = 'x' WHERE a = 1")
    second.run("UPDATE t SET b = 'x' WHERE a = 2")
    first.start("UPDATE t SET b = 'y' WHERE a = 2")
    second.start("UPDATE t SET b = 'y' WHERE a = 1")
    replies = [first.reply(), second.reply()]
    sessions.fails("a deadlock", max(replies, key=lambda reply: reply.kind), "deadlock", "1213")


def _ends(sessions, server, admin):
    session = sessions.open(server.url("me", _ENCODED))
    session.start(_ENDLESS)
    _wait_until_active(admin, session.number)
    admin.run(f"KILL QUERY {session.number}")
    sessions.fails("canceled by an administrator", session.reply(), "canceled", "1317")
    sessions.fails("canceled from another thread", session.run(f"\\cancel 200\n{_ENDLESS}"), "canceled", "1317")
    sessions.succeeds("the session goes on", session.run("SELECT 1"), (("1",),))
    session.start(_ENDLESS)
    _wait_until_active(admin, session.number)
    admin.run(f"KILL {session.number}")
    sessions.fails("killed in a statement", session.reply(), "connection_failed")
    sessions.fails("the next statement", session.run("SELECT 1"), "connection_failed")
    session = sessions.open(server.url("me", _ENCODED))
    admin.run(f"KILL {session.number}")
    time.sleep(0.3)
    sessions.fails("killed between statements", session.run("SELECT 1"), "connection_failed")


def _wait_until_active(admin, number):
    deadline = time.monotonic() + 20
    asking = f"SELECT command FROM information_schema.processlist WHERE id = {number}"
    while admin.run(asking).rows != (("Query",),):
        if time.monotonic() > deadline:
            raise RuntimeError("the statement did not begin")
        time.sleep(0.05)


def _tls(sessions, server):
    in_use = "SELECT variable_value <> '' FROM information_schema.session_status WHERE variable_name = 'Ssl_cipher'"
    for mode, wanted in (("", "1"), ("?ssl-mode=required", "1"), ("?ssl-mode=disabled", "0")):
        session = sessions.connects(f"TLS {mode}", server.url("me", _ENCODED, parameters=mode))
        sessions.succeeds(f"TLS is in use {mode}", session.run(in_use), ((wanted,),))
    for parameters in ("", "&ssl-mode=verify_ca", "&ssl-mode=verify_identity", "&ssl-verify-server-cert=1"):
        url = server.url("me", _ENCODED, parameters=f"?ssl-ca={server.certificate}{parameters}")
        sessions.connects(f"the server's certificate {parameters}", url)
    other, _ = loopback.make_certificate(server.socket.parent, None, "other")
    foreign = server.url("me", _ENCODED, parameters=f"?ssl-ca={other}")
    sessions.cannot_connect("a certificate that nobody signed", foreign, "not_let_in", "2026", advice="ssl-ca")
    named = f"mysql://me:{_ENCODED}@localhost:{server.port}/shop?ssl-mode=verify_identity&ssl-ca={server.certificate}"
    sessions.cannot_connect("a certificate for another host", named, "not_let_in", "2026", advice="ssl-ca")
    sessions.connects("a user who needs TLS", server.url("only_tls", _ENCODED))
    plain = server.url("only_tls", _ENCODED, parameters="?ssl-mode=disabled")
    sessions.cannot_connect("a user who needs TLS, without it", plain, "not_let_in", "1045")
    session = sessions.open(server.url("me", _ENCODED, parameters=f"?ssl-ca={server.certificate}"))
    sessions.fails("canceled over TLS", session.run(f"\\cancel 200\n{_ENDLESS}"), "canceled", "1317")
    server.run(f"KILL {session.number}")
    time.sleep(0.3)
    for _ in range(3):  # a signal for a closed connection must not end the program
        sessions.fails("killed between statements over TLS", session.run("SELECT 1"), "connection_failed")
