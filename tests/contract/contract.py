"""The contract of `kura plan` for one pair of states: what it says leads from the one to the other, and no row is lost."""

import dataclasses
import re

import applying
import rows
from failures import Failure, Stopped


# What the plan keeps on request and says must be dropped before going back.
_KEPT = "is kept and holds its name: drop it before going back"

_NO_WAY_BACK = "there is no way back: "


@dataclasses.dataclass(frozen=True)
class Outcome:
    """`kind` is applied, stopped, refused or invalid; the last three say why."""

    kind: str
    why: str = ""


@dataclasses.dataclass(frozen=True)
class Case:
    before: str
    after: str
    options: tuple = ()
    lost_is_allowed: bool = True
    has_dump: bool = False
    has_nulls: bool = True
    is_decorated: bool = True


def check(case, compiler, database, executor=applying):
    """Gives an Outcome or raises Failure. `executor` carries the plans out; the state to compare with is always built here."""
    answers = _plans(case, compiler)
    if isinstance(answers, Outcome):
        return answers
    creation, forward, target, again = answers
    if again["changes"] or again["steps"]:
        raise Failure("second plan", f"from the state after to itself: {again['changes'] or again['steps']}")
    if not forward["changes"] and forward["steps"]:
        raise Failure("plan", "steps without a change")
    # The server makes up names for the indexes of partitions, which the dump is full of.
    statements = [sql for plan in (creation, target) for step in plan["steps"] for sql in step["sql"]]
    has_dump = case.has_dump and not any("PARTITION" in sql for sql in statements)
    wanted = _built(database, target, (creation, forward, target), has_dump)
    with database.fresh((creation, forward, target)):
        _create(database, creation, "before", executor)
        database.new_session()
        rows.fill(database, case.has_nulls)
        start = _State(database)
        decorated = database.decorate() if case.is_decorated else {}
        database.new_session()
        try:
            executor.apply(database, forward, forward["steps"], "apply", bool(decorated))
        except Stopped as stopped:
            return _after_stop(database, start, stopped)
        route = rows.route_of(forward, forward["steps"])
        _compare(database, wanted, "result", _told_to_move(forward) if "keep" in case.options else None)
        rows.compare(start.rows, rows.snapshot(database), route, "rows")
        _compare_decorations(database, decorated, route, forward)
        _count_on(database)
        return _undo(database, forward, start, executor)


class _State:
    def __init__(self, database):
        self.catalog = database.catalog()
        self.rows = rows.snapshot(database)


def _plans(case, compiler):
    allow = ("--destructive", "allow") if case.lost_is_allowed and "--destructive" not in case.options else ()
    answers = compiler.ask(
        ("empty", case.before), (case.before, case.after, (*case.options, *allow)), ("empty", case.after), (case.after, case.after)
    )
    if any(answer.code == 1 for answer in answers):
        return Outcome("invalid", next(it.messages for it in answers if it.code == 1))
    for answer in answers:
        if answer.code not in (0, 4):
            raise Failure("kura", f"ended with {answer.code}\n{answer.messages}")
    refused = next((it for it in answers if it.is_refused), None)
    if refused:
        if not refused.plan["refusals"]:
            raise Failure("kura", "ended with 4 and names no refusal")
        return Outcome("refused", refused.plan["refusals"][0]["what"])
    return [answer.plan for answer in answers]


def _built(database, target, plans, has_dump):
    with database.fresh(plans):
        _create(database, target, "after", applying)
        return database.catalog(), _orders(database), database.second_opinion() if has_dump else ""


def _orders(database):
    """Table -> its columns in their order."""
    return {f"order of the columns of {it.name}": ", ".join(column.name for column in it.columns) for it in database.shapes()}


def _create(database, plan, which, executor):
    try:
        executor.apply(database, plan, plan["steps"], f"creation of the state {which}")
    except Stopped as stopped:
        raise Failure(f"creation of the state {which}", str(stopped)) from stopped


def _told_to_move(plan):
    """What the plan says gets another order of columns."""
    return {f"order of the columns of {step['name']}" for step in plan["steps"] for hazard in step["hazards"]
            if hazard["name"] == "not_carried" and hazard["detail"].endswith("becomes the last column of the table")}


