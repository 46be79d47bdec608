-- starrocks (StarRocks), compiled by Kura. Edit the `.schema` files, not this.

CREATE TABLE `orders` (
  `order_id`  BIGINT      NOT NULL COMMENT "Counted up by the shop.",
  `region`    VARCHAR(32) NOT NULL COMMENT "Two letters."
)
PRIMARY KEY (`order_id`)
COMMENT "One row per order.\nIt's kept for ever: 100% of \"them\", \\ too.";

CREATE VIEW `regions` (
  `region` COMMENT "Two letters.",
  `order_count`
)
COMMENT "Orders by region."
AS
select region, count(*) as order_count from `orders` group by region;

