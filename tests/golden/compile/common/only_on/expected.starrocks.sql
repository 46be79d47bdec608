-- starrocks (StarRocks), compiled by Kura. Edit the `.schema` files, not this.

CREATE TABLE `orders` (
  `order_id`  BIGINT      NOT NULL,
  `region`    VARCHAR(32) NOT NULL,
  `sold_on`   DATE        NOT NULL
)
PRIMARY KEY (`order_id`)
ORDER BY (`sold_on`);

CREATE VIEW `sales` AS
select region, count(*) as n from `orders` group by region;

