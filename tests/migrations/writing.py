"""Scenarios of `kura migrate`, `kura baseline`, `kura log` and `kura show`."""

import fcntl
import os
import subprocess

from project import CUSTOMERS, Project, three_migrations

_SORTED = """table orders {
  order_id  bigint       primary key;
  region    varchar(32)  not null;

  // what was paid
  amount    decimal(12, 2);

  sort by (order_id);
}
"""


def told(count, title, done, code, *texts):
    output = done.stdout + done.stderr
    missing = [text for text in texts if text not in output]
    return count.check(done.returncode == code and not missing, title, f"exit {done.returncode}, missing {missing}:\n{output}")


def migrate_writes_a_whole_folder(kura, folder, count):
    project = Project(kura, folder)
    told(count, "verify before the first", project.kura("verify"), 1, "KURA0622", "`kura migrate NAME`")
    told(count, "the first migration", project.kura("migrate", "First: orders!"), 0, "wrote migrations/prod/20260101T000200_first_orders.sql")
    count.check(sorted(project.tree()) == ["prod/20260101T000200_first_orders.sql", "prod/kura.sum", "prod/state.schema"], "its files", str(sorted(project.tree())))
    told(count, "verify after it", project.kura("verify"), 0, "ok: prod: 1 migration, whole and up to date")
    before = project.tree()
    told(count, "nothing to do", project.kura("migrate", "again"), 0, "nothing to do")
    count.check(project.tree() == before, "nothing to do writes nothing")
    told(count, "verify of one warehouse from another folder", project.kura("verify", "-C", str(folder), "-w", "prod", folder="migrations"), 0, "ok: prod")


def migrate_puts_names_in_order(kura, folder, count):
    """Whatever the clock says, each file comes behind the one before."""
    project = Project(kura, folder)
    project.must("migrate", "orders", now=1_767_225_600)
    project.replace("orders.schema", "  region ", "  a int;\n  region ")
    project.must("migrate", "a", now=1_767_225_600)
    project.replace("orders.schema", "  region ", "  b int;\n  region ")
    project.must("migrate", "b", now=1_700_000_000)
    count.check(project.names() == ["20260101T000000_orders", "20260101T000001_a", "20260101T000002_b"], "the clock goes back", str(project.names()))
    told(count, "verify", project.kura("verify"), 0, "3 migrations")


def migrate_gives_the_same_bytes(kura, folder, count):
    one = three_migrations(kura, folder / "one", "warehouse prod : postgres { }\nwarehouse lake : starrocks { }\n")
    two = three_migrations(kura, folder / "two", "warehouse prod : postgres { }\nwarehouse lake : starrocks { }\n")
    count.check(one.tree() == two.tree() and len(one.tree()) == 10, "two runs give the same bytes", str(sorted(one.tree())))


def migrate_refuses_what_loses_data(kura, folder, count):
    project = three_migrations(kura, folder)
    project.replace("orders.schema", "  region    varchar(32);\n", "")
    before = project.tree()
    told(count, "refused", project.kura("migrate", "drop region"), 4, "data is lost", "--destructive allow", "nothing was written",
         "from 20260101T000300_customers to the project")
    count.check(project.tree() == before, "a refused one writes nothing")
    told(count, "allowed", project.kura("migrate", "drop region", "--destructive", "allow"), 0, "wrote ", "data loss 1")
    told(count, "verify", project.kura("verify"), 0, "4 migrations")


def migrate_refuses_a_broken_project(kura, folder, count):
    project = three_migrations(kura, folder)
    before = project.tree()
    project.replace("orders.schema", "bigint", "bigind")
    told(count, "a mistake in the schema", project.kura("migrate", "x"), 1, "error[", "did you mean `bigint`?")
    told(count, "verify with it", project.kura("verify"), 1, "error[")
    project.replace("orders.schema", "bigind", "bigint")
    project.write("warehouses.schema", "")
    told(count, "no warehouse", project.kura("migrate", "x"), 2, "declares no warehouse")
    count.check(project.tree() == before, "nothing was written")


def migrate_waits_for_nobody(kura, folder, count):
    """Two runs at once: the second says so and leaves everything as it is."""
    project = three_migrations(kura, folder)
    project.replace("orders.schema", "  region ", "  a int;\n  region ")
    before = project.tree()
    held = os.open(folder / "migrations", os.O_RDONLY)
    fcntl.flock(held, fcntl.LOCK_EX)
    told(count, "while another run writes", project.kura("migrate", "a"), 3, "another run writes")
    for command in (("rehash",), ("squash",), ("rebase", "main")):
        told(count, f"{command[0]} while another run writes", project.kura(*command), 3, "another run writes")
    os.close(held)
    count.check(project.tree() == before, "nothing was written")
    told(count, "when it has ended", project.kura("migrate", "a"), 0, "wrote ")


