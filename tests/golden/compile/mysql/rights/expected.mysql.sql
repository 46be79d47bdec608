-- mysql (MySQL), compiled by Kura. Edit the `.schema` files, not this.

CREATE TABLE `orders` (
  `id`      INT         NOT NULL,
  `region`  VARCHAR(10),
  PRIMARY KEY (`id`)
)
ENGINE = InnoDB
DEFAULT CHARSET = utf8mb4;

GRANT INSERT, SELECT ON `orders` TO `analyst`;

GRANT INSERT, SELECT ON `orders` TO `app`@`10.0.%`;

GRANT SELECT (`region`), UPDATE (`region`) ON `orders` TO `auditor` WITH GRANT OPTION;

GRANT ALL PRIVILEGES ON `orders` TO `admin`;

CREATE VIEW `v` AS
select id from `orders`;

GRANT SELECT, SHOW VIEW ON `v` TO `analyst`;

