"""What StarRocks refuses of a statement as such, and of statements behind a job: rules from the ledger and a statement to sentences."""

from starrocks_sql import is_comment_only, name_of, read_name, words

SCHEMA_CHANGES = ("ADD COLUMN", "DROP COLUMN", "MODIFY COLUMN", "ADD INDEX", "DROP INDEX")

FAMILIES = ("dynamic_partition.", "binlog_")

FIXED_PROPERTIES = {
    "compression", "storage_type", "fast_schema_evolution", "light_schema_change", "storage_volume", "datacache.enable",
    "enable_async_write_back", "storage_medium", "storage_cooldown_time",
}

NOT_FOR_MATERIALIZED = {"replication_num", "colocate_with"}


def job_not_awaited(_, it):
    if it.starts_job() and not it.wait:
        yield "it starts a job and nothing waits for it"


def change_during_job(ledger, it):
    touches = it.kind.startswith(("ALTER", "CREATE INDEX", "DROP INDEX")) or it.is_synchronous()
    if touches and it.table and ledger.table(it.job_table()).job:
        yield "a job of the table has not been waited for"


def lone_clause_in_list(_, it):
    if it.kind != "ALTER TABLE" or len(it.clauses) < 2:
        return
    heads = [it.clause_head(c) for c in it.clauses]
    if heads[0] in ("ADD ROLLUP", "DROP ROLLUP"):
        # `DROP ROLLUP a, b` and `ADD ROLLUP a (…), b (…)` are lists of their own.
        if any(h in SCHEMA_CHANGES for h in heads[1:]):
            yield "rollups and other clauses in one list"
        return
    for clause, head in zip(it.clauses, heads):
        if head not in SCHEMA_CHANGES or is_comment_only(clause):
            yield f"`{head}` in a list: it must stand alone"


def several_properties(_, it):
    pairs, _own = it.properties()
    if not pairs or len(pairs) < 2:
        return
    if not any(all(key.startswith(family) for key, _ in pairs) for family in FAMILIES):
        yield "several properties in one SET that are not of one family"


def property_not_settable(_, it):
    pairs, is_own = it.properties()
    fixed = NOT_FOR_MATERIALIZED if it.kind == "ALTER MATERIALIZED VIEW" else FIXED_PROPERTIES
    for key, _value in pairs or []:
        if is_own and key in fixed:
            yield f"`{key}` cannot be set"


def index_renewed_in_one_statement(_, it):
    def of(head):
        return {name_of(c[2]).lower() for c in it.clauses if it.clause_head(c) == head and len(c) > 2}
    for name in sorted(of("DROP INDEX") & of("ADD INDEX")):
        yield f"index `{name}` is dropped and added in one statement"


def swap_across_databases(_, it):
    for clause in it.clauses:
        if words(clause[:2]) != ["SWAP", "WITH"]:
            continue
        other, _ = read_name(clause, 2)
        if len(other) > 1 and other[:-1] != it.table[:-1]:
            yield "SWAP with a table of another database"


def qualified_rename(_, it):
    for clause in it.clauses:
        u = words(clause)
        if u[0] != "RENAME":
            continue
        if "." in clause:
            yield "the new name is qualified"
        if u[1:2] in (["COLUMN"], ["PARTITION"], ["ROLLUP"]):
            if u[1] == "COLUMN" and "TO" not in u:
                yield "RENAME COLUMN without TO"
        elif u[1:2] == ["TO"]:
            yield "RENAME TO: a table's new name follows RENAME"


def transaction_around_ddl(_, it):
    if it.upper[:1] in (["BEGIN"], ["COMMIT"], ["ROLLBACK"]) or it.upper[:2] == ["START", "TRANSACTION"]:
        yield "no transaction holds DDL"
    if it.transaction:
        yield "the step is said to run in a transaction"


def comment_without_sign(_, it):
    for clause in it.clauses:
        if words(clause[:1]) == ["COMMENT"] and clause[1:2] != ["="]:
            yield "COMMENT of a table wants `=`"


def unknown_statement(_, it):
    text = " ".join(it.upper)
    for what in ("CREATE OR REPLACE TABLE", "CREATE OR REPLACE MATERIALIZED VIEW", "CREATE UNIQUE INDEX", "CREATE SEQUENCE", "CREATE TYPE",
                 "COMMENT ON", "CREATE TRIGGER"):
        if text.startswith(what):
            yield f"there is no {what}"
    if it.kind.startswith("ALTER"):
        for what in (["ALTER", "COLUMN"], ["ADD", "CONSTRAINT"], ["DROP", "CONSTRAINT"], ["ADD", "PRIMARY"], ["ADD", "CHECK"], ["ADD", "FOREIGN"],
                     ["OWNER", "TO"], ["RESET", "("]):
            if any(words(c[:2]) == what for c in it.clauses):
                yield f"ALTER has no {' '.join(what).rstrip(' (')}"
    if it.kind.startswith("DROP") and "CASCADE" in it.upper:
        yield "DROP has no CASCADE"


def materialized_view_altered(_, it):
    if it.kind != "ALTER MATERIALIZED VIEW" or not it.clauses:
        return
    first = words(it.clauses[0])[0]
    if first not in ("RENAME", "REFRESH", "SET", "ACTIVE", "INACTIVE", "SWAP"):
        yield f"a materialized view has no {first}"
    if len(it.clauses) > 1:
        yield "one clause a statement"


def copy_without_names(_, it):
    if it.kind == "INSERT INTO" and it.rest[:1] != ["("]:
        yield "the columns of the copy are not named"


def grant_without_kind(_, it):
    if it.upper[:1] not in (["GRANT"], ["REVOKE"]):
        return
    word = "TO" if it.upper[0] == "GRANT" else "FROM"
    if word not in it.upper or it.upper[it.upper.index(word) + 1:][:1] not in (["ROLE"], ["USER"]):
        yield "who is meant: say USER or ROLE"
    at = it.upper.index("ON") + 1 if "ON" in it.upper else 0
    if it.upper[at:at + 1] not in (["TABLE"], ["VIEW"], ["MATERIALIZED"]):
        yield "on what: say TABLE, VIEW or MATERIALIZED VIEW"
