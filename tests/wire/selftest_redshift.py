"""The rules of Amazon Redshift as the model holds to them."""

import threading

from clients import failure, postgres_clients, psql
from postgres_peer import PostgresPeer
from redshift_model import RedshiftModel
from scenario import Fault, Scenario, serialization_failure
from selftest_postgres import wait_for

ORDERS = "CREATE TABLE orders (id BIGINT NOT NULL, region VARCHAR(8), CONSTRAINT orders_pkey PRIMARY KEY (id)) DISTSTYLE KEY DISTKEY (id) COMPOUND SORTKEY (id)"


def case_what_stands_alone(check, folder):
    model = RedshiftModel()
    with postgres_clients(model, folder) as (one,):
        one.execute(ORDERS)
        for sql in ("ALTER TABLE orders ALTER COLUMN region TYPE VARCHAR(64)", "ALTER TABLE orders ALTER COLUMN region ENCODE zstd",
                    "VACUUM orders",
                    "CREATE DATABASE other", "ALTER TABLE orders APPEND FROM others"):
            one.execute("BEGIN")
            found = failure(one, sql)
            check("25001" in found and "cannot run inside a transaction block" in found, sql, found)
            one.execute("ROLLBACK")
        check(len(model.scenario.violations) == 5, "noted", model.scenario.violations)
        one.execute("ALTER TABLE orders ALTER COLUMN region TYPE VARCHAR(64)")
        check(any("64" in it for it in model.facts()["orders"]), "and works alone", model.facts())
    with PostgresPeer(model) as peer:
        done = psql(peer, "SELECT 1; ALTER TABLE orders ALTER COLUMN region TYPE VARCHAR(80)")
        check("25001" in done.err, "not in a message with others", done.err)


def case_definitions_roll_back(check, folder):
    model = RedshiftModel()
    with postgres_clients(model, folder, 2) as (one, two):
        one.execute("BEGIN")
        one.execute(ORDERS)
        one.execute("INSERT INTO orders (id) VALUES (1)")
        check("42P01" in failure(two, "SELECT * FROM orders"), "not seen before COMMIT")
        one.execute("ROLLBACK")
        check(model.facts() == {} and model.scenario.effects == [], "nor after ROLLBACK", model.facts())
        for sql in ("BEGIN", ORDERS, "COMMIT"):
            one.execute(sql)
        check(two.execute("SELECT * FROM orders") == [] and len(model.scenario.effects) == 1, "but after COMMIT")


def case_serialization_failures(check, folder):
    model = RedshiftModel(Scenario([Fault("INSERT", "error", serialization_failure(), occurrence=2, times=2)]))
    with postgres_clients(model, folder) as (one,):
        one.execute("CREATE TABLE t (a BIGINT)")
        found = [failure(one, "INSERT INTO t (a) VALUES (1)") for _ in range(4)]
        check([bool(it) for it in found] == [False, True, True, False] and "40001" in found[1] and "1023" in found[1], "as scripted", found)
        check(one.execute("SELECT COUNT(*) FROM t") == [("2",)], "nothing was done")


def case_conflicts_of_snapshots(check, folder):
    with postgres_clients(RedshiftModel(), folder, 2) as (one, two):
        one.execute("CREATE TABLE t (a BIGINT)")
        one.execute("BEGIN")
        one.execute("SELECT * FROM t")
        two.execute("INSERT INTO t (a) VALUES (1)")
        check("40001" in failure(one, "INSERT INTO t (a) VALUES (2)"), "a write behind another one's")


def case_locks_wait(check, folder):
    model = RedshiftModel()
    with postgres_clients(model, folder, 2) as (one, two):
        one.execute(ORDERS)
        one.execute("BEGIN")
        one.execute("LOCK orders")
        found = []
        other = threading.Thread(target=lambda: found.append(two.execute("SELECT COUNT(*) FROM orders")))
        other.start()
        wait_for(lambda: model.scenario.sent("COUNT"))
        check(not found, "a reader waits")
        one.execute("COMMIT")
        other.join(10)
        check(found == [[("0",)]], "until the end of the transaction", found)
        check(not model.scenario.violations, "in order", model.scenario.violations)
        two.execute("LOCK orders")
        check(len(model.scenario.violations) == 1, "alone it is noted")


