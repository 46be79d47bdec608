"""What of a StarRocks state is not as another one: did the statements lead where they should?"""

from starrocks_sql import group

# What a property that was taken back may hold.
DEFAULTS = {
    "write_quorum": "majority", "colocate_with": "", "bloom_filter_columns": "", "partition_retention_condition": "", "enable_load_profile": "false",
    "binlog_enable": "false", "mv_rewrite_staleness_second": "0", "enable_persistent_index": "true", "replicated_storage": "true",
    "compression": "lz4", "dynamic_partition.enable": "true", "dynamic_partition.start": "-2147483648", "partition_live_number": "-1", "base_compaction_forbidden_time_ranges": "",
    "partition_ttl_number": "-1", "auto_refresh_partitions_limit": "-1", "partition_refresh_number": "1", "in_memory": "false", "storage_format": "default",
}
FAMILIES = (("dynamic_partition.", "dynamic_partition.enable"), ("binlog_", "binlog_enable"))
OBSOLETE = ("in_memory", "storage_format")


def differences(found, wanted, keeps_old=False):
    """One line each. What the wanted state leaves to the server may be anything."""
    told = []
    for what, here, there in (("database", found.databases, wanted.databases), ("table", relations_of(found), relations_of(wanted)),
                              ("view", set(found.views), set(wanted.views))):
        # A table that is kept has another name now, or is where it was, when the new one is in another database.
        if not (keeps_old and what != "view"):
            told += [f"{what} {shown(it)} is left over" for it in sorted(here - there)]
        told += [f"{what} {shown(it)} is missing" for it in sorted(there - here)]
    for name in sorted(relations_of(found) & relations_of(wanted)):
        told += [f"{shown(name)}: {it}" for it in of_table(found.tables[name], wanted.tables[name])]
    for name in sorted(set(found.views) & set(wanted.views)):
        told += [f"{shown(name)}: {it}" for it in of_view(found.views[name], wanted.views[name])]
    rights = {it for it in found.grants if not keeps_old or it[0] in (*wanted.tables, *wanted.views)}
    told += [f"{it[2]} has {it[1]} on {shown(it[0])}" for it in sorted(rights - wanted.grants)]
    told += [f"{it[2]} has no {it[1]} on {shown(it[0])}" for it in sorted(wanted.grants - rights)]
    return told


def relations_of(ledger):
    return {name for name, it in ledger.tables.items() if it.is_known}


def shown(name):
    return name if isinstance(name, str) else ".".join(name)


def of_table(found, wanted):
    yield from (f"column {name} is left over" for name in found.columns if name not in wanted.columns)
    for name, column in wanted.columns.items():
        if name in found.columns:
            yield from of_column(found.columns[name], column)
        else:
            yield f"column {name} is missing"
    for what in ("model", "keys", "comment"):
        yield from other(what, getattr(found, what), getattr(wanted, what))
    yield from other("sort key", found.sorted(), wanted.sorted())
    yield from other("partition scheme", joined(found.scheme), joined(wanted.scheme))
    yield from other("partitions", bounds(found.partitions), bounds(wanted.partitions))
    if wanted.distribution:
        yield from other("distribution", without_buckets(found.distribution, wanted.distribution), joined(wanted.distribution))
    for what in ("indexes", "rollups"):
        yield from other(what, texts(getattr(found, what)), texts(getattr(wanted, what)))
    yield from of_properties(found.properties, wanted.properties)


def of_column(found, wanted):
    if found.full_type is not None:
        yield from other(f"type of {found.name}", found.full_type, wanted.full_type)
    yield from other(f"comment of {found.name}", found.comment, wanted.comment)
    yield from other(f"attributes of {found.name}", plain(found.attributes), plain(wanted.attributes))


def plain(attributes):
    """Two spellings of one number are one default."""
    made = dict(attributes)
    default = made.get("DEFAULT", "").strip("\"'")
    if default.replace(".", "", 1).lstrip("-").isdigit():
        made["DEFAULT"] = str(float(default))
    return made


def of_view(found, wanted):
    yield from other("kind", found.kind, wanted.kind)
    yield from other("query", joined(found.query), joined(wanted.query))
    yield from other("comments", commented(found), commented(wanted))
    yield from other("indexes", texts(found.indexes), texts(wanted.indexes))
    for clause in sorted({*found.clauses, *wanted.clauses}):
        here, there = joined(found.clauses.get(clause, [])), joined(wanted.clauses.get(clause, []))
        if clause != "SECURITY" or {here, there} != {"", "NONE"}:
            yield from other(clause, here, there)
    yield from of_properties(found.properties, wanted.properties)
    if found.is_inactive:
        yield "it is inactive"


def commented(view):
    return {name: comment for name, comment in view.columns.items() if comment}


def of_properties(found, wanted):
    off = tuple(family for family, switch in FAMILIES if found.get(switch) == "false")
    for key, value in wanted.items():
        here = found.get(key, DEFAULTS.get(key))
        if key not in OBSOLETE and (here is None or settled(key, here) != settled(key, value)) and not key.startswith(off):
            yield f"property {key} is {here}, not {value}"
    for key, value in found.items():
        is_of_filter = key == "bloom_filter_fpp" and not found.get("bloom_filter_columns")
        is_let_go = DEFAULTS.get(key) == value.lower() or is_of_filter or key.startswith(off)
        if key not in wanted and not is_let_go:
            yield f"property {key} is left over"


def settled(key, value):
    return sorted(it.strip() for it in value.lower().split(",")) if key == "bloom_filter_columns" else value.lower()


def other(what, found, wanted):
    if found != wanted:
        yield f"{what} is {found}, not {wanted}"


def joined(tokens):
    return " ".join(token if token[:1] in "\"'" else token.upper() for token in tokens)


def texts(parts):
    """Indexes, rollups and partitions, whose properties change apart."""
    return {name: joined(tokens) for name, tokens in parts.items()}


def bounds(partitions):
    """Without the properties, which change apart."""
    cut = {}
    for name, tokens in partitions.items():
        at = tokens.index("(") if "(" in tokens else len(tokens)
        cut[name] = joined([*tokens[:at], *group(tokens, at)[0]])
    return cut


def without_buckets(found, wanted):
    words = [token.upper() for token in found]
    if "BUCKETS" in words and "BUCKETS" not in [token.upper() for token in wanted]:
        found = found[: words.index("BUCKETS")]
    return joined(found)
