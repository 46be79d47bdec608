"""What a Redshift's catalogue answers: its tables made from the model's state, the functions used on them, and names in statements."""

import zlib

from store import fill
from wire_sql import tokenize, words

LEADER_FUNCTIONS = ("current_schema", "current_schemas", "has_table_privilege", "pg_get_viewdef", "pg_get_constraintdef", "pg_get_expr",
                    "format_type",
                    "format_encoding", "pg_get_userbyid", "obj_description", "col_description", "pg_table_is_visible")
_OWNER = 100
_PREFIXES = ("pg_", "svv_", "stv_", "svl_", "stl_", "sys_", "information_schema")
_STYLES = {"EVEN": 0, "KEY": 1, "ALL": 8, "AUTO": 9}
_ENCODINGS = {**dict.fromkeys(("SMALLINT", "INTEGER", "INT", "BIGINT", "DECIMAL", "NUMERIC", "DATE", "TIME", "TIMETZ", "TIMESTAMP", "TIMESTAMPTZ"),
                              "az64"), **dict.fromkeys(("CHAR", "VARCHAR", "VARBYTE", "CHARACTER"), "lzo"), "SUPER": "zstd"}
_KINDS = {"view": "v", "late": "v", "materialized": "v"}


def relation_names(tokens):
    """Every name in the statement, `schema.name` as one and without the schema that needs no name."""
    found, at = [], 0
    while at < len(tokens):
        if tokens[at].kind not in ("word", "quoted"):
            at += 1
            continue
        parts = [tokens[at].value]
        while at + 2 < len(tokens) and tokens[at + 1].text == "." and tokens[at + 2].kind in ("word", "quoted"):
            at += 2
            parts.append(tokens[at].value)
        found.append(".".join(parts[1:] if parts[0] == "public" and len(parts) > 1 else parts))
        at += 1
    return found


def created_name(tokens):
    """Of `CREATE … IF NOT EXISTS name`."""
    place = next((i for i, token in enumerate(tokens) if token.word == "EXISTS"), 0)
    return relation_names(tokens[place + 1:place + 4])[0]


def without_schema(text, tokens):
    """The statement without `public.` before names."""
    start = tokens[0].start
    drop = [(a.start - start, b.end - start) for before, a, b in zip([tokens[0], *tokens], tokens, tokens[1:])
            if a.kind != "string" and a.value == "public" and b.text == "." and before.word != "TO"]
    for begin, end in reversed(drop):
        text = text[:begin] + text[end:]
    return text


def is_journal(tokens):
    first = words(tokens, 8)
    return any(it.startswith("KURA_") for it in (token.value.upper() for token in tokens[:8])) and first[0] != "SELECT"


def is_catalog_query(tokens):
    return any(token.kind in ("word", "quoted") and token.value.lower().startswith(_PREFIXES) for token in tokens)


def shape(state):
    """Columns of each table; None for those whose columns are not known."""
    return {name: None if table.columns is None else [it.name for it in table.columns] for name, table in state.tables.items()}


def number_of(state, name):
    name = name.removeprefix("public.").replace('"', "")
    if not state.has(name):
        raise ValueError(f'relation "{name}" does not exist')
    return _oid(state, name)


def _number(name):
    return 1_000_000 + zlib.crc32(name.encode()) % 1_000_000


def _oid(state, name):
    """A table keeps its number when it gets another name."""
    table = state.tables.get(name)
    return getattr(table, "number", None) or _number(name)


def give_numbers(state):
    known = [getattr(it, "number", 0) for it in state.tables.values()]
    for name, table in sorted(state.tables.items()):
        if name not in state.views and not hasattr(table, "number"):
            table.number = max([100_000, *known]) + 1
            known.append(table.number)


def encoding_of(table, column):
    """As `format_encoding` tells it; without a word the one that the documentation gives to new columns."""
    if column.encoding:
        return {"raw": "none"}.get(column.encoding.lower(), column.encoding.lower())
    if column.name in (table.sort or []):
        return "none"
    return _ENCODINGS.get(column.whole_type.replace("(", " ").split()[0].upper(), "none")


def _default(column):
    return column.details.get("DEFAULT", "").removeprefix("DEFAULT").strip() if column.default else ""


