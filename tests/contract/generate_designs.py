"""Random physical design: native clauses, partitions, distribution, sort keys, encodings, key models, properties."""

from models import Sql


def give_design(maker, model, table):
    _DESIGNS[maker.dialect](maker, model, table)


def _sqlite(maker, _, table):
    if maker.chance(0.1):
        table.native.append("strict")
    counts = any(it.identity for it in table.columns)
    if table.primary_key and not counts and maker.chance(0.1):
        table.native.append("without rowid")


def _partitioned(maker, _, table):
    if not table.primary_key and maker.chance(0.15):
        table.native.append(maker.pick(maker.can.native))
    elif maker.chance(0.25) and table.primary_key:
        give_partitions(maker, table)


def give_partitions(maker, table):
    """By the key's only column; what is named covers every value."""
    column = table.primary_key.columns[0]
    if next(it for it in table.columns if it.uid == column).identity:
        return
    method = maker.pick(maker.can.partitions)
    table.partition = Sql(f"{method}({{0}})", (column,), ("whole",))
    bounds = _BOUNDS[maker.dialect == "postgres", method]
    table.partitions = {f"{name}_{table.uid}": bound for name, bound in bounds.items()}


_BOUNDS = {
    (True, "range"): {
        "low_part": "values from (minvalue) to (3)", "mid_part": "values from (3) to (10)", "rest_part": "default",
    },
    (True, "list"): {"few_part": "values in (1, 2, 3)", "rest_part": "default"},
    (True, "hash"): {
        "even_part": "values with (modulus 2, remainder 0)", "odd_part": "values with (modulus 2, remainder 1)",
    },
    (False, "range"): {"low_part": "values less than (3)", "mid_part": "values less than (10)", "rest_part": "values less than (maxvalue)"},
    (False, "list"): {"few_part": "values in (1, 2, 3)", "more_part": "values in (4, 5, 6, 7, 8, 9)"},
    (False, "hash"): {},
}


def _redshift(maker, _, table):
    plain = [it for it in table.columns if it.type.family not in ("json",)]
    if maker.chance(0.6):
        column = maker.pick(plain)
        table.clauses["distribute"] = maker.pick((Sql("distribute by hash({0})", (column.uid,), ("",)), Sql("distribute by even"),
                                                  Sql("distribute by all"), Sql("distribute by auto")))
    if maker.chance(0.6):
        give_sort_key(maker, table, plain)
    for column in table.columns:
        if column.type.family in ("whole", "date", "text") and maker.chance(0.3):
            column.words = "encode " + maker.pick(("zstd", "lzo", "raw"))


def give_sort_key(maker, table, plain):
    uses = tuple(it.uid for it in maker.random.sample(plain, min(len(plain), maker.random.randrange(1, 4))))
    holes = ", ".join(f"{{{place}}}" for place in range(len(uses)))
    choices = [f"sort by ({holes})", f"sort by ({holes})", f"sort by interleaved ({holes})", "sort by auto", "sort by none"]
    text = maker.pick(choices)
    table.clauses["sort"] = Sql(text, uses if "{" in text else (), ("",) * len(uses) if "{" in text else ())


def _starrocks(maker, _, table):
    key = table.columns[0]
    model = maker.pick(("primary", "unique", "duplicate"))
    if maker.chance(0.1):
        model = "aggregate"
        for column in table.columns[1:]:
            column.words = "aggregate " + "replace"
            column.default = ""
        table.columns = [it for it in table.columns if not it.generated]
    table.clauses["model"] = Sql(f"model {model} key ({{0}})", (key.uid,), ("whole",))
    if maker.chance(0.7):
        buckets = maker.pick(("", " buckets 4", " buckets 8"))
        table.clauses["distribute"] = Sql(f"distribute by hash({{0}}){buckets}", (key.uid,), ("whole",))
    whole = [it for it in table.columns if it.type.family == "whole"]
    if whole and model in ("primary", "duplicate") and maker.chance(0.3):
        column = maker.pick(whole)
        table.clauses["sort"] = Sql("sort by ({0})", (column.uid,), ("whole",))
    if maker.chance(0.4):
        table.clauses["properties"] = Sql('properties { ' + maker.pick(('"compression" = "ZSTD"', '"replication_num" = "1"')) + '; }')
    if model in ("duplicate",) and maker.chance(0.3):
        date = next((it for it in table.columns if it.type.family in ("date", "moment") and not it.generated), None)
        if date:
            table.clauses["partition"] = Sql("partition by date_trunc('day', {0})", (date.uid,), (date.type.family,))
            date.not_null = True


_DESIGNS = {"sqlite": _sqlite, "postgres": _partitioned, "mariadb": _partitioned, "redshift": _redshift, "starrocks": _starrocks}
