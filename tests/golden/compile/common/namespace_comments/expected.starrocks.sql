-- starrocks (StarRocks), compiled by Kura. Edit the `.schema` files, not this.

CREATE DATABASE IF NOT EXISTS `sales`;

CREATE TABLE `sales`.`orders` (
  `order_id`  BIGINT     NOT NULL,
  `status`    VARCHAR(4) NOT NULL
)
PRIMARY KEY (`order_id`);

