"""Random changes of columns."""

from models import Type

# From a family to those that an engine may convert it to.
_CONVERSIONS = {
    "whole": ("exact", "float", "text"), "exact": ("float", "text", "whole"), "float": ("exact", "text"), "text": ("whole", "exact", "date"),
    "flag": ("whole", "text"), "date": ("moment", "text"), "moment": ("date", "zoned", "text"), "zoned": ("moment", "text"), "bytes": ("text",),
    "uuid": ("text",), "json": ("text",), "time": ("text",),
}


def _pick(maker, model, fits=lambda column: True):
    """A table and a column of it that fits, or a pair of nothing."""
    found = [(table, column) for table in model.tables for column in table.columns if fits(column)]
    return maker.pick(found) if found else (None, None)


def add_column(maker, model):
    table = maker.pick(model.tables)
    column = maker.column(model)
    if column.not_null and not column.default and maker.chance(0.9):
        column.default = maker.default(model, column.type)
        column.not_null = bool(column.default)
    table.columns.insert(maker.random.randrange(len(table.columns) + 1), column)
    return _keep_key_first(maker, table)


def _keep_key_first(maker, table):
    """StarRocks wants its key columns first, and says so each time."""
    if maker.dialect == "starrocks":
        uses = table.clauses["model"].uses if "model" in table.clauses else ()
        table.columns.sort(key=lambda column: column.uid not in uses)
        if "aggregate" in str(table.clauses.get("model", "")):
            for column in table.columns:
                if column.uid not in uses and not column.words:
                    column.words, column.default, column.generated = "aggregate replace", "", None
    return True


def add_generated_column(maker, model):
    table = maker.pick(model.tables)
    column = maker.generated(model, table)
    table.columns += [column] if column else []
    return column is not None and _keep_key_first(maker, table)


def drop_column(maker, model):
    table, column = _pick(maker, model)
    if len(table.columns) < 2:
        return False
    table.columns.remove(column)
    return True


def rename_column(maker, model):
    _, column = _pick(maker, model, lambda it: not it.was)
    if column is None:
        return False
    column.was, column.name = column.name, maker.column_name(model)
    return True


def take_column_name(maker, model):
    """One column takes the name of one that goes."""
    table = maker.pick(model.tables)
    columns = [it for it in table.columns if not it.was]
    if len(columns) < 2:
        return False
    one, other = maker.random.sample(columns, 2)
    one.was, one.name = one.name, other.name
    table.columns.remove(other)
    return True


def replace_column(maker, model):
    """Another column under the same name; without `was` it is the same one with another type."""
    table, column = _pick(maker, model, lambda it: not it.generated and not it.identity)
    if column is None:
        return False
    made = maker.column(model)
    made.name = column.name
    table.columns[table.columns.index(column)] = made
    return _keep_key_first(maker, table)


def widen_type(maker, model):
    """Another type of the same family."""
    _, column = _pick(maker, model, lambda it: len(maker.can.types.get(it.type.family, ())) > 1 and not it.generated and not it.type.enum)
    if column is None:
        return False
    texts = [it for it in maker.can.types[column.type.family] if it != column.type.text]
    retype(model, column, Type(column.type.family, maker.pick(texts)))
    return True


def convert_type(maker, model):
    """A type of another family; what named the column as the old one goes."""
    _, column = _pick(maker, model, lambda it: it.type.family in _CONVERSIONS and not it.generated and not it.identity)
    if column is None:
        return False
    family = maker.pick([it for it in _CONVERSIONS[column.type.family] if it in maker.can.types])
    texts = [text for text in maker.can.types[family] if text not in ("char(8)", "varchar(10)")]
    column.default = ""
    retype(model, column, Type(family, maker.pick(texts)))
    return True


def retype(model, column, new):
    """The type of the column and of all that a foreign key ties to it."""
    tied, size = {column.uid}, 0
    while size != len(tied):
        size = len(tied)
        for table in model.tables:
            for key in table.foreign_keys:
                pair = set(key.columns) | set(key.target_columns)
                tied |= pair if pair & tied else set()
    for table in model.tables:
        for it in table.columns:
            if it.uid in tied:
                it.type = Type(new.family, new.text, new.enum)


def change_nullability(maker, model):
    _, column = _pick(maker, model, lambda it: not it.identity and not it.generated)
    if column is None:
        return False
    column.not_null = not column.not_null
    if column.not_null and not column.default and maker.chance(0.5):
        column.default = maker.default(model, column.type)
    return True


def change_default(maker, model):
    _, column = _pick(maker, model, lambda it: not it.identity and not it.generated and not it.words.startswith("aggregate"))
    if column is None:
        return False
    old = column.default
    column.default = "" if old and maker.chance(0.4) else maker.default(model, column.type)
    return column.default != old


def change_generated(maker, model):
    """Becomes another expression, plain, or stored instead of computed."""
    table, column = _pick(maker, model, lambda it: it.generated)
    if column is None:
        return False
    if maker.chance(0.4):
        column.generated, column.kept = None, ""
        return True
    if maker.chance(0.3) and len(maker.can.generated) > 1:
        column.kept = "virtual" if column.kept == "stored" else "stored"
        return True
    made = maker.generated(model, table)
    if made is None or made.type.family != column.type.family:
        return False
    column.generated = made.generated
    return True


def change_identity(maker, model):
    keys = [it.primary_key.columns[0] for it in model.tables if it.primary_key and len(it.primary_key.columns) == 1 and not it.partition]
    _, column = _pick(maker, model, lambda it: it.uid in keys and it.type.family == "whole" and maker.can.identity)
    if column is None:
        return False
    column.identity = "" if column.identity and maker.chance(0.6) else maker.pick(maker.can.identity)
    return True


def change_collation(maker, model):
    _, column = _pick(maker, model, lambda it: it.type.family == "text" and maker.can.collations)
    if column is None:
        return False
    column.collate = maker.pick([it for it in ("", *maker.can.collations) if it != column.collate])
    return True


def comment_column(maker, model):
    _, column = _pick(maker, model)
    column.comment = maker.pick([it for it in ("", "Counted.", "Isn't counted.") if it != column.comment])
    return True


def change_encoding(maker, model):
    _, column = _pick(maker, model, lambda it: it.type.family in ("whole", "date", "text"))
    if maker.dialect != "redshift" or column is None:
        return False
    column.words = maker.pick(["", "encode zstd", "encode lzo", "encode raw"])
    return True


CHANGES = [
    add_generated_column, take_column_name, replace_column, change_generated, change_identity, change_collation, comment_column, change_encoding,
] + [add_column, drop_column, rename_column, widen_type, convert_type, change_nullability, change_default] * 3
