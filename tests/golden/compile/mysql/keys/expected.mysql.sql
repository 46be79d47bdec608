-- mysql (MySQL), compiled by Kura. Edit the `.schema` files, not this.

CREATE TABLE `customers` (
  `customer_id`  BIGINT       NOT NULL AUTO_INCREMENT,
  `email`        VARCHAR(120) NOT NULL,
  `name`         VARCHAR(80)  NOT NULL,
  `bio`          LONGTEXT,
  `place`        GEOMETRY     NOT NULL,
  `settings`     JSON,
  `parent_id`    BIGINT,
  PRIMARY KEY (`customer_id`),
  CONSTRAINT `customers_email_key` UNIQUE (`email`),
  CONSTRAINT `by_name_email` UNIQUE (`name`, `email`),
  CONSTRAINT `hashed` UNIQUE (`email`, `name`) COMMENT 'twice',
  INDEX `customers_name_email_idx` (`name` DESC, `email`),
  INDEX `by_bio` (`bio`(20), `name`) COMMENT 'Finds a person by the beginning of the text.',
  FULLTEXT INDEX `search` (`name`, `bio`),
  SPATIAL INDEX `customers_place_idx` (`place`),
  INDEX `customers_name_idx` ((lower(`name`))),
  INDEX `by_plan` ((cast(settings->'$.plan' as char(20)))),
  UNIQUE INDEX `customers_email_parent_id_idx` (`email`, `parent_id`),
  INDEX `hidden` (`parent_id`, `name`) KEY_BLOCK_SIZE 8 INVISIBLE,
  FULLTEXT INDEX `words` (`bio`) WITH PARSER ngram,
  CONSTRAINT `name_given` CHECK (length(`name`) > 0),
  CONSTRAINT `customers_check` CHECK (`email` LIKE '%@%' AND NOT (NOT `name` <=> `email` OR `email` = '')),
  CONSTRAINT `soft` CHECK (`name` <> '') NOT ENFORCED,
  CONSTRAINT `customers_parent_id_fkey` FOREIGN KEY (`parent_id`) REFERENCES `customers` (`customer_id`) ON DELETE SET NULL
)
ENGINE = InnoDB
DEFAULT CHARSET = utf8mb4;

CREATE TABLE `pairs` (
  `region`    VARCHAR(20) NOT NULL,
  `id`        BIGINT      NOT NULL,
  `order_id`  BIGINT,
  CONSTRAINT `pairs_region_id_key` UNIQUE (`region`, `id`)
)
ENGINE = InnoDB
DEFAULT CHARSET = utf8mb4;

CREATE TABLE `orders` (
  `order_id`     BIGINT      NOT NULL,
  `customer_id`  BIGINT      NOT NULL,
  `region`       VARCHAR(10) NOT NULL,
  PRIMARY KEY (`order_id`),
  CONSTRAINT `orders_customer_id_fkey` FOREIGN KEY (`customer_id`) REFERENCES `customers` (`customer_id`) ON DELETE CASCADE,
  CONSTRAINT `to_pair` FOREIGN KEY (`region`, `customer_id`) REFERENCES `pairs` (`region`, `id`)
)
ENGINE = InnoDB
DEFAULT CHARSET = utf8mb4;

ALTER TABLE `pairs` ADD CONSTRAINT `pairs_order_id_fkey` FOREIGN KEY (`order_id`) REFERENCES `orders` (`order_id`);

