CREATE TABLE `t1` (
  `k1` datetime NOT NULL COMMENT "",
  `k2` varchar(20) NULL COMMENT "",
  `v1` largeint(40) SUM NULL COMMENT "",
  `v2` hll HLL_UNION NOT NULL,
  `v4` decimal128(38, 10) REPLACE NULL DEFAULT "1.5",
  `v5` map<int(11),varchar(10)> REPLACE_IF_NOT_NULL NULL,
  INDEX idx (`k2`) USING NGRAMBF ("bloom_filter_fpp" = "0.05", "gram_num" = "4") COMMENT ''
) ENGINE=OLAP
AGGREGATE KEY(`k1`, `k2`)
PARTITION BY RANGE(`k1`)
(
START ("2021-01-01") END ("2021-01-04") EVERY (INTERVAL 1 DAY)
)
DISTRIBUTED BY HASH(`k1`, `k2`)
PROPERTIES ("dynamic_partition.enable" = "true","dynamic_partition.time_unit" = "DAY", "dynamic_partition.end" = "3", "dynamic_partition.prefix" = "p");
CREATE MATERIALIZED VIEW sync_mv AS SELECT k1, sum(v1) FROM t1 GROUP BY k1;
CREATE MATERIALIZED VIEW amv PARTITION BY date_trunc('month', k1) DISTRIBUTED BY HASH(k1) BUCKETS 10 REFRESH MANUAL AS SELECT k1 FROM t1;
CREATE VIEW v1 (a, b) COMMENT "x" AS SELECT k1, k2 FROM t1 WHERE k2 LIKE 'a\\_%';
ALTER TABLE t1 ADD ROLLUP r1 (k1, k2);
ALTER TABLE t1 SET ("replication_num" = "1");
CREATE EXTERNAL CATALOG hive PROPERTIES ("type"="hive");
