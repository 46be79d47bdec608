"""Cases of the commands beside `kura apply`, and of two warehouses in one database."""

import threading
import time

from apply_common import lease
from apply_site import Project, Site
from scenario import Fault, Scenario, SqlError

_ORDERS = """table orders {
  order_id  bigint  primary key;
  region    varchar(32);
%s}
"""
_VIEWS = """materialized view by_region {
%s} as
  select region, count(*) as number from orders group by region;
materialized view by_number {
%s} as
  select number, count(*) as regions from by_region group by number;
"""
_VIEW_DESIGN = {"redshift": ("", ""), "starrocks": ("  refresh manual;\n  distribute by hash(region) buckets 2;\n",
                              "  refresh manual;\n  distribute by hash(number) buckets 2;\n")}
OLD = "orders__kura_old"


def own(context, name, states, **options):
    return Project(context.kura, context.dialect, context.folder / name).write(states, **options)


def empty(context, project):
    """A site of that project whose database has nothing."""
    site = context.empty()
    site.project = project
    return site


def wait_for(condition, seconds=20):
    end = time.monotonic() + seconds
    while not condition() and time.monotonic() < end:
        time.sleep(0.05)
    return condition()


def case_refresh(context, check):
    project = own(context, "refresh", (("begin", _ORDERS % "" + _VIEWS % _VIEW_DESIGN[context.dialect]),))
    with empty(context, project) as site:
        done = site.apply()
        check(done.code == 0 and not done.scenario.violations, "the views are made", done)
        done = site.run("refresh")
        sent = [it.sql.replace("`", "").split()[3] for it in done.scenario.sent("^REFRESH MATERIALIZED VIEW")]
        check(done.code == 0 and sent == ["by_region", "by_number"], "those first that others read", done)
        check(not done.scenario.violations and "2 materialized views refreshed" in done.out, "in order", done)
        if context.dialect == "starrocks":
            check(len(done.scenario.sent("WITH SYNC MODE$")) == 2, "and waits for their end", done)
        found = site.run("drift")
        check(found.code == 0 and site.apply().code == 0, "which is no drift", found)
        done = site.run("refresh", "by_number")
        check(done.code == 0 and len(done.scenario.sent("^REFRESH")) == 1, "only the one that is named", done)
        done = site.run("refresh", "by_regon")
        check(done.code == 2 and "by_region" in done.err and not done.scenario.sent("^REFRESH"), "an unknown name", done)
        refusal = SqlError("XX000", "the view is tired", 1064)
        done = site.run("refresh", scenario=Scenario([Fault("^REFRESH", "error", refusal)]))
        check(done.code == 5 and "by_region" in done.err and "the view is tired" in done.err, "one that fails is told", done)
        check(len(done.scenario.sent("^REFRESH")) == 1, "and what reads it stays as it was", done)


def kept():
    """States of which the second rebuilds a table."""
    return (("begin", _ORDERS % "  amount    int;\n"), ("no null", _ORDERS % "  amount    int  not null;\n"))


def case_clean(context, check):
    with empty(context, own(context, "clean", kept(), options=("--keep-old",))) as site:
        dry = site.run("clean", "--dry-run")
        check(dry.code == 0 and not dry.scenario.sent("^(CREATE|INSERT|LOCK)"), "a dry run sends nothing that writes", dry)
        nothing = site.run("clean", "--yes")
        check(nothing.code == 0 and "nothing to clean" in nothing.out, "an empty database", nothing)
        site.apply("--to", "1")
        site.model.run("INSERT INTO orders (order_id, region, amount) VALUES (1, 'north', 2), (2, 'south', 3)")
        first = site.apply(scenario=Scenario([Fault("(RENAME TO|SWAP WITH|RENAME) .?orders", "error", SqlError("XX000", "not now", 1064))]))
        check(first.code == 5, "a run that is cut short", first)
        early = site.run("clean", "--yes")
        check(early.code == 4 and "has not ended" in early.err and not early.scenario.effects, "may need its old tables", early)
        done = site.apply()
        check(done.code == 0 and OLD in site.model.facts(), "the old table is kept", f"{done}\n{site.model.facts()}")
        dry = site.run("clean", "--dry-run")
        check(dry.code == 0 and f"{OLD}  (2 rows)" in dry.out and not dry.scenario.effects, "a dry run names it", dry)
        asked = site.run("clean")
        check(asked.code == 4 and not asked.scenario.effects, "nobody said yes", asked)
        done = site.run("clean", "--yes")
        check(done.code == 0 and len(done.scenario.effects) == 1 and OLD in done.scenario.effects[0], "drops that table alone", done)
        check(set(site.model.facts()) == {"orders"} and len(site.model.run("SELECT * FROM orders")) == 2, "the new one stays",
              site.model.facts())
        check(site.run("clean", "--yes").code == 0 and site.status()[0].code == 0, "then there is nothing to do")


