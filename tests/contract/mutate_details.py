"""Random changes of what hangs on objects: comments of parts, owners of sequences, the engine's words, options of views."""

from models import Sql

_WORDS = {
    "postgres": ("storage external", "storage main", "statistics 500"), "mariadb": ("invisible",), "sqlite": ("on conflict ignore", "on conflict fail"),
}
_HEADERS = {
    "postgres": "security invoker", "mariadb": "security invoker", "starrocks": "security invoker", "redshift": "no schema binding",
}


def comment_part(maker, model):
    parts = model.enums + model.sequences
    if maker.dialect == "postgres":
        parts = parts + [it for relation in model.relations() for it in relation.indexes] + [it for view in model.views for it in view.columns]
    if not parts or not maker.can.comments:
        return False
    it = maker.pick(parts)
    it.comment = maker.pick([text for text in ("", "A part.", "It's part of it.") if text != it.comment])
    return True


def own_sequence(maker, model):
    """A sequence goes with a column of a table in the same schema, or with none."""
    if maker.dialect != "postgres" or not model.sequences:
        return False
    sequence = maker.pick(model.sequences)
    columns = [it.uid for table in model.tables if table.schema == sequence.schema for it in table.columns if not it.identity]
    sequence.owner = 0 if sequence.owner or not columns else maker.pick(columns)
    return True


def change_engine_words(maker, model):
    table = maker.pick(model.tables)
    fits = {
        "postgres": lambda it: it.type.family == "text",
        "mariadb": lambda it: it.default and not table.partition,
        "sqlite": lambda it: it.not_null and not it.generated and not it.identity,
    }.get(maker.dialect, lambda it: False)
    columns = [it for it in table.columns if fits(it)]
    if not columns:
        return False
    column = maker.pick(columns)
    column.engine_words = "" if column.engine_words else maker.pick(_WORDS[maker.dialect])
    return True


def change_view_header(maker, model):
    views = [it for it in model.views if not it.materialized]
    if maker.dialect not in _HEADERS or not views:
        return False
    view = maker.pick(views)
    view.header = [] if view.header else [_HEADERS[maker.dialect]]
    return True


def change_refresh(maker, model):
    views = [it for it in model.views if it.materialized]
    if maker.dialect != "starrocks" or not views:
        return False
    maker.pick(views).clauses["refresh"] = Sql(maker.pick(("refresh manual", "refresh every 1 hour", "refresh every 2 day")))
    return True


def plain_to_generated(maker, model):
    """A column that rows filled becomes one that is computed."""
    table = maker.pick(model.tables)
    made = maker.generated(model, table)
    if made is None or maker.dialect == "starrocks":
        return False
    columns = [it for it in table.columns if it.type.family == made.type.family and not it.generated and not it.identity
               and it.uid not in made.generated.uses and not (table.primary_key and it.uid in table.primary_key.columns)]
    if not columns:
        return False
    column = maker.pick(columns)
    column.generated, column.kept, column.type, column.default = made.generated, made.kept, made.type, ""
    return True


CHANGES = [comment_part, own_sequence, change_engine_words, change_engine_words, change_view_header, change_refresh, plain_to_generated]
