-- starrocks (StarRocks), compiled by Kura. Edit the `.schema` files, not this.

CREATE TABLE `orders` (
  `order_id`  BIGINT     NOT NULL,
  `state`     VARCHAR(4) NOT NULL DEFAULT "new",
  `note`      STRING     NULL
)
PRIMARY KEY (`order_id`);

