"""Random views over the tables and views of a model."""

import features
from models import Index, Output, Sql, Type, View

_VIEWS = ("summary", "recent", "listing", "totals", "board")
_NO_GROUPS = ("json", "list", "bytes")


def view(maker, model):
    bases = model.relations()
    if maker.dialect in ("redshift", "starrocks"):
        bases = [it for it in bases if not getattr(it, "materialized", False)]
    if not bases:
        return None
    base = maker.pick(model.views) if model.views and maker.chance(0.4) and model.views[-1] in bases else maker.pick(bases)
    made = View(model.number(), maker.name(model, _VIEWS), maker.comment(), schema=maker.schema(model), base=base.uid)
    made.materialized = maker.can.materialized and maker.chance(0.3) and not (maker.dialect == "redshift" and isinstance(base, View))
    made.grouped = maker.chance(0.25)
    if not made.grouped and maker.chance(0.25):
        join(maker, model, made, base)
    outputs(maker, model, made, base)
    if not made.columns:
        return None
    if maker.chance(0.3):
        made.where = condition(maker, base)
    if made.materialized and maker.dialect == "postgres" and maker.chance(0.5):
        give_index(maker, model, made)
    if maker.can.grants and maker.chance(0.2):
        made.grants.append(maker.grant(model, made))
    if maker.dialect == "postgres" and not made.materialized and maker.chance(0.15):
        made.header.append("security invoker")
    if maker.dialect == "redshift" and not made.materialized and maker.chance(0.3):
        made.header.append("no schema binding")
    if maker.dialect == "starrocks" and made.materialized:
        made.clauses["refresh"] = Sql(maker.pick(("refresh manual", "refresh every 1 hour")))
    return made


def give_index(maker, model, made):
    plain = [it for it in made.columns if it.type.family in ("whole", "text")]
    if plain:
        part = Sql("{0}", (maker.pick(plain).uid,), ("",))
        made.indexes.append(Index(model.number(), maker.name(model, ("fast",), 0), parts=[part], orders=[""]))


def join(maker, model, made, base):
    whole = [it for it in base.columns if it.type.family == "whole"]
    others = [
        it for it in (model.tables if made.materialized and maker.dialect == "redshift" else model.relations())
        if it.uid != base.uid and not getattr(it, "materialized", False) and any(c.type.family == "whole" for c in it.columns)
    ]
    if not whole or not others:
        return
    other = maker.pick(others)
    aim = maker.pick([it for it in other.columns if it.type.family == "whole"])
    made.other = other.uid
    made.on = Sql("{0} = {1}", (maker.pick(whole).uid, aim.uid), ("whole", "whole"))


def outputs(maker, model, made, base):
    columns = [it for it in base.columns if not (made.grouped and it.type.family in _NO_GROUPS)]
    maker.random.shuffle(columns)
    for column in columns[: maker.random.randrange(1, 5)]:
        value = Sql("{0}", (column.uid,), ("",))
        made.columns.append(Output(model.number(), out_name(maker, made, column.name), type=copy_of(column.type), value=value))
    other = next((it for it in model.relations() if it.uid == made.other), None)
    if other and other.columns:
        column = maker.pick(other.columns)
        value = Sql("{0}", (column.uid,), ("",))
        made.columns.append(Output(model.number(), maker.name(model, ("other",), 0), type=copy_of(column.type), value=value))
    if made.grouped or maker.chance(0.3):
        made.columns += computed(maker, model, made, base)
    if made.columns and maker.can.comments and maker.chance(0.1) and maker.dialect == "postgres":
        maker.pick(made.columns).comment = "Out it goes."


def computed(maker, model, made, base):
    value, rest = maker.sql(_columns_only(base), features.AGGREGATES if made.grouped else features.OUTPUTS)
    if value is None:
        return []
    return [Output(model.number(), maker.name(model, ("worth", "figure"), 0), type=Type(rest[0], "?"), value=value)]


def out_name(maker, made, name):
    taken = [it.name for it in made.columns]
    if maker.chance(0.15):
        name += "_out"
    while name in taken:
        name += "_more"
    return name


def copy_of(type_):
    return Type(type_.family, type_.text, type_.enum)


class _columns_only:
    """What Maker.sql wants to know of a table, of a view's columns."""

    def __init__(self, relation):
        self.columns = [_Plain(it) for it in relation.columns]


class _Plain:
    generated = identity = None

    def __init__(self, column):
        self.uid = column.uid
        self.type = column.type


def condition(maker, base):
    return maker.sql(_columns_only(base), features.INDEX_CONDITIONS)[0]
