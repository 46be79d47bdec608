-- mariadb (MariaDB), compiled by Kura. Edit the `.schema` files, not this.

CREATE DATABASE IF NOT EXISTS `shop`;

CREATE TABLE `shop`.`orders` (
  `order_id`    BIGINT                            NOT NULL AUTO_INCREMENT COMMENT 'Counted by the server.',
  `code`        VARCHAR(20)                       COLLATE utf8mb4_bin NOT NULL DEFAULT 'a\\b''c',
  `status`      ENUM('new', 'paid', 'it''s back') NOT NULL DEFAULT 'new',
  `amount`      DECIMAL(18, 2)                    NOT NULL DEFAULT -1.5,
  `vat`         DECIMAL(18, 2)                    GENERATED ALWAYS AS (`amount` * 0.2) STORED,
  `gross`       DECIMAL(18, 2)                    GENERATED ALWAYS AS (`amount` + `vat`) VIRTUAL COMMENT 'Amount and tax.',
  `is_open`     BOOLEAN                           NOT NULL DEFAULT TRUE,
  `note`        LONGTEXT                          DEFAULT 'none',
  `nothing`     LONGTEXT                          DEFAULT NULL,
  `payload`     JSON                              DEFAULT '{}',
  `token`       UUID                              NOT NULL DEFAULT (UUID()),
  `sold_on`     DATE                              DEFAULT (CURRENT_DATE),
  `since`       DATE                              DEFAULT DATE '2020-01-01',
  `created_at`  TIMESTAMP(6)                      NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
  `seen_at`     DATETIME(3)                       DEFAULT CURRENT_TIMESTAMP(3),
  `second`      DATETIME(0)                       DEFAULT CURRENT_TIMESTAMP,
  `clock`       TIME(6)                           DEFAULT (CURRENT_TIMESTAMP(6)),
  `updated_at`  TIMESTAMP(6)                      NULL ON UPDATE CURRENT_TIMESTAMP(6),
  `latin`       VARCHAR(10)                       CHARACTER SET latin1,
  `hidden`      INT                               INVISIBLE,
  `label`       VARCHAR(60)                       DEFAULT (CONCAT(`code`, '-', 'x')),
  `size`        INT                               DEFAULT (CAST('3' AS SIGNED) + length('a')),
  PRIMARY KEY (`order_id`)
)
ENGINE = InnoDB
AUTO_INCREMENT = 1000
DEFAULT CHARSET = utf8mb4
COMMENT = 'One row per order; it''s the \\ of the shop.';

