-- mariadb (MariaDB), compiled by Kura. Edit the `.schema` files, not this.

CREATE TABLE `prices` (
  `item`      INT            NOT NULL,
  `price`     DECIMAL(10, 2),
  `notes`     LONGTEXT       WITHOUT SYSTEM VERSIONING,
  `row_from`  TIMESTAMP(6)   GENERATED ALWAYS AS ROW START,
  `row_to`    TIMESTAMP(6)   GENERATED ALWAYS AS ROW END,
  PERIOD FOR system_time (row_from, row_to)
)
ENGINE = InnoDB
DEFAULT CHARSET = utf8mb4
WITH SYSTEM VERSIONING;

CREATE TABLE `stays` (
  `room`   INT  NOT NULL,
  `begin`  DATE NOT NULL,
  `end`    DATE NOT NULL,
  CONSTRAINT `one_guest` UNIQUE (`room`, stay WITHOUT OVERLAPS),
  PERIOD FOR stay (begin, `end`)
)
ENGINE = InnoDB
DEFAULT CHARSET = utf8mb4;

CREATE TABLE `simple` (
  `id`  INT NOT NULL,
  PRIMARY KEY (`id`)
)
ENGINE = InnoDB
DEFAULT CHARSET = utf8mb4
WITH SYSTEM VERSIONING;

