-- mariadb (MariaDB), compiled by Kura. Edit the `.schema` files, not this.

CREATE TABLE `orders` (
  `order_id`  BIGINT              NOT NULL,
  `state`     ENUM('new', 'done') NOT NULL DEFAULT 'new',
  `note`      LONGTEXT,
  PRIMARY KEY (`order_id`)
)
ENGINE = InnoDB
DEFAULT CHARSET = utf8mb4;

