"""StarRocks catalogues row by row, with what makes a reader of them see changes where there are none.

`CATALOGUES`: name -> what `given_rows.py` serves over the protocol; `starrocks/NAME.schema` is what must be read of it.
"""

import contextlib
import pathlib
import re
import sys

sys.path += [str(pathlib.Path(__file__).resolve().parents[1] / name) for name in ("wire", "plan_check")]
import starrocks_catalog
import starrocks_show
from mysql_peer import MysqlPeer
from scenario import Result, SqlError
from starrocks_ledger import Ledger
from starrocks_model import CODES, StarrocksModel, StarrocksSession

_DATABASE = "shop"
SCHEMAS = (_DATABASE,)


class Catalogue:
    """What SHOW CREATE TABLE, DESC … ALL and the information schema say of one database."""

    def __init__(self):
        self.texts = {}  # of tables
        self.rollups = {}  # table -> {name: columns}
        self.rows = []  # (relation, {column: value})

    def _listed(self, name, kind, comment):
        self.rows.append(("information_schema.tables", {"table_schema": _DATABASE, "table_name": name, "table_type": kind,
                                                        "table_comment": comment}))

    def table(self, text, rollups=None):
        """`text`: as SHOW CREATE TABLE prints it."""
        name = re.search(r"`(\w+)`", text)[1]
        self.texts[name] = text.strip("\n")
        self.rollups[name] = rollups or {}
        self._listed(name, "BASE TABLE", "")
        return self

    def view(self, name, query, columns, comment="", security="NONE"):
        """`columns`: name -> comment."""
        self._listed(name, "VIEW", comment)
        self.rows.append(("information_schema.views", {"table_schema": _DATABASE, "table_name": name, "view_definition": query,
                                                       "security_type": security}))
        self.rows += [("information_schema.columns", {"table_schema": _DATABASE, "table_name": name, "column_name": column,
                                                      "ordinal_position": place, "column_comment": text})
                      for place, (column, text) in enumerate(columns.items(), 1)]
        return self

    def materialized_view(self, text, kind="ASYNC"):
        """The list of tables has those that are refreshed as views, and those that are rollups not at all."""
        name = re.search(r"`(\w+)`", text)[1]
        if kind != "ROLLUP":
            self._listed(name, "VIEW", "")
        self.rows.append(("information_schema.materialized_views", {"table_schema": _DATABASE, "table_name": name, "refresh_type": kind,
                                                                    "is_active": "true", "materialized_view_definition": text.strip("\n")}))
        return self

    def stand_in(self, connection, session):
        for relation, (columns, _) in starrocks_catalog.tables(Ledger(), session).items():
            rows = [tuple(values.get(it) for it in columns.split()) for name, values in self.rows if name == relation]
            if relation == "information_schema.schemata":
                rows = [("def", it) for it in (_DATABASE, "information_schema", "sys", "_statistics_")]
            starrocks_catalog.fill(connection, relation, columns.split(), rows)

    def all_indexes(self, name):
        columns = re.findall(r"^  `(\w+)` ", self.texts[name], re.MULTILINE)
        rows = []
        for index, fields in {name: columns, **self.rollups[name]}.items():
            rows += [("",) * 8] * bool(rows)
            rows += [("" if place else index, "" if place else "DUP_KEYS", field, "int", "Yes", "true", None, "")
                     for place, field in enumerate(fields)]
        return ["IndexName", "IndexKeysType", "Field", "Type", "Null", "Key", "Default", "Extra"], rows


class _Session(StarrocksSession):
    def _select(self, text, tokens):
        self.model.catalogue.stand_in(self.connection, self)
        return self.query(self._rewritten(tokens, Ledger()), CODES)

    def _show(self, first, text, tokens):
        catalogue = self.model.catalogue
        name = starrocks_show.named(tokens, self)[-1]
        if name not in catalogue.texts:
            raise SqlError("42602", f"Getting analyzing error. Detail message: Unknown table '{name}'.", 5502)
        if first[:3] == ("SHOW", "CREATE", "TABLE"):
            return Result("", ["Table", "Create Table"], [(name, catalogue.texts[name])], 1)
        columns, rows = catalogue.all_indexes(name)
        return Result("", columns, rows, len(rows))


