"""Every way in which `kura verify` can fail: how it comes about, and what its help line says to do about it."""

import dataclasses
import hashlib
import shutil
import typing

TWO = "warehouse prod : postgres { }\nwarehouse lite : sqlite { }\n"


@dataclasses.dataclass(frozen=True)
class Failure:
    """`codes` are all that verify reports, the one it is about first; `says` stands in its message or help. `is_at_end`: in what the
    next migration builds on, so that `kura migrate` sees it as well."""

    name: str
    codes: tuple
    provoke: typing.Callable
    says: str
    mend: typing.Callable
    warehouses: str = "warehouse prod : postgres { }\n"
    options: tuple = ()
    is_at_end: bool = True


def take_back(project):
    """As it was in version control."""
    project.git("checkout", "--quiet", "HEAD", "--", ".")
    project.git("clean", "--quiet", "--force", "-d")


def rehash(project):
    project.must("rehash")


def chained(before, id_, content, state="planned"):
    return hashlib.sha256(f"{before}\n{id_}\n{content}\n{state}".encode()).hexdigest()


def write_sum(project, warehouse="prod"):
    """kura.sum as somebody writes it who knows how and says nothing of an edit."""
    path = project.migrations(warehouse) / "kura.sum"
    lines, chain = path.read_text(encoding="utf-8").splitlines()[:1], ""
    for id_ in project.names(warehouse):
        content = hashlib.sha256((project.migrations(warehouse) / f"{id_}.sql").read_bytes()).hexdigest()
        chain = chained(chain, id_, content)
        lines.append(f"{id_} {content} {chain}")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _directive_unknown(project):
    project.replace(project.file(1), "-- kura:begin", "-- kura:note ask before noon\n-- kura:begin")


def _mend_directive_unknown(project):
    project.replace(project.file(1), "-- kura:note ask", "-- ask")
    project.must("rehash")


def _directive_incomplete(project):
    project.replace(project.file(2), "table customers: create the table", "customers")


def _statement_unfinished(project):
    project.replace(project.file(1), "DATE;", "DATE")


def _mend_statement_unfinished(project):
    project.replace(project.file(1), "DATE", "DATE;")


def _line_runs(project):
    project.replace(project.file(2), "-- DROP TABLE customers;", "DROP TABLE customers;")


def _mend_line_runs(project):
    project.replace(project.file(2), "DROP TABLE customers;", "-- DROP TABLE customers;")


def _line_before_header(project):
    project.write(project.file(2), "SELECT 1;\n" + project.read(project.file(2)))


def _mend_line_before_header(project):
    project.write(project.file(2), project.read(project.file(2)).removeprefix("SELECT 1;\n"))
    project.replace(project.file(2), "-- kura:commit", "SELECT 1;\n-- kura:commit")
    project.must("rehash")


def _header_incomplete(project):
    text = project.read(project.file(2))
    project.write(project.file(2), text[text.index("-- kura:begin"):])


def _misnamed(project):
    path = project.folder / project.file(1)
    path.rename(path.with_name("20260101T000700_other_name.sql"))


def _mend_misnamed(project):
    old = project.git("ls-tree", "--name-only", "HEAD", "migrations/prod/").stdout.splitlines()[1]
    (project.migrations() / "20260101T000700_other_name.sql").rename(project.folder / old)


def _copied(project):
    shutil.copy(project.folder / project.file(2), project.migrations() / "20270101T000000_copy.sql")


def _mend_copied(project):
    (project.migrations() / "20270101T000000_copy.sql").unlink()


def _of_other_warehouse(project):
    shutil.copy(project.folder / project.file(2, "lite"), project.migrations() / "20270101T000000_stray.sql")
    project.replace("migrations/prod/20270101T000000_stray.sql", project.names("lite")[2], "20270101T000000_stray")


def _mend_of_other_warehouse(project):
    (project.migrations() / "20270101T000000_stray.sql").unlink()


