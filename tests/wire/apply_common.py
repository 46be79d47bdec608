"""Cases that both engines have to pass."""

import threading
import time

from apply_cuts import compare
from apply_site import MODELS, Done, Project, Site
from scenario import Fault, Scenario, SqlError


def case_from_empty(context, check):
    with context.empty() as site:
        status, found = site.status()
        check(status.code == 1 and found.get("pending") == 5, "status before", status)
        done = site.apply()
        check(done.code == 0, "applies", done)
        check(set(site.model.facts()) == set(context.end[0]), "all objects are there", done)
        check(not done.scenario.violations, "in order", done)
        check([it[1:] for it in site.journal()] == [("up", "done")] * 5, "the journal", site.journal())
        check("secret" not in done.out + done.err + done.scenario.text(), "no password is told", done)
        again = site.apply()
        check(again.code == 0 and not again.scenario.effects, "a second time there is nothing to do", again)
        check(not [it for it in again.log if it.sql.startswith(("CREATE", "ALTER"))], "and nothing is tried", again)
        status, found = site.status()
        check(status.code == 0 and found.get("up_to_date") is True and found.get("applied") == 5, "status behind", status)


def case_step_by_step(context, check):
    with context.empty() as site:
        for number in range(1, 6):
            done = site.apply("--to", str(number))
            check(done.code == 0 and len(site.journal()) == number, f"migration {number}", done)
        check(set(site.model.facts()) == set(context.end[0]), "all objects are there", site.model.facts())


def case_second_half(context, check):
    """The reference of all cuts."""
    done = context.reference
    check(done.code == 0 and not done.scenario.violations, "applies in order", done)
    check([it for it in done.scenario.effects if it.startswith("CREATE TABLE")], "something took effect", done)
    with context.prepared() as site:
        before = site.rows()
        site.apply()
        after = site.rows()
        check({name: len(rows) for name, rows in before.items()} == {name: len(rows) for name, rows in after.items()}, "no row is lost",
              f"{before}\n{after}")


def case_rights_and_comments_stay(context, check):
    with context.prepared() as site:
        wanted = {(name, line) for name,
                  lines in site.model.facts().items() for line in lines if line.startswith(("grant", "comment :")) and line != "comment: "}
        done = site.apply()
        found = {(name, line) for name, lines in site.model.facts().items() for line in lines}
        check(wanted and wanted <= found, "on what was dropped or rebuilt", f"{wanted - found}\n{done}")


def case_dry_run(context, check):
    with context.empty() as site:
        done = site.apply("--dry-run")
        check(done.code == 0 and not done.scenario.effects and not site.model.run("SELECT 1 WHERE 1 = 0"), "changes nothing", done)
        check(not [it for it in done.log if it.sql.startswith(("CREATE", "INSERT", "ALTER", "DELETE", "UPDATE"))],
              "sends nothing that could", done)


def case_asks(context, check):
    with context.prepared() as site:
        done = site.run("apply")
        check(done.code == 4 and not done.scenario.effects, "nobody said yes", done)
        check(site.apply().code == 0, "then somebody did")


def case_refusal(context, check):
    """A statement that the server refuses: told, and gone on with when the cause is mended."""
    refusal = SqlError("0A000", "the weather does not allow this ALTER today", 1064)
    with context.prepared() as site:
        first = site.apply(scenario=Scenario([Fault("^ALTER TABLE .?orders.? (ALTER COLUMN|MODIFY)", "error", refusal, times=99)]))
        check(first.code == 5 and "the weather does not allow" in first.err, "is told", first)
        status, found = site.status()
        check(status.code == 1 and found.get("unfinished") and "weather" in str(found["unfinished"].get("error")), "status tells it too",
              status)
        second = site.apply()
        check(second.code == 0 and site.state() == context.end, "the next run goes on", second)
        taken = [it for run in (first, second) for it in run.scenario.effects if "customers" in it]
        check(not taken, "nothing before it is done again", taken)


def case_server_is_down(context, check):
    with context.prepared() as site:
        site.peer.refuses = True
        done = site.apply()
        check(done.code == 5 and "kura: error" in done.err and "secret" not in done.err, "is told", done)
        site.peer.refuses = False
        check(site.apply().code == 0, "and up again")


def case_wrong_password(context, check):
    with context.prepared() as site:
        site.peer.users = {"tester": "other"}
        done = site.apply()
        check(done.code == 5 and "authentication" in done.err.lower() or "password" in done.err.lower(), "is told", done)
        check("secret" not in done.err, "without the one that was tried", done)
        site.peer.users = {"tester": "secret word"}
        check(site.apply().code == 0, "the right one")


