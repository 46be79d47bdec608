"""Redshift catalogues row by row, with what makes a reader of them see changes where there are none.

`CATALOGUES`: name -> what `given_rows.py` serves over the protocol; `redshift/NAME.schema` is what must be read of it.
"""

import contextlib
import pathlib
import sys

sys.path += [str(pathlib.Path(__file__).resolve().parents[1] / name) for name in ("wire", "plan_check")]
import redshift_catalog
from postgres_peer import PostgresPeer
from redshift_model import CODES, RedshiftModel, RedshiftSession
from redshift_sql import State
from scenario import SqlError
from wire_sql import is_condition

_USER = "awsuser"
_COLUMNS = ("attnum", "attname", "atttypid", "attnotnull", "adsrc", "attencodingtype", "attisdistkey", "attsortkeyord", "attisdropped")


class Catalogue:
    """Rows of the catalogue's tables and views. Numbers of objects are made up as they come."""

    def __init__(self, refused=(), is_serverless=False):
        self.rows = []  # (relation, {column: value})
        self.texts = {}  # of views and keys, by their numbers
        self.owners = {100: _USER}
        self.refused = refused  # system views that this user may not see
        self.is_serverless = is_serverless
        self._number = 100_000
        self._schemas = {}

    def add(self, relation, **values):
        self.rows.append((relation, values))
        return self

    def _next(self):
        self._number += 1
        return self._number

    def _owner(self, name):
        number = next((it for it, owner in self.owners.items() if owner == name), None) or self._next()
        self.owners[number] = name
        return number

    def _schema(self, name):
        if name not in self._schemas:
            self._schemas[name] = self._next()
            self.add("pg_namespace", oid=self._schemas[name], nspname=name, nspowner=100)
        return self._schemas[name]

    def comment_on_schema(self, name, text):
        return self.add("pg_description", objoid=self._schema(name), classoid=0, objsubid=0, description=text)

    def _relation(self, name, kind, owner, style=0):
        schema, _, bare = name.rpartition(".")
        number = self._next()
        self.add("pg_class", oid=number, relname=bare, relnamespace=self._schema(schema), relkind=kind, relowner=self._owner(owner),
                 reldiststyle=style)
        return number

    def table(self, name, style, columns, owner=_USER, comments=(), keys=()):
        """`columns`: a row a line, its cells as in `_COLUMNS`; `keys`: (name, kind, definition)."""
        number = self._relation(name, "r", owner, style)
        for line in columns.strip().splitlines():
            cells = dict(zip(_COLUMNS, (it.strip() for it in line.split("|"))))
            default = cells.pop("adsrc")
            cells = {**cells, "attisdropped": int(cells.get("attisdropped") == "t"), "attnum": int(cells["attnum"]),
                     "attsortkeyord": int(cells["attsortkeyord"])}
            self.add("pg_attribute", attrelid=number, atttypmod=-1, atthasdef="t" if default else "f", **cells)
            if default:
                self.add("pg_attrdef", adrelid=number, adnum=cells["attnum"], adsrc=default)
        for place, text in comments:
            self.add("pg_description", objoid=number, classoid=0, objsubid=place, description=text)
        for key, kind, text in keys:
            self.texts[self._next()] = text
            self.add("pg_constraint", oid=self._number, conname=key, contype=kind, conrelid=number)
        return self

    def view(self, name, text, owner=_USER):
        self.texts[self._relation(name, "v", owner)] = text
        return self

    def stand_in(self, connection):
        """What is asked for from now on."""
        for relation, values in self.rows:
            names = ", ".join(f'"{it}"' for it in values)
            connection.execute(f'INSERT INTO temp."{relation}" ({names}) VALUES ({", ".join("?" * len(values))})', tuple(values.values()))
        connection.create_function("pg_get_viewdef", -1, lambda number, *_: self.texts.get(number))
        connection.create_function("pg_get_constraintdef", 1, self.texts.get)
        connection.create_function("pg_get_userbyid", 1, self.owners.get)


class _Session(RedshiftSession):
    def _select(self, tokens):
        self._check_catalogue(tokens)
        catalogue = self.model.catalogue
        for token in tokens:
            if token.value.lower() in catalogue.refused:
                raise SqlError("42501", f"permission denied for relation {token.value}")
        redshift_catalog.fill_all(self.connection, State(), self)
        catalogue.stand_in(self.connection)
        return self.query(self._rewritten(tokens, State()), CODES, is_condition(tokens))


