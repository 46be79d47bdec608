-- old (StarRocks), compiled by Kura. Edit the `.schema` files, not this.

CREATE TABLE `sales` (
  `sold_on`  DATE NOT NULL,
  `shop`     INT  NOT NULL,
  `amount`   INT  NULL
)
DUPLICATE KEY (`sold_on`, `shop`)
DISTRIBUTED BY HASH (`sold_on`, `shop`);

CREATE TABLE `keyed` (
  `id`  INT NOT NULL
)
PRIMARY KEY (`id`)
DISTRIBUTED BY HASH (`id`);

