"""What nobody declared and every plan must keep on PostgreSQL: grants, comments, options, indexes, triggers."""

import postgres_catalog

READER = "undeclared_reader"
COMMENT = "Nobody declared this."
OPTION = "security_barrier=true"

_COLUMNS = """select a.attname, t.typname from pg_attribute a join pg_type t on t.oid = a.atttypid
where a.attrelid = '{path}'::regclass and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' order by a.attnum"""
_ORDERED = ("int2", "int4", "int8", "text", "varchar", "date", "numeric", "timestamp")


def decorate(database):
    """Hangs things on every relation; gives name -> {(what, column or nothing)}."""
    database.execute("create function undeclared_trigger() returns trigger language plpgsql as 'begin return null; end'")
    return {
        name: set(_decorate_one(database, kind, path, number))
        for number, (name, kind, path) in enumerate(database.execute(postgres_catalog.RELATIONS))
    }


def _decorate_one(database, kind, path, number):
    run = database.execute
    run(f"grant select on {path} to {READER}")
    yield "select", ""
    columns = run(_COLUMNS.format(path=path.replace("'", "''")))
    for column, _ in columns[-1:]:
        run(f"grant references ({_quoted(column)}) on {path} to {READER}")
        yield "references", column
    if not _comment_of(database, path):
        word = {"v": "view", "m": "materialized view"}.get(kind, "table")
        run(f"comment on {word} {path} is '{COMMENT}'")
        yield "comment", ""
    if kind in ("r", "p"):
        run(f"create trigger undeclared_{number} after delete on {path} for each row execute function undeclared_trigger()")
        yield "trigger", ""
    if kind in ("r", "m") and not run(f"select 1 from pg_inherits where '{_text(path)}'::regclass in (inhrelid, inhparent)"):
        column = next((name for name, type_ in columns if type_ in _ORDERED), None)
        if column:
            run(f"create index undeclared_{number} on {path} ({_quoted(column)})")
            yield "index", column
    if kind == "v" and not run(f"select 1 from pg_class where oid = '{_text(path)}'::regclass and reloptions is not null"):
        run(f"alter view {path} set (security_barrier = true)")
        yield "option", ""


def found(database):
    """What hangs on every relation now."""
    return {name: set(_find(database, path)) for name, _, path in database.execute(postgres_catalog.RELATIONS)}


def _find(database, path):
    def holds(condition):
        return database.execute(f"select {condition}")[0][0] == "t"

    oid = f"'{_text(path)}'::regclass"
    if holds(f"has_table_privilege('{READER}', {oid}, 'select')"):
        yield "select", ""
    for (column,) in database.execute(f"select attname from pg_attribute, aclexplode(attacl) it where attrelid = {oid} and it.grantee = '{READER}'::regrole"):
        yield "references", column
    # A declared comment takes the place of the undeclared one.
    if _comment_of(database, path):
        yield "comment", ""
    if holds(f"exists (select from pg_trigger where tgrelid = {oid} and tgname like 'undeclared_%')"):
        yield "trigger", ""
    for (column,) in database.execute(
        f"select a.attname from pg_index x join pg_attribute a on a.attrelid = x.indrelid and a.attnum = x.indkey[0]"
        f" where x.indrelid = {oid} and x.indexrelid::regclass::text like '%undeclared_%'"
    ):
        yield "index", column
    if holds(f"exists (select from pg_class where oid = {oid} and (reloptions::text like '%{OPTION}%' or relkind <> 'v'))"):
        yield "option", ""


def _comment_of(database, path):
    return database.execute(f"select obj_description('{_text(path)}'::regclass, 'pg_class')")[0][0]


def _text(path):
    return path.replace("'", "''")


def _quoted(name):
    return '"' + name.replace('"', '""') + '"'