class _Model(RedshiftModel):
    def __init__(self, catalogue):
        super().__init__(is_serverless=catalogue.is_serverless)
        self.catalogue = catalogue

    def session(self, number, user, database):
        return _Session(self, number, user, database or "dev")


@contextlib.contextmanager
def serving(catalogue):
    """Gives the address, and the scenario of what is asked there."""
    model = _Model(catalogue)
    with PostgresPeer(model) as peer:
        yield f"redshift://{_USER}@127.0.0.1:{peer.port}/dev", model.scenario
    model.close()


def _types():
    """Every type as the catalogue spells it, with the encoding that it gets without a word."""
    return Catalogue().table("public.types", 9, """
        1 | a | smallint | f | | az64 | f | 0
        2 | b | integer | f | | az64 | f | 0
        3 | c | bigint | f | | az64 | f | 0
        4 | d | numeric(18,0) | f | | az64 | f | 0
        5 | e | real | f | | none | f | 0
        6 | f | double precision | f | | none | f | 0
        7 | g | boolean | f | | none | f | 0
        8 | h | character(1) | f | | lzo | f | 0
        9 | i | character(256) | f | | lzo | f | 0
        10 | j | character varying(256) | f | | lzo | f | 0
        11 | k | character varying(65535) | f | | lzo | f | 0
        12 | l | date | f | | az64 | f | 0
        13 | m | time without time zone | f | | az64 | f | 0
        14 | n | time with time zone | f | | az64 | f | 0
        15 | o | timestamp without time zone | f | | az64 | f | 0
        16 | p | timestamp with time zone | f | | az64 | f | 0
        17 | q | super | f | | zstd | f | 0
        18 | r | binary varying(64000) | f | | lzo | f | 0
        19 | s | geometry | f | | none | f | 0
        20 | t | geography | f | | none | f | 0
        21 | u | hllsketch | f | | lzo | f | 0
        22 | v | interval year to month | f | | az64 | f | 0
        23 | w | interval day to second | f | | az64 | f | 0
    """)


def _columns():
    """Calls that are identities, defaults as they come back, numbers with gaps, and rows that are of no column."""
    return Catalogue().table("public.orders", 1, """
        -2 | oid | oid | t | | none | f | 0
        1 | order_id | bigint | t | "identity"(100143, 0, '100,5'::text) | az64 | f | 0
        2 | load_id | integer | t | default_identity(100143, 1, '1,1'::text) | az64 | f | 0
        3 | ........pg.dropped.3........ | integer | f | | none | f | 0 | t
        5 | region | character varying(32) | t | 'EU'::character varying | bytedict | t | 2
        6 | note | character varying(256) | f | NULL::character varying | zstd | f | 0
        7 | sold_at | timestamp without time zone | t | ('now'::text)::timestamp without time zone | none | f | 1
        8 | loaded_at | timestamp with time zone | f | ('now'::text)::timestamp with time zone | az64 | f | 0
        9 | loaded_on | date | f | ('now'::text)::date | none | f | 0
        10 | amount | numeric(18,2) | f | 0.00 | az64 | f | 0
        11 | is_paid | boolean | f | false | none | f | 0
        12 | back | smallint | f | -1 | az64 | f | 0
    """, comments=((0, "One row per order; see C:\\data."), (5, "Where it's sold.")),
       keys=(("orders_pkey", "p", "PRIMARY KEY (order_id)"), ("orders_region_key", "u", "UNIQUE (region, sold_at)"))).table(
        "sales.lines", 0, "1 | order_id | bigint | f | | az64 | f | 0",
        keys=(("lines_order_id_fkey", "f", "FOREIGN KEY (order_id) REFERENCES orders(order_id)"),))


