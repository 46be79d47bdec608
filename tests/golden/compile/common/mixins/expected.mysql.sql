-- mysql (MySQL), compiled by Kura. Edit the `.schema` files, not this.

CREATE TABLE `products` (
  `id`          BIGINT       NOT NULL COMMENT 'The row''s number.',
  `name`        VARCHAR(200) NOT NULL,
  `created_at`  DATETIME(6)  NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
  `updated_at`  DATETIME(6),
  PRIMARY KEY (`id`)
)
ENGINE = InnoDB
DEFAULT CHARSET = utf8mb4;

CREATE TABLE `suppliers` (
  `id`          BIGINT       NOT NULL COMMENT 'The row''s number.',
  `created_at`  DATETIME(6)  NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
  `updated_at`  DATETIME(6),
  `name`        VARCHAR(200) NOT NULL,
  PRIMARY KEY (`id`)
)
ENGINE = InnoDB
DEFAULT CHARSET = utf8mb4;

