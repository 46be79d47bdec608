"""What CREATE of Amazon Redshift refuses, and what it tells of tables and views."""

from redshift_sql import Column, Reader, Table, holds, names_in, relations, split, words

UNKNOWN_OBJECTS = ("INDEX", "SEQUENCE", "TYPE", "DOMAIN", "TRIGGER", "RULE", "EXTENSION")
UNKNOWN_TYPES = ("SERIAL", "BIGSERIAL", "JSON", "JSONB", "UUID", "BYTEA", "MONEY", "XML", "HSTORE", "BIT", "INET", "TINYINT")


DETAILS = ("DEFAULT", "IDENTITY", "GENERATED", "ENCODE", "COLLATE", "NOT", "NULL", "DISTKEY", "SORTKEY", "UNIQUE", "PRIMARY", "REFERENCES")


class CreateRules:
    def on_create(self, reader):
        replaces = reader.accept("OR", "REPLACE")
        reader.accept("TEMP") or reader.accept("TEMPORARY")
        if reader.peek().word in UNKNOWN_OBJECTS or reader.accept("UNIQUE", "INDEX"):
            self.say("unknown_object", "Redshift has no such object")
        elif reader.accept("TABLE"):
            self.create_table(reader)
        elif reader.accept("MATERIALIZED", "VIEW"):
            if replaces:
                self.say("replace_materialized", "a materialized view cannot be replaced")
            self.create_materialized_view(reader)
        elif reader.accept("VIEW"):
            self.create_view(reader, replaces)
        elif reader.accept("SCHEMA"):
            self.create_schema(reader)

    def create_schema(self, reader):
        reader.accept("IF", "NOT", "EXISTS")
        self.state.schemas.add(reader.next().name)

    def create_view(self, reader, replaces):
        if reader.accept("IF", "NOT", "EXISTS"):
            self.say("view_if_not_exists", "CREATE VIEW has no IF NOT EXISTS")
        name = reader.qualified()
        rest = reader.rest()
        is_late = holds(words(rest), "WITH", "NO", "SCHEMA", "BINDING")
        if is_late and any("." not in it for it in relations(rest)):
            self.say("late_unqualified", "a late-binding view names the schema of everything it reads")
        self.check_new_name(name, replaces)
        if not is_late:
            self.check_relations(relations(rest))
        self.state.views[name] = ("late" if is_late else "view", relations(rest))
        self.state.words[name] = {token.name or token.text for token in rest}
        self.state.queries[name] = " ".join(token.text for token in rest)

    def check_new_name(self, name, replaces=False):
        if self.state.has(name) and not (replaces and name in self.state.views):
            self.say("name_taken", f"there is a {name} already")

    def check_relations(self, names):
        for name in names:
            if name in self.names and not self.state.has(name):
                self.say("unknown_relation", f"there is no {name} at this moment")

    def create_materialized_view(self, reader):
        if reader.accept("IF", "NOT", "EXISTS"):
            self.say("view_if_not_exists", "CREATE MATERIALIZED VIEW has no IF NOT EXISTS")
        name = reader.qualified()
        rest = reader.rest()
        found = words(rest)
        head = found[: found.index("AS")] if "AS" in found else found
        if holds(head, "DISTSTYLE", "AUTO") or holds(head, "SORTKEY", "AUTO") or holds(head, "SORTKEY", "NONE"):
            self.say("materialized_auto", "AUTO and NONE of a materialized view are for ALTER")
        if "INTERLEAVED" in head:
            self.say("materialized_interleaved", "the sort key of a materialized view is compound")
        if found[-3:] == ["WITH", "NO", "DATA"]:
            self.say("with_no_data", "a materialized view is filled when it is created")
        self.check_new_name(name)
        self.check_relations(relations(rest))
        at = next((i for i, token in enumerate(rest) if token.word == "AS"), len(rest))
        table = Table()
        self.table_options(Reader(rest[:at]), table)
        table.style = table.style or "EVEN"
        table.sort_style = "NONE" if not table.sort else table.sort_style
        self.state.tables[name] = table
        self.state.views[name] = ("materialized", relations(rest))
        self.state.queries[name] = " ".join(token.text for token in rest[at:])
        self.state.refresh[name] = holds(head, "AUTO", "REFRESH", "YES")

    def create_table(self, reader):
        reader.accept("IF", "NOT", "EXISTS")
        name = reader.qualified()
        self.check_new_name(name)
        if name.endswith("__kura_new") and name not in self.state.out_of_the_way:
            self.say("left_by_an_earlier_run", f"a {name} may be there from a run that was stopped")
        table = Table([])
        for part in split(reader.parenthesised()):
            self.table_element(part, table, name)
        self.table_options(reader, table)
        table.style = table.style or ("KEY" if table.dist else "AUTO")
        table.is_encoded_automatically = table.is_encoded_automatically or not any(it.encoding for it in table.columns)
        self.state.tables[name] = table

    def table_element(self, part, table, name):
        found = words(part)
        for banned in ("CHECK", "EXCLUDE", "DEFERRABLE", "SERIAL"):
            if banned in found:
                self.say("unknown_clause", f"Redshift has no {banned}")
        if holds(found, "GENERATED", "ALWAYS"):
            self.say("unknown_clause", "Redshift has no generated columns")
        if holds(found, "ON", "DELETE") or holds(found, "ON", "UPDATE"):
            self.say("unknown_clause", "foreign keys have no actions")
        first = part[0].word if part else ""
        if part and first in ("CONSTRAINT", "PRIMARY", "UNIQUE", "FOREIGN") and part[0].kind == "word":
            self.constraint(Reader(part), table, name)
        elif part:
            self.column(Reader(part), table)

    def column(self, reader, table):
        name = reader.next().name
        rest = reader.rest()
        found = words(rest)
        type_word = found[0] if found else ""
        if type_word in UNKNOWN_TYPES or "[" in found:
            self.say("unknown_type", f"Redshift has no type {type_word}")
        identity = "default" if "GENERATED" in found else "always" if "IDENTITY" in found else ""
        if identity and type_word not in ("BIGINT", "INTEGER", "INT", "INT4", "INT8"):
            self.say("identity_type", "an identity is an integer or bigint")
        encoding = found[found.index("ENCODE") + 1] if "ENCODE" in found else ""
        nullable = not holds(found, "NOT", "NULL") and not identity and not holds(found, "PRIMARY", "KEY")
        if table.column(name):
            self.say("column_exists", f"there is a column {name} already")
        column = Column(name, type_word, encoding, nullable, "DEFAULT" in found and not holds(found, "BY", "DEFAULT"), identity)
        column.whole_type, column.details = self.definition(rest)
        table.columns.append(column)
        if "DISTKEY" in found:
            table.dist = name
        if "SORTKEY" in found:
            table.sort = [name]

    @staticmethod
    def definition(tokens):
        """The type, and what stands behind DEFAULT, IDENTITY and COLLATE."""
        parts, depth, place = {"": []}, 0, ""
        for token in tokens:
            if depth == 0 and token.kind == "word" and token.word in DETAILS and not (place == "IDENTITY" and token.word == "DEFAULT"):
                place = "IDENTITY" if token.word == "GENERATED" else token.word
            parts.setdefault(place, []).append(token.word or token.text)
            depth += {"(": 1, ")": -1}.get(token.text, 0) if token.kind == "symbol" else 0
        texts = {word: " ".join(found) for word, found in parts.items()}
        return texts[""], {word: texts.get(word, "") for word in ("DEFAULT", "IDENTITY", "COLLATE")}

    def constraint(self, reader, table, owner):
        name = reader.next().name if reader.accept("CONSTRAINT") else ""
        kind = reader.next().word
        reader.accept("KEY")
        columns = names_in(reader.parenthesised())
        for column in columns:
            if table.columns is not None and not table.column(column):
                self.say("unknown_column", f"there is no column {column}")
        if name and (name in table.keys or name in table.foreign):
            self.say("name_taken", f"there is a key {name} already")
        if kind == "FOREIGN" and reader.accept("REFERENCES"):
            self.foreign_key(reader, table, name, columns, owner)
        if kind == "CHECK":
            return self.say("add_check", "Redshift has no checks")
        if kind == "PRIMARY":
            for column in self.known_columns(table):
                if column.name in columns and column.nullable:
                    self.say("nullable_key", f"primary key column {column.name} may be NULL")
        if kind in ("PRIMARY", "UNIQUE") and name:
            self.check_key_name(name, owner)
        if kind in ("PRIMARY", "UNIQUE"):
            name = name or f"unnamed {len(table.keys)}"
            table.keys[name] = columns
            table.primary = name if kind == "PRIMARY" else table.primary

    def foreign_key(self, reader, table, name, columns, owner):
        target = reader.qualified()
        aims = names_in(reader.parenthesised()) if reader.peek().text == "(" else []
        other = self.state.tables.get(target, Table())
        if target != owner and target in self.names and not self.state.has(target):
            self.say("unknown_relation", f"there is no {target} at this moment")
        elif other.columns is not None and other is not table:
            aims = aims or other.keys.get(other.primary, [])
            if not any(sorted(key) == sorted(aims) for key in other.keys.values()):
                self.say("no_key_to_refer_to", f"{target} has no key of {', '.join(aims)}")
        table.foreign[name or f"unnamed {len(table.foreign)}"] = (columns, target, aims)

    def check_key_name(self, name, owner):
        schema = owner.rpartition(".")[0]
        for other, table in self.state.tables.items():
            if other.rpartition(".")[0] == schema and other != owner and name in table.keys:
                self.say("key_name_taken", f"{other} has a key named {name}")

    def table_options(self, reader, table):
        found = words(reader.rest())
        for banned in ("PARTITION", "PARTITIONED", "INHERITS", "TABLESPACE"):
            if banned in found:
                self.say("unknown_clause", f"Redshift has no {banned}")
        style = found[found.index("DISTSTYLE") + 1] if "DISTSTYLE" in found else ""
        if "DISTKEY" in found and style not in ("", "KEY"):
            self.say("distkey_style", "a DISTKEY has the style KEY")
        table.dist = table.dist or ""
        table.style = style or table.style
        table.sort = table.sort or []
        table.sort_style = "INTERLEAVED" if "INTERLEAVED" in found else "AUTO" if holds(found, "SORTKEY", "AUTO") or "SORTKEY" not in found else "COMPOUND"
        table.is_encoded_automatically = holds(found, "ENCODE", "AUTO")
        table.interleaved = "INTERLEAVED" in found
        while not reader.done():
            if reader.accept("DISTKEY"):
                columns = names_in(reader.parenthesised())
                if len(columns) != 1:
                    self.say("distkey_columns", "a DISTKEY is one column")
                table.dist = columns[0] if columns else ""
                table.style = "KEY"
            elif reader.accept("SORTKEY"):
                table.sort = names_in(reader.parenthesised())
            else:
                reader.next()

    @staticmethod
    def known_columns(table):
        return table.columns or []
