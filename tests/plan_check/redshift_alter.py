"""What ALTER of Amazon Redshift refuses, alone and after what the statements before it did."""

from redshift_sql import Reader, holds, names_in, split, words

HOLDING = ("BYTEDICT", "RUNLENGTH", "TEXT255", "TEXT32K")
VARCHAR = ("VARCHAR", "CHARACTER", "NVARCHAR", "TEXT")


class AlterRules:
    def on_alter(self, reader):
        if reader.accept("TABLE"):
            self.alter_table(reader)
        elif reader.accept("MATERIALIZED", "VIEW"):
            self.alter_materialized_view(reader)
        elif reader.peek().word in ("VIEW", "SEQUENCE", "TYPE", "INDEX", "DOMAIN"):
            self.say("unknown_alter", "Redshift has no such ALTER")

    def alter_materialized_view(self, reader):
        name = reader.qualified()
        self.check_known(name)
        rest = reader.rest()
        found = words(rest)
        if "RENAME" in found:
            self.say("materialized_rename", "a materialized view cannot be renamed")
        elif found[:2] not in (["AUTO", "REFRESH"], ["ROW", "LEVEL"]) and found[:1] != ["ALTER"]:
            self.say("unknown_alter", "not a form of ALTER MATERIALIZED VIEW")
        if "INTERLEAVED" in found:
            self.say("interleaved_in_place", "no sort key becomes interleaved in place")
        if holds(found, "DISTKEY", "("):
            self.say("distkey_parentheses", "ALTER DISTKEY takes no parentheses")
        if len(split(rest)) > 1:
            self.say("combination", "one change a statement")
        if found[:2] == ["AUTO", "REFRESH"]:
            self.state.refresh[name] = found[2:] == ["YES"]
        elif reader.accept("ALTER"):
            self.alter_design(self.state.table(name), reader, found)

    def check_known(self, name):
        if name in self.names and not self.state.has(name):
            self.say("unknown_relation", f"there is no {name} at this moment")

    def alter_table(self, reader):
        name = reader.qualified()
        self.check_known(name)
        kind = self.state.views.get(name, ("table",))[0]
        actions = split(reader.rest())
        starts = [words(action)[:2] for action in actions]
        if len(actions) > 1:
            self.check_combination(actions)
        for action, start in zip(actions, starts):
            if kind == "materialized" and start[0] == "RENAME":
                self.say("materialized_rename", "a materialized view cannot be renamed")
            self.alter_action(name, Reader(action), words(action))

    def check_combination(self, actions):
        found = [words(action) for action in actions]
        if all(it[:2] == ["ALTER", "COLUMN"] and "ENCODE" in it for it in found):
            columns = [it[2] for it in found]
            if len(set(columns)) < len(columns):
                self.say("combination", "each column once")
            return
        sorts = [it for it in found if "SORTKEY" in it]
        others = [it for it in found if "SORTKEY" not in it]
        is_pair = len(found) == 2 and len(sorts) == 1 and "(" in sorts[0]
        if not is_pair or others[0][:2] not in (["ALTER", "DISTKEY"], ["ALTER", "DISTSTYLE"]) or (
            others[0][1] == "DISTSTYLE" and others[0][2] != "ALL"
        ):
            self.say("combination", "only SORTKEY (…) with DISTKEY or DISTSTYLE ALL, or several ENCODE")

    def alter_action(self, name, reader, found):
        table = self.state.table(name)
        if reader.accept("ADD"):
            return self.alter_add(name, table, reader, found)
        if reader.accept("DROP", "CONSTRAINT"):
            if "IF" in found:
                self.say("unknown_alter", "DROP CONSTRAINT has no IF EXISTS")
            return self.drop_constraint(name, table, reader.next().name)
        if reader.accept("DROP"):
            return self.drop_column(name, table, reader, found)
        if reader.accept("RENAME"):
            return self.rename(name, table, reader, found)
        if reader.accept("ALTER", "COLUMN"):
            return self.alter_column(name, table, reader)
        if reader.accept("ALTER"):
            return self.alter_design(table, reader, found)
        if reader.accept("APPEND"):
            if "IGNOREEXTRA" in found and "FILLTARGET" in found:
                self.say("append_options", "IGNOREEXTRA or FILLTARGET, never both")
            return None
        if reader.accept("OWNER", "TO"):
            self.state.owners[name] = reader.next().name
        elif found[:2] != ["ROW", "LEVEL"] and found[:1] != ["MASKING"]:
            self.say("unknown_alter", "not a form of ALTER TABLE")
        return None

    def alter_add(self, name, table, reader, found):
        if reader.peek().word in ("CONSTRAINT", "PRIMARY", "UNIQUE", "FOREIGN", "CHECK"):
            return self.constraint(reader, table, name)
        reader.accept("COLUMN")
        if reader.accept("IF", "NOT", "EXISTS"):
            self.say("unknown_alter", "ADD COLUMN has no IF NOT EXISTS")
        for banned in ("PRIMARY", "UNIQUE", "REFERENCES", "IDENTITY", "DISTKEY", "SORTKEY", "CHECK"):
            if banned in found:
                self.say("add_column_clause", f"ADD COLUMN takes no {banned}")
        if "COLLATE" in found:
            self.say("add_column_clause", "that ADD COLUMN takes COLLATE is not certain")
        if holds(found, "NOT", "NULL") and ("DEFAULT" not in found or holds(found, "DEFAULT", "NULL")):
            self.say("add_not_null", "a NOT NULL column needs a default")
        if table.columns is not None:
            self.column(reader, table)
        return None

    def drop_constraint(self, name, table, constraint):
        if table.columns is not None and constraint not in table.keys and constraint not in table.foreign:
            self.say("unknown_key", f"there is no key {constraint}")
        key = table.keys.get(constraint)
        for other, holder in self.state.tables.items():
            for _, target, aims in holder.foreign.values():
                needs = sorted(aims) == sorted(key or ()) if aims else constraint == table.primary
                if key is not None and target == name and needs:
                    self.say("still_referenced", f"a foreign key of {other} needs the key")
        table.primary = None if table.primary == constraint else table.primary
        table.keys.pop(constraint, None)
        table.foreign.pop(constraint, None)

    def drop_column(self, name, table, reader, found):
        reader.accept("COLUMN")
        if reader.accept("IF", "EXISTS"):
            self.say("unknown_alter", "DROP COLUMN has no IF EXISTS")
        column = reader.next().name
        if "CASCADE" in found:
            self.say("cascade", "CASCADE drops the views")
        if column == table.dist:
            self.say("drop_key_column", f"{column} is the distribution key")
        if column in (table.sort or []):
            self.say("drop_key_column", f"{column} is in the sort key")
        self.check_column(table, column)
        self.check_bound_views(name, column)
        self.state.drop_column(name, column)
        if table.columns is not None:
            table.columns = [it for it in table.columns if it.name != column]
            if not table.columns:
                self.say("last_column", f"{column} is the last column")
        for key in self.constraints_with(table, column):
            self.say("drop_constrained_column", f"{column} is in the key {key}")
        self.check_materialized(name)

    def check_column(self, table, column):
        if table.columns is not None and not table.column(column):
            self.say("unknown_column", f"there is no column {column}")

    def check_bound_views(self, name, column):
        """A view that is bound keeps the column from going; that it follows a rename is not certain."""
        for view in self.state.readers(name):
            if self.state.views[view][0] == "view" and self.state.words.get(view, set()) & {column, "*"}:
                self.say("column_under_view", f"the view {view} holds the column {column}")

    def rename(self, name, table, reader, found):
        if reader.accept("CONSTRAINT"):
            return self.say("unknown_alter", "constraints are dropped and added")
        if reader.accept("TO"):
            target = reader.qualified()
            if "." in target:
                self.say("qualified_rename", "the new name stands without its schema")
                target = target.rpartition(".")[2]
            if "#" in found:
                self.say("temporary_rename", "a table cannot become a temporary one")
            self.check_materialized(name)
            schema = name.rpartition(".")[0]
            new_name = f"{schema}.{target}" if schema else target
            if name.endswith("__kura_new") and name not in self.state.filled:
                self.say("rows_left_behind", "no row was copied")
            if self.state.has(new_name):
                self.say("name_taken", f"there is a {new_name} already")
            self.state.rename(name, new_name)
            return None
        reader.accept("COLUMN")
        old = reader.next().name
        reader.accept("TO")
        new = reader.next().name
        self.check_materialized(name)
        self.check_bound_views(name, old)
        self.check_column(table, old)
        if table.column(new):
            self.say("column_exists", f"there is a column {new} already")
        if old.endswith("__kura_new") and (name, old) not in self.state.filled:
            self.say("rows_left_behind", f"no value was copied into {old}")
        self.state.rename_column(name, old, new)
        for columns, _, _ in table.foreign.values():
            columns[:] = [new if it == old else it for it in columns]
        table.dist = new if table.dist == old else table.dist
        table.sort = [new if it == old else it for it in table.sort] if table.sort else table.sort
        for columns in table.keys.values():
            columns[:] = [new if it == old else it for it in columns]
        for column in self.known_columns(table):
            column.name = new if column.name == old else column.name
        return None

    def alter_column(self, name, table, reader):
        column = reader.next().name
        self.check_column(table, column)
        known = table.column(column)
        if reader.accept("ENCODE"):
            encoding = reader.next().word
            if table.interleaved:
                self.say("encode_interleaved", "no encoding of an interleaved table can change")
            if known and known.encoding == encoding:
                self.say("same_encoding", f"{column} is {encoding} already")
            if known:
                known.encoding = encoding
            table.is_encoded_automatically = False
            return
        if not reader.accept("TYPE"):
            return self.say("alter_column", "ALTER COLUMN changes the length of a varchar, or the encoding")
        if reader.peek().word not in VARCHAR or "USING" in words(reader.rest()):
            self.say("alter_column", "ALTER COLUMN … TYPE is for varchar, without USING")
        if known:
            known.whole_type = self.definition(reader.rest())[0]
        self.check_materialized(name)
        if column == table.dist or column in (table.sort or []):
            self.say("type_of_key", f"whether the length of the key column {column} can change is not known")
        for key in self.constraints_with(table, column):
            self.say("type_of_constrained", f"{column} is in the key {key}")
        if known and known.encoding in HOLDING:
            self.say("type_of_held", f"{known.encoding} holds the length of {column}")
        if known and known.default:
            self.say("type_of_default", f"{column} has a default")
        for view, (kind, read) in self.state.views.items():
            if kind == "view" and name in read and self.state.words.get(view, set()) & {column, "*"}:
                self.say("type_under_view", f"the view {view} holds the column")

    def alter_design(self, table, reader, found):
        if "INTERLEAVED" in found:
            self.say("interleaved_in_place", "no sort key becomes interleaved in place")
        if reader.accept("SORTKEY") or reader.accept("COMPOUND", "SORTKEY") or reader.accept("INTERLEAVED", "SORTKEY"):
            if reader.peek().text == "(":
                table.sort = names_in(reader.parenthesised())
                table.sort_style = "COMPOUND"
                for column in table.sort:
                    self.check_column(table, column)
                for column in self.known_columns(table):
                    column.encoding = "RAW" if column.name in table.sort else column.encoding
            elif reader.accept("NONE"):
                table.sort = []
                table.sort_style = "NONE"
            elif reader.accept("AUTO"):
                table.sort_style = "AUTO"
            else:
                self.say("unknown_alter", "SORTKEY (…), AUTO or NONE")
            table.interleaved = False if "INTERLEAVED" not in found else table.interleaved
        elif reader.accept("ENCODE"):
            table.is_encoded_automatically = reader.accept("AUTO")
            if not table.is_encoded_automatically:
                self.say("unknown_alter", "ENCODE AUTO has no opposite")
        elif reader.peek().word in ("DISTKEY", "DISTSTYLE"):
            self.alter_distribution(table, reader, found)
        else:
            self.say("unknown_alter", "not a form of ALTER TABLE")

    def alter_distribution(self, table, reader, found):
        if table.interleaved:
            self.say("distribution_interleaved", "the distribution of an interleaved table cannot change")
        if "DISTKEY" in found and holds(found, "DISTKEY", "("):
            self.say("distkey_parentheses", "ALTER DISTKEY takes no parentheses")
        if reader.accept("DISTSTYLE"):
            style = reader.next().word
            # AUTO may keep the key that there is.
            table.dist = "" if style in ("EVEN", "ALL") else table.dist
            table.style = style
        if reader.accept("DISTKEY"):
            reader.accept("(")
            table.dist = reader.next().name
            table.style = "KEY"
            self.check_column(table, table.dist)

    @staticmethod
    def constraints_with(table, column):
        keys = [key for key, columns in table.keys.items() if column in columns]
        return keys + [key for key, (columns, *_) in table.foreign.items() if column in columns]

    def check_materialized(self, name):
        for view, (kind, read) in self.state.views.items():
            if kind == "materialized" and name in read:
                self.say("kills_refresh", f"the materialized view {view} cannot be refreshed any more")