def case_constraints(check, folder):
    with postgres_clients(RedshiftModel(), folder) as (one,):
        one.execute(ORDERS)
        one.execute("INSERT INTO orders (id, region) VALUES (1, 'a\\\\b'), (1, 'it''s')")
        check(sorted(one.execute("SELECT region FROM orders")) == [("a\\b",), ("it's",)], "keys are not enforced; a backslash escapes")
        check("23502" in failure(one, "INSERT INTO orders (region) VALUES ('a')"), "NOT NULL is")
        check("22001" in failure(one, "INSERT INTO orders (id, region) VALUES (2, 'äöüäö')"), "lengths are, in bytes")
        check("42601" in failure(one, "INSERT INTO orders (id) VALUES (1) ON CONFLICT DO NOTHING"), "no ON CONFLICT")
        check("42704" in failure(one, "SET lock_timeout TO 1"), "no lock_timeout")
        check("42883" in failure(one, "SELECT pg_advisory_lock(1)"), "no advisory locks")


def case_names(check, folder):
    with postgres_clients(RedshiftModel(), folder) as (one,):
        one.execute(ORDERS)
        check("42P07" in failure(one, ORDERS), "taken")
        check(failure(one, "CREATE TABLE IF NOT EXISTS orders (a BIGINT)") == "", "IF NOT EXISTS")
        check("42P01" in failure(one, "ALTER TABLE nowhere ADD COLUMN a BIGINT"), "missing")
        check("42703" in failure(one, "ALTER TABLE orders DROP COLUMN a"), "missing column")
        check(failure(one, "DROP TABLE IF EXISTS nowhere") == "", "IF EXISTS")
        one.execute("CREATE VIEW v AS SELECT id FROM public.orders")
        check("2BP01" in failure(one, "DROP TABLE orders"), "still read")
        check("42601" in failure(one, "ALTER TABLE orders ALTER SORTKEY NONE, ALTER DISTKEY id"), "what does not combine")
        check("42601" in failure(one, "ALTER TABLE orders ADD CHECK (id > 0)"), "no CHECK")
        check("42601" in failure(one, "ALTER TABLE orders RENAME TO public.others"), "a qualified new name")


def case_rebuild(check, folder):
    model = RedshiftModel()
    with postgres_clients(model, folder) as (one,):
        one.execute(ORDERS)
        one.execute("INSERT INTO orders (id, region) VALUES (1, 'a'), (2, NULL)")
        number = one.execute("SELECT oid FROM pg_class WHERE relname = 'orders'")
        one.execute("CREATE TABLE orders__kura_new (id BIGINT NOT NULL, region VARCHAR(16)) DISTSTYLE EVEN")
        for sql in ("BEGIN", "LOCK orders", "INSERT INTO orders__kura_new (id, region) SELECT id, region FROM orders ORDER BY id",
                    "ALTER TABLE orders RENAME TO orders__kura_old", "ALTER TABLE orders__kura_new RENAME TO orders", "COMMIT",
                    "DROP TABLE orders__kura_old"):
            one.execute(sql)
        check(sorted(one.execute("SELECT id FROM orders")) == [("1",), ("2",)], "the rows are in the new table")
        check(one.execute("SELECT oid FROM pg_class WHERE relname = 'orders'") != number, "which is another one")
        check(one.execute("SELECT COUNT(*) = 2 FROM orders") == [("t",)], "a condition is t or f")
        check(list(model.facts()) == ["orders"] and not model.scenario.violations, "nothing else is left", model.scenario.violations)


def case_catalogue(check, folder):
    with postgres_clients(RedshiftModel(is_serverless=True), folder) as (one,):
        one.execute(ORDERS)
        one.execute("COMMENT ON TABLE orders IS 'it''s'")
        one.execute("GRANT SELECT ON orders TO ROLE reader")
        check(one.execute("SELECT description FROM pg_description WHERE objoid = 'orders'::regclass::oid AND objsubid = 0") == [("it's",)],
              "comments")
        check(one.execute("SELECT identity_type || ' ' || QUOTE_IDENT(identity_name) FROM svv_relation_privileges WHERE relation_name = 'orders'") == [("role reader",)], "grants")
        check(one.execute("SELECT format_type(atttypid, atttypmod) FROM pg_attribute WHERE attname = 'region'") == [("character varying(8)",
                                                                                                                     )], "types")
        check("42P01" in failure(one, "SELECT COUNT(*) FROM stv_sessions"), "no STV_ on serverless")
