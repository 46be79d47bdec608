"""What SHOW and DESC of StarRocks answer, made from the model's ledger."""

import re

from scenario import SqlError
from starrocks_sql import text_of

_WIDTHS = {"TINYINT": 4, "SMALLINT": 6, "INT": 11, "BIGINT": 20, "LARGEINT": 40}
# What the server prints for tables whose author wrote nothing.
_AGGREGATES = ("SUM", "MIN", "MAX", "REPLACE", "REPLACE_IF_NOT_NULL", "HLL_UNION", "BITMAP_UNION", "PERCENTILE_UNION")
_DEFAULTS = {"compression": "LZ4", "fast_schema_evolution": "true", "replicated_storage": "true", "replication_num": "3"}


def show(ledger, session, first, text, tokens):
    found = _of_server(ledger, session, first) or _of_object(ledger, session, first, tokens)
    if found is None:
        raise SqlError("HY000", f"Getting syntax error. Detail message: the model does not know {text[:80]}", 1064)
    return found


def _of_server(ledger, session, first):
    what = " ".join(first[1:3])
    if first[1:2] == ("DATABASES",):
        return ["Database"], [(it,) for it in sorted(session.model.databases)]
    if first[1:2] == ("TABLES",) or what == "FULL TABLES":
        rows = [(it[-1], "VIEW" if it in ledger.views else "BASE TABLE") for it in sorted({*ledger.tables, *ledger.views})]
        head = ["Tables_in_" + session.database, "Table_type"]
        return (head, rows) if first[1] == "FULL" else (head[:1], [it[:1] for it in rows])
    if first[1:2] == ("PROCESSLIST",) or what == "FULL PROCESSLIST":
        head = ["ServerName", "Id", "User", "Host", "Db", "Command", "ConnectionStartTime", "Time", "State", "Info", "IsPending"]
        return head, [("fe1", str(it), "root", "127.0.0.1:1", session.database, "Query", "", "0", "OK", "", "false")
                      for it in sorted(session.model.sessions)]
    if first[1:2] == ("FRONTENDS",):
        return ["Id", "Name", "IP", "Role",
                "Alive"], [(str(it), f"fe{it}", f"127.0.0.{it}", "FOLLOWER", "true") for it in range(1, session.model.frontends + 1)]
    if "VARIABLES" in first:
        return ["Variable_name", "Value"], sorted(session.variables.items())
    if first[1:2] == ("WARNINGS",):
        return ["Level", "Code", "Message"], []
    if first[1:2] in (("GRANTS",), ("BACKENDS",)) or what == "STORAGE VOLUMES":
        return ["Name"], []
    return None


def named(tokens, session):
    """The object that the statement is about."""
    at = next((i + 1 for i, token in enumerate(tokens) if token.word in ("FROM", "TABLE", "VIEW", "DESC", "DESCRIBE")), len(tokens) - 1)
    parts = [tokens[at].value]
    while at + 2 < len(tokens) and tokens[at + 1].text == ".":
        at += 2
        parts.append(tokens[at].value)
    return tuple(parts[1:] if parts[0] == session.database and len(parts) > 1 else parts)


def _of_object(ledger, session, first, tokens):
    name = named(tokens, session)
    table = ledger.tables.get(name)
    if not ledger.has(name):
        raise SqlError("42602", f"Getting analyzing error. Detail message: Unknown table '{'.'.join(name)}'.", 5502)
    if first[1] == "CREATE":
        return ["Table", "Create Table"], [(name[-1], create_table(name[-1], table) if table else " ".join(ledger.views[name].query))]
    if first[0] in ("DESC", "DESCRIBE") and "ALL" in (tokens[-1].word,):
        return _all_indexes(name, table)
    if first[0] in ("DESC", "DESCRIBE") or "COLUMNS" in first:
        columns = table.columns.values() if table else []
        return ["Field", "Type", "Null", "Key", "Default", "Extra"], [
            (it.name, type_text(it), "NO" if it.is_not_null else "YES", "true" if it.name in table.keys else "false", default_of(it), "")
                                                                      for it in columns]
    if first[1:2] in (("INDEX",), ("INDEXES",), ("KEYS",)):
        return ["Table", "Key_name", "Column_name", "Index_type"], [(name[-1], key, " ".join(value), "") for key,
                                                                    value in (table.indexes if table else {}).items()]
    if "PARTITIONS" in first:
        return ["PartitionName", "Range"], [(key, " ".join(value)) for key, value in (table.partitions if table else {}).items()]
    return None


