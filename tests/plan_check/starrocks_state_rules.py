"""What StarRocks refuses, or loses, as tables and views are by then: rules from the ledger before a statement and the statement to sentences."""

from starrocks_column_rules import dropped
from starrocks_ledger import granted, names_in
from starrocks_sql import group, name_of, read_name, relations, split_top, words


def partition_beside_dynamic(ledger, it):
    for clause in it.clauses if it.kind == "ALTER TABLE" else []:
        u = words(clause)
        is_change = u[0] in ("ADD", "DROP", "MODIFY") and u[1:2] in (["PARTITION"], ["PARTITIONS"]) and u[0] != "MODIFY"
        if is_change and ledger.table(it.table).is_dynamic:
            yield "partitions are changed while dynamic partitions are on"


def random_outside_duplicate(ledger, it):
    text = " ".join(it.upper)
    model = ledger.table(it.table).model if it.kind == "ALTER TABLE" else None
    if model not in (None, "DUPLICATE") and "DISTRIBUTED BY RANDOM" in text:
        yield f"RANDOM distribution of a table with a {model} KEY"
    if it.kind == "CREATE TABLE" and "DISTRIBUTED BY RANDOM" in text and "DUPLICATE KEY" not in text:
        yield "RANDOM distribution without DUPLICATE KEY"


def order_by_of_all_columns_of_primary(ledger, it):
    for clause in it.clauses:
        if words(clause[:2]) != ["ORDER", "BY"]:
            continue
        table = ledger.table(it.table)
        names = split_top(group(clause, 2)[0])
        if table.model == "PRIMARY" and table.columns and len(names) == len(table.columns):
            yield "ORDER BY of all columns is their order, which a PRIMARY KEY table keeps"


def copied_generated(ledger, it):
    if it.kind != "INSERT INTO" or it.rest[:1] != ["("]:
        return
    for part in split_top(group(it.rest, 0)[0]):
        known = ledger.table(it.table).columns.get(name_of(part[0]).lower())
        if known is not None and known.is_generated:
            yield f"the generated column `{known.name}` is given a value"


def distribution_refused(ledger, it):
    table = ledger.table(it.table)
    for clause in it.clauses if it.kind == "ALTER TABLE" else []:
        if it.clause_head(clause) != "DISTRIBUTED BY":
            continue
        if table.properties.get("colocate_with"):
            yield "the table is in a colocate group"
        if words(table.distribution) == ["RANDOM"] or (words(clause[2:]) == ["RANDOM"]):
            yield "RANDOM with automatic buckets takes no other distribution and follows on none"


def sort_is_not_the_key(ledger, it):
    table = ledger.table(it.table)
    for clause in it.clauses if it.kind == "ALTER TABLE" else []:
        names = names_in(group(clause, 2)[0]) if it.clause_head(clause) == "ORDER BY" else []
        if len(set(names)) < len(names):
            yield "a column stands twice"
        if names and table.model in ("UNIQUE", "AGGREGATE") and len(names) != len(table.columns) and sorted(names) != sorted(table.keys):
            yield "the sort key of such a table is a permutation of its key"
        for name in names:
            if table.columns and name not in table.columns:
                yield f"there is no column `{name}`"


def unknown_part(ledger, it):
    table = ledger.table(it.table)
    for clause in it.clauses if it.kind == "ALTER TABLE" and table.is_known else []:
        head, name = it.clause_head(clause), name_of(clause[2]).lower() if len(clause) > 2 else ""
        if head in ("DROP COLUMN", "MODIFY COLUMN", "RENAME COLUMN") and name not in table.columns:
            yield f"there is no column `{name}`"
        if head == "ADD COLUMN" and clause[2] != "(" and name in table.columns and name not in dropped(it):
            yield f"there is a column `{name}` already"
        if head == "RENAME COLUMN" and name_of(clause[-1]).lower() in table.columns:
            yield f"there is a column `{name_of(clause[-1])}` already"
        places = {"INDEX": table.indexes, "ROLLUP": table.rollups, "PARTITION": table.partitions}
        place = places.get(head.partition(" ")[2])
        if place is not None and head.startswith("DROP") and name not in place:
            yield f"there is no {head[5:].lower()} `{name}`"
        if place is not None and head.startswith("ADD") and name in place:
            yield f"there is a {head[4:].lower()} `{name}` already"


