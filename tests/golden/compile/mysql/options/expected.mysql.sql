-- mysql (MySQL), compiled by Kura. Edit the `.schema` files, not this.

CREATE TABLE `plain` (
  `id`  INT NOT NULL,
  PRIMARY KEY (`id`)
)
ENGINE = InnoDB
DEFAULT CHARSET = utf8mb4;

CREATE TABLE `packed` (
  `id`    INT         NOT NULL AUTO_INCREMENT,
  `name`  VARCHAR(20),
  PRIMARY KEY (`id`)
)
ENGINE = InnoDB
AUTO_INCREMENT = 500
DEFAULT CHARSET = latin1
COLLATE = latin1_swedish_ci
AVG_ROW_LENGTH = 80
CHECKSUM = 1
COMPRESSION = 'none'
DATA DIRECTORY = '/var/lib/fast'
ENCRYPTION = 'n'
KEY_BLOCK_SIZE = 8
MAX_ROWS = 100000
MIN_ROWS = 10
ROW_FORMAT = compressed
STATS_AUTO_RECALC = default
STATS_PERSISTENT = 1
STATS_SAMPLE_PAGES = 30
TABLESPACE = innodb_file_per_table
COMMENT = 'Small pages.';

CREATE TABLE `in_memory` (
  `id`  INT NOT NULL,
  `k`   INT,
  PRIMARY KEY (`id`),
  INDEX `in_memory_k_idx` (`k`)
)
ENGINE = memory
DEFAULT CHARSET = utf8mb4;

