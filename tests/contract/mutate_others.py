"""Random changes of enums, sequences, schemas and physical design."""

from generate_designs import give_design, give_partitions
from models import Thing


def add_label(maker, model):
    if not model.enums:
        return False
    enum = maker.pick(model.enums)
    label = Thing(model.number(), f"label {maker.random.randrange(100)}")
    if label.name in [it.name for it in enum.labels]:
        return False
    place = len(enum.labels) if maker.chance(0.5) else maker.random.randrange(len(enum.labels))
    enum.labels.insert(place, label)
    return True


def rename_label(maker, model):
    labels = [(enum, it) for enum in model.enums for it in enum.labels if not it.was]
    if not labels:
        return False
    enum, label = maker.pick(labels)
    new = f"named {maker.random.randrange(100)}"
    if new in [it.name for it in enum.labels]:
        return False
    _follow_label(model, enum, label.name, new)
    label.was, label.name = label.name, new
    return True


def _follow_label(model, enum, old, new):
    """Another enum may have a label of this name too."""
    for table in model.tables:
        for column in table.columns:
            if column.type.enum == enum.uid and column.default == f"'{old}'":
                column.default = f"'{new}'" if new else ""


def drop_label(maker, model):
    enums = [it for it in model.enums if len(it.labels) > 2]
    if not enums:
        return False
    enum = maker.pick(enums)
    label = maker.pick(enum.labels)
    enum.labels.remove(label)
    _follow_label(model, enum, label.name, "")
    return True


def reorder_labels(maker, model):
    if not model.enums:
        return False
    maker.random.shuffle(maker.pick(model.enums).labels)
    return True


def rename_enum(maker, model):
    enums = [it for it in model.enums if not it.was]
    if not enums:
        return False
    enum = maker.pick(enums)
    enum.was, enum.name = enum.name, maker.name(model, ("sort_of", "phase"), 0)
    return True


def add_enum(maker, model):
    if maker.can.enums:
        model.enums.append(maker.enum(model))
    return maker.can.enums


def drop_enum(maker, model):
    if not model.enums:
        return False
    model.enums.remove(maker.pick(model.enums))
    return True


def change_sequence(maker, model):
    if not model.sequences:
        return False
    sequence = maker.pick(model.sequences)
    if not sequence.was and maker.chance(0.4):
        sequence.was, sequence.name = sequence.name, maker.name(model, ("ticker",), 0)
    elif maker.chance(0.3):
        model.sequences.remove(sequence)
    else:
        sequence.options["increment"] = maker.pick(("2", "3"))
        sequence.options.pop("cache", None)
    return True


def add_sequence(maker, model):
    if maker.can.sequences:
        model.sequences.append(maker.sequence(model))
    return maker.can.sequences


def comment_schema(maker, model):
    if not model.schemas or not maker.can.comments:
        return False
    name = maker.pick(model.schemas)
    model.schemas[name] = "" if model.schemas[name] else "All of it."
    return True


def change_native(maker, model):
    table = maker.pick(model.tables)
    if not maker.can.native or table.partition:
        return False
    table.native = [] if table.native else [maker.pick(maker.can.native)]
    return True


def change_partitions(maker, model):
    """Another scheme, none, or the last named one added or gone."""
    tables = [it for it in model.tables if it.primary_key and it.primary_key.columns]
    if not maker.can.partitions or not tables:
        return False
    table = maker.pick(tables)
    if f"low_part_{table.uid}" in table.partitions and maker.chance(0.6):
        return _change_range(maker, table)
    if f"more_part_{table.uid}" in table.partitions and maker.chance(0.5):
        return _change_list(maker, table)
    if table.partition and maker.chance(0.5):
        table.partition, table.partitions = None, {}
        return True
    aimed_at = any(key.target == table.uid for other in model.tables for key in other.foreign_keys)
    plain = not table.foreign_keys and not table.uniques and not aimed_at and not any(it.unique for it in table.indexes)
    column = next(it for it in table.columns if it.uid == table.primary_key.columns[0])
    if not plain or column.type.family != "whole" or table.native:
        return False
    give_partitions(maker, table)
    return True


def _change_range(maker, table):
    rest, added = f"rest_part_{table.uid}", f"next_part_{table.uid}"
    open_end = table.partitions.pop(rest, None)
    middle = f"mid_part_{table.uid}"
    if middle in table.partitions and maker.chance(0.3):
        del table.partitions[middle]
    elif added in table.partitions:
        del table.partitions[added]
    else:
        table.partitions[added] = "values from (10) to (20)" if maker.dialect == "postgres" else "values less than (20)"
    if open_end:
        table.partitions[rest] = open_end
    return True


def _change_list(maker, table):
    """A partition of its own for a value, or a value of a row that no partition takes any more."""
    few, own, more = (f"{name}_part_{table.uid}" for name in ("few", "own", "more"))
    rest = table.partitions[more]
    if maker.chance(0.4):
        table.partitions[more] = rest.replace("(4, ", "(") if "(4, " in rest else rest.replace("(", "(4, ")
    elif own in table.partitions:
        table.partitions = {few: "values in (1, 2, 3)", more: rest}
    else:
        table.partitions = {few: "values in (1, 3)", own: "values in (2)", more: rest}
    return True


def change_design(maker, model):
    """Distribution, sort key, encodings, key model: thrown anew for one table."""
    if maker.dialect not in ("redshift", "starrocks"):
        return False
    table = maker.pick(model.tables)
    for column in table.columns:
        column.words = ""
    table.clauses, table.native = {}, []
    give_design(maker, model, table)
    return True


CHANGES = [
    add_label, rename_label, drop_label, reorder_labels, rename_enum, add_enum, drop_enum, change_sequence, change_sequence, add_sequence,
    comment_schema, change_native, change_native, change_partitions, change_partitions, change_partitions,
    change_design, change_design, change_design,
]
