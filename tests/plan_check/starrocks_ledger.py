"""What a run of StarRocks statements makes of tables, views, rights, and of the jobs behind them."""

import re

from starrocks_sql import TABLE_HEADS, VIEW_HEADS, Column, clauses_of, group, name_of, read_name, relations, split_top, text_of, words

RESERVED = {"select", "from", "where", "group", "order", "by", "join", "on", "as", "and", "or", "having", "limit", "union", "case", "when"}
MODELS = ("DUPLICATE", "PRIMARY", "UNIQUE", "AGGREGATE")


def names_in(tokens):
    return [name_of(part[0]).lower() for part in split_top(tokens)]


class Table:
    """As far as the statements tell."""

    def __init__(self):
        self.columns = {}  # name -> Column
        self.is_known = False  # its CREATE was seen
        self.model = None
        self.keys = []
        self.sort = None
        self.scheme = []  # tokens of the partition expressions
        self.partitions = {}  # name -> tokens of its bounds
        self.distribution = []
        self.indexes = {}  # name -> tokens
        self.rollups = {}
        self.properties = {}
        self.comment = ""
        self.is_dynamic = None
        self.was = set()
        self.job = False
        self.is_filled = False
        self.is_emptied = False

    def column(self, name):
        return self.columns.get(name.lower())

    def hashed(self):
        """Columns that rows are distributed by; a key of PRIMARY KEY tables does it unsaid."""
        if self.distribution[:1] == ["HASH"]:
            return names_in(group(self.distribution, 1)[0])
        return self.keys if not self.distribution and self.model == "PRIMARY" else []

    def partitioned(self):
        return {name_of(token).lower() for token in self.scheme if token.startswith("`")}

    def sorted(self):
        return self.keys if self.sort is None else self.sort

    def readers_of(self, name):
        """Generated columns that read one."""
        return [it.name for it in self.columns.values() if it.is_generated and f"`{name}`" in it.attributes.get("AS", "").lower()]

    def rename_column(self, old, new):
        self.was.add(old)
        self.columns = {new if name == old else name: it for name, it in self.columns.items()}
        if new in self.columns:
            self.columns[new].name = new
        self.keys = [new if it == old else it for it in self.keys]
        self.sort = [new if it == old else it for it in self.sort] if self.sort is not None else None
        for tokens in (self.scheme, self.distribution, *self.indexes.values(), *self.rollups.values()):
            tokens[:] = [f"`{new}`" if it.lower() == f"`{old}`" else it for it in tokens]
        bloom = self.properties.get("bloom_filter_columns")
        if bloom is not None:
            self.properties["bloom_filter_columns"] = ",".join(new if it.strip() == old else it.strip() for it in bloom.split(","))


class View:
    def __init__(self, kind):
        self.kind = kind  # "view", "materialized" or "synchronous"
        self.clauses = {}
        self.columns = {}  # name -> comment
        self.query = []
        self.reads = set()
        self.properties = {}
        self.indexes = {}
        self.is_inactive = False
        self.is_refreshing = False  # a refresh has begun that nothing waits for


