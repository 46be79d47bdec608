-- mysql (MySQL), compiled by Kura. Edit the `.schema` files, not this.

CREATE DATABASE IF NOT EXISTS `sales`;

CREATE DATABASE IF NOT EXISTS `people`;

CREATE DATABASE IF NOT EXISTS `reports`;

CREATE TABLE `people`.`customers` (
  `customer_id`  BIGINT       NOT NULL,
  `name`         VARCHAR(200) NOT NULL,
  PRIMARY KEY (`customer_id`)
)
ENGINE = InnoDB
DEFAULT CHARSET = utf8mb4;

CREATE TABLE `sales`.`orders` (
  `order_id`     BIGINT NOT NULL,
  `customer_id`  BIGINT NOT NULL,
  PRIMARY KEY (`order_id`),
  CONSTRAINT `orders_customer_id_fkey` FOREIGN KEY (`customer_id`) REFERENCES `people`.`customers` (`customer_id`)
)
ENGINE = InnoDB
DEFAULT CHARSET = utf8mb4;

CREATE VIEW `sales`.`customer_orders` AS
select c.name, count(*) as order_count
  from `people`.`customers` c
  join `sales`.`orders` on orders.customer_id = c.customer_id
  group by c.name;

CREATE VIEW `reports`.`names` AS
select name from `people`.`customers`;

