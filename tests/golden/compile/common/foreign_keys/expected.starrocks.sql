-- starrocks (StarRocks), compiled by Kura. Edit the `.schema` files, not this.

CREATE TABLE `orders` (
  `order_id`     BIGINT NOT NULL,
  `customer_id`  BIGINT NOT NULL,
  `referred_by`  BIGINT NULL,
  `parent_id`    BIGINT NULL
)
PRIMARY KEY (`order_id`);

CREATE TABLE `customers` (
  `customer_id`  BIGINT NOT NULL
)
PRIMARY KEY (`customer_id`);

CREATE TABLE `contacts` (
  `contact_id`  BIGINT NOT NULL
)
PRIMARY KEY (`contact_id`);

