-- mariadb (MariaDB), compiled by Kura. Edit the `.schema` files, not this.

CREATE TABLE `by_time` (
  `at`  TIMESTAMP(6) NOT NULL
)
ENGINE = InnoDB
DEFAULT CHARSET = utf8mb4
PARTITION BY RANGE COLUMNS (`at`) (
  PARTITION `p_rest` VALUES LESS THAN (MAXVALUE)
);

CREATE TABLE `by_list` (
  `region`  VARCHAR(10) NOT NULL
)
ENGINE = InnoDB
DEFAULT CHARSET = utf8mb4
PARTITION BY LIST COLUMNS (`region`) (
  PARTITION `eu` VALUES IN ('de', 'fr'),
  PARTITION `rest` DEFAULT
);

CREATE TABLE `by_key` (
  `region`  VARCHAR(10) NOT NULL
)
ENGINE = InnoDB
DEFAULT CHARSET = utf8mb4
PARTITION BY LINEAR KEY (`region`) PARTITIONS 3;