def facts(state):
    """Each object with everything that is known of it, one fact a line."""
    found = {f"schema {name}": [] for name in state.schemas}
    for name, table in state.tables.items():
        if name in state.views:
            continue
        lines = found[name] = ["kind: table", f"distribution: {table.style} {table.dist}", f"sort: {table.sort_style} {table.sort}",
                               f"encode automatically: {table.is_encoded_automatically}"]
        for place, it in enumerate(table.columns or [], 1):
            # What the engine chooses by itself may be another one at any time.
            encoding = "" if table.is_encoded_automatically else it.encoding
            lines.append(f"column {place}: {it.name} {it.whole_type} {encoding} {'null' if it.nullable else 'not null'} {it.identity} {_default(it)}")
        lines += [f"key {key}: {columns}" for key, columns in table.keys.items()]
        lines += [f"foreign key {key}: {value}" for key, value in table.foreign.items()]
    for name, (kind, _) in state.views.items():
        found[name] = [f"kind: {kind}", f"query: {state.queries.get(name, '')}", f"refresh: {state.refresh.get(name)}"]
        if name in state.tables and kind == "materialized":
            found[name].append(f"sort: {state.tables[name].sort}, distribution {state.tables[name].style} {state.tables[name].dist}")
    for (name, column), text in state.comments.items():
        found.setdefault(name, []).append(f"comment {column}: {text}")
    for (name, column, privilege, grantee), option in state.grants.items():
        found.setdefault(name, []).append(f"grant {privilege} {column}: {grantee} {option}")
    for name, owner in state.owners.items():
        found.setdefault(name, []).append(f"owner: {owner}")
    return {name: sorted(lines) for name, lines in sorted(found.items())}


# The catalogue's tables.


def fill_all(connection, state, session):
    for name, (columns, rows) in tables(state, session).items():
        fill(connection, name, columns.split(), rows)
    texts = _texts(state)
    owners = {_OWNER: session.user, **{_number("user " + it): it for it in state.owners.values()}}
    connection.create_function("pg_get_constraintdef", 1, texts.get)
    connection.create_function("pg_get_viewdef", -1, lambda number, *_: texts.get(number))
    connection.create_function("pg_get_userbyid", 1, owners.get)


def view_text(state, name):
    """Of a bound view its query alone, of the others the statement that made them."""
    kind, query = state.views[name][0], state.queries[name]
    if kind == "view":
        return query.removeprefix("AS ") + ";"
    return f"create {'materialized view' if kind == 'materialized' else 'view'} {_as_typed(name)} {query};"


def _as_typed(name):
    """The model keeps names without the quotes that a statement must have had around them."""
    parts = (part if part.isidentifier() and part == part.lower() else f'"{part}"' for part in name.split("."))
    return ".".join(parts)


def _texts(state):
    """Definitions of views and keys by their numbers."""
    found = {_number(name): view_text(state, name) for name in state.queries}
    for table in state.tables.values():
        for key, columns in table.keys.items():
            found[_number("key " + key)] = f"{'PRIMARY KEY' if key == table.primary else 'UNIQUE'} ({', '.join(columns)})"
        for key, (columns, target, aims) in table.foreign.items():
            found[_number("key " + key)] = f"FOREIGN KEY ({', '.join(columns)}) REFERENCES {target}({', '.join(aims)})"
    return found


def tables(state, session):
    relations = sorted({*state.tables, *state.views})
    found = {
        "pg_namespace": ("oid nspname nspowner nspacl",
                         [(_number("schema " + it), it, _OWNER, None)
                          for it in ("public", "pg_catalog", "information_schema", *sorted(state.schemas))]),
        "pg_class": ("oid relname relnamespace relkind relowner reldiststyle relacl relnatts",
                     [_class(state, it) for it in relations] + list(_storage(state))),
        "pg_user": ("usename usesysid usesuper", [(session.user, _OWNER, "t" if session.model.is_superuser else "f"),
                                                  *((it, _number("user " + it), "f")
                                                    for it in sorted(set(state.owners.values()) - {session.user}))]),
        "pg_description": ("objoid classoid objsubid description", list(_descriptions(state))),
        "pg_constraint": ("oid conname contype conrelid confrelid connamespace conkey confkey", list(_constraints(state))),
        "pg_views": ("schemaname viewname viewowner definition",
                     [(*_split(it), session.user, state.queries.get(it, "")) for it in sorted(state.views)]),
        "pg_database": ("oid datname datdba", [(1, session.database, _OWNER)]),
        "pg_depend": ("classid objid objsubid refclassid refobjid refobjsubid deptype", []),
        "pg_rewrite": ("oid ev_class rulename", [(_number("rule " + it), _number(it), "_RETURN") for it in sorted(state.views)]),
        "pg_proc": ("oid proname pronamespace", []), "pg_group": ("groname grosysid grolist", []), "pg_type": ("oid typname", []),
    }
    found.update(_columns(state))
    found.update(_system_views(state, session))
    return found


