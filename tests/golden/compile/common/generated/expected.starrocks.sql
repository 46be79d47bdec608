-- starrocks (StarRocks), compiled by Kura. Edit the `.schema` files, not this.

CREATE TABLE `order_lines` (
  `line_id`   BIGINT NOT NULL,
  `quantity`  INT    NOT NULL,
  `price`     INT    NOT NULL,
  `amount`    INT    AS (`quantity` * `price`)
)
PRIMARY KEY (`line_id`);

