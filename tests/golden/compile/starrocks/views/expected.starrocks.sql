-- starrocks (StarRocks), compiled by Kura. Edit the `.schema` files, not this.

CREATE DATABASE IF NOT EXISTS `shop`;

CREATE TABLE `shop`.`orders` (
  `order_id`  BIGINT         NOT NULL,
  `region`    VARCHAR(10)    NULL,
  `amount`    DECIMAL(18, 2) NULL
)
PRIMARY KEY (`order_id`);

CREATE VIEW `shop`.`regions` (
  `region` COMMENT "Where it was sold.",
  `kind of`
)
COMMENT "The orders' regions."
SECURITY INVOKER
AS
select distinct region, 'a\\b' as `kind of` from `shop`.`orders` where region <> 'it''s';

CREATE VIEW `shop`.`plain` AS
select * from `shop`.`orders`;

CREATE VIEW `shop`.`own`
COMMENT "An engine's own text."
AS
select `order_id`, bitmap_count(to_bitmap(`order_id`)) as n from `shop`.`orders`;

CREATE VIEW `shop`.`with_properties`
PROPERTIES (
  "k" = "v"
)
AS
select 1 as one;

