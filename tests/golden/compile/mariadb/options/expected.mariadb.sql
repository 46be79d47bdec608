-- mariadb (MariaDB), compiled by Kura. Edit the `.schema` files, not this.

CREATE TABLE `t` (
  `id`     INT                        NOT NULL,
  `a`      VARCHAR(100)               COMPRESSED,
  `place`  POINT REF_SYSTEM_ID = 4326,
  PRIMARY KEY (`id`)
)
ENGINE = InnoDB
DEFAULT CHARSET = utf8mb4
ROW_FORMAT = dynamic
STATS_PERSISTENT = 1
PAGE_COMPRESSED = 1
PAGE_COMPRESSION_LEVEL = 6;

CREATE TABLE `aria` (
  `id`  INT NOT NULL,
  PRIMARY KEY (`id`)
)
ENGINE = aria
DEFAULT CHARSET = utf8mb4
PAGE_CHECKSUM = 1
TRANSACTIONAL = 1;

