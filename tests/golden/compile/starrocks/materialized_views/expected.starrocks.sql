-- starrocks (StarRocks), compiled by Kura. Edit the `.schema` files, not this.

CREATE DATABASE IF NOT EXISTS `shop`;

CREATE TABLE `shop`.`sales` (
  `sale_id`  BIGINT         NOT NULL,
  `sold_at`  DATETIME       NOT NULL,
  `region`   VARCHAR(10)    NULL,
  `amount`   DECIMAL(18, 2) NULL
)
DUPLICATE KEY (`sale_id`, `sold_at`, `region`)
PARTITION BY date_trunc('day', `sold_at`);

CREATE MATERIALIZED VIEW `shop`.`daily` (
  `day` COMMENT "The day.",
  `region`,
  `total`,
  INDEX `daily_region_idx` (`region`) USING BITMAP
)
COMMENT "Sales of each day."
PARTITION BY date_trunc('month', `day`)
DISTRIBUTED BY HASH (`region`) BUCKETS 4
ORDER BY (`region`, `day`)
REFRESH ASYNC START("2025-01-01 00:00:00") EVERY(INTERVAL 1 HOUR)
PROPERTIES (
  "partition_refresh_number" = "3",
  "query_rewrite_consistency" = "loose"
)
AS
select date_trunc('day', sold_at) as day, region, sum(amount) as total from `shop`.`sales` group by 1, 2;

CREATE MATERIALIZED VIEW `shop`.`by_region`
PARTITION BY (`region`)
REFRESH DEFERRED ASYNC
AS
select region, count(*) from `shop`.`sales` group by region;

CREATE MATERIALIZED VIEW `shop`.`indexed`
REFRESH DEFERRED MANUAL
AS
select region, count(*) from `shop`.`sales` group by region;

CREATE INDEX `by_r` ON `shop`.`indexed` (`region`) USING BITMAP;

REFRESH MATERIALIZED VIEW `shop`.`indexed`;

CREATE MATERIALIZED VIEW `shop`.`live`
DISTRIBUTED BY RANDOM
REFRESH INCREMENTAL
AS
select region, amount from `shop`.`sales`;

CREATE MATERIALIZED VIEW `shop`.`rolled_up` AS
select region, sum(amount) as total from `shop`.`sales` group by region;

