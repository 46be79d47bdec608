-- mariadb (MariaDB), compiled by Kura. Edit the `.schema` files, not this.

CREATE TABLE `orders` (
  `id`      INT         NOT NULL,
  `region`  VARCHAR(10),
  PRIMARY KEY (`id`)
)
ENGINE = InnoDB
DEFAULT CHARSET = utf8mb4;

GRANT SELECT (`region`) ON `orders` TO `auditor`;

GRANT SELECT ON `orders` TO PUBLIC;