def _split(name):
    schema, _, bare = name.rpartition(".")
    return schema or "public", bare


def _class(state, name):
    schema, bare = _split(name)
    kind = _KINDS[state.views[name][0]] if name in state.views else "r"
    table = state.tables.get(name)
    columns = len(table.columns or []) if table else 0
    owner = _number("user " + state.owners[name]) if name in state.owners else _OWNER
    style = _STYLES.get(table.style, 0) if table else 0
    return _oid(state, name), bare, _number("schema " + schema), kind, owner, style, None, columns


def _storage(state):
    """The table that holds the rows of a materialized view."""
    for name, (kind, _) in sorted(state.views.items()):
        if kind == "materialized":
            schema, bare = _split(name)
            style = _STYLES.get(state.tables[name].style, 0)
            yield _number("rows of " + name), f"mv_tbl__{bare}__0", _number("schema " + schema), "r", _OWNER, style, None, 0


def _columns(state):
    attributes, defaults = [], []
    for name, table in sorted(state.tables.items()):
        for place, it in enumerate(table.columns or [], 1):
            order = (table.sort.index(it.name) + 1) * (-1 if table.interleaved and (table.sort.index(it.name) + 1) % 2 == 1
                                                       else 1) if it.name in (table.sort or []) else 0
            identity = _identity(it, _oid(state, name)) if it.identity else ""
            default = identity or _default(it)
            attributes.append((_oid(state, name), it.name, place, it.whole_type, -1, "f" if it.nullable else "t", "t" if default else "f",
                               "f",
                               encoding_of(table, it), "t" if it.name == table.dist else "f", order))
            if default:
                defaults.append((_oid(state, name), place, default, default))
    for name, (kind, _) in sorted(state.views.items()):
        attributes += _view_columns(state, name, kind)
    return {
        "pg_attribute": ("attrelid attname attnum atttypid atttypmod attnotnull atthasdef attisdropped attencodingtype attisdistkey attsortkeyord", attributes),
        "pg_attrdef": ("adrelid adnum adsrc adbin", defaults),
    }


def _identity(column, oid):
    """As the catalogue keeps it: a call with a number that changes with the table."""
    numbers = column.details.get("IDENTITY", "").rpartition("IDENTITY")[2].strip("() ").replace(" ", "") or "1,1"
    call = '"identity"' if column.identity == "always" else "default_identity"
    return f"{call}({oid}, 0, '{numbers}'::text)"


def _view_columns(state, name, kind):
    """The columns that are known of a view: those with comments; of a materialized one the table of its rows has its keys."""
    if kind != "materialized":
        for place, column in enumerate(_commented(state, name), 1):
            yield _oid(state, name), column, place, "character varying", -1, "f", "f", "f", "none", "f", 0
        return
    table = state.tables[name]
    for place, column in enumerate(dict.fromkeys([*([table.dist] if table.dist else []), *(table.sort or []), "num_rec"]), 1):
        sort = (table.sort or []).index(column) + 1 if column in (table.sort or []) else 0
        yield (_number("rows of " + name), column, place, "character varying", -1, "f", "f", "f", "none",
               "t" if column == table.dist else "f", sort)


def _commented(state, name):
    return sorted(column for relation, column in state.comments if relation == name and column)


def _descriptions(state):
    for (name, column), text in sorted(state.comments.items()):
        if not column:
            number = _number("schema " + name) if name in state.schemas else _oid(state, name)
            yield number, 0, 0, tokenize(text, "redshift")[0].value
            continue
        if name in state.views:
            yield _oid(state, name), 0, _commented(state, name).index(column) + 1, tokenize(text, "redshift")[0].value
            continue
        table = state.tables.get(name)
        names = [it.name for it in (table.columns if table and table.columns else [])]
        if column in names:
            yield _oid(state, name), 0, names.index(column) + 1, tokenize(text, "redshift")[0].value


def _constraints(state):
    for name, table in sorted(state.tables.items()):
        names = [it.name for it in table.columns or []]
        space = _number("schema " + _split(name)[0])
        for key, columns in table.keys.items():
            kind = "p" if key == table.primary else "u"
            yield _number("key " + key), key, kind, _oid(state, name), 0, space, _places(names, columns), None
        for key, (columns, target, aims) in table.foreign.items():
            others = [it.name for it in (state.tables[target].columns or [])] if target in state.tables else []
            yield _number("key " + key), key, "f", _oid(state, name), _oid(state, target), space, _places(names, columns), _places(others,
                                                                                                                                   aims)


def _places(names, columns):
    return "{" + ",".join(str(names.index(it) + 1) for it in columns if it in names) + "}"


