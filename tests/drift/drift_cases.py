"""What was done by hand is seen, taken into the project, or taken back."""

_SHOP = """table customers {
  id    bigint       not null  primary key;
  name  varchar(50)  not null;
}

table orders {
  id        bigint          not null  primary key;
  customer  bigint          not null;
  amount    decimal(10, 2)  not null  default 0;

  index by_customer on (customer);
}

view large as
  select id, amount from orders where amount > 100 and customer is not null;
"""


def _applied(site):
    site.write(_SHOP)
    site.run("migrate", "begin")
    return site.run("apply", "--yes")


def nothing(site, check):
    done = _applied(site)
    check(done.returncode == 0, "applies", done.stderr)
    drift = site.run("drift")
    check(drift.returncode == 0 and "no drift" in drift.stdout, "no drift after an apply", drift.stdout + drift.stderr)
    check(site.json("drift", "--format", "json")["warehouses"][0]["objects"] == [], "none in the JSON either")
    site.sql("insert into customers values (1, 'a');\ninsert into orders values (1, 1, 200)")
    check(site.run("drift").returncode == 0, "rows are no drift")


def each_kind(site, check):
    _applied(site)
    site.sql("alter table customers add column email varchar(80);\ndrop view large;\ncreate table notes (id int primary key, text varchar(20))")
    drift = site.run("drift")
    check(drift.returncode == 1, "drift gives 1", drift.stdout + drift.stderr)
    for line in ("~ table customers", "add column `email`", "- view large", "+ table notes"):
        check(line in drift.stdout, f"tells `{line}`", drift.stdout)
    check("orders" not in drift.stdout, "tells of nothing else", drift.stdout)
    found = {it["object"]: it["drift"] for it in site.json("drift", "--format", "json")["warehouses"][0]["objects"]}
    check(found == {"table customers": "changed", "view large": "removed", "table notes": "added"}, "the JSON says the same", str(found))
    status = site.run("status")
    check(status.returncode == 1 and "customers" in status.stdout and "large" in status.stdout, "status tells of it too", status.stdout)
    # A new table of somebody else is in nobody's way; what Kura made and is otherwise now stops the next migration.
    site.write(_SHOP + "\ntable more {\n  id  bigint  primary key;\n}\n")
    site.run("migrate", "more")
    refused = site.run("apply", "--yes")
    check(refused.returncode == 4 and "customers" in refused.stderr, "apply is refused", refused.stdout + refused.stderr)


def view_text(site, check):
    _applied(site)
    site.sql("drop view large;\ncreate view large as select id, amount from orders where amount > 101 and customer is not null")
    drift = site.run("drift")
    check(drift.returncode == 1 and "~ view large" in drift.stdout, "a number in a view's text is seen", drift.stdout + drift.stderr)
    site.sql("drop view large;\ncreate view large as select id, amount from orders where amount > 100 and customer is not null")
    again = site.run("drift")
    check("view large" not in again.stdout or site.engine == "sqlite", "the same text by hand is the same", again.stdout)


def revert(site, check):
    _applied(site)
    site.sql("insert into customers values (1, 'a');\nalter table customers add column email varchar(80);\ndrop view large;\ncreate index by_name on customers (name)")
    plan = site.run("drift", "--revert", "--destructive", "allow", "--format", "json")
    check(plan.returncode == 0, "a plan of the way back", plan.stderr)
    (site.folder / "back.json").write_text(plan.stdout, encoding="utf-8")
    refused = site.run("drift", "--revert")
    check(refused.returncode == 4 and "email" in refused.stdout, "a column of somebody else's is not dropped unasked", refused.stdout + refused.stderr)
    done = site.run("apply", "--plan", site.folder / "back.json", "--yes", "--force")
    check(done.returncode == 0, "the plan applies", done.stdout + done.stderr)
    drift = site.run("drift")
    check(drift.returncode == 0, "no drift is left", drift.stdout + drift.stderr)
    check(site.sql("select id, name from customers") == "1\ta" or site.engine == "postgres", "the rows are there")


def adopt(site, check):
    _applied(site)
    site.sql("alter table customers add column email varchar(80);\ndrop view large;\ncreate table notes (id int primary key, text varchar(20))")
    done = site.run("drift", "--adopt")
    check(done.returncode == 0, "adopts", done.stdout + done.stderr)
    text = (site.project / "all.schema").read_text(encoding="utf-8")
    check("email" in text and "view large" not in text and "table orders" in text, "the project's own file says it", text)
    check("notes" in (site.project / "adopted.schema").read_text(encoding="utf-8"), "what was new stands in a file of its own")
    checked = site.run("check")
    check(checked.returncode == 0, "the project compiles", checked.stderr)
    site.run("migrate", "adopted", "--destructive", "allow")
    marked = site.run("apply", "--mark", "--yes")
    check(marked.returncode == 0 and "marks as applied" in marked.stdout, "is marked as applied", marked.stdout + marked.stderr)
    check(site.run("drift").returncode == 0, "then there is no drift", site.run("drift").stdout)
    check(site.run("status").returncode == 0, "and the status is well", site.run("status").stdout)


def without_journal(site, check):
    site.write(_SHOP)
    drift = site.run("drift")
    check(drift.returncode == 4 and "no journal" in drift.stderr, "says that there is no journal", drift.stdout + drift.stderr)


CASES = (nothing, each_kind, view_text, revert, adopt, without_journal)
