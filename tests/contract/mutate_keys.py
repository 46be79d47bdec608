"""Random changes of keys, constraints and indexes."""

from models import Key


def add_constraint(maker, model):
    table = maker.pick(model.tables)
    choices = [(maker.can.checks, maker.check, table.checks), (maker.can.uniques and not table.partition, maker.unique, table.uniques),
               (maker.can.foreign_keys, maker.foreign_key, table.foreign_keys)]
    choices = [(make, place) for possible, make, place in choices if possible]
    if not choices:
        return False
    make, place = maker.pick(choices)
    made = make(model, table)
    place += [made] if made else []
    return made is not None


def drop_constraint(maker, model):
    lists = [place for table in model.tables for place in (table.checks, table.uniques, table.foreign_keys) if place]
    if not lists:
        return False
    place = maker.pick(lists)
    place.remove(maker.pick(place))
    return True


def rename_constraint(maker, model):
    """Kura has no `was` for these: same meaning, another name."""
    keys = [it for table in model.tables for it in table.uniques + table.checks + table.foreign_keys + table.indexes]
    if not keys:
        return False
    maker.pick(keys).name = maker.name(model, ("again", "new_name"), 0)
    return True


def change_constraint(maker, model):
    """The same name, another meaning."""
    table = maker.pick(model.tables)
    for old, make, place in ((table.checks, maker.check, table.checks), (table.uniques, maker.unique, table.uniques)):
        if old:
            made = make(model, table)
            if made is not None:
                made.name = place[0].name
                place[0] = made
                return True
    if table.foreign_keys:
        key = maker.pick(table.foreign_keys)
        key.actions = "on delete cascade" if key.actions != "on delete cascade" else ""
        return True
    return False


def change_primary_key(maker, model):
    if maker.dialect == "starrocks":
        return False
    table = maker.pick(model.tables)
    if table.primary_key and maker.chance(0.5):
        table.primary_key = None
        return True
    columns = maker.key_columns(table, maker.random.randrange(1, 3))
    if not columns or table.partition:
        return False
    table.primary_key = Key(model.number(), maker.name(model, ("key",), 0) if maker.chance(0.3) else "", columns=columns)
    return True


def add_index(maker, model):
    table = maker.pick(model.tables)
    made = maker.index(model, table) if maker.can.indexes else None
    table.indexes += [made] if made else []
    return made is not None


def drop_index(maker, model):
    lists = [it.indexes for it in model.relations() if it.indexes]
    if not lists:
        return False
    maker.pick(lists).pop()
    return True


def change_index(maker, model):
    """The same name, other columns."""
    tables = [it for it in model.tables if it.indexes]
    if not tables:
        return False
    table = maker.pick(tables)
    made = maker.index(model, table)
    if made is None:
        return False
    place = maker.random.randrange(len(table.indexes))
    made.name = table.indexes[place].name
    table.indexes[place] = made
    return True


CHANGES = [add_constraint, drop_constraint, add_index, drop_index] * 2 + [rename_constraint, rename_constraint, change_constraint, change_primary_key, change_index]
