-- mariadb (MariaDB), compiled by Kura. Edit the `.schema` files, not this.

CREATE DATABASE IF NOT EXISTS `sales`;

CREATE TABLE `sales`.`orders` (
  `id`            INT            NOT NULL,
  `region`        VARCHAR(10),
  `Total Amount`  DECIMAL(10, 2),
  PRIMARY KEY (`id`)
)
ENGINE = InnoDB
DEFAULT CHARSET = utf8mb4;

CREATE SQL SECURITY INVOKER VIEW `sales`.`totals` AS
select region, sum(`Total Amount`) as total from `sales`.`orders` group by region;

CREATE ALGORITHM = MERGE DEFINER = current_user SQL SECURITY DEFINER VIEW `sales`.`big` AS
select id, region from `sales`.`orders` where `Total Amount` > 100
WITH CHECK OPTION;

CREATE VIEW `sales`.`local` AS
select id from `sales`.`big`
WITH LOCAL CHECK OPTION;

CREATE VIEW `sales`.`own` AS
select id from `sales`.`orders`;

CREATE VIEW `sales`.`spelt` AS
select `id`, 'a' || 'b' as `x``y` from `sales`.`orders`;

