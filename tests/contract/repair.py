"""Takes away what no longer makes sense in a model after a change: whatever names a part that is gone or of another family."""

import features
import repair_designs


def repair(model):
    """Walks until nothing changes, as one thing that goes can take others with it."""
    while _repair_once(model):
        pass
    return model


def _repair_once(model):
    before = sum(1 for _ in model.everything())
    _forget_former_names(model)
    things = model.by_uid()
    enums = {it.uid for it in model.enums}
    for table in model.tables:
        table.columns = [it for it in table.columns if it.type.enum in enums or not it.type.enum]
        _repair_table(model, table, things)
    model.tables = [it for it in model.tables if any(not column.generated for column in it.columns) and repair_designs.can_be(model, it)]
    for sequence in model.sequences:
        table = model.owner_of(sequence.owner)
        if table is None or table.schema != sequence.schema or table.owner or next(it for it in table.columns if it.uid == sequence.owner).identity:
            sequence.owner = 0
    for view in list(model.views):
        _repair_view(model, view)
    relations = {it.uid for it in model.relations()}
    model.views = [it for it in model.views if it.columns and it.base in relations and it.other in relations | {0}]
    for view in model.views:
        if view.materialized:
            _disown_views_below(model, view)
    return sum(1 for _ in model.everything()) != before


def _forget_former_names(model):
    """A later change may give a former name to another thing: nothing can have been what is still declared, nor two things the same."""
    for parts in [it.columns for it in model.tables] + [it.labels for it in model.enums]:
        names = {it.name for it in parts}
        _forget(parts, names, lambda it: it.was)
    things = model.enums + model.sequences + model.relations()
    while _forget(things, {_full(it.schema, it.name) for it in things if not it.was}, lambda it: _full(it.schema, it.was)):
        pass


def _full(schema, name):
    return name if "." in name or not schema else f"{schema}.{name}"


def _forget(things, taken, former):
    """Whether a thing has forgotten its former name, which is taken or was another one's before."""
    taken = set(taken)
    forgot = False
    for it in things:
        if it.was and former(it) in taken:
            it.was, forgot = "", True
        elif it.was:
            taken.add(former(it))
    return forgot


def _disown_views_below(model, view):
    """A stored view runs its query at once, and a view reads with its owner's rights, who has none here."""
    for below in model.views:
        if below.uid in (view.base, view.other) and not below.materialized:
            below.owner = ""
            _disown_views_below(model, below)


def _makes_sense(sql, columns):
    """Every column it names is there and of the family it needs."""
    for uid, family in zip(sql.uses, sql.families):
        column = columns.get(uid)
        if column is None or (family and column.type.family != family):
            return False
    return True


def _reads_blanks(model, column, plain):
    """MariaDB computes no stored column from a CHAR."""
    return model.dialect == "mariadb" and column.kept == "stored" and any(plain[uid].type.text.startswith("char") for uid in column.generated.uses)


def _repair_table(model, table, things):
    plain = {it.uid: it for it in table.columns if not it.generated}
    table.columns = [it for it in table.columns if not it.generated or _makes_sense(it.generated, plain) and not _reads_blanks(model, it, plain)]
    columns = {it.uid: it for it in table.columns}
    can = features.FEATURES[model.dialect]
    keyable = {it.uid for it in table.columns if it.type.family in can.keys_of and it.type.text not in ("text", "bytes")
               and not (can.key_limit < 1000 and it.type.text == "varchar(300)")}
    if table.primary_key and not set(table.primary_key.columns) <= keyable:
        table.primary_key = None
        for column in table.columns:
            column.identity = ""
    table.uniques = [it for it in table.uniques if set(it.columns) <= keyable and not table.partition]
    table.checks = [it for it in table.checks if _makes_sense(it.condition, columns)]
    table.indexes = [it for it in table.indexes if _index_makes_sense(it, columns, keyable)]
    table.grants = [it for it in table.grants if set(it.columns) <= set(columns)]
    table.clauses = {what: it for what, it in table.clauses.items() if _makes_sense(it, columns)}
    table.foreign_keys = [it for it in table.foreign_keys if _reaches(it, columns, things) and _can_name(model, table, things[it.target])]
    # The bounds are numbers, which have another order as texts.
    if table.partition and any(it.type.family == "text" for it in table.columns if it.uid in table.partition.uses):
        table.partition, table.partitions = None, {}
    if table.partition and not (table.primary_key and set(table.partition.uses) <= set(table.primary_key.columns)):
        table.partition, table.partitions = None, {}
    aimed_at = any(key.target == table.uid for other in model.tables for key in other.foreign_keys)
    if table.foreign_keys or aimed_at:
        table.native = [it for it in table.native if it != "unlogged"]
    _repair_attributes(model, table)
    repair_designs.repair_design(model, table)


