-- mariadb (MariaDB), compiled by Kura. Edit the `.schema` files, not this.

CREATE TABLE `orders` (
  `order_id`  BIGINT      NOT NULL AUTO_INCREMENT,
  `region`    VARCHAR(32) NOT NULL,
  PRIMARY KEY (`order_id`)
)
ENGINE = InnoDB
DEFAULT CHARSET = utf8mb4;

