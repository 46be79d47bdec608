"""What a StarRocks' catalogue answers: its system tables and SHOW statements made from the model's ledger, and names in statements."""

import hashlib
import json

import starrocks_show
from store import fill
from wire_sql import words

__all__ = ["FUNCTIONS", "bare", "facts", "fill", "give_numbers", "shape", "tables", "without_database"]
_MODELS = {"DUPLICATE": "DUP_KEYS", "AGGREGATE": "AGG_KEYS", "UNIQUE": "UNIQUE_KEYS", "PRIMARY": "PRIMARY_KEYS"}


def without_database(text, tokens, database):
    """The statement without the current database's name before others."""
    start = tokens[0].start
    drop = [(a.start - start, b.end - start) for before, a, b in zip([tokens[0], *tokens], tokens, tokens[1:])
            if a.kind in ("word", "quoted") and a.value == database and b.text == "." and before.word != "RENAME"]
    for begin, end in reversed(drop):
        text = text[:begin] + text[end:]
    return text


def bare(tokens, database):
    """The name behind INSERT INTO, UPDATE, DELETE FROM, CANCEL … FROM, as the ledger has it."""
    first = words(tokens)
    at = 1 if first[0] == "UPDATE" else next(i for i, token in enumerate(tokens) if token.word in ("INTO", "FROM")) + 1
    parts = [tokens[at].value]
    while at + 2 < len(tokens) and tokens[at + 1].text == ".":
        at += 2
        parts.append(tokens[at].value)
    return tuple(parts[1:] if parts[0] == database and len(parts) > 1 else parts)


def shape(ledger):
    """Columns of each table that is known."""
    return {".".join(name): list(table.columns) for name, table in ledger.tables.items() if table.is_known}


def give_numbers(ledger):
    """A table keeps its number when it gets another name."""
    known = [getattr(it, "number", 0) for it in ledger.tables.values()]
    for _, table in sorted(ledger.tables.items()):
        if table.is_known and not hasattr(table, "number"):
            table.number = max([10_000, *known]) + 1
            known.append(table.number)


def facts(ledger):
    """Each object with everything that is known of it, one fact a line."""
    found = {}
    for name, table in sorted(ledger.tables.items()):
        if not table.is_known:
            continue
        lines = found[".".join(name)] = [f"model: {table.model} {table.keys}", f"sort: {table.sorted()}",
                                         f"distribution: {' '.join(table.distribution)}",
                                         f"partition: {' '.join(table.scheme)}", f"comment: {table.comment}"]
        for place, it in enumerate(table.columns.values(), 1):
            lines.append(f"column {place}: {it.name} {it.full_type} {sorted(it.attributes.items())} {it.comment}")
        lines += [f"property {key}: {value}" for key, value in table.properties.items()]
        lines += [f"{kind} {key}: {' '.join(value)}" for kind,
                  place in (("index", table.indexes), ("rollup", table.rollups), ("partition", table.partitions))
                  for key, value in place.items()]
    for name, view in sorted(ledger.views.items()):
        found[".".join(name)] = [f"kind: {view.kind}", f"query: {' '.join(view.query)}", f"columns: {view.columns}",
                                 f"inactive: {view.is_inactive}",
                                 *(f"{key}: {' '.join(value)}" for key, value in view.clauses.items()), f"properties: {view.properties}"]
    for name, privilege, grantee in ledger.grants:
        kind, _, who = grantee.partition(" ")
        found.setdefault(".".join(name), []).append(f"grant {privilege}: {kind} {_grantee(kind, who)}")
    return {name: sorted(lines) for name, lines in sorted(found.items())}


def _split(name, session):
    return name if len(name) > 1 else (session.database, *name)


def tables(ledger, session):
    """Of the catalogue: name -> (columns, rows)."""
    return {**_information_schema(ledger, session), **_grants(ledger, session), **_runs(session)}


def _information_schema(ledger, session):
    found, columns, configs, views, materialized = [], [], [], [], []
    for name, table in sorted(ledger.tables.items()):
        if not table.is_known:
            continue
        database, bare_name = _split(name, session)
        found.append(("def", database, bare_name, "BASE TABLE", "StarRocks", table.comment, None))
        hashed = ", ".join(f"`{it}`" for it in table.hashed())
        configs.append((database, bare_name, "OLAP", _MODELS.get(table.model, "DUP_KEYS"),
                        ", ".join(f"`{it}`" for it in table.keys) if table.model in ("PRIMARY", "UNIQUE") else "",
                        ", ".join(f"`{it}`" for it in sorted(table.partitioned())), hashed, "HASH" if hashed else "RANDOM", 0,
                        ", ".join(f"`{it}`" for it in table.sorted()),
                        json.dumps(dict(sorted(table.properties.items()))), table.number))
        columns += _columns(name, table, session)
    for name, view in sorted(ledger.views.items()):
        database, bare_name = _split(name, session)
        found.append(("def", database, bare_name, "VIEW", "StarRocks" if view.kind == "view" else "", _comment(view), None))
        query = " ".join(view.query)
        if view.kind == "view":
            columns += [("def", database, bare_name, it, place, None, "YES", "", "", "", "", comment, "")
                        for place, (it, comment) in enumerate(view.columns.items(), 1)]
            views.append(("def", database, bare_name, query, "NONE", "YES",
                          "INVOKER" if "INVOKER" in view.clauses.get("SECURITY", []) else "NONE"))
        else:
            kind = "ROLLUP" if view.kind == "synchronous" else "MANUAL" if "MANUAL" in view.clauses.get("REFRESH", []) else "ASYNC"
            materialized.append((_number(name), database, bare_name, kind, "false" if view.is_inactive else "true", "",
                                 view_text(name, view), "SUCCESS", f"mv-{_number(name)}"))
    return {
        "information_schema.tables": ("table_catalog table_schema table_name table_type engine table_comment create_time", found),
        "information_schema.tables_config": ("table_schema table_name table_engine table_model primary_key partition_key distribute_key distribute_type distribute_bucket sort_key properties table_id", configs),
        "information_schema.columns": ("table_catalog table_schema table_name column_name ordinal_position column_default is_nullable data_type column_type column_key extra column_comment generation_expression", columns),
        "information_schema.views": ("table_catalog table_schema table_name view_definition check_option is_updatable security_type",
                                     views),
        "information_schema.materialized_views": ("materialized_view_id table_schema table_name refresh_type is_active inactive_reason materialized_view_definition last_refresh_state task_name", materialized),
        "information_schema.schemata": ("catalog_name schema_name", [("def", it) for it in sorted(session.model.databases)]),
        "information_schema.partitions_meta": ("db_name table_name partition_name partition_key partition_value is_temp", [
            (*_split(name, session), key, "", " ".join(value),
             0) for name, table in sorted(ledger.tables.items()) for key, value in table.partitions.items()]),
    }


