"""Makes the rows' tables follow what a Redshift statement did to the catalogue."""

from redshift_sql import Reader, split, tokenize, words

from wire_sql import Rewriter
from wire_sql import tokenize as wire_tokens


class Mirror:
    """`state` is the catalogue after the statement; `before` has the columns of each table from before it."""

    def __init__(self, rows, state, before):
        self.rows = rows
        self.state = state
        self.before = before

    def follow(self, first, sql):
        reader = Reader([it for it in tokenize(sql) if it.text != ";"])
        kind = " ".join(first[:2])
        if kind == "ALTER TABLE":
            reader.accept("ALTER", "TABLE")
            name = reader.qualified()
            if name in self.before:
                for action in split(reader.rest()):
                    self._alter(name, Reader(action), words(action))
        elif first[0] == "TRUNCATE":
            reader.accept("TRUNCATE")
            reader.accept("TABLE")
            self.rows.clear(reader.qualified())
        else:
            self._appear_and_go()

    def _appear_and_go(self):
        for name in self.before:
            if name not in self.state.tables:
                self.rows.drop(name)
        for name, table in self.state.tables.items():
            if name not in self.before and name not in self.state.views:
                self.rows.create(name, [self.column(it) for it in table.columns or []])

    @staticmethod
    def column(found):
        """Nothing is enforced but NOT NULL and the length."""
        default = found.details.get("DEFAULT", "") if found.default else ""
        text = Rewriter(wire_tokens(default.removeprefix("DEFAULT").strip(), "redshift"), (), "public").text() if default else None
        return found.name, found.whole_type, found.nullable, text, bool(found.identity)

    def _alter(self, name, reader, found):
        table = self.state.tables.get(name)
        if found[0] == "RENAME" and found[1] == "TO":
            schema = name.rpartition(".")[0]
            new = Reader(reader.tokens[2:]).qualified().rpartition(".")[2]
            if name in self.before and self.before[name] is not None:
                self.rows.rename(name, f"{schema}.{new}" if schema else new)
        elif table is None or table.columns is None or self.before[name] is None:
            return
        elif found[0] == "RENAME":
            rest = reader.tokens[2:] if found[1] == "COLUMN" else reader.tokens[1:]
            self.rows.rename_column(name, rest[0].name, rest[2].name)
        elif found[0] in ("ADD", "DROP"):
            there = [it.name for it in table.columns]
            for column in table.columns:
                if column.name not in self.before[name]:
                    self.rows.add_column(name, self.column(column))
            for column in self.before[name]:
                if column not in there:
                    self.rows.drop_column(name, column)
        elif found[:2] == ["ALTER", "COLUMN"] and "TYPE" in found:
            column = table.column(reader.tokens[2].name)
            self.rows.retype(name, [it.name for it in table.columns], self.column(column))
