-- mysql (MySQL), compiled by Kura. Edit the `.schema` files, not this.

CREATE DATABASE IF NOT EXISTS `sales`;

CREATE TABLE `sales`.`orders` (
  `order_id`  BIGINT              NOT NULL,
  `status`    ENUM('new', 'paid') NOT NULL,
  PRIMARY KEY (`order_id`)
)
ENGINE = InnoDB
DEFAULT CHARSET = utf8mb4;

