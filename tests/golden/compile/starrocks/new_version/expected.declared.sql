-- new (StarRocks), compiled by Kura. Edit the `.schema` files, not this.

CREATE TABLE `sales` (
  `shop`  INT NOT NULL
)
DUPLICATE KEY (`shop`);

CREATE MATERIALIZED VIEW `shops`
REFRESH ON_CHANGE
AS
select shop from `sales`;

