"""What a random schema may hold in each dialect: types, defaults, collations, clauses."""

import dataclasses

_COMMON = {
    "whole": ("smallint", "int", "bigint"),
    "exact": ("decimal(6, 2)", "decimal(12, 2)", "decimal(18, 4)", "decimal(20, 0)"),
    "float": ("real", "double"),
    "text": ("char(8)", "varchar(10)", "varchar(40)", "varchar(300)", "text"),
    "flag": ("boolean",),
    "date": ("date",),
    "moment": ("timestamp", "timestamp(3)"),
    "bytes": ("varbinary(16)", "bytes"),
}
_POSTGRES = _COMMON | {
    "time": ("time",), "zoned": ("timestamptz",), "uuid": ("uuid",), "json": ("variant",), "list": ("array<int>", "array<text>"),
    "span": ("interval",),
}
_MYSQL = _COMMON | {"whole": ("tinyint", "smallint", "int", "bigint"), "time": ("time",), "zoned": ("timestamptz",), "json": ("json",)}
_SQLITE = _MYSQL | {"uuid": ("uuid",), "text": ("char(8)", "varchar(10)", "varchar(40)", "text")}
_REDSHIFT = _COMMON | {"time": ("time",), "zoned": ("timestamptz",), "json": ("variant",), "text": _COMMON["text"][:-1]}
_STARROCKS = _COMMON | {
    "whole": ("tinyint", "smallint", "int", "bigint", "hugeint"), "json": ("json",), "list": ("array<int>",), "moment": ("timestamp",),
    "bytes": ("varbinary(16)",),
}

DEFAULTS = {
    "whole": ("0", "7", "-1"),
    "exact": ("0", "1.50", "-2"),
    "float": ("0", "2.5"),
    "text": ("'x'", "''", "'it''s'"),
    "flag": ("true", "false"),
    "date": ("date '2024-02-29'", "today()"),
    "moment": ("timestamp '2024-02-29 12:00:00'", "now()"),
    "zoned": ("now()",),
    "uuid": ("uuid()",),
}

# What may stand in a check, a generated column or an index: text with the family of each column, and the family of the result.
CHECKS = (
    ("{0} >= -1000", ("whole",)), ("{0} < 100000", ("exact",)), ("{0} > -1000 and {0} < 100000", ("whole",)),
    ("{0} <> 'zzz'", ("text",)), ("{0} in (0, 1, 2, 3, 7, 8, 9) or {0} > 9 or {0} < 0", ("whole",)), ("{0} is not null or {1} is not null", ("", "")),
    ("{0} + {1} > -5000", ("whole", "whole")),
)
GENERATED = (
    ("{0} + 1", ("whole",), "whole", "bigint"), ("{0} * 2", ("exact",), "exact", "decimal(20, 4)"),
    ("{0} + {1}", ("whole", "whole"), "whole", "bigint"), ("lower({0})", ("text",), "text", "varchar(300)"),
    ("case when {0} > 5 then 'high' else 'low' end", ("whole",), "text", "varchar(10)"),
)
INDEX_EXPRESSIONS = (("lower({0})", ("text",)), ("({0} + 1)", ("whole",)))
INDEX_CONDITIONS = (("{0} > 0", ("whole",)), ("{0} is not null", ("",)), ("{0} <> ''", ("text",)))
OUTPUTS = (
    ("{0} + 1", ("whole",), "whole"), ("upper({0})", ("text",), "text"), ("coalesce({0}, 0)", ("whole",), "whole"),
    ("case when {0} is null then 0 else 1 end", ("",), "whole"),
)
AGGREGATES = (("count(*)", (), "whole"), ("sum({0})", ("whole",), "exact"), ("max({0})", ("date",), "date"), ("min({0})", ("exact",), "exact"))


@dataclasses.dataclass(frozen=True)
class Features:
    types: dict
    collations: tuple = ()
    enums: bool = True
    sequences: bool = False
    schemas: bool = False
    materialized: bool = False
    indexes: bool = True
    expression_indexes: bool = False
    partial_indexes: bool = False
    include: bool = False
    methods: tuple = ()
    checks: bool = True
    uniques: bool = True
    foreign_keys: bool = True
    partitions: tuple = ()
    grants: bool = False
    comments: bool = True
    generated: tuple = ("stored", "virtual")
    identity: tuple = ("identity",)
    keys_of: tuple = ("whole", "text", "date")
    native: tuple = ()
    key_limit: int = 3000  # characters that a key or index takes


FEATURES = {
    "sqlite": Features(
        types=_SQLITE, collations=("nocase", "rtrim"), expression_indexes=True, partial_indexes=True,
        native=("strict", "without rowid"),
    ),
    "postgres": Features(
        types=_POSTGRES, collations=('"C"', '"POSIX"'), sequences=True, schemas=True, materialized=True, expression_indexes=True,
        partial_indexes=True, include=True, methods=("hash", "btree", "brin"), partitions=("range", "list", "hash"), grants=True,
        generated=("stored",), identity=("identity", "identity always", "identity (100, 10)"),
        native=("with (fillfactor = 70)", "with (fillfactor = 90, autovacuum_enabled = false)", "unlogged"),
    ),
    "mariadb": Features(
        types=_MYSQL, collations=("utf8mb4_bin", "utf8mb4_unicode_ci"), sequences=True, schemas=True,
        partitions=("range", "list", "hash"), grants=True, key_limit=300,
        native=("row_format = compact", "row_format = dynamic", "charset = utf8mb4"),
    ),
    "redshift": Features(
        types=_REDSHIFT, schemas=True, materialized=True, indexes=False, checks=False, grants=True, generated=(),
        identity=("identity", "identity (100, 10)"), native=("backup no",),
    ),
    "starrocks": Features(
        types=_STARROCKS, schemas=True, materialized=True, checks=False, uniques=False, foreign_keys=False, grants=True,
        methods=("bitmap",), generated=("",), identity=(), enums=False,
    ),
}
