-- starrocks (StarRocks), compiled by Kura. Edit the `.schema` files, not this.

CREATE TABLE `monthly` (
  `sold_on`  DATE NOT NULL,
  `amount`   INT  NULL
)
DUPLICATE KEY (`sold_on`, `amount`)
PARTITION BY date_trunc('month', `sold_on`);

CREATE TABLE `every_seven_days` (
  `sold_at`  DATETIME NOT NULL,
  `amount`   INT      NULL
)
DUPLICATE KEY (`sold_at`, `amount`)
PARTITION BY time_slice(`sold_at`, INTERVAL 7 DAY);

CREATE TABLE `named_ranges` (
  `day`     INT NOT NULL,
  `amount`  INT NULL
)
DUPLICATE KEY (`day`, `amount`)
PARTITION BY RANGE (`day`) (
  PARTITION `p2024` VALUES LESS THAN ("20250101"),
  PARTITION `p2025` VALUES [("20250101"), ("20260101")),
  PARTITION `rest` VALUES [("20260101"), (MAXVALUE)) ("replication_num" = "1")
);

CREATE TABLE `two_columns` (
  `sold_on`  DATE NOT NULL,
  `shop`     INT  NOT NULL
)
DUPLICATE KEY (`sold_on`, `shop`)
PARTITION BY RANGE (`sold_on`, `shop`) (
  PARTITION `p1` VALUES LESS THAN ("2025-01-01", "10"),
  PARTITION `p2` VALUES LESS THAN (MAXVALUE)
);

CREATE TABLE `batches` (
  `sold_on`  DATE NOT NULL,
  `amount`   INT  NULL
)
DUPLICATE KEY (`sold_on`, `amount`)
PARTITION BY RANGE (`sold_on`) (
  START ("2024-01-01") END ("2025-01-01") EVERY (INTERVAL 1 MONTH),
  START ("2025-01-01") END ("2026-01-01") EVERY (INTERVAL 1 DAY)
);

CREATE TABLE `batch_of_automatic` (
  `sold_on`  DATE NOT NULL,
  `amount`   INT  NULL
)
DUPLICATE KEY (`sold_on`, `amount`)
PARTITION BY date_trunc('month', `sold_on`) (
  START ("2024-01-01") END ("2025-01-01") EVERY (INTERVAL 1 MONTH)
);

CREATE TABLE `named_lists` (
  `region`  VARCHAR(10) NOT NULL,
  `amount`  INT         NULL
)
DUPLICATE KEY (`region`)
PARTITION BY LIST (`region`) (
  PARTITION `east` VALUES IN ("jp", "kr"),
  PARTITION `west` VALUES IN ("us")
);

CREATE TABLE `pairs` (
  `region`  VARCHAR(10) NOT NULL,
  `kind`    INT         NOT NULL
)
DUPLICATE KEY (`region`)
PARTITION BY LIST (`region`, `kind`) (
  PARTITION `p1` VALUES IN (("jp", "1"), ("kr", "2"))
);

CREATE TABLE `automatic_list` (
  `region`  VARCHAR(10) NOT NULL,
  `amount`  INT         NULL
)
DUPLICATE KEY (`region`)
PARTITION BY (`region`);

CREATE TABLE `by_columns` (
  `region`  VARCHAR(10) NOT NULL,
  `kind`    INT         NOT NULL
)
DUPLICATE KEY (`region`)
PARTITION BY (`region`, `kind`);

CREATE TABLE `mixed` (
  `sold_at`  DATETIME    NOT NULL,
  `region`   VARCHAR(10) NOT NULL
)
DUPLICATE KEY (`sold_at`, `region`)
PARTITION BY date_trunc('day', `sold_at`), `region`;

CREATE TABLE `dynamic` (
  `sold_on`  DATE NOT NULL,
  `amount`   INT  NULL
)
DUPLICATE KEY (`sold_on`, `amount`)
PARTITION BY RANGE (`sold_on`) ()
PROPERTIES (
  "dynamic_partition.end" = "3",
  "dynamic_partition.start" = "-30",
  "dynamic_partition.time_unit" = "DAY"
);

