"""The protocol of PostgreSQL as the peer speaks it."""

import signal
import socket
import struct
import time

from clients import failure, postgres_clients, psql
from postgres_peer import PostgresPeer
from redshift_model import RedshiftModel
from scenario import Fault, Scenario


def case_come_in_without_password(check, _):
    with PostgresPeer(RedshiftModel()) as peer:
        done = psql(peer, "SELECT version()", "SELECT current_database()")
        check("Redshift 1.0" in done.out and done.out.endswith("dev\n"), "answers", done.out + done.err)


def case_passwords(check, _):
    for method in ("md5", "password"):
        with PostgresPeer(RedshiftModel(), {"tester": "p w'"}, method=method) as peer:
            check(psql(peer, "SELECT 1", password="p w'").out == "1\n", f"{method}: right")
            wrong = psql(peer, "SELECT 1", password="other")
            check(wrong.returncode == 2 and "28000" in wrong.err or "password authentication failed" in wrong.err, f"{method}: wrong",
                  wrong.err)
            check(psql(peer, "SELECT 1", password="p w'", user="nobody").returncode == 2, f"{method}: unknown user")


def case_several_results(check, _):
    with PostgresPeer(RedshiftModel()) as peer:
        done = psql(peer, "SELECT 1; SELECT 'a', NULL, 'ü'; SELECT 3 WHERE 1 = 2")
        check(done.out == "1\na||ü\n", "of one message", done.out + done.err)
        check(psql(peer, ";").returncode == 0, "of an empty message")


def case_errors_have_their_code(check, _):
    with PostgresPeer(RedshiftModel()) as peer:
        done = psql(peer, "SELECT * FROM nowhere")
        check("42P01" in done.err and "nowhere" in done.err, "SQLSTATE and message", done.err)
        done = psql(peer, "COMMIT")
        check("WARNING:  25P01" in done.err and done.returncode == 0, "a notice", done.err)


def case_transaction_states(check, folder):
    model = RedshiftModel()
    with postgres_clients(model, folder) as (one,):
        one.execute("BEGIN")
        check("42P01" in failure(one, "SELECT * FROM nowhere"), "an error")
        check("25P02" in failure(one, "SELECT 1"), "fails until the end of the block")
        one.execute("COMMIT")
        check(one.execute("SELECT 1") == [("1",)], "goes on behind it")
    check([it.in_transaction for it in model.scenario.log] == [False, True, False, False, False], "the log knows", model.scenario.text())


def case_cut_connections(check, folder):
    model = RedshiftModel()
    with postgres_clients(model, folder, 3) as (one, two, three):
        one.execute("CREATE TABLE t (a BIGINT)")
        model.begin(Scenario([Fault("VALUES \\(1", "drop_before"), Fault("VALUES \\(2", "drop_after")]))
        check(failure(one, "INSERT INTO t (a) VALUES (1)") == "cut", "before")
        check(failure(two, "INSERT INTO t (a) VALUES (2)") == "cut", "after")
        check(three.execute("SELECT a FROM t") == [("2",)], "what was done is done", model.scenario.text())
        check([it.outcome for it in model.scenario.log[:2]] == ["dropped before", "dropped after"], "the log says which")


def case_cut_in_a_transaction(check, folder):
    model = RedshiftModel(Scenario([Fault("VALUES \\(1", "drop_after"), Fault("COMMIT", "drop_after", occurrence=1)]))
    with postgres_clients(model, folder, 3) as (one, two, three):
        three.execute("CREATE TABLE t (a BIGINT)")
        one.execute("BEGIN")
        check(failure(one, "INSERT INTO t (a) VALUES (1)") == "cut", "in it")
        two.execute("BEGIN")
        two.execute("INSERT INTO t (a) VALUES (2)")
        check(failure(two, "COMMIT") == "cut", "behind COMMIT")
        check(three.execute("SELECT a FROM t") == [("2",)], "only what was committed is there")
        check(model.scenario.took("INSERT") == ["INSERT INTO t (a) VALUES (2)"], "effects", model.scenario.effects)


def case_cancel(check, _):
    model = RedshiftModel(Scenario([Fault("SELECT 7", "delay", seconds=30)]))
    with PostgresPeer(model) as peer:
        child = psql(peer, "SELECT 7", finish=False)
        wait_for(lambda: model.scenario.sent("SELECT 7"))
        begin = time.monotonic()
        child.send_signal(signal.SIGINT)
        _, err = child.communicate(timeout=20)
        check("57014" in err and time.monotonic() - begin < 10, "by another connection", err)


def case_statement_timeout(check, folder):
    model = RedshiftModel(Scenario([Fault("SELECT 7", "delay", seconds=30)]))
    with postgres_clients(model, folder) as (one,):
        one.execute("SET statement_timeout TO 200")
        check("57014" in failure(one, "SELECT 7"), "ends the statement")


def case_extended_protocol(check, _):
    with PostgresPeer(RedshiftModel()) as peer, socket.create_connection(("127.0.0.1", peer.port)) as raw:
        words = b"user\0tester\0database\0dev\0\0"
        raw.sendall(struct.pack("!ii", len(words) + 8, 196608) + words)
        messages(raw)
        bind = b"\0\0" + struct.pack("!hh", 0, 1) + struct.pack("!i", 4) + b"it's" + struct.pack("!h", 0)
        raw.sendall(message(b"P", b"\0SELECT $1\0" + struct.pack("!h", 0)) + message(b"B", bind) + message(b"D", b"P\0")
                    + message(b"E", b"\0" + struct.pack("!i", 0)) + message(b"S", b""))
        found = messages(raw)
        check([it[0] for it in found] == [b"1", b"2", b"T", b"D", b"C", b"Z"], "its messages", found)
        check(found[3][1].endswith(b"it's"), "the parameter", found)
        raw.sendall(message(b"P", b"\0SELECT nothing from\0" + struct.pack("!h", 0)) + message(b"B", b"\0\0" + struct.pack("!hhh", 0, 0, 0))
                    + message(b"E", b"\0" + struct.pack("!i", 0)) + message(b"E", b"\0" + struct.pack("!i", 0)) + message(b"S", b""))
        check([it[0] for it in messages(raw)] == [b"1", b"2", b"E", b"Z"], "an error skips to Sync")


def case_refused_connections(check, _):
    with PostgresPeer(RedshiftModel()) as peer:
        peer.refuses = True
        check(psql(peer, "SELECT 1").returncode == 2, "a server that is down")
        peer.refuses = False
        check(psql(peer, "SELECT 1").out == "1\n", "and up again")


def message(kind, body):
    return kind + struct.pack("!i", len(body) + 4) + body


def messages(raw):
    """Up to ReadyForQuery."""
    stream, found = raw.makefile("rb"), []
    while not found or found[-1][0] != b"Z":
        kind, size = struct.unpack("!ci", stream.read(5))
        found.append((kind, stream.read(size - 4)))
    return found


def wait_for(condition, seconds=10):
    end = time.monotonic() + seconds
    while not condition() and time.monotonic() < end:
        time.sleep(0.02)
