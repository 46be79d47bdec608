-- starrocks (StarRocks), compiled by Kura. Edit the `.schema` files, not this.

CREATE TABLE `readings` (
  `sensor`  INT               NOT NULL,
  `taken`   DATETIME          NOT NULL,
  `value`   DECIMAL128(20, 4) MAX NULL
)
AGGREGATE KEY (`sensor`, `taken`)
DISTRIBUTED BY HASH (`sensor`, `taken`);

CREATE TABLE `latencies` (
  `route`    VARCHAR(100) NULL,
  `seconds`  PERCENTILE   PERCENTILE_UNION NULL
)
AGGREGATE KEY (`route`)
DISTRIBUTED BY HASH (`route`);

