"""The protocol of MySQL as the peer speaks it."""

import time

from clients import failure, mariadb, mysql_clients
from mysql_peer import MysqlPeer
from scenario import Fault, Scenario
from selftest_postgres import wait_for
from starrocks_model import StarrocksModel

TABLE = "CREATE TABLE `t` (`a` BIGINT NOT NULL, `b` VARCHAR(8) NULL) PRIMARY KEY (`a`) DISTRIBUTED BY HASH (`a`)"


def case_come_in(check, _):
    with MysqlPeer(StarrocksModel()) as peer:
        done = mariadb(peer, "SELECT CURRENT_VERSION(), DATABASE(), NULL, 'ü'")
        check(done.out == "3.5.2-abcdef0\tshop\tNULL\tü\n", "without password", done.out + done.err)
        check("1049" in mariadb(peer, "SELECT 1", database="nowhere").err, "unknown database")
    with MysqlPeer(StarrocksModel(), {"tester": "p w"}) as peer:
        check(mariadb(peer, "SELECT 1", password="p w").out == "1\n", "right password")
        check("1045" in mariadb(peer, "SELECT 1", password="other").err, "wrong password")


def case_several_statements(check, _):
    with MysqlPeer(StarrocksModel()) as peer:
        done = mariadb(peer, "delimiter //\nSELECT 1; SELECT 2//")
        check(done.out == "1\n2\n", "of one message", done.out + done.err)


def case_long_values(check, folder):
    with mysql_clients(StarrocksModel(), folder) as (one,):
        text = "x" * 70_000
        check(one.execute(f"SELECT '{text}'") == [(text,)], "of more than one length byte")
        check(one.execute("SELECT 'a\\'b', \"c\"\"d\"") == [("a'b", 'c"d')], "escapes")


def case_errors_have_their_number(check, folder):
    with mysql_clients(StarrocksModel(), folder) as (one,):
        check("(5502)" in failure(one, "SELECT * FROM nowhere"), "unknown table")
    with mysql_clients(StarrocksModel(is_old=True), folder) as (one,):
        check("(1064)" in failure(one, "SELECT * FROM nowhere"), "unknown table of older ones")
        check("(1193)" in failure(one, "SET lock_wait_timeout = 1"), "unknown variable")


def case_cut_connections(check, folder):
    model = StarrocksModel()
    with mysql_clients(model, folder, 3) as (one, two, three):
        one.execute(TABLE)
        model.begin(Scenario([Fault("VALUES \\(1", "drop_before"), Fault("VALUES \\(2", "drop_after")]))
        check(failure(one, "INSERT INTO t (a) VALUES (1)") == "cut", "before")
        check(failure(two, "INSERT INTO t (a) VALUES (2)") == "cut", "after")
        check(three.execute("SELECT a FROM t") == [("2",)], "what was done is done")


def case_kill(check, _):
    model = StarrocksModel(Scenario([Fault("SELECT 7", "delay", seconds=30)]))
    with MysqlPeer(model) as peer:
        child = mariadb(peer, "SELECT 7", finish=False)
        wait_for(lambda: model.scenario.sent("SELECT 7"))
        begin = time.monotonic()
        mariadb(peer, f"KILL QUERY {model.scenario.sent('SELECT 7')[0].session}")
        _, err = child.communicate(timeout=20)
        check("1317" in err and time.monotonic() - begin < 10, "a statement by another session", err)
        check("1094" in mariadb(peer, "KILL QUERY 1").err, "an unknown session")