class _Model(StarrocksModel):
    def __init__(self, catalogue):
        super().__init__()
        self.catalogue = catalogue

    def session(self, number, user, database):
        return _Session(self, number, user, database or _DATABASE)


@contextlib.contextmanager
def serving(catalogue):
    """Gives the address, and the scenario of what is asked there."""
    model = _Model(catalogue)
    with MysqlPeer(model) as peer:
        yield f"starrocks://root@127.0.0.1:{peer.port}/{_DATABASE}", model.scenario
    model.close()


def _table(name, columns, behind, properties):
    listed = ",\n".join(f'"{key}" = "{value}"' for key, value in properties.items())
    return f"CREATE TABLE `{name}` (\n{columns}\n) ENGINE=OLAP \n{behind}\nPROPERTIES (\n{listed}\n);"


_INTEGER = '  `a` int(11) NOT NULL COMMENT ""'
_HASHED = "DUPLICATE KEY(`a`)\nDISTRIBUTED BY HASH(`a`) BUCKETS 2 "
_USUAL = {"compression": "LZ4", "fast_schema_evolution": "true", "replicated_storage": "true", "replication_num": "3"}


def _types():
    """Display widths at every depth, types by their other names, sums that are wider than declared."""
    columns = """
  `a` tinyint(4) NOT NULL COMMENT "",
  `b` smallint(6) NULL COMMENT "",
  `c` int(11) NULL COMMENT "",
  `d` bigint(20) NULL COMMENT "",
  `e` largeint(40) NULL COMMENT "",
  `f` boolean NULL COMMENT "",
  `g` float NULL COMMENT "",
  `h` double NULL COMMENT "",
  `i` decimal(10, 0) NULL COMMENT "",
  `j` decimal64(18, 2) NULL COMMENT "",
  `k` date NULL COMMENT "",
  `l` datetime NULL COMMENT "",
  `m` char(1) NULL COMMENT "",
  `n` varchar(1) NULL COMMENT "",
  `o` varchar(65533) NULL COMMENT "",
  `p` varbinary NULL COMMENT "",
  `q` varbinary(16) NULL COMMENT "",
  `r` json NULL COMMENT "",
  `s` array<int(11)> NULL COMMENT "",
  `t` map<int(11),varchar(10)> NULL COMMENT "",
  `u` struct<a int(11), b date, c array<decimal64(10, 2)>> NULL COMMENT "",
  `v` varchar(65533) NULL DEFAULT "" COMMENT "",
  `w` int(11) NULL DEFAULT "0" COMMENT "",
  `x` datetime NULL DEFAULT CURRENT_TIMESTAMP COMMENT "",
  `y` varchar(36) NULL DEFAULT (uuid()) COMMENT "",
  `z` boolean NULL DEFAULT "1" COMMENT ""
"""
    sums = """
  `a` int(11) NOT NULL COMMENT "",
  `b` decimal(38, 2) SUM NULL DEFAULT "0" COMMENT "",
  `c` bigint(20) SUM NOT NULL DEFAULT "0" COMMENT "",
  `d` varchar(65533) REPLACE_IF_NOT_NULL NULL COMMENT "",
  `e` hll HLL_UNION NOT NULL COMMENT "",
  `f` bitmap BITMAP_UNION NOT NULL COMMENT "",
  `g` percentile PERCENTILE_UNION NOT NULL COMMENT ""
"""
    return Catalogue().table(_table("types", columns.strip("\n"), _HASHED, _USUAL)).table(
        _table("sums", sums.strip("\n"), "AGGREGATE KEY(`a`)\nCOMMENT \"\"\nDISTRIBUTED BY HASH(`a`) BUCKETS 2 ", _USUAL))