def _compare(database, wanted, stage, told_to_move):
    """`told_to_move`: tables whose order of columns does not count; None: no table's does."""
    catalog, orders, dump = wanted
    compare_catalogs(catalog, database.catalog(), stage)
    if told_to_move is not None:
        kept = lambda found: {name: order for name, order in found.items() if name not in told_to_move}
        compare_catalogs(kept(orders), kept(_orders(database)), stage)
    if dump and dump != database.second_opinion():
        ours = database.second_opinion()
        lines = [f"wanted: {it}" for it in sorted(set(dump.splitlines()) - set(ours.splitlines()))]
        lines += [f"got:    {it}" for it in sorted(set(ours.splitlines()) - set(dump.splitlines()))]
        if lines:
            raise Failure(f"{stage} (dump)", "\n".join(lines))


def compare_catalogs(wanted, got, stage):
    # Who owns what states no owner is not managed, and an owner needs no grants.
    unmanaged = {place.removeprefix("owner of ") for place, owner in wanted.items()
                 if place.startswith("owner of ") and owner == "postgres" and got.get(place, owner) != owner}
    lines = []
    for place in sorted(set(wanted) | set(got)):
        if place.startswith(("owner of ", "grant of ")) and any(f" {name} " in place + " " for name in unmanaged):
            continue
        if wanted.get(place) != got.get(place):
            lines.append(f"{place}\n  wanted: {wanted.get(place, 'nothing')}\n  got:    {got.get(place, 'nothing')}")
    if lines:
        raise Failure(stage, "\n".join(lines))


def _after_stop(database, start, stopped):
    """The plan saw that the rows do not allow it; when that was in its first transaction, all is as it was."""
    if stopped.is_untouched:
        compare_catalogs(start.catalog, database.catalog(), "after a stop")
        rows.compare(start.rows, rows.snapshot(database), rows.Route(), "rows after a stop")
    return Outcome("stopped", str(stopped))


def _compare_decorations(database, decorated, route, plan):
    """What nobody declared is still there on everything that outlived the plan."""
    old_names = {change["name"]: change["text"].split("`")[-2] for change in plan["changes"]
                 if change["kind"] in ("rename_table", "move_table", "rename_view", "move_view")}
    made = {change["name"] for change in plan["changes"] if change["kind"] in ("create_table", "create_view")}
    left_behind = _rights_not_carried(plan)
    found = database.decorations()
    for name in database.relation_names():
        old = old_names.get(name, name)
        if name in made or old not in decorated or (name not in old_names and old in old_names.values()):
            continue
        columns = database.columns_of(name)
        for what, column in decorated[old]:
            column = next((new for (table, new), was in route.columns.items() if table == name and was == column), column)
            if column and (column not in columns or what == "references" and (name, column) in left_behind):
                continue
            if (what, column) not in found[name]:
                raise Failure("carried", f"{name} lost what nobody declared: {what} {column}")


def _rights_not_carried(plan):
    """(relation, column) whose undeclared rights the plan says it loses."""
    rights = re.compile(r"undeclared rights on column `((?:[^`]|``)*)`")
    found = [(step["name"], rights.match(hazard["detail"])) for step in plan["steps"] for hazard in step["hazards"]
             if hazard["name"] == "not_carried"]
    return {(name, match[1]) for name, match in found if match}


def _count_on(database):
    """Counting columns go on behind the last value."""
    for shape in database.shapes():
        if any(it.counted for it in shape.columns):
            database.begin()
            collides = rows.collides_by_counting(database, shape)
            database.rollback()
            if collides:
                raise Failure("counting", f"{shape.name} counts values that it holds already")


def _undo(database, plan, start, executor):
    irreversible = [(step, it["detail"]) for step in plan["steps"] for it in step["hazards"] if it["name"] == "irreversible"]
    kept = [(step["object"], step["name"]) for step, detail in irreversible if _KEPT in detail]
    if not plan["undo"] and any(_NO_WAY_BACK in detail for _, detail in irreversible):
        return Outcome("applied")
    forward_irreversible = any(_KEPT not in detail for _, detail in irreversible)
    try:
        database.new_session()
        database.drop_kept(kept)
        executor.apply(database, plan, plan["undo"], "undo")
    except Stopped as stopped:
        return Outcome("applied", f"the way back stopped: {stopped}")
    compare_catalogs(start.catalog, database.catalog(), "undo result")
    if not forward_irreversible:
        rows.compare(start.rows, rows.snapshot(database), _way_back(plan), "undo rows")
    return Outcome("applied")


def _way_back(plan):
    """Both ways may have changed values; names are the old ones again."""
    there = rows.route_of(plan, plan["steps"])
    back = rows.route_of({"changes": []}, plan["undo"])
    for table, columns in there.touched.items():
        old_columns = {there.columns.get((table, it), it) for it in columns}
        back.touched[there.tables.get(table, table)] |= columns | old_columns
    back.lost |= {there.tables.get(it, it) for it in there.lost}
    return back
