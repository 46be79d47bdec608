-- starrocks (StarRocks), compiled by Kura. Edit the `.schema` files, not this.

CREATE TABLE `orders` (
  `order_id`  BIGINT         NOT NULL,
  `sold_on`   DATE           NOT NULL,
  `region`    VARCHAR(32)    NOT NULL,
  `amount`    DECIMAL(18, 2) NULL,
  `total`     DECIMAL(18, 2) AS (`amount` * 2)
)
PRIMARY KEY (`order_id`, `sold_on`)
PARTITION BY date_trunc('month', `sold_on`)
DISTRIBUTED BY HASH (`order_id`) BUCKETS 16;