def _repair_attributes(model, table):
    key = set(table.primary_key.columns) if table.primary_key else set()
    for column in table.columns:
        if column.identity and (key != {column.uid} or column.type.family != "whole"):
            column.identity = ""
        if column.identity or column.generated:
            column.default = ""
        if column.identity and model.dialect == "mariadb" and column.uid in _read(table):
            column.identity = ""
        if column.type.family != "text":
            column.collate = ""
        if column.generated or (model.dialect == "postgres") != (column.type.family == "text"):
            column.engine_words = ""
        if model.dialect == "sqlite" and (not column.not_null or column.identity) or model.dialect == "mariadb" and not column.default:
            column.engine_words = ""
        if column.generated and model.dialect == "mariadb":
            column.not_null = False
    if table.columns and all("invisible" in column.engine_words for column in table.columns):
        table.columns[0].engine_words = ""
    for it in table.foreign_keys:
        if "set null" in it.actions and any(column.not_null or column.uid in key for column in table.columns if column.uid in it.columns):
            it.actions = ""
        # MariaDB sets no column that a check or a stored column reads.
        if "set null" in it.actions and model.dialect == "mariadb" and not _read(table).isdisjoint(it.columns):
            it.actions = ""
    if any(it.type.family == "exact" for it in table.columns):
        table.native = [it for it in table.native if it != "strict"]
    if "without rowid" in table.native and (not table.primary_key or any(it.identity for it in table.columns)):
        table.native = [it for it in table.native if it != "without rowid"]


def _read(table):
    """Columns that checks and generated columns read."""
    read = [it.condition.uses for it in table.checks] + [it.generated.uses for it in table.columns if it.generated]
    return {uid for uses in read for uid in uses}


def _index_makes_sense(index, columns, keyable):
    if not all(_makes_sense(part, columns) for part in index.parts) or not set(index.include) <= keyable:
        return False
    plain = [part.uses[0] for part in index.parts if part.text == "{0}"]
    return set(plain) <= keyable and (index.where is None or _makes_sense(index.where, columns))


def _reaches(key, columns, things):
    target = things.get(key.target)
    if target is None or not set(key.columns) <= set(columns) or target.partition or not target.primary_key:
        return False
    if target.primary_key.columns != key.target_columns:
        return False
    aims = {it.uid: it for it in target.columns}
    pairs = zip(key.columns, key.target_columns)
    return all(to in aims and _same_type(columns[own], aims[to]) for own, to in pairs) and not columns[key.columns[0]].generated


def _can_name(model, table, target):
    """MariaDB looks for a name without a database in that of the table which says it."""
    return model.dialect != "mariadb" or not table.schema or target.schema


def _same_type(one, other):
    return (one.type.text, one.type.enum, one.collate) == (other.type.text, other.type.enum, other.collate)


def _repair_view(model, view):
    columns = {}
    for relation in model.relations():
        if relation.uid in (view.base, view.other):
            columns |= {it.uid: it for it in relation.columns}
    view.columns = [it for it in view.columns if _makes_sense(it.value, columns)]
    for it in view.columns:
        if it.value.text == "{0}":
            source = columns[it.value.uses[0]].type
            it.type.family, it.type.text, it.type.enum = source.family, source.text, source.enum
    if view.grouped:
        view.columns = [it for it in view.columns if it.type.family not in ("json", "list", "bytes")]
    if view.where and not _makes_sense(view.where, columns):
        view.where = None
    if view.other and not _makes_sense(view.on, columns):
        view.other, view.on = -1, None
    own = {it.uid: it for it in view.columns}
    plain = {it.uid for it in view.columns if it.type.family in ("whole", "text")}
    view.indexes = [it for it in view.indexes if _index_makes_sense(it, own, plain)]
    view.grants = [it for it in view.grants if set(it.columns) <= set(own)]
    view.clauses = {what: it for what, it in view.clauses.items() if _makes_sense(it, own)}
