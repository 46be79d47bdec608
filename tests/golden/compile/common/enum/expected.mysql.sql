-- mysql (MySQL), compiled by Kura. Edit the `.schema` files, not this.

CREATE TABLE `orders` (
  `order_id`  BIGINT                                       NOT NULL,
  `status`    ENUM('new', 'paid', 'on hold', 'it''s gone') NOT NULL DEFAULT 'new',
  `before`    ENUM('new', 'paid', 'on hold', 'it''s gone'),
  PRIMARY KEY (`order_id`)
)
ENGINE = InnoDB
DEFAULT CHARSET = utf8mb4;

