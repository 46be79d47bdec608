-- starrocks (StarRocks), compiled by Kura. Edit the `.schema` files, not this.

CREATE TABLE `orders` (
  `order_id`  BIGINT      NOT NULL,
  `region`    VARCHAR(32) NOT NULL
)
PRIMARY KEY (`order_id`);

GRANT SELECT ON TABLE `orders` TO USER `analyst`;

GRANT DELETE, INSERT, UPDATE ON TABLE `orders` TO USER `loader`;

CREATE VIEW `regions` AS
select distinct region from `orders`;

GRANT SELECT ON VIEW `regions` TO USER `analyst`;

