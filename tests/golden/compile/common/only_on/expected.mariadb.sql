-- mariadb (MariaDB), compiled by Kura. Edit the `.schema` files, not this.

CREATE TABLE `orders` (
  `order_id`  BIGINT      NOT NULL,
  `region`    VARCHAR(96) NOT NULL,
  `sold_on`   DATE        NOT NULL,
  PRIMARY KEY (`order_id`),
  INDEX `by_region` (`region`, `sold_on` DESC)
)
ENGINE = InnoDB
DEFAULT CHARSET = utf8mb4;