def _properties():
    """What a server prints of every table: without storage of its own, with it, in older versions, and what somebody wanted."""
    key = "PRIMARY KEY(`a`)\nCOMMENT \"OLAP\"\nDISTRIBUTED BY HASH(`a`) BUCKETS 2 "
    shared = {"compression": "LZ4", "datacache.enable": "true", "enable_async_write_back": "false", "enable_persistent_index": "true",
              "file_bundling": "true", "cloud_native_fast_schema_evolution_v2": "true", "persistent_index_type": "CLOUD_NATIVE",
              "replication_num": "1", "storage_volume": "builtin_storage_volume"}
    wanted = {"compression": "ZSTD(3)", "replication_num": "2", "storage_medium": "SSD", "replicated_storage": "false",
              "fast_schema_evolution": "false", "colocate_with": "by_a", "bloom_filter_columns": "b", "bloom_filter_fpp": "0.01",
              "write_quorum": "ALL", "enable_persistent_index": "false"}
    many = '  `a` int(11) NOT NULL COMMENT "",\n  `b` varchar(10) NULL COMMENT ""'
    catalogue = Catalogue()
    catalogue.table(_table("usual", _INTEGER, key, {**_USUAL, "enable_persistent_index": "true"}))
    catalogue.table(_table("shared", _INTEGER, key, shared))
    catalogue.table(_table("old", _INTEGER, _HASHED, {"replication_num": "3", "in_memory": "false", "storage_format": "DEFAULT",
                                                      "enable_persistent_index": "false", "compression": "LZ4"}))
    catalogue.table(_table("spoken", _INTEGER, key, {**_USUAL, "write_quorum": "MAJORITY", "enable_statistic_collect_on_first_load": "true",
                                                     "storage_medium": "HDD", "bloom_filter_fpp": "0.05", "labels.location": "*",
                                                     "primary_index_cache_expire_sec": "0", "storage_type": "column"}))
    catalogue.table(_table("wanted", many, key, wanted))
    return catalogue


def _distribution():
    """Buckets that somebody counted, and those that the server counts; rows anywhere."""
    catalogue = Catalogue()
    catalogue.table(_table("counted", _INTEGER, _HASHED, _USUAL))
    catalogue.table(_table("automatic", _INTEGER, "DUPLICATE KEY(`a`)\nDISTRIBUTED BY HASH(`a`)", _USUAL))
    catalogue.table(_table("anywhere", _INTEGER, "DUPLICATE KEY(`a`)\nDISTRIBUTED BY RANDOM", {"bucket_size": "4294967296", **_USUAL}))
    catalogue.table(_table("anywhere_now", _INTEGER, "DUPLICATE KEY(`a`)\nDISTRIBUTED BY RANDOM",
                           {"bucket_size": "1073741824", **_USUAL, "mutable_bucket_num": "0"}))
    catalogue.table(_table("anywhere_counted", _INTEGER, "DUPLICATE KEY(`a`)\nDISTRIBUTED BY RANDOM BUCKETS 8 ", _USUAL))
    catalogue.table(_table("ordered", _INTEGER, "DUPLICATE KEY(`a`)\nDISTRIBUTED BY HASH(`a`) BUCKETS 2 \nORDER BY(`a`)", _USUAL))
    return catalogue


