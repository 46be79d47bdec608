-- mariadb (MariaDB), compiled by Kura. Edit the `.schema` files, not this.

CREATE DATABASE IF NOT EXISTS `My Shop`;

CREATE DATABASE IF NOT EXISTS `other`;

CREATE TABLE `My Shop`.`select` (
  `group`       INT NOT NULL,
  `tick``ed`    INT,
  `Mixed Case`  INT,
  PRIMARY KEY (`group`),
  CONSTRAINT `select_tick``ed_key` UNIQUE (`tick``ed`),
  INDEX `select_Mixed Case_idx` (`Mixed Case`),
  CONSTRAINT `select_Mixed Case_check` CHECK (`Mixed Case` > 0)
)
ENGINE = InnoDB
DEFAULT CHARSET = utf8mb4;

CREATE TABLE `My Shop`.`a_b` (
  `c`  INT,
  CONSTRAINT `a_b_c_check` CHECK (`c` > 0),
  CONSTRAINT `a_b_c_check1` CHECK (`c` < 10)
)
ENGINE = InnoDB
DEFAULT CHARSET = utf8mb4;

CREATE TABLE `My Shop`.`a` (
  `b_c`  INT,
  CONSTRAINT `a_b_c_check` CHECK (`b_c` > 0)
)
ENGINE = InnoDB
DEFAULT CHARSET = utf8mb4;

CREATE TABLE `My Shop`.`a_table_with_a_name_that_is_quite_long_already` (
  `a_column_with_a_long_name`        INT NOT NULL,
  `another_column_with_a_long_name`  INT,
  PRIMARY KEY (`a_column_with_a_long_name`),
  INDEX `a_table_with_a_name_that_is_quite_long_already_anot_950d456e_idx` (`another_column_with_a_long_name`, `a_column_with_a_long_name`),
  CONSTRAINT `a_table_with_a_name_that_is_quite_long_already_ano_bf94bb0b_fkey` FOREIGN KEY (`another_column_with_a_long_name`) REFERENCES `My Shop`.`a_table_with_a_name_that_is_quite_long_already` (`a_column_with_a_long_name`)
)
ENGINE = InnoDB
DEFAULT CHARSET = utf8mb4;

CREATE TABLE `other`.`things` (
  `id`  INT NOT NULL,
  PRIMARY KEY (`id`),
  CONSTRAINT `things_id_fkey` FOREIGN KEY (`id`) REFERENCES `My Shop`.`select` (`group`)
)
ENGINE = InnoDB
DEFAULT CHARSET = utf8mb4;

