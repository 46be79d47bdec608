"""Makes the rows' tables follow what a StarRocks statement did to the catalogue."""

from starrocks_sql import name_of, read_name, words

from wire_sql import Rewriter, tokenize


class Mirror:
    """`ledger` is the catalogue after the statement; `before` has the columns of each known table from before it."""

    def __init__(self, rows, ledger, before):
        self.rows = rows
        self.ledger = ledger
        self.before = before

    def follow(self, statement):
        name = ".".join(statement.table)
        if statement.kind == "TRUNCATE TABLE":
            self.rows.clear(name)
        elif statement.kind == "ALTER TABLE":
            for clause in statement.clauses:
                if self._moved(statement, name, clause):
                    return
            if name in self.before:
                self._columns(name, self.ledger.tables[statement.table], statement)
        else:
            self._appear_and_go()

    def _appear_and_go(self):
        after = {".".join(it): table for it, table in self.ledger.tables.items() if table.is_known}
        for name in self.before:
            if name not in after:
                self.rows.drop(name)
        for name, table in after.items():
            if name not in self.before:
                key = table.keys if table.model == "PRIMARY" else ()
                self.rows.create(name, [column(it, key) for it in table.columns.values()], key)

    def _moved(self, statement, name, clause):
        """Whether the clause gave the table another name, or another table its name."""
        u = words(clause)
        if u[:2] == ["SWAP", "WITH"]:
            other, _ = read_name(clause, 2)
            self.rows.swap(name, ".".join(other if len(other) > 1 else statement.table[:-1] + other))
            return True
        if u[0] == "RENAME" and len(clause) == 2:
            if name in self.before:
                self.rows.rename(name, ".".join(statement.table[:-1] + (name_of(clause[1]),)))
            return True
        if u[:2] == ["RENAME", "COLUMN"]:
            self.rows.rename_column(name, name_of(clause[2]).lower(), name_of(clause[-1]).lower())
            return True
        return False

    def _columns(self, name, table, statement):
        there = self.before[name]
        for it in table.columns.values():
            if it.name not in there:
                self.rows.add_column(name, column(it, ()))
        for it in there:
            if it not in table.columns:
                self.rows.drop_column(name, it)
        names = [it for it in there if it in table.columns] + [it for it in table.columns if it not in there]
        for it in statement.columns("MODIFY COLUMN"):
            self.rows.retype(name, names, column(table.columns[it.name], table.keys if table.model == "PRIMARY" else ()))


def column(found, key):
    attributes = found.attributes
    text = attributes.get("DEFAULT")
    default = None if text is None else Rewriter(tokenize(text, "starrocks"), (), "").text()
    is_nullable = "NULL" in attributes and found.name not in key
    return found.name, found.full_type or found.type, is_nullable, default, "AUTO_INCREMENT" in attributes and list(key) == [found.name]