def _edited(project):
    project.replace(project.file(1), "ADD COLUMN", "ADD  COLUMN")


def _deleted(project):
    (project.folder / project.file(1)).unlink()


def _unlisted(project):
    """As a run leaves it that was cut off behind the first file."""
    before = project.tree()
    project.replace("customers.schema", "name ", "mail         text;\n  name ")
    project.must("migrate", "add mail")
    for name in ("kura.sum", "state.schema"):
        (project.migrations() / name).write_bytes(before[f"prod/{name}"])


def _mend_unlisted_by_deleting(project):
    (project.folder / project.file(3)).unlink()
    project.must("migrate", "add mail")


def _sum_unreadable(project):
    project.replace("migrations/prod/kura.sum", project.names()[1], "# not so\nnot so")


def _merge_conflict(project):
    text = project.read("migrations/prod/kura.sum")
    project.write("migrations/prod/kura.sum", text + "<<<<<<< HEAD\n=======\n>>>>>>> main\n")


def _merge_conflict_in_state(project):
    project.replace("migrations/prod/state.schema", "table customers", "<<<<<<< HEAD\n=======\n>>>>>>> main\ntable customers")


def _rebase(project):
    project.must("rebase", "HEAD")


def _chain_broken(project):
    lines = project.read("migrations/prod/kura.sum").splitlines()
    lines[1], lines[2] = lines[2], lines[1]
    project.write("migrations/prod/kura.sum", "\n".join(lines) + "\n")


def _sum_missing(project):
    (project.migrations() / "kura.sum").unlink()


def _forked(project):
    """Two branches whose files came together and whose kura.sum somebody wrote anew."""
    project.git("checkout", "--quiet", "-b", "feature")
    project.replace("orders.schema", "  region ", "  shop      varchar(10);\n  region ")
    project.must("migrate", "add shop")
    project.commit("add shop")
    project.git("checkout", "--quiet", "main")
    project.replace("customers.schema", "  name ", "  mail         text;\n  name ")
    project.must("migrate", "add mail")
    project.commit("add mail")
    project.git("checkout", "--quiet", "feature")
    project.git("merge", "--quiet", "main", check=False)
    project.must("rehash")


def _rebase_main(project):
    project.must("rebase", "main")


def _out_of_order(project):
    """The third before the second, as its name says."""
    _rename_third(project, project.names()[2], "20260101T000101_customers")


def _mend_out_of_order(project):
    old = project.git("ls-tree", "--name-only", "HEAD", "migrations/prod/").stdout.splitlines()[2]
    _rename_third(project, "20260101T000101_customers", old.split("/")[-1].removesuffix(".sql"))


def _rename_third(project, old, new):
    (project.migrations() / f"{old}.sql").rename(project.migrations() / f"{new}.sql")
    project.replace(f"migrations/prod/{new}.sql", old, new)
    project.must("rehash")


def _gap(project):
    (project.folder / project.file(1)).unlink()
    project.must("rehash")


def _state_gap(project):
    text = project.read(project.file(2)).splitlines()
    place = next(i for i, line in enumerate(text) if line.startswith("-- kura:from "))
    text[place] = "-- kura:from 00000000000000000000000000000000"
    project.write(project.file(2), "\n".join(text) + "\n")
    project.must("rehash")


def _state_missing(project):
    (project.migrations() / "state.schema").unlink()


def _state_differs(project):
    project.replace("migrations/prod/state.schema", "varchar(200)", "varchar(300)")


def _project_ahead(project):
    project.replace("customers.schema", "varchar(200)", "varchar(300)")


def _migrate(project):
    project.must("migrate", "mend it")


def _planned_differently(project):
    _edited(project)
    write_sum(project)


def _undeclared(project):
    project.write("warehouses.schema", "warehouse prod : postgres { }\n")


def _declare_again(project):
    project.write("warehouses.schema", TWO)


def _remove_folder(project):
    shutil.rmtree(project.migrations("lite"))


