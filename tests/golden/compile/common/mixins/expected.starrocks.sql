-- starrocks (StarRocks), compiled by Kura. Edit the `.schema` files, not this.

CREATE TABLE `products` (
  `id`          BIGINT       NOT NULL COMMENT "The row's number.",
  `name`        VARCHAR(200) NOT NULL,
  `created_at`  DATETIME     NOT NULL DEFAULT CURRENT_TIMESTAMP,
  `updated_at`  DATETIME     NULL
)
PRIMARY KEY (`id`);

CREATE TABLE `suppliers` (
  `id`          BIGINT       NOT NULL COMMENT "The row's number.",
  `created_at`  DATETIME     NOT NULL DEFAULT CURRENT_TIMESTAMP,
  `updated_at`  DATETIME     NULL,
  `name`        VARCHAR(200) NOT NULL
)
PRIMARY KEY (`id`);

