"""Random changes of a model: one function a change, which tells whether it found something to change."""

import generate_views
import mutate_columns
import mutate_details
import mutate_keys
import mutate_others
from generate import ROLES
from repair import repair


def add_table(maker, model):
    model.tables.append(maker.table(model))
    return True


def drop_table(maker, model):
    if len(model.tables) < 2:
        return False
    model.tables.remove(maker.pick(model.tables))
    return True


def rename_relation(maker, model):
    relations = [it for it in model.relations() if not it.was]
    if not relations:
        return False
    it = maker.pick(relations)
    it.was, it.name = it.name, maker.table_name(model)
    return True


def take_table_name(maker, model):
    """One table takes the name of one that goes."""
    tables = [it for it in model.tables if not it.was]
    if len(tables) < 2:
        return False
    one, other = maker.random.sample(tables, 2)
    if one.schema != other.schema:
        return False
    one.was, one.name = one.name, other.name
    model.tables.remove(other)
    return True


def replace_table(maker, model):
    """Another table under the same name: all of its columns are new."""
    table = maker.pick(model.tables)
    if len(model.tables) < 2:
        return False
    model.tables.remove(table)
    made = maker.table(model)
    made.name, made.schema = table.name, table.schema
    model.tables.append(made)
    return True


def move_relation(maker, model):
    relations = [it for it in model.relations() if not it.was and it.name.isidentifier()]
    if not model.schemas or not relations:
        return False
    it = maker.pick(relations)
    target = maker.pick([name for name in [*[""] * (maker.dialect != "redshift"), *model.schemas] if name != it.schema])
    if it.schema and it.name.isascii() and it.name.islower():
        it.was, it.schema = f"{it.schema}.{it.name}", target
        return True
    return False


def reorder_columns(maker, model):
    maker.random.shuffle(maker.pick(model.tables).columns)
    return True


def comment_relation(maker, model):
    it = maker.pick(model.relations())
    it.comment = maker.pick([text for text in ("", "Another one.", "It isn't.") if text != it.comment])
    return True


def change_grants(maker, model):
    if not maker.can.grants:
        return False
    it = maker.pick(model.relations())
    if it.grants and maker.chance(0.5):
        it.grants.pop()
        return True
    made = maker.grant(model, it)
    it.grants += [made] if made else []
    return made is not None


def change_owner(maker, model):
    if maker.dialect != "postgres":
        return False
    maker.pick(model.relations()).owner = maker.pick(ROLES)
    return True


def add_view(maker, model):
    made = generate_views.view(maker, model)
    model.views += [made] if made else []
    return made is not None


def drop_view(maker, model):
    if not model.views:
        return False
    model.views.remove(maker.pick(model.views))
    return True


def change_view(maker, model):
    if not model.views:
        return False
    view = maker.pick(model.views)
    things = model.by_uid()
    if maker.chance(0.3) and len(view.columns) > 1:
        view.columns.remove(maker.pick(view.columns))
    elif maker.chance(0.3):
        view.where = None if view.where else generate_views.condition(maker, things[view.base])
    elif maker.chance(0.5):
        maker.random.shuffle(view.columns)
    else:
        generate_views.outputs(maker, model, view, things[view.base])
    return True


def rename_view_column(maker, model):
    if not model.views:
        return False
    column = maker.pick(maker.pick(model.views).columns)
    column.name = maker.column_name(model)
    return True


def switch_view(maker, model):
    """A plain view becomes a stored one, or the other way."""
    if not maker.can.materialized or not model.views or maker.dialect in ("starrocks", "redshift"):
        return False
    view = maker.pick(model.views)
    view.materialized = not view.materialized
    view.indexes, view.header, view.clauses = [], [], {}
    return True


CHANGES = (
    [add_table, drop_table, take_table_name, replace_table, move_relation, reorder_columns, comment_relation, change_grants, change_owner, add_view, drop_view]
    + [rename_relation, change_view, rename_view_column, switch_view] * 2
    + mutate_columns.CHANGES + mutate_keys.CHANGES + mutate_details.CHANGES + mutate_others.CHANGES
)


def mutate(maker, model):
    """One change; gives its name. One that leaves no table is taken back."""
    for _ in range(30):
        change = maker.pick(CHANGES)
        kept = model.copy()
        if change(maker, model) and repair(model).tables:
            return change.__name__
        vars(model).update(vars(kept))
    return "nothing"
