"""The random schemas' model: objects refer to each other by number, so that a rename is one change in one place."""

import copy
import dataclasses
import itertools


@dataclasses.dataclass
class Type:
    """`family` says which values and expressions go with it; `text` is what stands in the schema (an enum's is made up)."""

    family: str
    text: str = ""
    enum: int = 0


@dataclasses.dataclass
class Sql:
    """Text with {0}, {1} … in the place of columns, and the family each of these must have ("" for any)."""

    text: str
    uses: tuple = ()
    families: tuple = ()


@dataclasses.dataclass
class Thing:
    uid: int
    name: str
    comment: str = ""
    was: str = ""


@dataclasses.dataclass
class Column(Thing):
    type: Type = None
    not_null: bool = False
    default: str = ""
    identity: str = ""  # "identity", "identity always", with options
    generated: Sql = None
    kept: str = ""  # "stored", "virtual" or nothing
    collate: str = ""
    words: str = ""  # further attributes: encode, aggregate, the engine's own
    engine_words: str = ""  # in the engine's `for` block


@dataclasses.dataclass
class Key(Thing):
    """A primary key, unique constraint or index part list by kind; a foreign key has a target."""

    columns: list = dataclasses.field(default_factory=list)
    target: int = 0
    target_columns: list = dataclasses.field(default_factory=list)
    actions: str = ""


@dataclasses.dataclass
class Check(Thing):
    condition: Sql = None


@dataclasses.dataclass
class Index(Thing):
    unique: bool = False
    parts: list = dataclasses.field(default_factory=list)  # of Sql
    orders: list = dataclasses.field(default_factory=list)  # "" or "desc", one a part
    method: str = ""
    include: list = dataclasses.field(default_factory=list)
    where: Sql = None


@dataclasses.dataclass
class Relation(Thing):
    schema: str = ""
    owner: str = ""
    grants: list = dataclasses.field(default_factory=list)  # of Grant
    indexes: list = dataclasses.field(default_factory=list)
    clauses: dict = dataclasses.field(default_factory=dict)  # what it is about -> Sql of a whole clause


@dataclasses.dataclass
class Grant(Thing):
    columns: list = dataclasses.field(default_factory=list)
    grantee: str = ""


@dataclasses.dataclass
class Table(Relation):
    columns: list = dataclasses.field(default_factory=list)
    primary_key: Key = None
    uniques: list = dataclasses.field(default_factory=list)
    foreign_keys: list = dataclasses.field(default_factory=list)
    checks: list = dataclasses.field(default_factory=list)
    native: list = dataclasses.field(default_factory=list)  # clauses in the engine's `for` block
    partition: Sql = None
    partitions: dict = dataclasses.field(default_factory=dict)  # name -> bound


@dataclasses.dataclass
class Output(Thing):
    type: Type = None
    value: Sql = None


@dataclasses.dataclass
class View(Relation):
    materialized: bool = False
    base: int = 0
    other: int = 0
    on: Sql = None
    columns: list = dataclasses.field(default_factory=list)  # of Output
    where: Sql = None
    grouped: bool = False
    header: list = dataclasses.field(default_factory=list)  # clauses as they stand


@dataclasses.dataclass
class Enum(Thing):
    schema: str = ""
    labels: list = dataclasses.field(default_factory=list)  # of Thing


@dataclasses.dataclass
class Sequence(Thing):
    schema: str = ""
    owner: int = 0  # a column
    options: dict = dataclasses.field(default_factory=dict)


@dataclasses.dataclass
class Model:
    dialect: str
    tables: list = dataclasses.field(default_factory=list)
    views: list = dataclasses.field(default_factory=list)
    enums: list = dataclasses.field(default_factory=list)
    sequences: list = dataclasses.field(default_factory=list)
    schemas: dict = dataclasses.field(default_factory=dict)  # name -> comment
    numbers: itertools.count = dataclasses.field(default_factory=lambda: itertools.count(1))

    def number(self):
        return next(self.numbers)

    def copy(self):
        return copy.deepcopy(self)

    def relations(self):
        return self.tables + self.views

    def everything(self):
        """Every thing of the model, parts behind what they are part of."""
        for thing in self.enums + self.sequences + self.tables + self.views:
            yield thing
            yield from parts_of(thing)

    def by_uid(self):
        return {thing.uid: thing for thing in self.everything()}

    def names(self):
        return {thing.name for thing in self.everything()}

    def owner_of(self, column_uid):
        return next((relation for relation in self.relations() if any(it.uid == column_uid for it in relation.columns)), None)

    def readers_of(self, relation_uid):
        return [view for view in self.views if relation_uid in (view.base, view.other)]


def parts_of(thing):
    if isinstance(thing, Enum):
        return list(thing.labels)
    if isinstance(thing, Table):
        key = [thing.primary_key] if thing.primary_key else []
        return thing.columns + key + thing.uniques + thing.foreign_keys + thing.checks + thing.indexes + thing.grants
    if isinstance(thing, View):
        return thing.columns + thing.indexes + thing.grants
    return []


def without_was(model):
    """The state as it is once the renames have happened."""
    for thing in model.everything():
        thing.was = ""
    return model
