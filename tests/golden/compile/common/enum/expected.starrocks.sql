-- starrocks (StarRocks), compiled by Kura. Edit the `.schema` files, not this.

CREATE TABLE `orders` (
  `order_id`  BIGINT     NOT NULL,
  `status`    VARCHAR(9) NOT NULL DEFAULT "new",
  `before`    VARCHAR(9) NULL
)
PRIMARY KEY (`order_id`);