def case_clean_while_another_warehouse_has_not_ended(context, check):
    """What an open run has put aside is not to be told from what a run has kept."""
    with empty(context, own(context, "clean-first", kept())) as site:
        site.apply("--to", "1")
        open_run = site.apply(scenario=Scenario([Fault("^DROP TABLE .?orders__kura", "error", SqlError("XX000", "not now", 1064))]))
        check(open_run.code == 5, "a run that is cut short", open_run)
        there = set(site.model.facts())
        site.project = own(context, "clean-second", (("begin", "table others {\n  a  int  primary key;\n}\n"),), warehouse="next")
        check(site.apply().code == 0, "another warehouse is made beside it")
        done = site.run("clean", "--yes")
        check(done.code == 4 and "prod" in done.err and there <= set(site.model.facts()), "which cleans nothing now", done)


def case_repair_unlock(context, check):
    with context.empty() as site:
        done = site.run("repair", "--unlock", "--yes")
        check(done.code == 0 and "no lease to end" in done.out and not done.scenario.effects, "a database without a journal", done)
    with context.prepared() as site:
        done = site.run("repair", "--unlock", "--yes")
        check(done.code == 0 and "no lease to end" in done.out, "no lease", done)
        session = site.model.open(4242, "tester", "")
        lease(site, 4242, int(time.time() * 1000) + 3_600_000)
        done = site.run("repair", "--unlock")
        check(done.code == 4 and len(site.model.run("SELECT * FROM kura_lease")) == 1, "nobody said yes", done)
        done = site.run("repair", "--unlock", "--yes")
        check(done.code == 0 and "session 4242" in done.out + done.err or "the lease is ended" in done.out, "is told", done)
        check(site.model.run("SELECT * FROM kura_lease") == [], "the lease is gone")
        check(site.apply().code == 0 and site.state() == context.end, "the next run goes on though that session lives")
        session.close()


def case_unlock_during_a_run(context, check):
    """Whoever unlocks a run that lives stops it before its next step."""
    with context.prepared() as site:
        scenario = site.model.begin(Scenario([Fault("^ALTER TABLE .?orders", "delay", seconds=3.0)]))
        child = site.start("apply", "--yes")
        wait_for(lambda: scenario.sent("^ALTER TABLE .?orders"))
        opened = site.ended(site.start("repair", "--unlock", "--yes"))
        check(opened.code == 0, "opens", opened)
        stopped = site.ended(child)
        check(stopped.code == 5 and "lock" in stopped.err, "it stops", stopped)
        again = site.apply()
        check(again.code == 0 and site.state() == context.end, "the next run goes on", f"{stopped}\n{again}")


def case_two_warehouses(context, check):
    """One database has one lock and one list of runs; otherwise they do not see each other."""
    other = own(context, "other", (("begin", "table others {\n  a  int  primary key;\n}\n"),), warehouse="next")
    with context.prepared() as site:
        scenario = site.model.begin(Scenario([Fault("^ALTER TABLE .?orders", "delay", seconds=4.0)]))
        first = site.start("apply", "--yes")
        wait_for(lambda: scenario.sent("^ALTER TABLE .?orders"))
        beside = Site(other, site.model)
        beside.peer, beside.url = site.peer, site.url
        status = site.ended(beside.start("status"))
        check(status.code == 1 and "kura: error" not in status.err, "status during the other one's run", status)
        hasty = site.ended(beside.start("apply", "--yes", "--lock-wait", "1"))
        check(hasty.code == 5 and "lock" in hasty.err and "others" not in site.model.facts(), "the lock is one", hasty)
        second = site.ended(beside.start("apply", "--yes", "--lock-wait", "100"))
        done = site.ended(first)
        detail = f"{done.out}{done.err}{second.out}{second.err}\n{scenario.text()}"
        check((done.code, second.code) == (0, 0), "both end well", detail)
        runs = site.model.run("SELECT warehouse, run FROM kura_migrations")
        numbers = [run for _, run in runs]
        check(len(set(numbers)) == len(numbers) == 6 and ("next", max(numbers, key=int)) in runs, "each run has a number of its own", runs)
        check(site.status()[0].code == 0 and beside.run("status").code == 0, "both are up to date")
        check(beside.run("drift").code == 0 and site.run("drift").code == 0, "and nothing of one is drift of the other")


