-- starrocks (StarRocks), compiled by Kura. Edit the `.schema` files, not this.

CREATE TABLE `from_primary_key` (
  `id`    BIGINT      NOT NULL,
  `name`  VARCHAR(10) NULL
)
PRIMARY KEY (`id`);

CREATE TABLE `from_aggregates` (
  `day`       DATE           NOT NULL,
  `page_id`   BIGINT         NOT NULL,
  `views`     BIGINT         SUM NOT NULL DEFAULT "0",
  `revenue`   DECIMAL(38, 2) SUM NULL,
  `last_at`   DATETIME       MAX NULL,
  `first_at`  DATETIME       MIN NULL,
  `state`     JSON           REPLACE_IF_NOT_NULL NULL,
  `users`     BITMAP         BITMAP_UNION NULL,
  `guests`    HLL            HLL_UNION NULL
)
AGGREGATE KEY (`day`, `page_id`)
DISTRIBUTED BY HASH (`day`, `page_id`);

CREATE TABLE `from_sort_key` (
  `sold_on`   DATE   NOT NULL,
  `order_id`  BIGINT NOT NULL,
  `amount`    DOUBLE NULL
)
DUPLICATE KEY (`sold_on`, `order_id`);

CREATE TABLE `sorted_by_others` (
  `order_id`  BIGINT NOT NULL,
  `sold_on`   DATE   NOT NULL,
  `amount`    DOUBLE NULL
)
DUPLICATE KEY (`order_id`, `sold_on`)
ORDER BY (`sold_on`);

CREATE TABLE `from_first_columns` (
  `a`  BIGINT       NULL,
  `b`  VARCHAR(100) NULL,
  `c`  INT          NULL
)
DUPLICATE KEY (`a`, `b`);

CREATE TABLE `from_first_keyable` (
  `id`        BIGINT NULL,
  `document`  JSON   NULL
)
DUPLICATE KEY (`id`);

CREATE TABLE `unique_rows` (
  `k1`  INT  NOT NULL,
  `k2`  DATE NOT NULL,
  `v`   JSON NULL
)
UNIQUE KEY (`k1`, `k2`)
DISTRIBUTED BY HASH (`k1`, `k2`)
ORDER BY (`k2`, `k1`);

CREATE TABLE `facts` (
  `id`      BIGINT NOT NULL,
  `amount`  DOUBLE NULL
)
DUPLICATE KEY (`id`);

