"""Carries a plan out as its JSON says: session, transactions, checks, what is carried over."""

import itertools

from failures import Failure, SqlFailure, Stopped


def apply(database, plan, steps, stage, is_changed=False):
    """Runs the steps; what they carry is read before each and put back at the end. A database that others have changed is the same to it."""
    del is_changed
    session(database, plan, stage)
    restored = []
    risky = risky_objects(steps)
    done = 0
    seen = set()
    for number, group in itertools.groupby(steps, key=lambda step: step["transaction"]):
        if number and number in seen:
            raise Failure(stage, f"transaction {number} is opened twice")
        seen.add(number)
        for part in [list(group)] if number else [[step] for step in group]:
            _run(database, part, bool(number), restored, stage, done == 0, risky)
            done += 1
    for statement in restored:
        _execute(database, statement, stage, "a statement that was carried")


def risky_objects(steps):
    """What a hazard says may fail."""
    return {step["name"] for step in steps if any(it["name"] == "may_fail" for it in step["hazards"])}


def session(database, plan, stage):
    for statement in plan["session"]:
        _execute(database, statement, stage, "a statement of the session")


def _run(database, steps, in_block, restored, stage, is_first, risky):
    if in_block:
        database.begin()
    # What a transaction holds at its end (foreign keys both ways) may rest on any of its tables.
    is_risky = any(step["name"] in risky for step in steps)
    for step in steps:
        try:
            _run_step(database, step, restored, stage, step["name"] in risky, is_risky)
        except Stopped as stopped:
            if in_block:
                database.rollback()
            raise Stopped(str(stopped), is_first and in_block) from stopped
        except Failure:
            if in_block:
                database.rollback()
            raise
    if in_block:
        database.commit()


def _run_step(database, step, restored, stage, may_fail, may_fail_in_the_end):
    """`may_fail`: a hazard of a step of the same object says so; `may_fail_in_the_end`: one of the same transaction does."""
    place = f"step {step['id']}, {step['object']} {step['name']}: {step['summary']}"
    for check in step["checks_before"]:
        if not _holds(database, check, stage, place):
            if not may_fail:
                raise Failure(stage, f"{place}\na check before fails and no hazard says that it may: {check['what']}")
            raise Stopped(check["what"], False)
    for carry in step["carry"]:
        restored += [row[0] for row in _execute(database, carry["capture"], stage, place)]
    for statement in step["sql"]:
        try:
            database.execute(statement)
        except SqlFailure as failure:
            if may_fail and failure.by_data:
                raise Stopped(str(failure), False) from failure
            hint = "" if not failure.by_data else "\n(the rows are the reason, and no hazard says that it may fail)"
            raise Failure(stage, f"{place}\n{failure}{hint}") from failure
    for check in step["checks_after"]:
        if not _holds(database, check, stage, place):
            if may_fail_in_the_end:
                raise Stopped(check["what"], False)
            raise Failure(stage, f"{place}\na check after does not hold: {check['what']}\n{check['sql']}")


def _holds(database, check, stage, place):
    rows = _execute(database, check["sql"], stage, place)
    if len(rows) != 1 or len(rows[0]) != 1:
        raise Failure(stage, f"{place}\na check must give one value: {check['sql']}\nit gave {rows}")
    return str(rows[0][0]).lower() in ("1", "t", "true")


def _execute(database, statement, stage, place):
    try:
        return database.execute(statement)
    except SqlFailure as failure:
        raise Failure(stage, f"{place}\n{failure}") from failure
