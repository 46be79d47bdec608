-- mariadb (MariaDB), compiled by Kura. Edit the `.schema` files, not this.

CREATE DATABASE IF NOT EXISTS `sales` COMMENT 'The shop''s.';

CREATE SEQUENCE `sales`.`order_number` INCREMENT BY 5 MINVALUE 1 MAXVALUE 1000000 START WITH 100 CACHE 10 CYCLE COMMENT = 'Numbers of orders.';

CREATE SEQUENCE `sales`.`small` MAXVALUE 32767;

CREATE TABLE `sales`.`orders` (
  `id`      BIGINT NOT NULL,
  `number`  BIGINT NOT NULL DEFAULT (NEXTVAL(`sales`.`order_number`)),
  PRIMARY KEY (`id`)
)
ENGINE = InnoDB
DEFAULT CHARSET = utf8mb4;

