"""Fills tables with rows that are the same in every run, and compares what is in them before and after."""

import collections
import dataclasses
import decimal
import re
import zlib

from failures import Failure, SqlFailure

ROWS = 4
_VARIANTS = 6


@dataclasses.dataclass
class ColumnShape:
    name: str
    type: str  # the engine's word, lower case
    nullable: bool = True
    computed: bool = False
    counted: bool = False
    has_default: bool = False
    labels: tuple = ()
    length: int = 0


@dataclasses.dataclass
class TableShape:
    name: str
    columns: list
    foreign_keys: list = dataclasses.field(default_factory=list)  # (columns, target, target columns)


def fill(database, has_nulls):
    """Rows in every table that takes some; parents first. Without nulls where a table can do without."""
    shapes = {it.name: it for it in database.shapes()}
    filled = {}
    for name in _parents_first(shapes):
        filled[name] = []
        for number in range(1, ROWS + 1):
            if not _insert(database, shapes[name], number, filled, has_nulls):
                break
            filled[name].append(number)


def _parents_first(shapes):
    done = []

    def visit(name, path):
        if name in done or name in path or name not in shapes:
            return
        for _, target, _ in shapes[name].foreign_keys:
            visit(target, path | {name})
        done.append(name)

    for name in shapes:
        visit(name, frozenset())
    return done


def _insert(database, shape, number, filled, has_nulls=False):
    for variant in range(0 if has_nulls else 3, _VARIANTS):
        try:
            database.insert(shape.name, _values(shape, number, variant, filled))
            return True
        except SqlFailure:
            continue
    return False


def _values(shape, number, variant, filled):
    values = {}
    for column in shape.columns:
        left_to_default = column.has_default and (variant == _VARIANTS - 1 or _hash(shape.name, column.name, number) % 7 == 0)
        if not column.computed and not column.counted and not left_to_default:
            values[column.name] = value_of(shape, column, number, variant, filled)
    return values


def collides_by_counting(database, shape):
    """Whether a row whose counted column is left to the engine is refused while the same row with a free number is taken."""
    if _insert(database, shape, ROWS + 5, {}):
        return False
    columns = [dataclasses.replace(it, counted=False, labels=(9999,)) if it.counted else it for it in shape.columns]
    return _insert(database, dataclasses.replace(shape, columns=columns), ROWS + 5, {})


def _hash(*words):
    return zlib.crc32(" ".join(map(str, words)).encode())


def value_of(shape, column, number, variant, filled):
    for own, target, _ in shape.foreign_keys:
        if column.name in own:
            parents = filled.get(target, ())
            return value(column, parents[number % len(parents)], 0) if parents else None
    throw = _hash(shape.name, column.name)
    if column.nullable and variant < 3 and (throw + number) % 6 == 0:
        return None
    return value(column, number, variant, throw)


def value(column, number, variant=0, throw=0):
    """A value of the column's type: small, so that most conversions can take it."""
    if column.labels:
        return column.labels[number % len(column.labels)]
    for pattern, make in _VALUES:
        if re.search(pattern, column.type):
            made = make(number + 10 * (variant % 3), throw)
            return made[: column.length] if column.length and isinstance(made, str) else made
    return None


def _text(number, throw):
    return (str(number), f"Word {number}", f"Ab{number}", f"2024-01-{number % 28 + 1:02}")[throw % 4]


# By the engine's word for the type; the first that matches makes the value.
_VALUES = (
    (r"\[\]$", lambda number, _: f"{{{number},{number + 1}}}"),
    (r"bool|tinyint\(1\)", lambda number, _: number % 2 == 1),
    (r"interval", lambda number, _: f"{number} days"),
    (r"int|serial", lambda number, _: number),
    (r"numeric|decimal|dec", lambda number, throw: f"{number}.{25 if throw % 2 else 0}"),
    (r"real|double|float", lambda number, throw: number + (0.5 if throw % 2 else 0)),
    (r"json", lambda number, _: f'{{"a": {number}}}'),
    (r"uuid", lambda number, _: f"00000000-0000-4000-8000-{number:012}"),
    (r"char|text|clob|string", _text),
    (r"datetime|timestamp", lambda number, throw: f"2024-01-{number % 28 + 1:02} {'12:30:15' if throw % 2 else '00:00:00'}"),
    (r"date", lambda number, _: f"2024-01-{number % 28 + 1:02}"),
    (r"time", lambda number, _: f"10:{number % 60:02}:00"),
    (r"blob|bytea|binary|varbyte", lambda number, _: b"ab%d" % number),
    (r"inet|cidr", lambda number, _: f"10.0.0.{number}"),
    (r"bit", lambda number, _: str(number % 2)),
    (r"year", lambda number, _: 2000 + number),
    (r"range$", lambda number, _: "empty"),
)