def _all_indexes(name, table):
    head = ["IndexName", "IndexKeysType", "Field", "Type", "Null", "Key", "Default", "Extra"]
    rows = []
    for place, it in enumerate(table.columns.values()):
        first = (name[-1], f"{table.model}_KEYS") if place == 0 else ("", "")
        rows.append((*first, it.name, type_text(it), "No" if it.is_not_null else "Yes", "true" if it.name in table.keys else "false",
                     default_of(it), ""))
    for rollup, tokens in table.rollups.items():
        rows.append(("", "", "", "", "", "", "", ""))
        tokens = tokens[:tokens.index(")")] if ")" in tokens else tokens
        columns = [token.strip("`") for token in tokens if re.match(r"[`\w]", token)]
        rows += [(rollup if place == 0 else "", "", it, "", "", "false", None, "") for place, it in enumerate(columns)]
    return head, rows


def type_text(column):
    text = (column.full_type or column.type).lower()
    text = text.replace("( ", "(").replace(" (", "(").replace(" )", ")").replace(" ,", ",").replace("⟨ ", "<").replace(" ⟨", "<").replace(" ⟩", ">")
    return f"{text}({_WIDTHS[column.type]})" if column.type in _WIDTHS and text == column.type.lower() else text


def _quoted(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def _default_clause(column):
    """Calls as they were written, anything else as a string."""
    if column.default is None:
        return ""
    is_call = column.default[:1] not in "\"'" and ("(" in column.default or column.default.upper().startswith("CURRENT"))
    if not is_call:
        return f" DEFAULT {_quoted(text_of(column.default))}"
    call = column.default.replace(" ", "")
    return f" DEFAULT {call if call[0] == '(' or call.upper().startswith('CURRENT') else f'({call})'}"


def default_of(column):
    return None if column.default is None else column.default.strip("\"'")


def create_table(name, table):
    lines = []
    for it in table.columns.values():
        aggregate = next((f" {word}" for word in it.attributes if word in _AGGREGATES),
                         "")
        text = f"  `{it.name}` {type_text(it)}{aggregate} {'NULL' if 'NULL' in it.attributes else 'NOT NULL'}"
        text += " AUTO_INCREMENT" if "AUTO_INCREMENT" in it.attributes else ""
        text += _default_clause(it)
        text += f" AS {it.attributes['AS']}" if "AS" in it.attributes else ""
        lines.append(f"{text} COMMENT {_quoted(it.comment)}")
    lines += [f"  INDEX {key} {' '.join(value)}" for key, value in table.indexes.items()]
    clauses = [") ENGINE=OLAP ", f"{table.model} KEY({', '.join(f'`{it}`' for it in table.keys)})"]
    clauses += [f"COMMENT {_quoted(table.comment)}"] if table.comment else []
    if table.scheme:
        listed = ",\n".join(f"PARTITION {key} {' '.join(value)}" for key, value in table.partitions.items())
        clauses.append(f"PARTITION BY {' '.join(table.scheme)}" + (f"\n({listed})" if listed else ""))
    clauses += [f"DISTRIBUTED BY {' '.join(table.distribution)} "] if table.distribution else []
    clauses += [f"ORDER BY({', '.join(f'`{it}`' for it in table.sort)})"] if table.sort else []
    properties = ",\n".join(f'"{key}" = "{value}"' for key, value in sorted({**_DEFAULTS, **table.properties}.items()))
    return f"CREATE TABLE `{name}` (\n" + ",\n".join(lines) + "\n" + "\n".join(clauses) + f"\nPROPERTIES (\n{properties}\n);"


def create_materialized_view(name, view):
    """The whole statement, as the catalogue holds it."""
    head = f"CREATE MATERIALIZED VIEW `{name}`"
    if view.columns:
        columns = [f"`{it}`" + (f" COMMENT {_quoted(comment)}" if comment else "") for it, comment in view.columns.items()]
        head += f" ({', '.join(columns + [f'INDEX `{key}` ' + ' '.join(value) for key, value in view.indexes.items()])})"
    lines = [head]
    for word in ("COMMENT", "PARTITION", "DISTRIBUTED", "ORDER", "REFRESH"):
        lines += [" ".join([word, *view.clauses[word]])] if view.clauses.get(word) else []
    if view.properties:
        properties = ",\n".join(f'"{key}" = "{value}"' for key, value in sorted(view.properties.items()))
        lines.append(f"PROPERTIES (\n{properties}\n)")
    return "\n".join(lines) + f"\nAS {' '.join(view.query)};"
