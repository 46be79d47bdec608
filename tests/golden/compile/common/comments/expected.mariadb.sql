-- mariadb (MariaDB), compiled by Kura. Edit the `.schema` files, not this.

CREATE TABLE `orders` (
  `order_id`  BIGINT      NOT NULL COMMENT 'Counted up by the shop.',
  `region`    VARCHAR(32) NOT NULL COMMENT 'Two letters.',
  PRIMARY KEY (`order_id`)
)
ENGINE = InnoDB
DEFAULT CHARSET = utf8mb4
COMMENT = 'One row per order.
It''s kept for ever: 100% of "them", \\ too.';

CREATE VIEW `regions` AS
select region, count(*) as order_count from `orders` group by region;