def snapshot(database):
    """Table -> (columns, rows, computed columns), values in a spelling that outlives a change of type."""
    taken = {}
    for shape in database.shapes():
        columns, found = database.rows(shape.name)
        computed = {it.name for it in shape.columns if it.computed}
        taken[shape.name] = (columns, [tuple(map(canonical, row)) for row in found], computed)
    return taken


def canonical(it):
    if it is None:
        return None
    if isinstance(it, bytes):
        try:
            it = it.decode()
        except UnicodeDecodeError:
            return it.hex()
    text = str(it).rstrip()
    if text.lower() in ("t", "true", "f", "false"):
        return "1" if text.lower() in ("t", "true") else "0"
    if re.fullmatch(r"[-+]?\d+(\.\d*)?([eE][-+]?\d+)?", text):
        return format(decimal.Decimal(text).normalize(), "f")
    text = re.sub(r"^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)(\.\d*?)?0*\.?(\+00(:00)?)?$", _moment, text)
    return text


def _moment(match):
    fraction = (match[3] or "").rstrip("0").rstrip(".")
    return match[1] if match[2] == "00:00:00" and not fraction else f"{match[1]} {match[2]}{fraction}"


@dataclasses.dataclass
class Route:
    """Which table and columns became which, and where values may be others, read from a plan."""

    tables: dict = dataclasses.field(default_factory=dict)  # new name -> old name
    columns: dict = dataclasses.field(default_factory=dict)  # (new table, new column) -> old column
    touched: dict = dataclasses.field(default_factory=lambda: collections.defaultdict(set))  # new table -> columns that may differ
    lost: set = dataclasses.field(default_factory=set)  # new tables whose rows may go
    labels: dict = dataclasses.field(default_factory=dict)  # old label of an enum -> new label


def route_of(plan, steps):
    route = Route()
    for change in plan["changes"]:
        names = re.findall(r"`((?:[^`]|``)*)`", change["text"])
        kind, table = change["kind"], change["name"]
        if kind in ("rename_table", "move_table"):
            route.tables[table] = names[-1]
        elif kind in ("rename_enum_label", "rename_text_labels", "recreate_enum"):
            labels = re.findall(r"'((?:[^']|'')*)'", change["text"])
            route.labels.update(zip(labels[::2], labels[1::2]))
        elif kind == "rename_column":
            route.columns[table, names[1]] = names[0]
        elif kind in ("add_column", "drop_column", "add_generated", "change_generated"):
            route.touched[table].add(names[0])
    for step in steps:
        for hazard in step["hazards"]:
            if hazard["name"] in ("data_loss", "values_changed"):
                named = re.findall(r"`((?:[^`]|``)*)`", hazard["detail"])
                route.touched[step["name"]] |= set(named)
                if hazard["name"] == "data_loss" and not re.match(r"(drop|change the type of|make generated the) column", hazard["detail"]):
                    route.lost.add(step["name"])
    return route


def compare(before, after, route, stage):
    """Every row is still there, value by value in the columns that outlive the plan."""
    gone = set(before) - set(after) - set(route.tables.values())
    for name, (columns, rows, computed) in after.items():
        old_name = route.tables.get(name, name)
        if old_name not in before or old_name in gone or name in route.lost or name not in route.tables and old_name in route.tables.values():
            continue
        old_columns, old_rows, _ = before[old_name]
        if len(rows) != len(old_rows):
            raise Failure(stage, f"{name} had {len(old_rows)} rows and has {len(rows)}")
        pairs = _pairs(name, columns, old_columns, computed, route)
        wanted = sorted(repr([route.labels.get(row[old], row[old]) for old, _ in pairs]) for row in old_rows)
        got = sorted(repr([route.labels.get(row[new], row[new]) for _, new in pairs]) for row in rows)
        if wanted != got:
            named = ", ".join(columns[new] for _, new in pairs)
            raise Failure(stage, f"rows of {name} are others in ({named})\nwere: {' '.join(wanted)}\nare:  {' '.join(got)}")


def _pairs(name, columns, old_columns, computed, route):
    """Places of the columns to compare in the old rows and in the new ones."""
    renamed_away = {old for (table, _), old in route.columns.items() if table == name}
    pairs = []
    for place, column in enumerate(columns):
        old = route.columns.get((name, column))
        if old is None and column not in renamed_away:
            old = column
        if old in old_columns and column not in computed and not {column, old} & route.touched[name]:
            pairs.append((old_columns.index(old), place))
    return pairs
