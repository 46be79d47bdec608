USE shop;
CREATE TABLE orders (order_id BIGINT NOT NULL, region VARCHAR(32), amount DOUBLE) DUPLICATE KEY (order_id) DISTRIBUTED BY HASH (order_id) BUCKETS 4;
CREATE MATERIALIZED VIEW `by_region` (`region`, `amount` COMMENT "summed")
COMMENT "Revenue"
DISTRIBUTED BY HASH(`region`)
REFRESH ASYNC START("2026-01-01 00:00:00") EVERY(INTERVAL 10 MINUTE)
PROPERTIES ("replication_num" = "1")
AS SELECT `orders`.`region`, sum(`orders`.`amount`) AS `amount` FROM `shop`.`orders` GROUP BY `orders`.`region`;
CREATE VIEW `big` (`id` COMMENT "of the order", `region`) AS SELECT `order_id`, `region` FROM `shop`.`orders` WHERE `amount` > 100;
GRANT SELECT ON TABLE shop.orders TO ROLE 'analyst';
