"""Scenarios of two developers: branches that meet by merge and by rebase, with and without conflicts."""

import re

from project import CUSTOMERS, Project, three_migrations
from writing import told

WIDE = """table orders {
  order_id  bigint  primary key;

  // where
  region  varchar(32);

  // what was paid
  amount  decimal(12, 2);

  // when
  sold_on  date;

  // who
  clerk  varchar(40);
}
"""


class Team:
    """A repository with a first migration; `on` does something in a branch of its own and commits it."""

    def __init__(self, kura, folder, warehouses="warehouse prod : postgres { }\n"):
        self.project = Project(kura, folder, warehouses)
        self.project.write("orders.schema", WIDE)
        self.project.must("migrate", "orders")
        self.project.begin_git()

    def on(self, branch, *changes, options=()):
        """Each change is (name of the migration, function of the project)."""
        self.project.git("checkout", "--quiet", "-B", branch, "main")
        for name, change in changes:
            change(self.project)
            self.project.must("migrate", name, *options)
            self.project.commit(name)

    def land(self, branch):
        """The branch is merged first, as nobody was before it."""
        self.project.git("checkout", "--quiet", "main")
        self.project.git("merge", "--quiet", "--ff-only", branch)

    def meet(self, count, title):
        """The second branch merges main: kura.sum conflicts, verify says so, `kura rebase main` mends it, and main takes it."""
        project = self.project
        project.git("checkout", "--quiet", "second")
        merged = project.git("merge", "--quiet", "main", check=False)
        count.check("kura.sum" in merged.stdout, f"{title}: kura.sum conflicts", merged.stdout + merged.stderr)
        done = project.kura("verify")
        told(count, f"{title}: verify says how to go on", done, 1, "KURA0613", "kura rebase BRANCH")
        count.check(set(re.findall(r"\[(KURA\d+)\]", done.stderr)) == {"KURA0613"}, f"{title}: one code", done.stderr)
        theirs = project.git("ls-tree", "-r", "--name-only", "main", "migrations").stdout.split()
        rebased = project.kura("rebase", "main")
        told(count, f"{title}: rebase", rebased, 0)
        told(count, f"{title}: verify after it", project.kura("verify"), 0, "whole and up to date")
        for path in theirs:
            if path.endswith(".sql"):
                count.check(project.read(path) == project.git("show", f"main:{path}").stdout, f"{title}: {path} of main is as it was")
        project.commit("merge")
        told(count, f"{title}: again", project.kura("rebase", "main"), 0, "nothing to do")
        self.land("second")
        told(count, f"{title}: verify on main", project.kura("verify"), 0, "whole and up to date")
        return rebased.stdout


def add_column(where, text):
    return lambda project: project.replace("orders.schema", f"  {where}", f"  {text}\n  {where}")


def add_table(name):
    return lambda project: project.write(f"{name}.schema", f"table {name} {{\n  id  bigint  primary key;\n}}\n")


def other_tables(kura, folder, count):
    team = Team(kura, folder)
    team.on("first", ("add customers", lambda project: project.write("customers.schema", CUSTOMERS)))
    team.on("second", ("add shops", add_table("shops")))
    team.land("first")
    team.meet(count, "other tables")
    text = team.project.read(team.project.file(2))
    count.check(len(team.project.names()) == 3 and "TABLE shops" in text and "TABLE customers" not in text, "theirs first, ours behind it", text)


def same_table(kura, folder, count):
    team = Team(kura, folder)
    team.on("first", ("add shop", add_column("region ", "shop      int;")))
    team.on("second", ("add note", add_column("clerk ", "note      text;")))
    team.land("first")
    team.meet(count, "same table")
    text = team.project.read(team.project.file(2))
    count.check("ADD COLUMN note" in text and "COLUMN shop" not in text, "only what is ours", text)


