CREATE TABLE `orders` (
  `order_id` bigint(20) NOT NULL COMMENT "",
  `sold_on` date NOT NULL COMMENT "The day, \"local\"",
  `customer_id` int(11) NULL DEFAULT "0" COMMENT "",
  `note` varchar(65533) NULL COMMENT "",
  `amount` decimal(18, 2) NOT NULL DEFAULT "0.00" COMMENT "",
  `tags` array<varchar(32)> NULL COMMENT "",
  `place` struct<lat double, lon double> NULL COMMENT "",
  `month` date NULL AS date_trunc('month', `sold_on`) COMMENT "",
  INDEX by_customer (`customer_id`) USING BITMAP COMMENT 'who bought'
) ENGINE=OLAP 
PRIMARY KEY(`order_id`, `sold_on`)
COMMENT "One row per order"
PARTITION BY RANGE(`sold_on`)
(PARTITION p2025 VALUES [("2025-01-01"), ("2026-01-01")),
PARTITION p2026 VALUES [("2026-01-01"), ("2027-01-01")))
DISTRIBUTED BY HASH(`order_id`) BUCKETS 16 
ORDER BY(`customer_id`)
PROPERTIES (
"compression" = "LZ4",
"enable_persistent_index" = "true",
"fast_schema_evolution" = "true",
"replicated_storage" = "true",
"replication_num" = "3"
);
CREATE TABLE `daily` (
  `view_date` datetime NOT NULL COMMENT "",
  `page` varchar(255) NOT NULL COMMENT "",
  `views` bigint(20) SUM NULL DEFAULT "0" COMMENT "",
  `visitors` bitmap BITMAP_UNION NOT NULL COMMENT ""
) ENGINE=OLAP 
AGGREGATE KEY(`view_date`, `page`)
COMMENT "OLAP"
PARTITION BY date_trunc('day', view_date)
DISTRIBUTED BY HASH(`page`) BUCKETS 8
PROPERTIES (
"replication_num" = "1",
"bloom_filter_columns" = "page",
"compression" = "ZSTD"
);
