-- starrocks (StarRocks), compiled by Kura. Edit the `.schema` files, not this.

CREATE TABLE `orders` (
  `id`  BIGINT NOT NULL
)
PRIMARY KEY (`id`);

GRANT INSERT, SELECT ON TABLE `orders` TO USER `etl`;

GRANT UPDATE ON TABLE `orders` TO USER `reporting` WITH GRANT OPTION;

GRANT INSERT, SELECT ON TABLE `orders` TO ROLE `analyst`;

GRANT SELECT ON TABLE `orders` TO ROLE `public`;

CREATE VIEW `ids` AS
select id from `orders`;

GRANT SELECT ON VIEW `ids` TO ROLE `analyst`;

CREATE MATERIALIZED VIEW `counts`
REFRESH ASYNC
AS
select count(*) as n from `orders`;

GRANT SELECT ON MATERIALIZED VIEW `counts` TO ROLE `analyst`;