def older_clock(kura, folder, count):
    """The branch that comes second was written first: its files are named anew, behind those of main."""
    team = Team(kura, folder)
    team.on("second", ("add shops", add_table("shops")))
    team.on("first", ("add customers", add_table("customers")))
    team.land("first")
    told_by = team.meet(count, "older clock")
    names = team.project.names()
    count.check([it.split("_", 1)[1] for it in names] == ["orders", "add_customers", "add_shops"] and " -> " in told_by, "named anew", f"{names}\n{told_by}")


def several_migrations(kura, folder, count):
    team = Team(kura, folder)
    team.on("first", ("add shop", add_column("region ", "shop      int;")), ("add customers", add_table("customers")))
    team.on("second", ("add shops", add_table("shops")), ("add note", add_column("clerk ", "note      text;")), ("add clerks", add_table("clerks")))
    team.land("first")
    team.meet(count, "several migrations")
    count.check(len(team.project.names()) >= 5, "each that can stand by itself stays one", str(team.project.names()))


def same_new_table(kura, folder, count):
    """Both add the same table: nothing is left of the second's migration."""
    team = Team(kura, folder)
    team.on("first", ("add shops", add_table("shops")))
    team.on("second", ("shops too", add_table("shops")))
    team.land("first")
    out = team.meet(count, "same new table")
    count.check("nothing is left of it" in out and len(team.project.names()) == 2, "nothing is left", out)


def different_new_table(kura, folder, count):
    """Both add a table of one name that is not the same: the people settle the schema, then Kura the migrations."""
    team = Team(kura, folder)
    team.on("first", ("add shops", add_table("shops")))
    team.on("second", ("shops with a city", lambda project: project.write("shops.schema", "table shops {\n  id    bigint  primary key;\n  city  text;\n}\n")))
    team.land("first")
    project = team.project
    project.git("checkout", "--quiet", "second")
    project.git("merge", "--quiet", "main", check=False)
    told(count, "the schema itself conflicts", project.kura("verify"), 1, "error[")
    project.git("checkout", "--ours", "shops.schema")
    told(count, "rebase", project.kura("rebase", "main"), 0)
    told(count, "verify", project.kura("verify"), 0)
    text = project.read(project.file(2))
    count.check("ADD COLUMN city" in text and "CREATE TABLE" not in text, "the second adds what is missing", text)


def rename_and_change(kura, folder, count):
    """One renames what the other changes, in both orders; nothing is dropped."""
    rename = ("rename", lambda project: project.replace("orders.schema", "table orders {", "table sales was orders {"))
    change = ("add note", add_column("clerk ", "note      text;"))
    for title, first, second in (("renamed first", rename, change), ("changed first", change, rename)):
        team = Team(kura, folder / first[0])
        team.on("first", first)
        team.on("second", second)
        team.land("first")
        team.meet(count, title)
        text = team.project.read(team.project.file(-1)).split("-- kura:down")[0]
        wanted = "RENAME TO sales" if second is rename else "ALTER TABLE sales ADD COLUMN note"
        count.check(wanted in text and "DROP" not in text and "CREATE" not in text, f"{title}: the second does its part", text)


def rename_before_others(kura, folder, count):
    """A rename that is not the branch's last migration, over a table that main has changed."""
    team = Team(kura, folder)
    team.on("first", ("add note", add_column("clerk ", "note      text;")))
    team.on("second", ("rename", lambda project: project.replace("orders.schema", "table orders {", "table sales was orders {")), ("add shops", add_table("shops")))
    team.land("first")
    team.meet(count, "rename before others")
    text = "".join(team.project.read(team.project.file(place)).split("-- kura:down")[0] for place in range(2, len(team.project.names())))
    count.check("RENAME TO sales" in text and "DROP TABLE" not in text and "CREATE TABLE sales" not in text, "renamed, not copied", text)


