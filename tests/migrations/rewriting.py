"""Scenarios of `kura squash` and `kura rehash`."""

from project import three_migrations
from writing import told


def squash_all(kura, folder, count):
    project = three_migrations(kura, folder)
    last = project.names()[-1]
    told(count, "squash", project.kura("squash"), 0, "3 migrations are one now")
    count.check(project.names() == [last], "the id of the last stays", str(project.names()))
    text = project.read(project.file(0))
    count.check("-- kura:previous none" in text and "sold_on" in text and "CREATE TABLE customers" in text, "from nothing to all of it", text)
    told(count, "verify", project.kura("verify"), 0, "1 migration,")
    told(count, "squash again", project.kura("squash"), 0, "nothing to do")
    project.replace("orders.schema", "  region ", "  a int;\n  region ")
    project.must("migrate", "a")
    told(count, "verify with one more", project.kura("verify"), 0, "2 migrations")


def squash_up_to_the_middle(kura, folder, count):
    for which in ("2", "add_day", "20260101T000200_add_day"):
        project = three_migrations(kura, folder / which)
        last = project.read(project.file(2))
        told(count, f"squash --up-to {which}", project.kura("squash", "--up-to", which), 0, "2 migrations are one now")
        count.check(project.names() == ["20260101T000200_add_day", "20260101T000300_customers"], "which are left", str(project.names()))
        count.check(project.read(project.file(1)) == last, "the one behind it is as it was")
        told(count, "verify", project.kura("verify"), 0, "2 migrations")


def squash_keeps_edits(kura, folder, count):
    """What was written by hand is in no state: it would be lost."""
    project = three_migrations(kura, folder)
    project.replace(project.file(1), "-- kura:commit", "UPDATE orders SET sold_on = CURRENT_DATE;\n\n-- kura:commit")
    project.must("rehash")
    before = project.tree()
    told(count, "squash over an edit", project.kura("squash"), 4, "20260101T000200_add_day", "edited by hand", "nothing was written")
    count.check(project.tree() == before, "nothing was written")
    told(count, "squash before the edit", project.kura("squash", "--up-to", "1"), 0, "nothing to do")


def rehash_shows_the_edit(kura, folder, count):
    project = three_migrations(kura, folder)
    told(count, "nothing to accept", project.kura("rehash"), 0, "nothing to do, 3 migrations as written")
    project.replace(project.file(1), "-- kura:commit", "UPDATE orders SET sold_on = CURRENT_DATE;\n\n-- kura:commit")
    told(count, "verify", project.kura("verify"), 1, "KURA0609", "kura rehash")
    told(count, "rehash", project.kura("rehash"), 0, "edited   20260101T000200_add_day", "+UPDATE orders SET sold_on = CURRENT_DATE;", "@@ line ")
    told(count, "verify after it", project.kura("verify"), 0, "3 migrations")
    told(count, "it is in the history", project.kura("show", "2"), 0, "UPDATE orders SET sold_on = CURRENT_DATE;")
    count.check(" edited\n" in project.read("migrations/prod/kura.sum"), "kura.sum says that it is edited")
    told(count, "rehash again", project.kura("rehash"), 0, "nothing to do")


def rehash_takes_directives_strictly(kura, folder, count):
    project = three_migrations(kura, folder)
    before = project.tree()
    project.replace(project.file(1), "-- kura:step 1", "-- kura:stpe 1")
    told(count, "a mistyped directive", project.kura("rehash"), 1, "KURA0601", "did you mean `step`?", "nothing was written")
    project.replace(project.file(1), "-- kura:stpe 1", "-- kura:step 2")
    told(count, "a wrong number", project.kura("rehash"), 1, "KURA0602")
    project.replace(project.file(1), "-- kura:step 2", "-- kura:step 1")
    project.replace(project.file(1), "-- kura:commit\nCOMMIT;", "COMMIT;")
    told(count, "no commit", project.kura("rehash"), 1, "KURA0602", "COMMIT")
    count.check({**project.tree(), f"prod/{project.names()[1]}.sql": b""} == {**before, f"prod/{project.names()[1]}.sql": b""}, "nothing was written")


def rehash_takes_edits_as_people_make_them(kura, folder, count):
    """Comments, blank lines, other indents, line ends of another system: the file says the same."""
    project = three_migrations(kura, folder)
    shown = project.kura("show", "2").stdout
    path = project.folder / project.file(1)
    text = path.read_text(encoding="utf-8").replace("-- kura:step", "-- Asked for by the sales people.\n\n-- kura:step", 1)
    path.write_bytes(text.replace("\n", "\r\n").encode())
    told(count, "rehash", project.kura("rehash"), 0, "edited   20260101T000200_add_day")
    told(count, "verify", project.kura("verify"), 0, "3 migrations")
    count.check(project.kura("show", "2").stdout == shown, "it says the same", project.kura("show", "2").stdout)


SCENARIOS = (
    squash_all, squash_up_to_the_middle, squash_keeps_edits, rehash_shows_the_edit, rehash_takes_directives_strictly, rehash_takes_edits_as_people_make_them,
)