def migrate_runs_at_once(kura, folder, count):
    """Several runs begin at the same moment: each writes a whole migration, has nothing to do, or says that another one writes."""
    project = three_migrations(kura, folder)
    for turn in range(15):
        project.replace("orders.schema", "  region ", f"  turn{turn:02}    int;\n  region ")
        before = len(project.names())
        runs = [subprocess.Popen([kura, "migrate", f"run {run}"], cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) for run in range(4)]
        codes = sorted(run.wait() for run in runs)
        count.check(codes[0] == 0 and set(codes) <= {0, 3} and len(project.names()) == before + 1, f"turn {turn}", f"{codes} {project.names()}")
    told(count, "verify", project.kura("verify"), 0, "18 migrations")


def migrate_leaves_no_empty_folder(kura, folder, count):
    project = Project(kura, folder)
    project.write("orders.schema", "table orders { id bigind; }\n")
    told(count, "a mistake", project.kura("migrate", "x"), 1, "error[")
    count.check(not (folder / "migrations").exists(), "no folder is left")


def migrate_cannot_write(kura, folder, count):
    project = Project(kura, folder)
    (folder / "migrations").mkdir()
    (folder / "migrations" / "prod").write_text("in the way", encoding="utf-8")
    told(count, "a file in the place of the folder", project.kura("migrate", "x"), 3, "migrations/prod")
    count.check(project.tree() == {"prod": b"in the way"}, "it is left alone", str(project.tree()))


def migrate_remembers_renames(kura, folder, count):
    """The project may forget its `was` afterwards; the file does not."""
    project = three_migrations(kura, folder)
    project.replace("orders.schema", "table orders {", "table sales was orders {")
    project.replace("orders.schema", "  region    varchar(32);", "  zone      varchar(32) was region;")
    project.must("migrate", "rename")
    text = project.read(project.file(-1))
    count.check("-- kura:was table sales: orders" in text and "-- kura:was table sales column zone: region" in text, "the file says so", text)
    count.check("RENAME" in text and "DROP" not in text, "renamed, not dropped", text)
    told(count, "verify", project.kura("verify"), 0, "4 migrations")
    project.replace("orders.schema", " was orders", "")
    project.replace("orders.schema", " was region", "")
    told(count, "verify without `was`", project.kura("verify"), 0, "4 migrations")
    told(count, "nothing to do without `was`", project.kura("migrate", "x"), 0, "nothing to do")


def migrate_does_not_care_for_order(kura, folder, count):
    """The order of declarations in the project's files is not in the state, and planning again does not need it."""
    project = Project(kura, folder)
    tables = [f"table t{place} {{ id bigint primary key; }}\n" for place in (3, 1, 2)]
    project.write("orders.schema", "view z as select id from t2;\nview a as select id from z;\n" + "".join(tables))
    project.must("migrate", "all")
    told(count, "verify", project.kura("verify"), 0, "1 migration")
    project.write("orders.schema", "".join(reversed(tables)) + "view a as select id from z;\nview z as select id from t2;\n")
    told(count, "in another order", project.kura("verify"), 0, "1 migration")


def migrate_splits_heavy_steps(kura, folder, count):
    project = Project(kura, folder, "warehouse prod : redshift { }\n")
    project.write("orders.schema", _SORTED)
    project.write("customers.schema", CUSTOMERS)
    project.must("migrate", "both")
    project.replace("orders.schema", "sort by (order_id)", "sort by interleaved (order_id, amount)")
    project.replace("customers.schema", "  name ", "  mail         varchar(20);\n  name ")
    told(count, "split", project.kura("migrate", "sort", "--split"), 0, "sort_1.sql", "sort_2.sql")
    names = project.names()
    count.check(len(names) == 3 and names[1].endswith("_sort_1") and names[2].endswith("_sort_2"), "two files of it", str(names))
    count.check("-- kura:part 1 of 2" in project.read(project.file(1)) and "-- kura:state" not in project.read(project.file(1)), "the first part")
    count.check("-- kura:part 2 of 2" in project.read(project.file(2)) and "-- kura:state" in project.read(project.file(2)), "the last part")
    told(count, "verify", project.kura("verify"), 0, "3 migrations")
    told(count, "squash up to a part", project.kura("squash", "--up-to", "sort_1"), 2, "is a part of a migration")
    told(count, "squash all", project.kura("squash"), 0, "3 migrations are one now")
    told(count, "verify after it", project.kura("verify"), 0, "1 migration,")