def unknown_relation(ledger, it):
    needed = [it.table] if it.kind.startswith(("ALTER", "INSERT", "TRUNCATE")) or it.kind in ("CREATE INDEX", "DROP INDEX") else []
    if it.kind.startswith("DROP") and "EXISTS" not in it.upper:
        needed = [it.table]
    if it.kind.startswith("CREATE") and it.kind.endswith("VIEW"):
        needed += relations(it.query())
    if it.upper[:1] in (["GRANT"], ["REVOKE"]):
        needed += sorted({key[0] for key in granted(it)})
    for name in needed:
        if name in ledger.names and not ledger.has(name):
            yield f"there is no {'.'.join(name)} at this moment"


def name_taken(ledger, it):
    is_new = it.kind in ("CREATE TABLE", "CREATE VIEW", "CREATE MATERIALIZED VIEW") and "EXISTS" not in it.upper[:6]
    if is_new and ledger.has(it.table):
        yield f"there is a {'.'.join(it.table)} already"
    for clause in it.clauses if it.kind.startswith("ALTER") else []:
        target = it.table[:-1] + (name_of(clause[1]),) if words(clause[:1]) == ["RENAME"] and len(clause) == 2 else None
        if target and ledger.has(target):
            yield f"there is a {'.'.join(target)} already"


def revoked_nothing(ledger, it):
    if it.upper[:1] == ["REVOKE"] and ledger.names:
        for relation, privilege, grantee in sorted(granted(it) - ledger.grants):
            yield f"{grantee} has no {privilege} on {'.'.join(relation)}"


def uneven_copy(ledger, it):
    if it.kind != "INSERT INTO" or it.rest[:1] != ["("]:
        return
    names, at = group(it.rest, 0)
    columns, values = names_in(names), it.rest[at + 1:]
    depth, end = 0, len(values)
    for i, token in enumerate(values):
        depth += (token == "(") - (token == ")")
        if depth == 0 and token.upper() == "FROM":
            end = i
            break
    wide = len(split_top(values[:end]))
    if words(it.rest[at:at + 1]) == ["SELECT"] and (wide != len(columns) or not columns):
        yield f"{len(columns)} columns, {wide} values"
    for name, column in ledger.table(it.table).columns.items():
        has_none = column.is_not_null and column.default is None and not column.has_identity and not column.is_generated
        if has_none and name not in columns:
            yield f"`{name}` is NOT NULL and gets no value"
    for name in columns:
        if ledger.table(it.table).columns and name not in ledger.table(it.table).columns:
            yield f"there is no column `{name}`"


def copy_that_cannot_be_repeated(ledger, it):
    if it.kind == "INSERT INTO" and not ledger.table(it.table).is_emptied:
        yield "what an earlier run put there would be there twice: TRUNCATE first"


def rows_left_behind(ledger, it):
    """A new table takes the place of another one only after a copy, or where the plan asked whether there are any rows."""
    for clause in it.clauses if it.kind == "ALTER TABLE" else []:
        new = None
        if words(clause[:2]) == ["SWAP", "WITH"]:
            name, _ = read_name(clause, 2)
            new = name if len(name) > 1 else it.table[:-1] + name
        elif words(clause[:1]) == ["RENAME"] and len(clause) == 2 and it.table[-1].endswith("__kura_new"):
            new = it.table
        if new and new in ledger.tables and ledger.tables[new].is_known and not (ledger.tables[new].is_filled or ledger.copies_nothing):
            yield f"{'.'.join(new)} holds no rows"


def swap_of_other_constraints(ledger, it):
    for clause in it.clauses if it.kind == "ALTER TABLE" else []:
        if words(clause[:2]) != ["SWAP", "WITH"]:
            continue
        name, _ = read_name(clause, 2)
        one, other = ledger.table(it.table), ledger.table(name if len(name) > 1 else it.table[:-1] + name)
        for key in ("unique_constraints", "foreign_key_constraints"):
            if one.properties.get(key) != other.properties.get(key):
                yield f"the tables have not the same {key}"


def index_during_refresh(ledger, it):
    view = ledger.views.get(it.table)
    if view is not None and view.is_refreshing and it.starts_job():
        yield "the refresh that its creation began is in the way"


def activated_too_early(ledger, it):
    view = ledger.views.get(it.table)
    if it.kind == "ALTER MATERIALIZED VIEW" and words(it.rest[:1]) == ["ACTIVE"] and view is not None:
        for name in sorted(view.reads):
            if name in ledger.views and ledger.views[name].is_inactive:
                yield f"{'.'.join(name)} below it is inactive"
            elif name in ledger.names and not ledger.has(name):
                yield f"there is no {'.'.join(name)} at this moment"
