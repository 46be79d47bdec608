"""Makes a random model of a dialect."""

import features
import generate_views
import models
from generate_designs import give_design
from models import Check, Column, Enum, Grant, Index, Key, Sequence, Sql, Table, Thing, Type

_TABLES = ("orders", "items", "events", "people", "places", "stock", "visits", "prices")
_COLUMNS = ("amount", "note", "code", "kind", "weight", "label", "score", "region", "sold_on", "seen_at", "quantity", "state")
_ODD = ("order", "Odd Name", "group", "ünder", "select", "Mixed")
ROLES = ("reader", "writer")


class Maker:
    """Makes parts for one model with one source of randomness."""

    def __init__(self, dialect, random):
        self.dialect = dialect
        self.can = features.FEATURES[dialect]
        self.random = random
        self.given = set()

    def chance(self, share):
        return self.random.random() < share

    def pick(self, things):
        return self.random.choice(list(things))

    def name(self, model, words, odd=0.05):
        taken = model.names() | self.given
        name = self.pick(_ODD) if self.chance(odd) else ""
        while not name or name in taken:
            name = f"{self.pick(words)}_{self.random.randrange(1, 100)}"
        self.given.add(name)
        return name

    def table_name(self, model):
        return self.name(model, _TABLES)

    def column_name(self, model):
        return self.name(model, _COLUMNS)

    def comment(self):
        return self.pick(("What it is.", "Don't touch.", "Kept for the auditors.")) if self.can.comments and self.chance(0.2) else ""

    def schema(self, model):
        # A late-binding view of Redshift must name the schema of what it reads, so nothing is without one there.
        return self.pick([""] * (self.dialect != "redshift") + list(model.schemas)) if model.schemas else ""

    def type(self, model, families=None):
        if model.enums and families is None and self.chance(0.12):
            enum = self.pick(model.enums)
            return Type("enum", enum=enum.uid)
        family = self.pick([it for it in families or self.can.types if it in self.can.types])
        return Type(family, self.pick(self.can.types[family]))

    def default(self, model, type_):
        if type_.enum:
            enum = next(it for it in model.enums if it.uid == type_.enum)
            return f"'{self.pick(enum.labels).name}'"
        values = features.DEFAULTS.get(type_.family, ())
        if self.dialect == "sqlite" and type_.family == "uuid" or self.dialect == "starrocks" and type_.text == "text":
            values = ()
        return self.pick(values) if values else ""

    def column(self, model, families=None):
        column = Column(model.number(), self.column_name(model), self.comment(), type=self.type(model, families))
        column.not_null = self.chance(0.35)
        if self.chance(0.6 if column.not_null else 0.2):
            column.default = self.default(model, column.type)
        if column.type.family == "text" and self.can.collations and self.chance(0.15):
            column.collate = self.pick(self.can.collations)
        return column

    def sql(self, table, choices):
        """One of the choices with columns of this table in it, or nothing that fits."""
        text, families, *rest = self.pick(choices)
        uses = []
        for family in families:
            fitting = [
                it for it in table.columns
                if not it.generated and it.type.family not in ("list", "json") and family in ("", it.type.family) and not it.identity
            ]
            if not fitting:
                return None, rest
            uses.append(self.pick(fitting).uid)
        return Sql(text, tuple(uses), tuple(families)), rest

    def generated(self, model, table):
        if not self.can.generated:
            return None
        sql, rest = self.sql(table, features.GENERATED)
        if sql is None:
            return None
        family, text = rest
        column = Column(model.number(), self.column_name(model), type=Type(family, text), generated=sql, kept=self.pick(self.can.generated))
        if family == "text" and self.dialect == "starrocks":
            column.type.text = "varchar(300)"
        return column

    def key_columns(self, table, count):
        fitting = [it.uid for it in table.columns if it.type.family in self.can.keys_of and not it.generated and self.can_be_key(it)]
        self.random.shuffle(fitting)
        return fitting[:count]

    def can_be_key(self, column):
        return column.type.text not in ("text", "bytes") and not (self.can.key_limit < 1000 and column.type.text == "varchar(300)")

    def unique(self, model, table):
        columns = self.key_columns(table, self.random.randrange(1, 3))
        return Key(model.number(), self.name(model, ("one", "only"), 0), columns=columns) if columns else None

    def check(self, model, table):
        sql, _ = self.sql(table, features.CHECKS)
        return Check(model.number(), self.name(model, ("sane", "known"), 0), condition=sql) if sql else None

    def index(self, model, table):
        parts = [Sql("{0}", (uid,), ("",)) for uid in self.key_columns(table, self.random.randrange(1, 4))]
        if self.can.expression_indexes and self.chance(0.25):
            sql, _ = self.sql(table, features.INDEX_EXPRESSIONS)
            parts += [sql] if sql else []
        if not parts:
            return None
        index = Index(model.number(), self.name(model, ("by", "find"), 0), "", parts=parts)
        index.unique = not table.partition and self.dialect != "starrocks" and self.chance(0.2)
        index.orders = [self.pick(("", "", "desc")) for _ in parts]
        if self.can.partial_indexes and self.chance(0.2):
            index.where, _ = self.sql(table, features.INDEX_CONDITIONS)
        if self.can.methods and (self.dialect == "starrocks" or self.chance(0.2)):
            index.method = self.pick(self.can.methods)
            if index.method != "btree":
                index.orders, index.unique = [""], False
                index.parts = index.parts[:1]
        if self.can.include and index.method in ("", "btree") and self.chance(0.2):
            index.include = [it for it in self.key_columns(table, 1) if all(it not in part.uses for part in index.parts)]
        if self.dialect == "postgres":
            index.comment = self.comment()
        return index

    def foreign_key(self, model, table):
        """A key to another table: a new column of the type of what it points to."""
        targets = [it for it in model.tables if it.primary_key and not it.partition and len(it.primary_key.columns) == 1]
        if not targets or table.partition:
            return None
        target = self.pick(targets)
        aim = next(it for it in target.columns if it.uid == target.primary_key.columns[0])
        column = Column(
            model.number(), self.column_name(model), type=Type(aim.type.family, aim.type.text, aim.type.enum), collate=aim.collate
        )
        table.columns.append(column)
        actions = self.pick(("", "", "on delete cascade", "on delete set null"))
        return Key(
            model.number(), self.name(model, ("to", "refers"), 0), columns=[column.uid], target=target.uid,
            target_columns=[aim.uid], actions=actions,
        )

    def grant(self, model, relation):
        grant = Grant(model.number(), self.pick(("select", "insert", "update")), grantee=self.pick(ROLES))
        if isinstance(relation, models.View):
            grant.name = "select"
        elif relation.columns and self.chance(0.3) and self.dialect != "starrocks":
            grant.columns = [self.pick(relation.columns).uid]
        taken = [(it.name, it.grantee) for it in relation.grants]
        return None if (grant.name, grant.grantee) in taken else grant

    def enum(self, model):
        words = ["new", "paid", "sent", "lost", "on hold", "back"]
        self.random.shuffle(words)
        labels = [Thing(model.number(), word) for word in words[: self.random.randrange(2, 6)]]
        return Enum(model.number(), self.name(model, ("status", "mood"), 0), self.comment(), labels=labels)

    def sequence(self, model):
        options = {"start": str(self.random.randrange(1, 50)), "increment": self.pick(("1", "5"))}
        if self.chance(0.3):
            options["cache"] = "10"
        if self.chance(0.3):
            options |= {"max": "100000", "cycle": ""}
        return Sequence(model.number(), self.name(model, ("counter", "numbers"), 0), schema=self.schema(model), options=options)

    def table(self, model):
        table = Table(model.number(), self.table_name(model), self.comment(), schema=self.schema(model))
        self.give_key(model, table)
        table.columns += [self.column(model) for _ in range(self.random.randrange(1, 6))]
        if self.chance(0.25):
            generated = self.generated(model, table)
            table.columns += [generated] if generated else []
        if self.dialect == "postgres" and self.chance(0.1):
            table.owner = self.pick(ROLES)
        give_design(self, model, table)
        self.give_constraints(model, table)
        return table

    def give_key(self, model, table):
        key = Column(model.number(), self.column_name(model), type=Type("whole", self.pick(("int", "bigint"))), not_null=True)
        table.columns.append(key)
        if self.dialect == "starrocks":
            return
        if self.chance(0.85):
            table.primary_key = Key(model.number(), self.name(model, ("key", "main"), 0) if self.chance(0.3) else "", columns=[key.uid])
            if self.can.identity and self.chance(0.3):
                key.identity = self.pick(self.can.identity)

    def give_constraints(self, model, table):
        for wanted, share, maker, place in (
            (self.can.uniques and not table.partition, 0.25, self.unique, table.uniques),
            (self.can.checks, 0.25, self.check, table.checks),
            (self.can.indexes, 0.4, self.index, table.indexes),
            (self.can.indexes, 0.2, self.index, table.indexes),
            (self.can.foreign_keys, 0.35, self.foreign_key, table.foreign_keys),
            (self.can.grants, 0.2, self.grant, table.grants),
        ):
            if wanted and self.chance(share):
                made = maker(model, table)
                place += [made] if made else []


def random_model(dialect, random):
    maker = Maker(dialect, random)
    model = models.Model(dialect)
    if maker.can.schemas and maker.chance(1 if dialect == "redshift" else 0.4):
        model.schemas = {name: maker.comment() for name in ("sales", "archive")}
    if maker.can.enums:
        model.enums = [maker.enum(model) for _ in range(random.randrange(0, 2))]
    if maker.can.sequences and maker.chance(0.3):
        model.sequences.append(maker.sequence(model))
    for _ in range(random.randrange(1, 4)):
        model.tables.append(maker.table(model))
    for _ in range(random.choice((0, 1, 1, 2, 3))):
        view = generate_views.view(maker, model)
        model.views += [view] if view else []
    return model
