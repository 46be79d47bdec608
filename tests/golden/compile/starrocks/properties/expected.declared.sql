-- lake (StarRocks), compiled by Kura. Edit the `.schema` files, not this.

CREATE DATABASE IF NOT EXISTS `lake`;

CREATE TABLE `lake`.`keyed` (
  `id`  BIGINT NOT NULL,
  `v`   INT    NULL
)
PRIMARY KEY (`id`)
PROPERTIES (
  "compression" = "ZSTD(9)",
  "enable_persistent_index" = "true",
  "replication_num" = "3",
  "write_quorum" = "ALL"
);

CREATE TABLE `lake`.`plain` (
  `id`    BIGINT      NOT NULL,
  `name`  VARCHAR(10) NULL
)
DUPLICATE KEY (`id`, `name`)
PROPERTIES (
  "bloom_filter_columns" = "id, name",
  "compression" = "ZSTD(9)",
  "replication_num" = "1",
  "storage_medium" = "SSD"
);

CREATE MATERIALIZED VIEW `lake`.`totals`
REFRESH MANUAL
PROPERTIES (
  "replication_num" = "1",
  "session.query_timeout" = "600"
)
AS
select id, count(*) as n from `lake`.`plain` group by id;

