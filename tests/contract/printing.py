"""Prints a model as the text of a `.schema` file."""

import re


# Words that a name must be quoted for in a schema or in the SQL of a view.
_QUOTED = set("""check distribute for foreign grant index model owner partition primary properties sort unique use watermark
aggregate always and as asc between case cast collate default desc distinct else encode end escape false from generated identity
ilike in include is like not null on only or references stored then true using virtual was when where by column no refresh security
with select order group table user values""".split())
_PLAIN = re.compile(r"[a-z_][a-z0-9_]*")


def quoted(name):
    if _PLAIN.fullmatch(name) and name not in _QUOTED:
        return name
    return '"' + name.replace('"', '""') + '"'


def schema_text(model):
    return _Printer(model).text()


def full_name(thing):
    return f"{quoted(thing.schema)}.{quoted(thing.name)}" if thing.schema else quoted(thing.name)


class _Printer:
    def __init__(self, model):
        self.model = model
        self.things = model.by_uid()

    def text(self):
        parts = [self.enum(it) for it in self.model.enums]
        parts += [self.sequence(it) for it in self.model.sequences]
        parts += [self.table(it) for it in self.model.tables]
        parts += [self.view(it) for it in self.model.views]
        # Behind all others, as it names the schema of what follows.
        parts += [self.namespace(name, comment) for name, comment in self.model.schemas.items()]
        return "\n".join(parts)

    def namespace(self, name, comment):
        return f"{_doc(comment)}schema {quoted(name)};\n" if comment else ""

    def sql(self, sql, aliases=None):
        names = [self._reference(uid, aliases) for uid in sql.uses]
        return re.sub(r"\{(\d+)\}", lambda match: names[int(match[1])], sql.text)

    def _reference(self, uid, aliases):
        name = quoted(self.things[uid].name)
        return f"{aliases[uid]}.{name}" if aliases else name

    def columns(self, uids):
        return ", ".join(quoted(self.things[uid].name) for uid in uids)

    def enum(self, enum):
        labels = ", ".join(f"'{it.name}'" + (f" was '{it.was}'" if it.was else "") for it in enum.labels)
        return f"{_doc(enum.comment)}enum {full_name(enum)}{_was(enum)} {{ {labels} }}\n"

    def sequence(self, sequence):
        options = "".join(f"  {word} {value};\n".replace(" ;", ";") for word, value in sequence.options.items())
        if sequence.owner:
            options += f"  owned by {full_name(self.model.owner_of(sequence.owner))}.{self.columns([sequence.owner])};\n"
        return f"{_doc(sequence.comment)}sequence {full_name(sequence)}{_was(sequence)} {{\n{options}}}\n"

    def table(self, table):
        lines = [self.column(it) for it in table.columns]
        if table.primary_key:
            lines.append(f"  primary key{_named(table.primary_key)} ({self.columns(table.primary_key.columns)});\n")
        lines += [f"  unique{_named(it)} ({self.columns(it.columns)});\n" for it in table.uniques]
        lines += [f"  check{_named(it)} ({self.sql(it.condition)});\n" for it in table.checks]
        lines += [self.foreign_key(it) for it in table.foreign_keys]
        lines += [self.index(it) for it in table.indexes]
        lines += [f"  {self.clause(it)}\n" for it in table.clauses.values()]
        if table.partition:
            lines.append(f"  partition by {self.sql(table.partition)};\n")
            lines += [f"  partition {name} {bound};\n" for name, bound in table.partitions.items()]
        own = [f"column {quoted(it.name)} {it.engine_words}" for it in table.columns if it.engine_words] + table.native
        if own:
            lines.append(f"  for {self.model.dialect} {{\n" + "".join(f"    {it};\n" for it in own) + "  }\n")
        return f"{_doc(table.comment)}table {full_name(table)}{_was(table)} {{\n{''.join(lines)}{self.rights(table)}}}\n"

    def column(self, it):
        words = [quoted(it.name), self.type(it.type)]
        words += ["not null"] if it.not_null else []
        words += [f"default {it.default}"] if it.default else []
        words += [it.identity] if it.identity else []
        words += [f"generated as ({self.sql(it.generated)}) {it.kept}".rstrip()] if it.generated else []
        words += [f"collate {it.collate}"] if it.collate else []
        words += [it.words] if it.words else []
        words += [f"was {quoted(it.was)}"] if it.was else []
        return f"{_doc(it.comment, '  ')}  {' '.join(words)};\n"

    def type(self, it):
        return full_name(self.things[it.enum]) if it.enum else it.text

    def foreign_key(self, it):
        target = f"{full_name(self.things[it.target])} ({self.columns(it.target_columns)})"
        return f"  foreign key{_named(it)} ({self.columns(it.columns)}) references {target}{_spaced(it.actions)};\n"

    def index(self, it):
        parts = ", ".join(self.sql(part) + _spaced(order) for part, order in zip(it.parts, it.orders))
        words = ["unique index" if it.unique else "index", quoted(it.name), f"on ({parts})"]
        words += [f"using {it.method}"] if it.method else []
        words += [f"include ({self.columns(it.include)})"] if it.include else []
        words += [f"where {self.sql(it.where)}"] if it.where else []
        return f"{_doc(it.comment, '  ')}  {' '.join(words)};\n"

    def clause(self, it):
        text = self.sql(it)
        return text if text.endswith("}") else f"{text};"

    def rights(self, relation):
        lines = [f"  owner {relation.owner};\n"] if relation.owner else []
        for it in relation.grants:
            columns = f" ({self.columns(it.columns)})" if it.columns else ""
            lines.append(f"  grant {it.name}{columns} to {it.grantee};\n")
        return "".join(lines)

    def view(self, view):
        word = "materialized view" if view.materialized else "view"
        header = [f"  {it};\n" for it in view.header] + [f"  {self.clause(it)}\n" for it in view.clauses.values()]
        header += [self.index(it) for it in view.indexes]
        rights = self.rights(view)
        header += [rights] if rights else []
        if any(it.comment for it in view.columns):
            header = [f"{_doc(it.comment, '  ')}  {quoted(it.name)};\n" for it in view.columns] + header
        block = f" {{\n{''.join(header)}}}" if header else ""
        return f"{_doc(view.comment)}{word} {full_name(view)}{_was(view)}{block} as\n{self.query(view)};\n"

    def query(self, view):
        aliases = {it.uid: "a" for it in self.things[view.base].columns}
        tail = [f"  from {full_name(self.things[view.base])} a"]
        if view.other:
            aliases |= {it.uid: "b" for it in self.things[view.other].columns if it.uid not in aliases}
            tail.append(f"  join {full_name(self.things[view.other])} b on {self.sql(view.on, aliases)}")
        if view.where:
            tail.append(f"  where {self.sql(view.where, aliases)}")
        if view.grouped:
            keys = [self.sql(it.value, aliases) for it in view.columns if "(" not in it.value.text]
            tail += [f"  group by {', '.join(keys)}"] if keys else []
        outputs = ", ".join(f"{self.sql(it.value, aliases)} as {quoted(it.name)}" for it in view.columns)
        return "\n".join([f"  select {outputs}", *tail])


def _doc(comment, indent=""):
    return f"{indent}/// {comment}\n" if comment else ""


def _was(thing):
    return f" was {thing.was if '.' in thing.was else quoted(thing.was)}" if thing.was else ""


def _named(thing):
    return f" {quoted(thing.name)}" if thing.name else ""


def _spaced(text):
    return f" {text}" if text else ""
