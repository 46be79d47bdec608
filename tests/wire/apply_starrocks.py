"""Cases of StarRocks alone."""

import threading

from apply_common import unlock_by_hand
from scenario import Fault, Scenario
from starrocks_jobs import JobScript

LONG = ("PENDING", "WAITING_TXN", "RUNNING", "RUNNING", "FINISHED")


def case_jobs_are_waited_for(context, check):
    with context.prepared() as site:
        done = site.apply(scenario=Scenario(jobs=[JobScript("MODIFY", LONG), JobScript("ORDER BY", LONG)]))
        check(done.code == 0 and site.state() == context.end, "to their end", done)
        check(not done.scenario.violations, "before the next statement of the table", done)


def case_a_job_fails(context, check):
    with context.prepared() as site:
        first = site.apply(scenario=Scenario(jobs=[JobScript("MODIFY", ("PENDING", "RUNNING", "CANCELLED"), "tablet 10 is short of disk")]))
        check(first.code == 5 and "CANCELLED" in first.err, "is told", first)
        check("tablet 10 is short of disk" in first.err, "with the server's reason", first)
        check(not first.scenario.sent("clerk"), "nothing behind it is done", first)
        status, found = site.status()
        check(status.code == 1 and "CANCELLED" in str(found.get("unfinished")), "status tells it", status)
        second = site.apply()
        check(second.code == 0 and site.state() == context.end, "the next run begins the job again", f"{first}\n--- then\n{second}")
        check(len(second.scenario.sent("MODIFY COLUMN")) == 1, "with the statement", second)


def case_a_job_runs_at_the_restart(context, check):
    """The run ends while the job goes on; the next one waits for it and does not begin it again."""
    for action in ("drop_after", "drop_before"):
        with context.prepared() as site:
            jobs = [JobScript("MODIFY", LONG, times=1)]
            fault = Fault("^ALTER TABLE `orders` MODIFY", "drop_after") if action == "drop_after" else Fault("^SHOW ALTER", "drop_before")
            first = site.apply(scenario=Scenario([fault], jobs))
            check(first.code == 5, f"{action}: cut", first)
            second = site.apply(scenario=Scenario())
            check(second.code == 0 and site.state() == context.end, f"{action}: goes on", f"{first}\n--- then\n{second}")
            check(not second.scenario.sent("MODIFY COLUMN") and not second.scenario.violations, f"{action}: without a second one", second)


def case_a_job_ended_before_the_restart(context, check):
    for states in (("FINISHED",), ("RUNNING", "CANCELLED")):
        with context.prepared() as site:
            first = site.apply(scenario=Scenario([Fault("^ALTER TABLE `orders` MODIFY", "drop_after")],
                                                 [JobScript("MODIFY", states, "why", times=1)]))
            site.model.jobs.look("COLUMN", "orders", "")
            site.model.jobs.look("COLUMN", "orders", "")
            second = site.apply()
            check(second.code == 0 and site.state() == context.end, f"{states[-1]}: goes on", f"{first}\n--- then\n{second}")
            check(len(second.scenario.sent("MODIFY COLUMN")) == (states[-1] == "CANCELLED"), f"{states[-1]}: as it ended", second)


def case_a_job_of_somebody_else(context, check):
    """The table is at work when the run comes to it."""
    with context.prepared() as site:
        site.model.begin(Scenario(jobs=[JobScript("ADD COLUMN `other`", ("RUNNING",) * 1000, times=1)]))
        scenario = site.model.scenario
        session = site.model.open(4711, "other", "shop")
        list(session.run("ALTER TABLE `customers` ADD COLUMN `other` INT NULL"))
        list(session.run("ALTER TABLE `orders` ADD INDEX `other` (`region`) USING BITMAP"))
        for job in site.model.jobs.all:
            job.states = ["RUNNING"] * 1000
        ended = threading.Timer(4.0, lambda: [site.model.jobs.cancel(("orders",), "COLUMN"),
                                              site.model.jobs.cancel(("customers",), "COLUMN")])
        ended.start()
        done = site.ended(site.start("apply", "--yes"))
        ended.join()
        check(done.code == 0 and site.state() == context.end, "is waited for", f"{done}\n{scenario.text()}")


def case_rows_are_copied_once(context, check):
    """A table whose rows have no key: a copy of which nobody knows whether it was made is made on an empty table."""
    for action in ("drop_before", "drop_after"):
        with context.prepared() as site:
            first = site.apply(scenario=Scenario([Fault("^INSERT INTO `events__kura_new`", action)]))
            check(first.code == 5, f"{action}: cut", first)
            second = site.apply()
            check(second.code == 0 and site.rows() == context.end[1], f"{action}: every row once",
                  f"{site.rows()}\n{first}\n--- then\n{second}")
            check(not second.scenario.violations, f"{action}: with its settings", second)


def case_no_transactions(context, check):
    log = context.reference.log
    check(not [it.sql for it in log if it.sql.upper().startswith(("BEGIN", "COMMIT", "ROLLBACK", "START"))], "are opened",
          context.reference)


def case_old_server(context, check):
    """Answers one number for most errors."""
    with context.empty() as site:
        site.model.is_old = True
        done = site.apply()
        check(done.code == 0 and set(site.model.facts()) == set(context.end[0]), "applies from empty", done)


def case_several_frontends(context, check):
    """Sessions of other frontends are not seen."""
    with context.prepared() as site:
        site.model.frontends = 3
        unlock_by_hand(context, check, site)
