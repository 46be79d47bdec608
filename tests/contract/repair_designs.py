"""What Redshift and StarRocks ask of a random table, put right after each change."""

_HASHABLE = ("whole", "exact", "text", "date", "moment", "flag", "float")


def repair_design(model, table):
    if model.dialect == "redshift":
        _repair_redshift(table)
    elif model.dialect == "starrocks":
        _repair_starrocks(table)


def can_be(model, table):
    if model.dialect != "starrocks":
        return True
    return any(it.type.family in ("whole", "date") for it in table.columns if not it.generated)


def _repair_redshift(table):
    families = {it.uid: it.type.family for it in table.columns}
    for what in ("distribute", "sort"):
        if what in table.clauses and any(families.get(uid) not in _HASHABLE for uid in table.clauses[what].uses):
            del table.clauses[what]
    for column in table.columns:
        if column.type.text not in ("int", "bigint"):
            column.identity = ""
        if column.type.family not in ("whole", "date", "text"):
            column.words = ""
    for grant in table.grants:
        if grant.columns:
            grant.name = "select"


def _repair_starrocks(table):
    model = table.clauses.get("model")
    key = set(model.uses) if model else set()
    merges = model is not None and "aggregate" in model.text
    if not merges:
        for column in table.columns:
            column.words = ""
    else:
        table.columns = [it for it in table.columns if not it.generated]
        for column in table.columns:
            column.words = "" if column.uid in key else "aggregate replace"
            column.default = ""
    for column in table.columns:
        if column.uid in key:
            column.type.text = "bigint" if column.type.text == "hugeint" else column.type.text
        if column.default in ("today()", "uuid()") or column.type.text == "text":
            column.default = ""
    table.columns.sort(key=lambda it: (it.uid not in key, it.generated is not None))
    indexed = set()
    only_keys = model is None or "unique" in model.text or merges
    kept = []
    for index in table.indexes:
        uid = index.parts[0].uses[0]
        family = next((it.type.family for it in table.columns if it.uid == uid), "")
        if len(index.parts) == 1 and uid not in indexed and family in ("whole", "text", "date") and (uid in key or not only_keys):
            indexed.add(uid)
            kept.append(index)
    table.indexes = kept