def _partitions():
    """Partitions by hand, by date, by expression, and those that the server makes."""
    day = '  `d` date NOT NULL COMMENT "",\n  `n` int(11) NOT NULL COMMENT ""'
    at = '  `d` datetime NOT NULL COMMENT "",\n  `n` varchar(10) NULL COMMENT ""'
    hashed = "DISTRIBUTED BY HASH(`n`) BUCKETS 2 "
    catalogue = Catalogue()

    def add(name, columns, clause, more=None, key="`d`"):
        catalogue.table(_table(name, columns, f"DUPLICATE KEY({key})\nPARTITION BY {clause}\n{hashed}", {**_USUAL, **(more or {})}))

    add("by_hand", day, "RANGE(`d`)\n(PARTITION p1 VALUES [(\"0000-01-01\"), (\"2024-01-01\")),\n"
        "PARTITION p2 VALUES [(\"2024-01-01\"), (\"2025-01-01\")),\nPARTITION rest VALUES [(\"2025-01-01\"), (MAXVALUE)))")
    add("by_number", day, "RANGE(`n`, `d`)\n(PARTITION p1 VALUES [(\"-2147483648\", \"0000-01-01\"), (\"10\", \"2024-01-01\")),\n"
        "PARTITION p2 VALUES [(\"10\", \"2024-01-01\"), (\"20\", \"2025-01-01\")))")
    add("dynamic", day, "RANGE(`d`)\n(PARTITION p20240101 VALUES [(\"2024-01-01\"), (\"2024-01-02\")),\n"
        "PARTITION p20240102 VALUES [(\"2024-01-02\"), (\"2024-01-03\")))",
        {"dynamic_partition.enable": "true", "dynamic_partition.time_unit": "DAY", "dynamic_partition.time_zone": "Asia/Shanghai",
         "dynamic_partition.start": "-2147483648", "dynamic_partition.end": "3", "dynamic_partition.prefix": "p",
         "dynamic_partition.buckets": "4", "dynamic_partition.history_partition_num": "0"})
    add("by_list", day, "LIST(`n`)\n(PARTITION low VALUES IN ('1', '2'),\nPARTITION high VALUES IN ('3'))")
    add("by_pairs", day, "LIST(`n`, `d`)\n(PARTITION one VALUES IN (('1', '2024-01-01'), ('2', '2024-01-01')))")
    add("by_list_empty", day, "LIST(`n`)")
    add("automatic_list", at, "(`n`,`d`)")
    add("automatic_day", at, "date_trunc('day', `d`)")
    add("automatic_slice", at, "time_slice(d, INTERVAL 7 day)")
    add("mixed", at + ',\n  `__generated_partition_column_0` datetime NULL AS date_trunc(\'month\', `d`) COMMENT ""',
        "(`__generated_partition_column_0`,`n`)")
    add("mixed_by_words", at + ',\n  `__generated_partition_column_0` datetime NULL AS date_trunc(\'month\', `d`) COMMENT ""',
        "date_trunc('month', d),n")
    return catalogue


def _details():
    """Generated columns, counters, indexes with what the server adds, comments as they are printed."""
    columns = """
  `id` bigint(20) NOT NULL AUTO_INCREMENT COMMENT "it's \\"one\\" \\\\ two",
  `name` varchar(20) NOT NULL COMMENT "",
  `text` varchar(65533) NULL COMMENT "",
  `at` datetime NULL COMMENT "",
  `month` date NULL AS date_trunc('month', `at`) COMMENT "of at",
  INDEX order (`name`) USING BITMAP COMMENT 'who's who',
  INDEX by_text (`text`) USING NGRAMBF("gram_num" = "4", "bloom_filter_fpp" = "0.05", "case_sensitive" = "true") COMMENT ''
"""
    words = """
  `a` int(11) NOT NULL COMMENT "",
  `text` varchar(65533) NULL COMMENT "",
  `place` array<float> NOT NULL COMMENT "",
  INDEX words (`text`) USING GIN("imp_lib" = "clucene", "parser" = "english") COMMENT '',
  INDEX near (`place`) USING VECTOR("dim" = "5", "efconstruction" = "40", "index_type" = "hnsw", "is_vector_normed" = "false", "m" = "16", "metric_type" = "l2_distance") COMMENT ''
"""
    return Catalogue().table(_table("details", columns.strip("\n"), "PRIMARY KEY(`id`)\nCOMMENT \"What \\\"we\\\" know.\"\n"
                                    "DISTRIBUTED BY HASH(`id`) BUCKETS 2 \nORDER BY(`name`)", _USUAL)).table(
        _table("words", words.strip("\n"), _HASHED, {**_USUAL, "replicated_storage": "false"}))