def _grantee(text):
    kind, _, name = text.partition(" ")
    if text.upper() == "PUBLIC":
        return "public", "public"
    if kind.upper() in ("ROLE", "GROUP") and name:
        return name.strip('"'), kind.lower()
    return text.strip('"'), "user"


def _system_views(state, session):
    relation_grants, column_grants, schema_grants = [], [], []
    for (name, column, privilege, grantee), option in sorted(state.grants.items()):
        who, kind = _grantee(grantee)
        if name in state.schemas:
            schema_grants.append((name, privilege, who, kind, "t" if option else "f"))
        elif column:
            column_grants.append((*_split(name), column, privilege, who, kind))
        else:
            relation_grants.append((*_split(name), privilege, who, kind, int(option)))
    numbers = sorted(session.model.sessions)
    info = [(*_split(name), f"{table.style}({table.dist})" if table.dist else table.style, _first_key(table),
             "Y, AUTO(ENCODE)" if table.is_encoded_automatically else "Y", 1)
            for name, table in sorted(state.tables.items()) if name not in state.views and name in state.filled]
    views = [(session.database, *_split(name), "t" if state.refresh.get(name) else "f", "f", 1) for name,
             (kind, _) in sorted(state.views.items()) if kind == "materialized"]
    return {
        "svv_relation_privileges": ("namespace_name relation_name privilege_type identity_name identity_type admin_option",
                                    relation_grants),
        "svv_column_privileges": ("namespace_name relation_name column_name privilege_type identity_name identity_type", column_grants),
        "svv_schema_privileges": ("namespace_name privilege_type identity_name identity_type admin_option", schema_grants),
        "svv_table_info": ("schema table diststyle sortkey1 encoded tbl_rows", info),
        "svv_mv_info": ("database_name schema_name name autorefresh is_stale state", views),
        "stv_mv_info": ("db_name schema name is_stale state", [(it[0], it[1], it[2], it[4], it[5]) for it in views]),
        "stv_sessions": ("process user_name db_name starttime", [(it, "awsuser", session.database, "") for it in numbers]),
        "pg_stat_activity": ("datid datname procpid usesysid usename current_query",
                             [(1, session.database, it, _OWNER, "awsuser", "") for it in numbers]),
        "sys_session_history": ("session_id user_id database_name end_time status",
                                [(it, _OWNER, session.database, None, "active") for it in numbers]),
        "svv_external_schemas": ("schemaname databasename eskind", []),
        "svv_external_columns": ("schemaname tablename columnname external_type columnnum", []),
        "svv_default_privileges": ("schema_name owner_name object_type privilege_type grantee_name", []),
        "svv_datashares": ("share_name share_type", []),
        "svv_rls_attached_policy": ("relschema relname relkind polname", []),
            "svv_attached_masking_policy": ("schema_name table_name policy_name", []),
    }


def _first_key(table):
    first = (table.sort or [""])[0]
    if table.sort_style == "AUTO":
        return f"AUTO(SORTKEY({first}))" if first else "AUTO(SORTKEY)"
    return first


def _ident(name):
    return None if name is None else name if name.replace("_", "a").isalnum() and name == name.lower() and not name[:1].isdigit() else '"' + name.replace('"', '""') + '"'


def _literal(text):
    return None if text is None else "'" + text.replace("\\", "\\\\").replace("'", "''") + "'"


_TYPES = {"VARCHAR": "character varying", "CHAR": "character", "DECIMAL": "numeric", "INT": "integer",
          "TIMESTAMP": "timestamp without time zone"}


def _type(text):
    """As the catalogue spells it."""
    head, _, rest = text.replace(" (", "(").replace("( ", "(").replace(" )", ")").replace(" , ", ",").partition("(")
    return _TYPES.get(head, head.lower()) + (f"({rest}" if rest else "")


FUNCTIONS = {
    "quote_ident": (1, _ident), "quote_literal": (1, _literal),
    "format_type": (2, lambda kind, _: _type(kind)), "format_encoding": (1, lambda kind: kind),
    "pg_get_expr": (2, lambda text, _: text), "octet_length": (1, lambda text: None if text is None else len(str(text).encode())),
    "len": (1, lambda text: None if text is None else len(str(text))), "nvl": (2, lambda a, b: b if a is None else a),
    "md5": (1, lambda text: zlib.crc32(str(text).encode())), "btrim": (1, lambda text: text and text.strip()),
    "concat": (2, lambda a, b: None if a is None or b is None else f"{a}{b}"),
    "has_table_privilege": (-1, lambda *_: 1), "pg_table_is_visible": (1, lambda _: 1),
}
