"""What StarRocks refuses of columns: rules, each from the ledger before a statement and the statement to sentences."""

from starrocks_sql import name_of

WHOLE = ("TINYINT", "SMALLINT", "INT", "BIGINT", "LARGEINT")
TEXT = ("CHAR", "VARCHAR")
NESTED = ("ARRAY", "MAP", "STRUCT")
AGGREGATES = ("SUM", "MIN", "MAX", "REPLACE", "REPLACE_IF_NOT_NULL", "HLL_UNION", "BITMAP_UNION", "PERCENTILE_UNION")

# The conversions that MODIFY COLUMN takes, by the first word of a type; all others are refused.
CONVERSIONS = {
    "TINYINT": (*WHOLE, "DOUBLE", "VARCHAR"), "SMALLINT": (*WHOLE[1:], "DOUBLE", "VARCHAR"), "INT": (*WHOLE[2:], "DOUBLE", "DATE", "VARCHAR"),
    "BIGINT": (*WHOLE[3:], "DOUBLE", "VARCHAR"), "LARGEINT": ("LARGEINT", "VARCHAR"), "FLOAT": ("FLOAT", "DOUBLE", "VARCHAR"),
    "DOUBLE": ("DOUBLE", "VARCHAR"), "DECIMAL": ("DECIMAL", "VARCHAR"), "CHAR": TEXT,
    "VARCHAR": ("VARCHAR", *WHOLE, "FLOAT", "DOUBLE", "DATE", "DECIMAL", "JSON"), "DATE": ("DATE", "DATETIME"), "DATETIME": ("DATETIME", "DATE"),
    "JSON": ("JSON", "VARCHAR"),
}


def changed_default(ledger, it):
    for column in it.columns("MODIFY COLUMN"):
        known = ledger.table(it.table).columns.get(column.name)
        if known is not None and not known.is_generated and known.default != column.default:
            yield f"MODIFY COLUMN changes the default of `{column.name}` from {known.default} to {column.default}"


def tightened(ledger, it):
    for column in it.columns("MODIFY COLUMN"):
        known = ledger.table(it.table).columns.get(column.name)
        if known is not None and not known.is_not_null and column.is_not_null:
            yield f"MODIFY COLUMN makes `{column.name}` NOT NULL"


def lost_role(ledger, it):
    for column in it.columns("MODIFY COLUMN"):
        known = ledger.table(it.table).columns.get(column.name)
        if known is None or known.is_generated != column.is_generated:
            if known is not None:
                yield f"MODIFY COLUMN makes `{column.name}` generated or plain"
            continue
        role = [w for w in known.flat if w in AGGREGATES]
        if role != [w for w in column.flat if w in AGGREGATES]:
            yield f"MODIFY COLUMN changes the aggregate of `{column.name}`"


def incomplete_definition(_, it):
    for column in it.columns("MODIFY COLUMN"):
        if not column.says_null and not column.is_generated:
            yield f"MODIFY COLUMN of `{column.name}` says neither NULL nor NOT NULL: it loosens the column"


def modified_nested(_, it):
    for column in it.columns("MODIFY COLUMN"):
        if column.type in NESTED:
            yield f"MODIFY COLUMN of the nested column `{column.name}`"


def added_without_value(_, it):
    for column in it.columns("ADD COLUMN"):
        needs = column.is_not_null and column.default is None and not column.is_generated
        if needs and column.type not in ("BITMAP", "HLL"):
            yield f"`{column.name}` is NOT NULL and has no default"


def added_identity(_, it):
    for column in it.columns("ADD COLUMN"):
        if column.has_identity:
            yield f"`{column.name}` is AUTO_INCREMENT: that is given at creation only"


def added_uuid(_, it):
    for column in it.columns("ADD COLUMN"):
        if column.default is not None and column.default.lower().startswith("uuid"):
            yield f"`{column.name}` has a default of `{column.default}`"


def added_to_primary_key(ledger, it):
    for column in it.columns("ADD COLUMN"):
        if column.is_key and ledger.table(it.table).model == "PRIMARY":
            yield f"`{column.name}` is added to a PRIMARY KEY"


def misplaced_generated(ledger, it):
    for column in it.columns("ADD COLUMN"):
        if column.is_generated and column.position:
            yield f"the generated column `{column.name}` has a position"
        anchor = ledger.table(it.table).columns.get(column.after) if column.after else None
        if anchor is not None and anchor.is_generated:
            yield f"`{column.name}` stands behind the generated column `{column.after}`"


