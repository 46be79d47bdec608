-- starrocks (StarRocks), compiled by Kura. Edit the `.schema` files, not this.

CREATE TABLE `by_hash` (
  `k1`  INT NOT NULL,
  `k2`  INT NOT NULL
)
DUPLICATE KEY (`k1`, `k2`)
DISTRIBUTED BY HASH (`k1`, `k2`) BUCKETS 8;

CREATE TABLE `by_hash_automatic` (
  `k1`  INT NOT NULL
)
DUPLICATE KEY (`k1`)
DISTRIBUTED BY HASH (`k1`);

CREATE TABLE `evenly` (
  `k1`  INT NOT NULL
)
DUPLICATE KEY (`k1`)
DISTRIBUTED BY RANDOM;

CREATE TABLE `evenly_in_buckets` (
  `k1`  INT NOT NULL
)
DUPLICATE KEY (`k1`)
DISTRIBUTED BY RANDOM BUCKETS 4;

CREATE TABLE `automatic` (
  `k1`  INT NOT NULL
)
DUPLICATE KEY (`k1`);

CREATE TABLE `automatic_primary` (
  `k1`  INT NOT NULL,
  `v`   INT NULL
)
PRIMARY KEY (`k1`);

CREATE TABLE `automatic_unique` (
  `k1`  INT NOT NULL,
  `v`   INT NULL
)
UNIQUE KEY (`k1`)
DISTRIBUTED BY HASH (`k1`);

