-- starrocks (StarRocks), compiled by Kura. Edit the `.schema` files, not this.

CREATE DATABASE IF NOT EXISTS `my shop`;

CREATE TABLE `my shop`.`order` (
  `select`      INT         NOT NULL,
  `Mixed Case`  VARCHAR(10) NULL,
  `back``tick`  INT         NULL,
  `groups`      INT         NULL
)
PRIMARY KEY (`select`)
COMMENT "Names that want quotes.";

CREATE VIEW `my shop`.`all_orders` AS
select `select`, `Mixed Case` from `my shop`.`order`;

