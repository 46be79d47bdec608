-- mariadb (MariaDB), compiled by Kura. Edit the `.schema` files, not this.

CREATE TABLE `t` (
  `a`   INT,
  `b`   INT,
  `s`   VARCHAR(20),
  `d`   DATE,
  `at`  DATETIME(6),
  `g`   INT         GENERATED ALWAYS AS (`a` % 3) STORED,
  `h`   VARCHAR(50) GENERATED ALWAYS AS (CONCAT(upper(`s`), 'x')) VIRTUAL,
  CONSTRAINT `c1` CHECK ((`a` + `b`) * 2 > `a` - (`b` - 1)),
  CONSTRAINT `c2` CHECK (NOT `a` <=> `b` AND `a` <=> 1),
  CONSTRAINT `c3` CHECK (CONCAT(`s`, '-', `s`, '\\') LIKE '%\\_%' ESCAPE '!'),
  CONSTRAINT `c4` CHECK (CASE WHEN `a` > 1 THEN `b` ELSE 2 END BETWEEN 1 AND 5 OR `a` NOT IN (1, 2)),
  CONSTRAINT `c5` CHECK (CAST(`s` AS DECIMAL(10, 2)) > 1 AND CAST(`a` AS CHAR(5)) = '1' AND CAST(`s` AS DATETIME(6)) > `at`),
  CONSTRAINT `c6` CHECK (`d` >= DATE '2020-01-01' AND `at` < TIMESTAMP '2030-01-01 00:00:00'),
  CONSTRAINT `c7` CHECK (CAST(`s` AS SIGNED) > 1 AND CAST(`s` AS DATE) <> `d` AND CAST(`a` AS DOUBLE) > 1),
  CONSTRAINT `c8` CHECK ((`a` > 1) IS TRUE AND NOT (`a` = 2 OR `b` = 3)),
  CONSTRAINT `c9` CHECK (json_valid(s))
)
ENGINE = InnoDB
DEFAULT CHARSET = utf8mb4;