FAILURES = (
    Failure("directive_unknown", ("KURA0601",), _directive_unknown, "does not begin with `kura:`", _mend_directive_unknown, is_at_end=False),
    Failure("directive_incomplete", ("KURA0602",), _directive_incomplete, "wants `1 table NAME: SUMMARY` behind it", take_back),
    Failure("statement_unfinished", ("KURA0603",), _statement_unfinished, "end it with `;`", _mend_statement_unfinished, is_at_end=False),
    Failure("line_runs", ("KURA0604",), _line_runs, "begin it with `-- `", _mend_line_runs),
    Failure("line_before_header", ("KURA0605",), _line_before_header, "move it behind the `-- kura:step`", _mend_line_before_header),
    Failure("header_incomplete", ("KURA0606",), _header_incomplete, "take the file back from version control", take_back),
    Failure("misnamed", ("KURA0607",), _misnamed, "a renamed file gets its name back", _mend_misnamed),
    Failure("copied", ("KURA0607",), _copied, "a copy under another name is deleted", _mend_copied),
    Failure("of_other_warehouse", ("KURA0608",), _of_other_warehouse, "each warehouse has a folder of its own", _mend_of_other_warehouse, TWO),
    Failure("edited", ("KURA0609",), _edited, "`kura rehash` shows the edit and accepts it", rehash, is_at_end=False),
    Failure("edited_and_undone", ("KURA0609",), _edited, "take the file back from version control", take_back, is_at_end=False),
    Failure("deleted", ("KURA0610",), _deleted, "take the file back from version control", take_back),
    Failure("unlisted", ("KURA0611",), _unlisted, "`kura rehash` takes it in", rehash),
    Failure("unlisted_and_deleted", ("KURA0611",), _unlisted, "delete it to plan it anew", _mend_unlisted_by_deleting),
    Failure("sum_unreadable", ("KURA0612",), _sum_unreadable, "`kura rehash` writes kura.sum anew", rehash),
    Failure("merge_conflict", ("KURA0613",), _merge_conflict, "`kura rebase BRANCH`", _rebase),
    Failure("merge_conflict_in_state", ("KURA0613",), _merge_conflict_in_state, "`kura rebase BRANCH`", _rebase),
    Failure("chain_broken", ("KURA0614",), _chain_broken, "let `kura rehash` write it anew", rehash),
    Failure("chain_broken_and_undone", ("KURA0614",), _chain_broken, "take kura.sum back from version control", take_back),
    Failure("sum_missing", ("KURA0615",), _sum_missing, "let `kura rehash` write it anew", rehash),
    Failure("forked", ("KURA0616",), _forked, "`kura rebase BRANCH`", _rebase_main),
    Failure("out_of_order", ("KURA0617",), _out_of_order, "give the files their names back", _mend_out_of_order),
    Failure("gap", ("KURA0618",), _gap, "take the file back from version control", take_back),
    Failure("state_gap", ("KURA0619",), _state_gap, "take both files back from version control", take_back, is_at_end=False),
    Failure("state_missing", ("KURA0620",), _state_missing, "`kura rehash` writes it anew", rehash),
    Failure("state_differs", ("KURA0621",), _state_differs, "`kura rehash` writes it anew", rehash),
    Failure("project_ahead", ("KURA0622",), _project_ahead, "`kura migrate NAME` writes the one that is missing", _migrate, options=("--replan", "0"), is_at_end=False),
    Failure("planned_differently", ("KURA0623",), _planned_differently, "`kura rehash` marks it as edited by hand", rehash, is_at_end=False),
    Failure("planned_differently_and_undone", ("KURA0623",), _planned_differently, "take the file back from version control", take_back, is_at_end=False),
    Failure("undeclared", ("KURA0624",), _undeclared, "declare the warehouse again", _declare_again, TWO, is_at_end=False),
    Failure("undeclared_and_removed", ("KURA0624",), _undeclared, "remove its folder of migrations", _remove_folder, TWO, is_at_end=False),
)