def _views():
    """Views that are refreshed in each way, one that is a rollup beside a rollup, plain ones."""
    catalogue = Catalogue()
    catalogue.table(_table("orders", '  `id` bigint(20) NOT NULL COMMENT "",\n  `at` datetime NULL COMMENT "",\n  `n` int(11) NULL COMMENT ""',
                           "DUPLICATE KEY(`id`)\nDISTRIBUTED BY HASH(`id`) BUCKETS 2 ", _USUAL),
                    {"by_at": ["at", "id"], "per_id": ["id", "mv_sum_n"]})
    catalogue.materialized_view("CREATE MATERIALIZED VIEW `per_id` AS SELECT `id`, sum(`n`) AS `total` FROM `shop`.`orders` GROUP BY `id`;",
                                "ROLLUP")
    query = "AS SELECT `shop`.`orders`.`at`, count(*) AS `n`\nFROM `shop`.`orders`\nGROUP BY `shop`.`orders`.`at`;"
    for name, refresh in (("by_hand", "MANUAL"), ("each_load", "ASYNC"), ("on_change", "ON_CHANGE"), ("later", "DEFERRED MANUAL"),
                          ("hourly", "ASYNC START(\"2024-01-01 00:00:00\") EVERY(INTERVAL 1 HOUR)"), ("daily", "ASYNC EVERY(INTERVAL 1 DAY)"),
                          ("planned", "SCHEDULE START(\"2024-01-01 00:00:00\") EVERY(INTERVAL 2 DAY)")):
        catalogue.materialized_view(
            f"CREATE MATERIALIZED VIEW `{name}` (`at`, `n`)\nDISTRIBUTED BY HASH(`at`) BUCKETS 2 \nREFRESH {refresh}\nPROPERTIES (\n"
            '"replicated_storage" = "true",\n"warehouse" = "default_warehouse",\n"replication_num" = "3",\n"storage_medium" = "HDD"\n)\n' +
            query, "MANUAL" if "MANUAL" in refresh else "ASYNC")
    catalogue.materialized_view(
        'CREATE MATERIALIZED VIEW `designed` (`at` COMMENT "When.", `n`, INDEX i (`n`) USING BITMAP COMMENT \'\')\n'
        'COMMENT "Per \\"moment\\"."\nPARTITION BY (date_trunc(\'day\', `at`))\nDISTRIBUTED BY RANDOM\nORDER BY (`at`)\n'
        "REFRESH DEFERRED ASYNC\nPROPERTIES (\n"
        '"replicated_storage" = "true",\n"partition_refresh_number" = "2",\n"query_rewrite_consistency" = "loose",\n'
        '"mv_rewrite_staleness_second" = "0",\n"replication_num" = "1",\n"session.query_timeout" = "10000",\n'
        '"bucket_size" = "1073741824",\n"datacache.enable" = "true",\n"enable_async_write_back" = "false",\n'
        '"storage_volume" = "builtin_storage_volume"\n)\n' + query)
    catalogue.view("recent", "SELECT `shop`.`orders`.`id` AS `id`, `shop`.`orders`.`at` AS `day`\n"
                   "FROM `shop`.`orders`\nWHERE `shop`.`orders`.`n` > 1;", {"id": "", "day": "It's \"then\"."}, comment="What is new.", security="INVOKER")
    catalogue.view("plain", "SELECT `shop`.`recent`.`id` FROM `shop`.`recent`;", {"id": ""}, comment="VIEW")
    return catalogue


CATALOGUES = {"types": _types, "properties": _properties, "distribution": _distribution, "partitions": _partitions, "details": _details,
              "views": _views}