class Ledger:
    def __init__(self):
        self.databases = set()
        self.tables = {}
        self.views = {}
        self.grants = set()  # (relation, privilege, grantee)
        self.copies_nothing = False  # the plan asked whether a table is empty
        self.names = set()  # of all relations that are there before or after, where they are known

    def table(self, name):
        return self.tables.setdefault(name, Table())

    def has(self, name):
        return name in self.views or (name in self.tables and self.tables[name].is_known)

    def note(self, it):
        if it.upper[:2] == ["CREATE", "DATABASE"]:
            self.databases.add(name_of(it.tokens[-1]))
        elif it.upper[:2] == ["DROP", "DATABASE"]:
            self.databases.discard(name_of(it.tokens[-1]))
        elif it.upper[:1] in (["GRANT"], ["REVOKE"]):
            (self.grants.update if it.upper[0] == "GRANT" else self.grants.difference_update)(granted(it))
        if it.table:
            handler = getattr(self, "note_" + it.kind.lower().replace(" ", "_"), None)
            if handler:
                handler(it)
            self.note_job(it)

    def note_job(self, it):
        name = it.job_table()
        if name in self.tables or it.starts_job():
            table = self.table(name)
            table.job = it.starts_job() and not it.wait if it.starts_job() or it.wait else table.job

    # Tables.

    def note_create_table(self, it):
        table = self.tables[it.table] = Table()
        table.is_known = True
        if "(" not in it.rest:
            return
        inside, behind = group(it.rest, it.rest.index("("))
        for part in split_top(inside):
            if part[0].upper() == "INDEX":
                table.indexes[name_of(part[1]).lower()] = part[2:]
            elif len(part) > 1:
                column = Column(part)
                table.columns[column.name] = column
        clauses = clauses_of(it.rest[behind:], TABLE_HEADS)
        for model in MODELS:
            if model in clauses:
                table.model = model
                table.keys = names_in(group(clauses[model], 1)[0])
        table.comment = text_of(clauses["COMMENT"][0]) if "COMMENT" in clauses else ""
        self.note_design(table, clauses)
        table.properties = pairs_of(clauses.get("PROPERTIES", []))
        for part in split_top(group(clauses["ROLLUP"], 0)[0]) if "ROLLUP" in clauses else []:
            table.rollups[name_of(part[0]).lower()] = part[1:]
        has_dynamic = any(key.startswith("dynamic_partition.") for key in table.properties)
        table.is_dynamic = has_dynamic and table.properties.get("dynamic_partition.enable") != "false"

    @staticmethod
    def note_design(table, clauses):
        if "PARTITION" in clauses:
            table.scheme, table.partitions = partitions_of(clauses["PARTITION"][1:])
        if "DISTRIBUTED" in clauses:
            table.distribution = clauses["DISTRIBUTED"][1:]
        if "ORDER" in clauses:
            table.sort = names_in(group(clauses["ORDER"], 1)[0])

    def note_truncate_table(self, it):
        self.table(it.table).is_emptied = True

    def note_insert_into(self, it):
        self.table(it.table).is_filled = True

    def note_drop_table(self, it):
        self.tables.pop(it.table, None)
        self.forget_rights(it.table)
        # Its rollups go with it.
        for name in [name for name, view in self.views.items() if view.kind == "synchronous" and it.table in view.reads]:
            del self.views[name]
        self.wake_no_more(it.table)

    def note_alter_table(self, it):
        table = self.table(it.table)
        for clause in it.clauses:
            self.note_clause(it, table, clause, words(clause))
            if words(clause[:2]) == ["SWAP", "WITH"]:
                return
        for head in ("ADD COLUMN", "MODIFY COLUMN"):
            for column in it.columns(head):
                if head == "MODIFY COLUMN" and uses(table, column.name):
                    self.wake_no_more(it.table, column.name)
                table.columns[column.name] = column
                if column.is_key and column.name not in table.keys:
                    at = next((i + 1 for i, key in enumerate(table.keys) if key == column.after), 0 if column.position == "FIRST" else len(table.keys))
                    table.keys.insert(at, column.name)
        self.note_properties(it, table)

    def note_clause(self, it, table, u_clause, u):
        clause, first = u_clause, u[:2]
        if first == ["DROP", "COLUMN"]:
            self.drop_column(it.table, table, name_of(clause[2]).lower())
        elif first == ["RENAME", "COLUMN"] and "TO" in u:
            old = name_of(clause[2]).lower()
            self.wake_no_more(it.table, old)
            table.rename_column(old, name_of(clause[-1]).lower())
        elif first == ["SWAP", "WITH"]:
            self.swap(it.table, clause)
        elif u[0] == "RENAME" and len(clause) == 2:
            self.rename(it.table, it.table[:-1] + (name_of(clause[1]),))
        elif first == ["ORDER", "BY"]:
            self.note_order(it.table, table, names_in(group(clause, 2)[0]))
        elif first in (["DISTRIBUTED", "BY"], ["PARTITION", "BY"]):
            self.note_design(table, clauses_of(clause, ("PARTITION", "DISTRIBUTED")))
            self.wake_no_more(it.table)
        elif first in (["ADD", "INDEX"], ["DROP", "INDEX"], ["ADD", "ROLLUP"], ["DROP", "ROLLUP"], ["ADD", "PARTITION"], ["DROP", "PARTITION"]):
            place = {"INDEX": table.indexes, "ROLLUP": table.rollups, "PARTITION": table.partitions}[u[1]]
            if u[0] == "ADD":
                place[name_of(clause[2]).lower()] = clause[3:]
            else:
                place.pop(name_of(clause[-1]).lower(), None)
        elif u[0] == "COMMENT":
            table.comment = text_of(clause[-1])
        elif first == ["MODIFY", "COLUMN"] and u[3:4] == ["COMMENT"] and table.column(name_of(clause[2])):
            table.column(name_of(clause[2])).comment = text_of(clause[4])
        elif first == ["MODIFY", "COLUMN"] and u[4:5] == ["FIELD"] and table.column(name_of(clause[2])):
            table.column(name_of(clause[2])).full_type = None
            self.wake_no_more(it.table, name_of(clause[2]).lower())
        elif u[0] not in ("ADD", "DROP", "MODIFY", "SET", "RENAME") and len(it.clauses) > 1 and it.clauses[0][1:2] == ["ROLLUP"]:
            table.rollups[name_of(clause[0]).lower()] = clause[1:]

    def drop_column(self, name, table, column):
        self.wake_no_more(name, column)
        table.columns.pop(column, None)
        table.keys = [it for it in table.keys if it != column]
        table.indexes = {key: it for key, it in table.indexes.items() if f"`{column}`" not in [t.lower() for t in it]}

    def note_order(self, name, table, columns):
        if table.columns and len(columns) == len(table.columns):
            if table.model != "PRIMARY":
                table.keys = columns[: len(table.keys)]
        else:
            table.sort = columns
        self.wake_no_more(name)

    def note_properties(self, it, table):
        pairs, is_own = it.properties()
        for key, value in pairs or []:
            if is_own:
                table.properties[key.removeprefix("default.")] = value
            if key.startswith("dynamic_partition."):
                table.is_dynamic = value != "false" if key == "dynamic_partition.enable" else (True if table.is_dynamic is None else table.is_dynamic)

    def swap(self, name, clause):
        other, _ = read_name(clause, 2)
        other = other if len(other) > 1 else name[:-1] + other
        # Rights stay with the rows that they were given on; what a view reads is found by its name.
        self.tables[name], self.tables[other] = self.table(other), self.table(name)
        self.tables[other].is_filled = True
        self.grants = {(other if it[0] == name else name if it[0] == other else it[0], *it[1:]) for it in self.grants}
        for view in self.views.values():
            if view.kind == "synchronous" and name in view.reads:
                view.reads = {other if it == name else it for it in view.reads}
        self.wake_no_more(name)

    def rename(self, old, new):
        self.wake_no_more(old)
        for place in (self.tables, self.views):
            if old in place:
                place[new] = place.pop(old)
        self.grants = {(new if it[0] == old else it[0], *it[1:]) for it in self.grants}

    def forget_rights(self, name):
        self.grants = {it for it in self.grants if it[0] != name}

    # Views.

    def note_create_view(self, it):
        self.views[it.table] = view = View("view")
        self.read_view(it, view)
        self.wake_no_more(it.table)

    note_create_or_replace_view = note_create_view

    def note_create_materialized_view(self, it):
        self.views[it.table] = view = View("synchronous" if it.is_synchronous() else "materialized")
        self.read_view(it, view)
        refresh = words(view.clauses.get("REFRESH", []))
        view.is_refreshing = view.kind == "materialized" and "DEFERRED" not in refresh
        view.clauses["REFRESH"] = [word for word in refresh if word not in ("DEFERRED", "IMMEDIATE")]

    @staticmethod
    def read_view(it, view):
        rest = it.rest
        if rest[:1] == ["("]:
            inside, at = group(rest, 0)
            rest = rest[at:]
            for part in split_top(inside):
                if part[0].upper() == "INDEX":
                    view.indexes[name_of(part[1]).lower()] = part[2:]
                else:
                    view.columns[name_of(part[0]).lower()] = text_of(part[2]) if len(part) > 2 else ""
        view.clauses = clauses_of(rest, VIEW_HEADS)
        view.query = view.clauses.pop("AS", [])
        view.reads = relations(view.query)
        view.properties = pairs_of(view.clauses.pop("PROPERTIES", []))

    def note_refresh_materialized_view(self, it):
        if it.table in self.views:
            self.views[it.table].is_refreshing = True

    def note_alter_view(self, it):
        view = self.views.get(it.table)
        if view and words(it.rest[:2]) == ["SET", "SECURITY"]:
            view.clauses["SECURITY"] = it.rest[2:]

    def note_alter_materialized_view(self, it):
        u, view = words(it.rest), self.views.get(it.table)
        if u[:1] == ["RENAME"]:
            self.rename(it.table, it.table[:-1] + (name_of(it.rest[1]),))
        elif view and u[:1] == ["ACTIVE"]:
            view.is_inactive = False
        elif view and u[:1] == ["REFRESH"]:
            view.clauses["REFRESH"] = u[1:]
        elif view:
            view.properties.update(it.properties()[0] or [])

    def note_drop_view(self, it):
        self.views.pop(it.table, None)
        self.forget_rights(it.table)
        self.wake_no_more(it.table)

    note_drop_materialized_view = note_drop_view

    def note_create_index(self, it):
        place = self.views[it.table].indexes if it.table in self.views else self.table(it.table).indexes
        place[name_of(it.tokens[2]).lower()] = it.rest

    def note_drop_index(self, it):
        place = self.views[it.table].indexes if it.table in self.views else self.table(it.table).indexes
        place.pop(name_of(it.tokens[2]).lower(), None)

    def wake_no_more(self, name, column=None):
        """Asynchronous views over a relation stop to refresh; of a column, those that name it."""
        for reader, view in self.views.items():
            if name not in view.reads or view.is_inactive or reader == name:
                continue
            if column is not None and not names_column(view.query, column):
                continue
            if view.kind == "materialized":
                view.is_inactive = True
            if view.kind != "synchronous":
                self.wake_no_more(reader)


