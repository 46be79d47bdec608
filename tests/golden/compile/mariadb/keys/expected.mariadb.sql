-- mariadb (MariaDB), compiled by Kura. Edit the `.schema` files, not this.

CREATE TABLE `customers` (
  `customer_id`  BIGINT      NOT NULL AUTO_INCREMENT,
  `name`         VARCHAR(80) NOT NULL,
  `bio`          LONGTEXT,
  `upper_name`   VARCHAR(80) GENERATED ALWAYS AS (upper(`name`)) STORED,
  `place`        GEOMETRY    NOT NULL,
  `next_id`      BIGINT      GENERATED ALWAYS AS (`customer_id` + 1) VIRTUAL,
  PRIMARY KEY (`customer_id`),
  CONSTRAINT `by_upper` UNIQUE (`upper_name`),
  CONSTRAINT `spare` UNIQUE (`name`, `customer_id`) COMMENT 'spare' IGNORED,
  FULLTEXT INDEX `search` (`bio`),
  SPATIAL INDEX `customers_place_idx` (`place`),
  INDEX `customers_bio_name_idx` (`bio`(20), `name` DESC),
  INDEX `unused` (`name`) IGNORED,
  CONSTRAINT `customers_name_check` CHECK (`name` <> ''),
  CONSTRAINT `customers_upper_name_check` CHECK (`upper_name` IS NOT NULL)
)
ENGINE = InnoDB
DEFAULT CHARSET = utf8mb4;

CREATE TABLE `orders` (
  `order_id`     BIGINT NOT NULL,
  `customer_id`  BIGINT NOT NULL,
  `base`         BIGINT,
  `copy`         BIGINT GENERATED ALWAYS AS (`base`) VIRTUAL,
  PRIMARY KEY (`order_id`),
  CONSTRAINT `orders_order_id_check` CHECK (`order_id` > 0),
  CONSTRAINT `orders_customer_id_fkey` FOREIGN KEY (`customer_id`) REFERENCES `customers` (`customer_id`) ON DELETE CASCADE,
  CONSTRAINT `orders_copy_fkey` FOREIGN KEY (`copy`) REFERENCES `customers` (`customer_id`)
)
ENGINE = InnoDB
DEFAULT CHARSET = utf8mb4;

