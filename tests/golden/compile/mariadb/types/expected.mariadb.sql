-- mariadb (MariaDB), compiled by Kura. Edit the `.schema` files, not this.

CREATE TABLE `t` (
  `id`       UUID          NOT NULL DEFAULT (UUID()),
  `payload`  JSON          DEFAULT '{}',
  `note`     LONGTEXT      DEFAULT 'none',
  `v`        JSON,
  `four`     INET4,
  `six`      INET6,
  `flags`    SET('a', 'B'),
  `at`       TIMESTAMP(6)  NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
  PRIMARY KEY (`id`),
  CONSTRAINT `t_id_check` CHECK (`id` <> CAST('00000000-0000-0000-0000-000000000000' AS UUID))
)
ENGINE = InnoDB
DEFAULT CHARSET = utf8mb4;