def case_two_warehouses_at_once(context, check):
    """Both begin at the same moment on a database that has no journal."""
    one = own(context, "one", (("begin", _ORDERS % ""),))
    two = own(context, "two", (("begin", "table others {\n  a  int  primary key;\n}\n"),), warehouse="next")
    barrier = threading.Barrier(2)

    def meet(_):
        try:
            barrier.wait(3)
        except threading.BrokenBarrierError:
            pass  # the lock lets one of them come alone

    with empty(context, one) as site:
        scenario = site.model.begin(Scenario([Fault("^INSERT INTO kura_lease", "call", call=meet, times=2)]))
        beside = Site(two, site.model)
        beside.peer, beside.url = site.peer, site.url
        ended = [site.ended(it) for it in [site.start("apply", "--yes"), beside.start("apply", "--yes")]]
        detail = f"{[it.out + it.err for it in ended]}\n{scenario.text()}"
        check([it.code for it in ended] == [0, 0], "both end well", detail)
        check(set(site.model.facts()) == {"orders", "others"} and not scenario.violations, "all is there", detail)
        runs = site.model.run("SELECT DISTINCT run FROM kura_migrations")
        check(len(runs) == 2, "two runs", runs)


def inspected(site, name):
    """What is said of the database, and of its difference to the project; the second is nothing when they are the same."""
    scenario = site.model.begin(Scenario())
    folder = site.project.folder.parent / name
    read = site.local("inspect", site.url, "--name", "prod", "-o", str(folder))
    differs = site.local("diff", "--from", str(folder), "--to", ".")
    told = "\n".join(it.read_text(encoding="utf-8") for it in sorted(folder.glob("*.schema"))) if folder.exists() else ""
    is_same = (read.returncode, differs.returncode, differs.stdout) == (0, 0, "") and "error" not in differs.stderr
    return is_same and not scenario.violations, f"{read.stdout}{read.stderr}{differs.stdout}{differs.stderr}\n{told}\n{scenario.text()}"


def case_inspect(context, check):
    """What is read from the database is what the project says."""
    with context.empty() as site:
        site.apply()
        is_same, detail = inspected(site, "inspected")
        check(is_same, "is the project", detail)
        site.model.run("INSERT INTO orders (order_id, region, amount) VALUES (1, 'north', 2.5)")
        found = site.run("drift")
        check(found.code == 0 and not found.scenario.violations, "no drift", found)
        site.model.run("ALTER TABLE orders ADD COLUMN extra INT NULL")
        found = site.run("drift")
        check(found.code == 1 and "orders" in found.out and "extra" in found.out, "what was done by hand is drift", found)
        differs = site.local("diff", "--from", site.url, "--to", ".")
        check("extra" in differs.stdout, "and a difference", f"{differs.stdout}{differs.stderr}")


def case_inspect_without_a_journal(context, check):
    """Nothing is known but what the catalogue says."""
    for what in ("empty tables", "rows"):
        with context.empty() as site:
            site.apply()
            if what == "rows":
                site.model.run("INSERT INTO orders (order_id, region, amount) VALUES (1, 'north', 2.5)")
            site.model.run("DROP TABLE kura_journal")
            is_same, detail = inspected(site, f"inspected-{what.replace(' ', '-')}")
            check(is_same, f"{what}: is the project", detail)
            if context.dialect == "redshift":
                site.model.is_superuser = False
                is_same, detail = inspected(site, f"inspected-without-rights-{what.replace(' ', '-')}")
                check(is_same, f"{what}: without rights too", detail)


def case_inspect_materialized_views(context, check):
    project = own(context, "inspect-views", (("begin", _ORDERS % "" + _VIEWS % _VIEW_DESIGN[context.dialect]),))
    with empty(context, project) as site:
        site.apply()
        site.model.run("DROP TABLE kura_journal")
        is_same, detail = inspected(site, "inspected-views")
        check(is_same, "are what the project says", detail)
