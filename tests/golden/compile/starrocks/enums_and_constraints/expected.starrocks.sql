-- starrocks (StarRocks), compiled by Kura. Edit the `.schema` files, not this.

CREATE TABLE `customers` (
  `id`     BIGINT       NOT NULL,
  `email`  VARCHAR(100) NULL
)
PRIMARY KEY (`id`);

CREATE TABLE `orders` (
  `id`           BIGINT     NOT NULL,
  `customer_id`  BIGINT     NULL,
  `state`        VARCHAR(8) NOT NULL DEFAULT "new",
  `amount`       INT        NULL
)
PRIMARY KEY (`id`);