def _designs():
    """Which distribution, keys and encodings are somebody's wish."""
    catalogue = Catalogue()
    key = "1 | a | bigint | f | | {} | {} | {}\n2 | b | bigint | f | | {} | f | {}"
    # AUTO(EVEN), AUTO(ALL), AUTO(KEY): pg_class says 9, whatever it is at the time.
    for name, style in (("auto_even", 9), ("auto_all", 9), ("auto_key", 9), ("effective_even", 11), ("effective_all", 10),
                        ("effective_key", 12)):
        catalogue.table(f"public.{name}", style, key.format("az64", "t" if name.endswith("key") else "f", 0, "az64", 0))
    catalogue.table("public.even", 0, key.format("az64", "f", 0, "az64", 0))
    catalogue.table("public.everywhere", 8, key.format("az64", "f", 0, "az64", 0))
    catalogue.table("public.by_key", 1, key.format("az64", "t", 0, "az64", 0))
    catalogue.table("public.compound", 9, key.format("none", "f", 2, "none", 1))
    catalogue.table("public.interleaved", 9, key.format("none", "f", -1, "none", 2))
    catalogue.table("public.sorted_by_the_engine", 9, key.format("none", "f", 1, "az64", 0))
    catalogue.table("public.sortable_by_the_engine", 9, key.format("az64", "f", 0, "az64", 0))
    catalogue.table("public.never_sorted", 9, key.format("az64", "f", 0, "az64", 0))
    catalogue.table("public.encoded_by_the_engine", 9, key.format("zstd", "f", 0, "mostly16", 0))
    catalogue.table("public.raw", 9, key.format("none", "f", 0, "az64", 0))
    for name, first_key, encoded in (
            ("auto_even", "AUTO(SORTKEY)", "Y, AUTO(ENCODE)"), ("compound", "b", "Y"), ("interleaved", "INTERLEAVED", "Y"),
            ("sorted_by_the_engine", "AUTO(SORTKEY(a))", "Y, AUTO(ENCODE)"), ("sortable_by_the_engine", "AUTO(SORTKEY)", "Y"),
            ("never_sorted", None, "Y"), ("encoded_by_the_engine", "AUTO(SORTKEY)", "Y, AUTO(ENCODE)"), ("raw", "AUTO(SORTKEY)", "Y")):
        catalogue.add("svv_table_info", schema="public", table=name, sortkey1=first_key, encoded=encoded)
    return catalogue


def _views():
    """Texts of the three kinds of views, and the tables with the rows of materialized ones."""
    catalogue = Catalogue(is_serverless=True, refused=("svv_table_info",))
    catalogue.comment_on_schema("public", "standard public schema")
    catalogue.table("public.orders", 9, "1 | id | bigint | f | | az64 | f | 0\n2 | region | character varying(32) | f | | lzo | f | 0")
    catalogue.view("public.active", " SELECT orders.id, (orders.region)::character varying(256) AS region\n   FROM orders;")
    catalogue.view("public.late", "create or replace view public.late as\nselect id, region from public.orders\nwith no schema binding;")
    catalogue.view("public.per_region", "create materialized view per_region distkey(region) sortkey(region) auto refresh yes as "
                   "select region, count(*) as n from public.orders group by region;")
    catalogue.view("public.a__b", "CREATE MATERIALIZED VIEW a__b AS (SELECT count(*) AS n FROM public.orders)")
    catalogue.table("public.mv_tbl__per_region__0", 1, """
        1 | region | character varying(32) | f | | none | t | 1
        2 | n | bigint | f | | az64 | f | 0
        3 | num_rec | bigint | f | | az64 | f | 0
    """)
    catalogue.table("public.mv_tbl__a__b__0", 0, "1 | n | bigint | f | | az64 | f | 0")
    catalogue.add("svv_mv_info", database_name="dev", schema_name="public", name="per_region", autorefresh=1, is_stale="f", state=1)
    catalogue.add("svv_mv_info", database_name="dev", schema_name="public", name="a__b", autorefresh=0, is_stale="t", state=1)
    catalogue.add("svv_mv_info", database_name="other", schema_name="public", name="a__b", autorefresh=1, is_stale="t", state=1)
    return catalogue


def _outside():
    """Temporary and system tables, what the engine makes for itself, and what is in S3."""
    catalogue = Catalogue().table("public.t", 9, "1 | a | integer | f | | az64 | f | 0")
    for name in ("pg_temp_17.loading", "pg_internal.redshift_auto_health_check", "pg_automv.auto_mv_1", "pg_catalog.pg_class",
                 "information_schema.sql_features", "catalog_history.old"):
        catalogue.table(name, 9, "1 | a | integer | f | | az64 | f | 0")
    catalogue.view("pg_catalog.svv_tables", " SELECT 1 AS a;")
    catalogue.add("svv_external_schemas", schemaname="lake")
    for place, kind in enumerate(("int", "bigint", "float", "double", "decimal(10,2)", "varchar(20)", "char(2)", "timestamp", "date",
                                  "boolean", "string", "smallint", "binary", "array<struct<a:int,b:string>>"), 1):
        catalogue.add("svv_external_columns", schemaname="lake", tablename="clicks", columnname=f"c{place}", external_type=kind,
                      columnnum=place)
    return catalogue


CATALOGUES = {"types": _types, "columns": _columns, "designs": _designs, "views": _views, "outside": _outside}
