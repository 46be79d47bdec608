"""Cases of Redshift alone."""

from apply_common import unlock_by_hand
from scenario import Fault, Scenario, SqlError, serialization_failure

CONFLICTS = {
    "40001": serialization_failure(),
    "XX000": serialization_failure("XX000"),
    "1018": SqlError("XX000", "1018\nDETAIL: Relation does not exist"),
    "concurrent": SqlError("XX000", "could not complete because of conflict with concurrent transaction"),
}


def case_conflicts_are_tried_again(context, check):
    for name, error in CONFLICTS.items():
        with context.prepared() as site:
            done = site.apply(scenario=Scenario([Fault("^INSERT INTO orders__kura_new", "error", error, times=2)]))
            check(done.code == 0 and site.state() == context.end, f"{name}: passes", done)
            check(len(done.scenario.sent("^LOCK orders")) == 3, f"{name}: the whole transaction is sent again", done)
            check(not done.scenario.violations, f"{name}: in order", done)


def case_conflict_at_commit(context, check):
    with context.prepared() as site:
        done = site.apply(scenario=Scenario([Fault("^COMMIT$", "error", serialization_failure(), times=1)]))
        check(done.code == 0 and site.state() == context.end, "passes", done)


def case_conflict_outside_of_a_transaction(context, check):
    with context.prepared() as site:
        done = site.apply(scenario=Scenario([Fault("^ALTER TABLE orders ALTER SORTKEY", "error", serialization_failure(), times=1)]))
        check(done.code == 0 and site.state() == context.end, "passes", done)


def case_conflict_that_stays(context, check):
    with context.prepared() as site:
        done = site.apply("--retries", "1",
                          scenario=Scenario([Fault("^INSERT INTO orders__kura_new", "error", serialization_failure(), times=99)]))
        check(done.code == 5 and "1023" in done.err, "is told", done)
        check(len(done.scenario.sent("^LOCK orders")) == 2, "behind as many tries as were allowed", done)
        check("orders__kura_old" not in site.model.facts(), "and nothing of the transaction is left", site.model.facts())
        second = site.apply()
        check(second.code == 0 and site.state() == context.end, "the next run goes on", second)


def case_a_check_fails(context, check):
    """A value that the new table cannot take: found before anything of the step is done."""
    with context.prepared() as site:
        site.model.run("INSERT INTO orders (order_id, region, amount) VALUES (9, 'x', NULL)")
        done = site.apply()
        check(done.code == 5 and "NULL" in done.err and "amount" in done.err, "is told", done)
        check(not done.scenario.sent("^INSERT INTO orders__kura_new"), "before the copy", done)
        site.model.run("DELETE FROM orders WHERE order_id = 9")
        second = site.apply()
        check(second.code == 0 and site.state() == context.end, "the next run goes on", second)


def case_timeouts(context, check):
    with context.prepared() as site:
        done = site.apply("--statement-timeout", "1", scenario=Scenario([Fault("^ALTER TABLE orders ALTER COLUMN", "delay", seconds=20)]))
        check(done.code == 5 and "57014" in done.err or "timeout" in done.err, "of statements end them", done)
        check(not done.scenario.sent("lock_timeout"), "of locks there are none", done)
        second = site.apply()
        check(second.code == 0 and site.state() == context.end, "the next run goes on", second)


def case_lease_on_serverless(context, check):
    """It has no list of sessions."""
    with context.prepared() as site:
        site.model.is_serverless = True
        unlock_by_hand(context, check, site)


def case_lease_without_rights(context, check):
    """Only a superuser sees the sessions of others."""
    with context.prepared() as site:
        site.model.is_superuser = False
        unlock_by_hand(context, check, site)