def added_twice(_, it):
    names = [c.name for c in it.columns("ADD COLUMN")]
    for name in sorted({n for n in names if names.count(n) > 1}):
        yield f"`{name}` is added twice"


def taken_back_name(ledger, it):
    for column in it.columns("ADD COLUMN"):
        if column.name in ledger.table(it.table).was:
            yield f"`{column.name}` was the name of a column that was renamed"


def bare_default(_, it):
    columns = list(it.columns("ADD COLUMN")) + list(it.columns("MODIFY COLUMN"))
    for column in columns:
        if column.has_bare_default:
            yield f"the default of `{column.name}` is not in quotes"


def numbers_of(type_):
    return [int(it) for it in type_.replace(",", " ").split() if it.isdigit()]


def refused_conversion(ledger, it):
    for column in it.columns("MODIFY COLUMN"):
        known = ledger.table(it.table).column(column.name)
        if known is None or known.full_type in (None, column.full_type) or known.is_generated:
            continue
        old, new = known.full_type.split()[0], column.full_type.split()[0]
        before, after = numbers_of(known.full_type), numbers_of(column.full_type)
        is_cut = (old in TEXT and new in TEXT and after < before) or (
            old == new == "DECIMAL" and (after[1] < before[1] or after[0] - after[1] < before[0] - before[1])
        )
        if new not in CONVERSIONS.get(old, ()) or is_cut:
            yield f"`{column.name}` does not become {column.full_type} from {known.full_type}"


def fixed_column_modified(ledger, it):
    table = ledger.table(it.table)
    for column in it.columns("MODIFY COLUMN"):
        if column.name in table.hashed() or column.name in table.partitioned():
            yield f"`{column.name}` is a column of the partitions or of the distribution"
        if table.model == "PRIMARY" and column.name in (*table.keys, *table.sorted()):
            yield f"`{column.name}` is a key or sort column of a PRIMARY KEY table"
        if table.readers_of(column.name):
            yield f"`{column.name}` is read by a generated column"
        if table.column(column.name) and table.column(column.name).has_identity:
            yield f"`{column.name}` is AUTO_INCREMENT"


def dropped(it):
    return [name_of(clause[2]).lower() for clause in it.clauses if it.kind == "ALTER TABLE" and it.clause_head(clause) == "DROP COLUMN"]


def fixed_column_dropped(ledger, it):
    table, gone = ledger.table(it.table), dropped(it)
    for name in gone:
        if name in table.hashed() or name in table.partitioned():
            yield f"`{name}` is a column of the partitions or of the distribution"
        if table.sort and name in table.sort:
            yield f"`{name}` is a sort column"
        replaces = any("REPLACE" in word for other in table.columns.values() for word in other.attributes)
        if name in table.keys and (table.model in ("PRIMARY", "UNIQUE") or (table.model == "AGGREGATE" and replaces)):
            yield f"`{name}` is a key column"
        if table.readers_of(name):
            yield f"`{name}` is read by a generated column"
        if table.keys and set(table.keys) <= set(gone):
            yield f"no key column is left without `{name}`"
        if any(f"`{name}`" in [token.lower() for token in tokens] for tokens in table.rollups.values()):
            yield f"`{name}` is in a rollup"
        for view_name, view in ledger.views.items():
            if view.kind == "synchronous" and it.table in view.reads and {name, f"`{name}`"} & {token.lower() for token in view.query}:
                yield f"`{name}` is in the synchronous view {view_name[-1]}"


def renamed_under_synchronous(ledger, it):
    for clause in it.clauses:
        if it.clause_head(clause) != "RENAME COLUMN":
            continue
        name = name_of(clause[2]).lower()
        for view_name, view in ledger.views.items():
            if view.kind == "synchronous" and it.table in view.reads and {name, f"`{name}`"} & {token.lower() for token in view.query}:
                yield f"`{name}` is in the synchronous view {view_name[-1]}"
        if ledger.table(it.table).readers_of(name):
            yield f"`{name}` is read by a generated column"


def added_without_role(ledger, it):
    for column in it.columns("ADD COLUMN"):
        has_role = column.is_key or any(word in AGGREGATES for word in column.attributes)
        if ledger.table(it.table).model == "AGGREGATE" and not has_role:
            yield f"`{column.name}` is neither a key nor has it an aggregate"
        if "SUM" in column.attributes and float((column.default or "0").strip("\"'")) != 0:
            yield f"`{column.name}` is a SUM with the default {column.default}"