def case_two_runners(context, check):
    """Both at once: one works, the other waits and finds nothing to do."""
    with context.prepared() as site:
        scenario = site.model.begin(Scenario([Fault("^(ALTER TABLE .?orders|CREATE TABLE .?orders)", "delay", seconds=1.0, times=2)]))
        children = [site.start("apply", "--yes", "--lock-wait", "100") for _ in range(2)]
        ended = [site.ended(it) for it in children]
        check([it.code for it in ended] == [0, 0], "both end well", "\n".join(map(str, ended)))
        check(sum("nothing to do" in it.out for it in ended) == 1, "one has nothing to do", "\n".join(map(str, ended)))
        check(site.state() == context.end and sorted(scenario.effects) == sorted(context.reference.scenario.effects),
              "everything was done once", scenario.text())
        check(not scenario.violations, "in order", scenario.violations)


def case_two_runners_write_the_lease_at_once(context, check):
    """Both have seen that nobody has it; rows may come in any order, and no key is enforced on one of the engines."""
    for parity in (0, 1):
        barrier = threading.Barrier(2)

        def meet(_, barrier=barrier):
            try:
                barrier.wait(3)
            except threading.BrokenBarrierError:
                pass  # one of them waits for the other: as well

        with context.prepared() as site:
            site.model.parity = parity
            scenario = site.model.begin(Scenario([Fault("^INSERT INTO kura_lease", "call", call=meet, times=2)]))
            ended = [site.ended(it) for it in [site.start("apply", "--yes", "--lock-wait", "30") for _ in range(2)]]
            detail = f"{[f'{it.code} {it.out}{it.err}' for it in ended]}\n{scenario.text()}"
            check([it.code for it in ended] == [0, 0], f"{parity}: both end well", detail)
            check(sorted(scenario.effects) == sorted(context.reference.scenario.effects), f"{parity}: everything was done once", detail)


def case_two_runners_on_nothing(context, check):
    """The journal itself is made by both at the same moment."""
    with context.empty() as site:
        scenario = site.model.begin(Scenario())
        children = [site.start("apply", "--yes", "--to", "2", "--lock-wait", "60") for _ in range(3)]
        ended = [site.ended(it) for it in children]
        detail = "\n".join(map(str, ended))
        check(sorted(it.code for it in ended) == [0, 0, 0], "all end well", detail)
        check(len(scenario.took("^CREATE TABLE .?customers")) == 1 and len(site.journal()) == 2, "everything was done once",
              f"{site.journal()}\n{detail}")
        check(len(site.model.run("SELECT DISTINCT version FROM kura_journal")) == 1, "the journal is one", detail)


def case_impatient_runner(context, check):
    with context.prepared() as site:
        site.model.begin(Scenario([Fault("^ALTER TABLE .?orders", "delay", seconds=6.0)]))
        first = site.start("apply", "--yes")
        end = time.monotonic() + 20
        while not site.model.scenario.sent("^ALTER TABLE .?orders") and time.monotonic() < end:
            time.sleep(0.05)
        second = site.ended(site.start("apply", "--yes", "--lock-wait", "1"))
        check(second.code == 5 and "lock" in second.err.lower(), "gives up", second)
        check(site.ended(first).code == 0 and site.state() == context.end, "the other one is not disturbed")


def lease(site, session, ends_at):
    site.model.run(f"INSERT INTO kura_lease (name, holder, session, ends_at) VALUES ('kura', 'somebody', {session}, {ends_at})")


def case_lease_of_a_dead_session(context, check):
    with context.prepared() as site:
        lease(site, 77, int(time.time() * 1000) + 3_600_000)
        done = site.apply("--lock-wait", "5")
        check(done.code == 0 and site.state() == context.end, "is taken over, whatever its time", done)
        check(site.model.run("SELECT * FROM kura_lease") == [], "and given back", site.model.run("SELECT * FROM kura_lease"))


def unlock_by_hand(context, check, site):
    """A lease whose time is over, and no way to see whether its session lives: it stays until somebody says that it does not."""
    lease(site, 77, 1)
    done = site.apply("--lock-wait", "2")
    check(done.code == 5 and not done.scenario.effects, "the lease holds", done)
    check("kura repair --unlock" in done.err, "the way out is named", done)
    opened = site.run("repair", "--unlock", "--yes")
    check(opened.code == 0 and site.model.run("SELECT * FROM kura_lease") == [], "which opens it", opened)
    done = site.apply()
    check(done.code == 0 and site.state() == context.end, "then the run goes on", done)


def case_lease_of_a_living_session(context, check):
    with context.prepared() as site:
        session = site.model.open(4242, "tester", "")
        lease(site, 4242, 1)
        done = site.apply("--lock-wait", "2")
        check(done.code == 5 and not done.scenario.effects, "holds behind its time", done)
        session.close()
        check(site.apply("--lock-wait", "5").code == 0, "until the session ends")