def view_text(name, view):
    """The statement that makes a materialized view, with what the server adds."""
    columns = list(view.columns) or [item[-1].strip("`") for item in _select_list(view.query)]
    lines = [f"CREATE MATERIALIZED VIEW `{name[-1]}` ({', '.join(f'`{it}`' for it in columns)})"]
    lines += [f"{head} {' '.join(view.clauses[head])}" for head in ("COMMENT", "PARTITION", "DISTRIBUTED", "ORDER", "REFRESH")
              if view.clauses.get(head)]
    properties = {"replicated_storage": "true", "replication_num": "3", "storage_medium": "HDD", **view.properties}
    listed = ",\n".join(f'"{key}" = "{value}"' for key, value in sorted(properties.items()))
    return "\n".join((*lines, f"PROPERTIES (\n{listed}\n)", f"AS {' '.join(view.query)};"))


def _select_list(query):
    """The items between SELECT and FROM."""
    items, depth = [[]], 0
    for token in query[1:]:
        if depth == 0 and token.upper() == "FROM":
            break
        depth += {"(": 1, ")": -1}.get(token, 0)
        if depth == 0 and token == ",":
            items.append([])
        else:
            items[-1].append(token)
    return items


def _comment(view):
    text = " ".join(view.clauses.get("COMMENT", []))
    return text[1:-1] if text else ""


def _number(name):
    return int(hashlib.md5(".".join(name).encode()).hexdigest()[:6], 16)


def _columns(name, table, session):
    for place, it in enumerate(table.columns.values(), 1):
        key = table.model[:3] if it.name in table.keys and table.model else ""
        yield ("def", *_split(name, session), it.name, place, it.default and it.default.strip("\"'"),
               "NO" if it.is_not_null or it.name in table.keys and table.model == "PRIMARY" else "YES",
               it.type.lower(), (it.full_type or it.type).lower().replace(" ", ""), key,
               " ".join(f"{k} {v}".strip() for k, v in sorted(it.attributes.items())), it.comment, it.attributes.get("AS", ""))


def _grantee(kind, text):
    """A role's bare name, a user as 'name'@'host'."""
    names = [it.strip(" `'\"") for it in text.split("@")]
    return names[0] if kind.upper() == "ROLE" else "@".join(f"'{it}'" for it in names)


def _grants(ledger, session):
    roles, users = [], []
    for name, privilege, grantee in sorted(ledger.grants):
        kind, _, who = grantee.partition(" ")
        view = ledger.views.get(name)
        row = (_grantee(kind, who), "default_catalog", *_split(name, session),
               {"view": "VIEW", None: "TABLE"}.get(view and view.kind, "MATERIALIZED VIEW"), privilege, "NO")
        (roles if kind.upper() == "ROLE" else users).append(row)
    head = "grantee object_catalog object_database object_name object_type privilege_type is_grantable"
    return {"sys.grants_to_roles": (head, roles), "sys.grants_to_users": (head, users),
            "sys.object_dependencies": ("object_name object_database ref_object_name ref_object_database", [])}


def _runs(session):
    return {
        "information_schema.task_runs": ("task_name state error_message create_time finish_time query_id", []),
        "information_schema.tasks": ("task_name create_time schedule database definition", []),
        "information_schema.processlist": ("id user host db command time state info",
                                           [(it, "root", "127.0.0.1", "", "Query", 0, "OK", "") for it in sorted(session.model.sessions)]),
        "information_schema.loads": ("label state", []),
    }


FUNCTIONS = {
    "concat": (-1, lambda *parts: None if any(it is None for it in parts) else "".join(str(it) for it in parts)),
    "concat_ws": (-1, lambda separator, *parts: separator.join(str(it) for it in parts if it is not None)),
    "if": (3, lambda condition, yes, no: yes if condition else no), "md5": (1, lambda text: hashlib.md5(str(text).encode()).hexdigest()),
    "sha2": (2, lambda text, _: hashlib.sha256(str(text).encode()).hexdigest()), "left": (2, lambda text, size: text and text[:size]),
    "nvl": (2, lambda a, b: b if a is None else a), "locate": (2, lambda part, text: 0 if text is None else text.find(part) + 1),
    "char_length": (1, lambda text: None if text is None else len(text)),
}