def migrate_splits_into_many(kura, folder, count):
    """Ten parts and more: the names are still in the order of the parts."""
    project = Project(kura, folder, "warehouse prod : redshift { }\n")
    tables = "".join(_SORTED.replace("table orders", f"table orders{place:02}") for place in range(12))
    project.write("orders.schema", tables)
    project.must("migrate", "all")
    project.write("orders.schema", tables.replace("sort by (order_id)", "sort by interleaved (order_id, amount)"))
    project.must("migrate", "sort", "--split")
    names = project.names()
    count.check(len(names) > 12 and names[1].endswith("_01") and names[12].endswith("_12"), "twelve parts and more", str(names))
    told(count, "verify", project.kura("verify"), 0, f"{len(names)} migrations")


def baseline_begins(kura, folder, count):
    project = Project(kura, folder)
    told(count, "baseline", project.kura("baseline"), 0, "_baseline.sql")
    count.check("-- kura:baseline\n" in project.read(project.file(0)), "its directive")
    told(count, "verify", project.kura("verify"), 0, "1 migration")
    told(count, "log", project.kura("log"), 0, "baseline)")
    told(count, "a second one", project.kura("baseline"), 2, "a baseline is the first")
    project.replace("orders.schema", "  region ", "  a int;\n  region ")
    told(count, "a migration behind it", project.kura("migrate", "a"), 0, "wrote ")
    told(count, "verify behind it", project.kura("verify"), 0, "2 migrations")


def log_and_show(kura, folder, count):
    project = three_migrations(kura, folder, "warehouse prod : postgres { }\nwarehouse lite : sqlite { }\n")
    told(count, "log", project.kura("log"), 0, "prod: 3 migrations", "lite: 3 migrations", "  2. 20260101T000200_add_day", "table `customers`: create the table")
    log = project.kura("log", "-w", "lite")
    told(count, "log of one", log, 0, "lite: 3 migrations")
    count.check("prod" not in log.stdout, "and of no other", log.stdout)
    by_number = project.kura("show", "2", "-w", "prod")
    told(count, "show by number", by_number, 0, "ADD COLUMN sold_on DATE", "to 20260101T000200_add_day", "table orders")
    for which in ("add_day", "20260101T000200_add_day"):
        count.check(project.kura("show", which, "-w", "prod").stdout == by_number.stdout, f"show {which}")
    told(count, "show the last", project.kura("show", "-w", "prod"), 0, "CREATE TABLE customers")
    undo = project.kura("show", "2", "-w", "prod", "--undo")
    told(count, "show the way back", undo, 0, "DROP COLUMN sold_on")
    count.check("DROP COLUMN" not in by_number.stdout, "only on request", by_number.stdout)


def wrong_arguments(kura, folder, count):
    project = three_migrations(kura, folder)
    before = project.tree()
    for title, arguments, code, *texts in (
        ("no name", ("migrate",), 2, "name is required"),
        ("a name without letters", ("migrate", "--", "-- !"), 2, "needs a name that says what it does"),
        ("no such command", ("migrat", "x"), 2, "did you mean `migrate`?"),
        ("no such option", ("verify", "--fromat", "sarif"), 2, "did you mean `--format`?"),
        ("no such format", ("verify", "--format", "sarf"), 2, "sarif"),
        ("no such warehouse", ("migrate", "x", "-w", "prdo"), 2, "did you mean `prod`?"),
        ("no such policy", ("migrate", "x", "--destructive", "alow"), 2, "did you mean `allow`?"),
        ("no such migration", ("show", "add_dya"), 2, "did you mean `add_day`?"),
        ("no such number", ("show", "9"), 2, "there is no migration 9; there are 3"),
        ("several fit", ("show", "20260101"), 2, "fits 3 migrations"),
        ("squash up to nothing", ("squash", "--up-to", "7"), 2, "there are 3"),
        ("no branch", ("rebase",), 2, "branch is required"),
        ("no such branch", ("rebase", "nothing"), 3, "there is no commit `nothing`"),
        ("no such project", ("verify", "-C", "nowhere"), 3, "nowhere"),
    ):
        told(count, title, project.kura(*arguments), code, *texts)
    told(count, "migrate of no project", project.kura("migrate", "x", "-C", "nowhere/deep"), 3, "nowhere")
    count.check(project.tree() == before and not (folder / "nowhere").exists(), "nothing was written")


SCENARIOS = (
    migrate_writes_a_whole_folder, migrate_puts_names_in_order, migrate_gives_the_same_bytes, migrate_refuses_what_loses_data,
    migrate_refuses_a_broken_project, migrate_waits_for_nobody, migrate_runs_at_once, migrate_leaves_no_empty_folder,
    migrate_cannot_write, migrate_remembers_renames, migrate_does_not_care_for_order,
    migrate_splits_heavy_steps, migrate_splits_into_many, baseline_begins, log_and_show, wrong_arguments,
)
