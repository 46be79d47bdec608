"""Databases and files of SQL as states, renames without `was`, and taking a running database over."""

_BEFORE = "create table sales (id int not null primary key, a varchar(20));\ncreate index by_a on sales (a)"
_AFTER = "create table trades (id int not null primary key, b varchar(20));\ncreate index by_b on trades (b)"


def database_as_state(site, check):
    site.sql(_BEFORE)
    site.write("table sales {\n  id  int          not null  primary key;\n  a   varchar(20);\n\n  index by_a on (a);\n}\n")
    same = site.run("diff", "--from", site.url, "--to", ".")
    check(same.returncode == 0, "a database and the project that says the same", same.stdout + same.stderr)
    back = site.run("diff", "--from", ".", "--to", site.url)
    check(back.returncode == 0, "the other way round", back.stdout + back.stderr)
    site.write("table sales {\n  id  int          not null  primary key;\n  a   varchar(30);\n\n  index by_a on (a);\n}\n")
    plan = site.run("plan", "--from", "${DATABASE}", "--to", ".")
    check(plan.returncode == 0 and "varchar(30)" in plan.stdout, "a plan from the database, named by a variable", plan.stdout + plan.stderr)
    nowhere = site.run("plan", "--from", "postgres://nobody@127.0.0.1:1/none", "--to", ".")
    check(nowhere.returncode != 0 and "127.0.0.1" in nowhere.stderr, "a database that is not there is an error", nowhere.stderr)


def files_as_states(site, check):
    (site.folder / "old.sql").write_text(_BEFORE.replace(";\n", ";\n") + ";\n", encoding="utf-8")
    (site.folder / "new.sql").write_text(_AFTER + ";\n", encoding="utf-8")
    states = ("--from", site.folder / "old.sql", "--to", site.folder / "new.sql", "--dialect", site.engine)
    dropped = site.run("diff", *states)
    check(dropped.returncode == 1 and "sales" in dropped.stdout and "trades" in dropped.stdout, "without renames one goes and one comes", dropped.stdout + dropped.stderr)
    renamed = site.run("diff", *states, "--rename", "table:sales=trades", "--rename", "column:sales.a=b", "--rename", "index:trades.by_a=by_b")
    check(renamed.returncode == 1 and "rename" in renamed.stdout and "drop" not in renamed.stdout, "with renames nothing is lost", renamed.stdout + renamed.stderr)
    typo = site.run("diff", *states, "--rename", "table:salez=trades")
    check(typo.returncode == 2 and "did you mean `sales`" in typo.stderr, "a rename of nothing is an error", typo.stderr)
    check(site.run("diff", *states, "--rename", "table:sales").returncode == 2, "a rename without a new name is an error")
    check(site.run("diff", *states, "--rename", "tabel:sales=trades").returncode == 2, "a rename of no kind is an error")
    short = site.run("diff", site.folder / "old.sql", site.folder / "new.sql", "--dialect", site.engine)
    check(short.returncode == 1 and short.stdout == dropped.stdout, "two states are enough", short.stdout + short.stderr)
    one = site.run("diff", site.folder / "old.sql", "--dialect", site.engine)
    check(one.returncode == 2, "one state is not", one.stdout + one.stderr)
    mute = site.run("diff", "--from", site.folder / "old.sql", "--to", site.folder / "new.sql")
    check(mute.returncode == 2 and "--dialect" in mute.stderr, "SQL of nobody knows which engine is an error", mute.stderr)


def no_database(site, check):
    typo = site.run("inspect", "pstgres://somewhere/there")
    check(typo.returncode == 2 and "did you mean `postgres`" in typo.stderr, "an unknown scheme is told", typo.stdout + typo.stderr)
    absent = site.run("inspect", f"sqlite:{site.folder / 'absent.db'}")
    check(absent.returncode == 5 and "there is no file" in absent.stderr, "a file that is not there is told", absent.stderr)
    check(not (site.folder / "absent.db").exists(), "and not made")


def take_over(site, check):
    site.sql(_BEFORE + ";\ncreate view all_sales as select id, a from sales where a is not null")
    site.sql("insert into sales values (1, 'x')")
    folder = site.folder / "taken"
    done = site.run("baseline", "--from", "${DATABASE}", "-C", folder, "-w", "app")
    check(done.returncode == 0, "takes the database over", done.stdout + done.stderr)
    text = "".join(it.read_text(encoding="utf-8") for it in sorted(folder.glob("*.schema")))
    check("table sales" in text and "view all_sales" in text, "writes what it found", text)
    check('url = "${DATABASE}"' in text, "writes the address as it was given", text)
    status = site.run("status", cwd=folder)
    check(status.returncode == 0 and "was there before" in status.stdout, "is marked as applied", status.stdout + status.stderr)
    for command in (("diff", "--from", site.url, "--to", "."), ("drift",), ("verify",)):
        empty = site.run(*command, cwd=folder)
        check(empty.returncode == 0, f"kura {command[0]} has nothing to say", empty.stdout + empty.stderr)
    nothing = site.run("migrate", "nothing", cwd=folder)
    check(nothing.returncode == 0 and "nothing to do" in nothing.stdout, "the next plan is empty", nothing.stdout + nothing.stderr)
    again = site.run("baseline", "--from", site.url, "-C", folder)
    check(again.returncode == 2 and "already" in again.stderr, "a project that is there is not written over", again.stdout + again.stderr)
    back = site.run("rollback", "--yes", cwd=folder)
    check(back.returncode == 4 and "before Kura" in back.stderr, "a baseline is not taken back", back.stdout + back.stderr)
    check(site.sql("select count(*) from sales") == "1", "the rows are there")


def inspect(site, check):
    site.sql(_BEFORE + ";\ncreate table other (id int primary key);\ncreate table tmp_x (id int primary key)")
    whole = site.run("inspect", site.url)
    check(whole.returncode == 0 and "table sales" in whole.stdout, "prints the schema", whole.stdout + whole.stderr)
    some = site.run("inspect", site.url, "--exclude", "tmp_*", "--include", "*s*")
    check("table sales" in some.stdout and "tmp_x" not in some.stdout and "table other" not in some.stdout, "patterns choose", some.stdout)
    site.run("inspect", site.url, "-o", site.folder / "parts", "--split", "by-table")
    names = sorted(it.name for it in (site.folder / "parts").rglob("*.schema"))
    check(names == ["other.schema", "sales.schema", "tmp_x.schema", "warehouse.schema"], "a file a table", str(names))
    checked = site.run("check", site.folder / "parts")
    check(checked.returncode == 0, "which compile", checked.stderr)
    wrong = site.run("inspect", "no/such/folder")
    check(wrong.returncode == 2 and "no address" in wrong.stderr, "what is no address is an error", wrong.stderr)


CASES = (database_as_state, files_as_states, no_database, take_over, inspect)