def case_lease_taken_away(context, check):
    """Somebody else has the lease in the middle of a run: it stops before its next step."""
    def take(_):
        site.model.run("DELETE FROM kura_lease")
        lease(site, 5, int(time.time() * 1000) + 3_600_000)

    with context.prepared() as site:
        site.model.begin(Scenario([Fault("^ALTER TABLE .?orders", "call", call=take)]))
        done = site.ended(site.start("apply", "--yes"))
        check(done.code == 5 and "lock" in done.err, "it stops", done)
        check(len(site.model.run("SELECT holder FROM kura_lease")) == 1, "and leaves the other one's lease",
              site.model.run("SELECT * FROM kura_lease"))
        site.model.run("DELETE FROM kura_lease")
        again = site.apply()
        check(again.code == 0 and site.state() == context.end, "the next run goes on", f"{done}\n{again}")


def case_killed_runner(context, check):
    """The program dies while the server works on a statement; the server ends it."""
    with context.prepared() as site:
        scenario = site.model.begin(Scenario([Fault("^ALTER TABLE .?orders", "delay", seconds=2.0)]))
        child = site.start("apply", "--yes")
        end = time.monotonic() + 20
        while not scenario.sent("^ALTER TABLE .?orders") and time.monotonic() < end:
            time.sleep(0.05)
        child.kill()
        child.communicate()
        time.sleep(2.5)
        done = site.apply("--lock-wait", "20")
        check(done.code == 0 and site.state() == context.end, "the next run goes on", f"{scenario.text()}\n{done}")
        compare(context, check, site, [Done(5, "", "", [], scenario), done])


def case_rollback(context, check):
    with context.prepared() as site:
        site.apply("--to", "3")
        before = site.state()
        done = site.apply()
        check(done.code == 0, "there", done)
        for _ in range(2):
            back = site.run("rollback", "--last", "--yes")
            check(back.code == 0 and not back.scenario.violations, "and back", back)
        check(site.state() == before, "to what was there", f"{site.state()}\n{before}\n{back}")
        check(site.status()[1].get("pending") == 2, "status", site.status()[0])
        again = site.apply()
        check(again.code == 0 and site.state() == context.end, "and there again", again)


def case_rollback_to(context, check):
    with context.prepared() as site:
        before = site.state()
        site.apply()
        back = site.run("rollback", "--to", "2", "--yes")
        check(back.code == 0 and not back.scenario.violations, "several", back)
        check(site.state() == before, "to what was there", f"{site.state()}\n{before}\n{back}")


def case_drift(context, check):
    with context.prepared() as site:
        site.model.run("ALTER TABLE orders ADD COLUMN extra INT NULL")
        status, found = site.status()
        check(status.code == 1 and any("orders" in str(it) for it in found.get("drifted", [])), "status names it", status)
        done = site.apply()
        check(done.code == 4 and "orders" in done.err and not done.scenario.effects, "apply refuses", done)


def case_rights_are_no_drift(context, check):
    """What was granted by hand stays, and is in nobody's way; what was said by hand is drift."""
    grants = {"redshift": ("GRANT SELECT ON customers TO reader", "COMMENT ON TABLE customers IS 'by hand'"),
              "starrocks": ("GRANT SELECT ON TABLE `customers` TO ROLE `clerks`", "ALTER TABLE `customers` COMMENT = 'by hand'")}
    grant, comment = grants[context.dialect]
    with context.prepared() as site:
        site.model.run(grant)
        check(site.status()[1].get("drifted") == [], "status is silent", site.status()[0])
        done = site.apply("--to", "3")
        check(done.code == 0, "a grant", done)
        check([it for it in site.model.facts()["customers"] if it.startswith("grant SELECT")], "which stays", site.model.facts())
        site.model.run(comment)
        done = site.apply()
        check(done.code == 4 and "customers" in done.err and not done.scenario.effects, "a comment", done)


def case_things_that_are_there(context, check):
    with context.empty() as site:
        site.model.run("CREATE TABLE orders (order_id BIGINT NOT NULL)" if context.dialect == "redshift"
                       else "CREATE TABLE `orders` (`order_id` BIGINT NOT NULL) PRIMARY KEY (`order_id`) DISTRIBUTED BY HASH (`order_id`)")
        done = site.apply()
        check(done.code == 4 and "orders" in done.err and not done.scenario.effects, "are not written over", done)


def case_another_engine(context, check):
    other = {"redshift": "starrocks", "starrocks": "redshift"}[context.dialect]
    project = Project(context.kura, other, context.project.folder)
    with Site(project, MODELS[other]()) as site:
        site.project = context.project
        done = site.apply()
        check(done.code == 5 and done.err and not done.scenario.effects, "is refused", done)