def column_renamed_by_both(kura, folder, count):
    """Both rename columns of the same table."""
    team = Team(kura, folder)
    team.on("first", ("rename region", lambda project: project.replace("orders.schema", "region  varchar(32);", "zone    varchar(32) was region;")))
    team.on("second", ("rename clerk", lambda project: project.replace("orders.schema", "clerk  varchar(40);", "seller  varchar(40) was clerk;")))
    team.land("first")
    team.meet(count, "columns renamed by both")
    text = team.project.read(team.project.file(2)).split("-- kura:down")[0]
    count.check("RENAME COLUMN clerk TO seller" in text and "DROP" not in text and "zone" not in text, "only ours", text)


def destructive(kura, folder, count):
    """What was allowed once is allowed when it is planned again."""
    team = Team(kura, folder)
    team.on("first", ("add shops", add_table("shops")))
    drop = ("drop clerk", lambda project: project.replace("orders.schema", "  clerk  varchar(40);\n", ""))
    team.on("second", drop, options=("--destructive", "allow"))
    team.land("first")
    team.meet(count, "destructive")
    count.check("DROP COLUMN clerk" in team.project.read(team.project.file(2)), "still dropped")


def git_rebase(kura, folder, count):
    """`git rebase` instead of a merge: the same command mends each commit."""
    team = Team(kura, folder)
    team.on("first", ("add customers", add_table("customers")))
    team.on("second", ("add shops", add_table("shops")), ("add clerks", add_table("clerks")))
    team.land("first")
    project = team.project
    project.git("checkout", "--quiet", "second")
    done = project.git("rebase", "main", check=False)
    for _ in range(4):
        if done.returncode == 0:
            break
        told(count, "rebase in a commit", project.kura("rebase", "main"), 0)
        told(count, "verify in a commit", project.kura("verify"), 0)
        project.git("add", "--all")
        done = project.git("rebase", "--continue", check=False)
    count.check(done.returncode == 0, "git rebase ends", done.stdout + done.stderr)
    told(count, "verify at the end", project.kura("verify"), 0, "4 migrations")
    team.land("second")


def several_warehouses(kura, folder, count):
    team = Team(kura, folder, "warehouse prod : postgres { }\nwarehouse lite : sqlite { }\nwarehouse lake : starrocks { }\n")
    team.on("first", ("add shops", add_table("shops")))
    team.on("second", ("add note", add_column("clerk ", "note      text;")))
    team.land("first")
    team.meet(count, "several warehouses")
    count.check(all(len(team.project.names(it)) == 3 for it in ("prod", "lite", "lake")), "each has its three")


def edited_by_hand(kura, folder, count):
    """An edit is in no state; planning again would lose it, so that is refused."""
    team = Team(kura, folder)
    team.on("first", ("add shops", add_table("shops")))
    team.on("second", ("add note", add_column("clerk ", "note      text;")))
    project = team.project
    project.replace(project.file(1), "-- kura:commit", "UPDATE orders SET note = 'none';\n\n-- kura:commit")
    project.must("rehash")
    project.commit("fill it")
    team.land("first")
    project.git("checkout", "--quiet", "second")
    project.git("merge", "--quiet", "main", check=False)
    before = project.tree()
    told(count, "rebase over an edit", project.kura("rebase", "main"), 4, "edited by hand", "nothing was written")
    count.check(project.tree() == before, "nothing was written")


def not_merged(kura, folder, count):
    team = Team(kura, folder)
    team.on("first", ("add shops", add_table("shops")))
    team.on("second", ("add note", add_column("clerk ", "note      text;")))
    team.land("first")
    team.project.git("checkout", "--quiet", "second")
    before = team.project.tree()
    done = team.project.kura("rebase", "main")
    count.check(done.returncode in (0, 1) and team.project.tree() == before, "rebase before the merge writes nothing", done.stdout + done.stderr)
    told(count, "nothing to rebase", three_migrations(kura, folder / "other").kura("rebase", "HEAD"), 0, "nothing to do, the history is one line")


SCENARIOS = (
    other_tables, same_table, older_clock, several_migrations, same_new_table, different_new_table, rename_and_change, rename_before_others,
    column_renamed_by_both, destructive, git_rebase, several_warehouses, edited_by_hand, not_merged,
)