def names_column(query, column):
    """The column itself, or a star for all of them; that of `count(*)` is none."""
    has_star = any(token == "*" and before != "(" for before, token in zip(query, query[1:]))
    # A name that is a reserved word stands in quotes.
    spellings = {f"`{column}`"} if column in RESERVED else {f"`{column}`", column}
    return has_star or bool(spellings & {token.lower() for token in query})


def uses(table, column):
    return not table.columns or column in table.columns


def pairs_of(tokens):
    inside = group(tokens, 0)[0] if tokens[:1] == ["("] else []
    return {text_of(pair[0]): text_of(pair[2]) for pair in split_top(inside) if len(pair) >= 3}


def partitions_of(tokens):
    """The scheme, and the partitions by name when it lists some."""
    at, depth, opened = 0, 0, None
    for i, token in enumerate(tokens):
        if token == "(" and depth == 0:
            opened = i
        depth += (token == "(") - (token == ")")
        at = i
    body = tokens[opened + 1 : at] if opened is not None and at and tokens[at] == ")" else []
    if opened and re.match("PARTITION$|START$", (body or ["PARTITION"])[0], re.IGNORECASE) and tokens[opened - 1] == ")":
        names = {name_of(part[1]).lower(): part[2:] for part in split_top(body) if part[0].upper() == "PARTITION"}
        return tokens[:opened], names
    return list(tokens), {}


def granted(it):
    """(relation, privilege, grantee) of each."""
    at = it.upper.index("ON")
    end = it.upper.index("TO" if it.upper[0] == "GRANT" else "FROM")
    target = at + 1
    while it.upper[target] in ("TABLE", "VIEW", "MATERIALIZED"):
        target += 1
    relation, _ = read_name(it.tokens, target)
    grantees = [" ".join(part) for part in split_top(it.tokens[end + 1 :])]
    return {(relation, " ".join(words(part)), grantee) for part in split_top(it.tokens[1:at]) for grantee in grantees}
