-- mysql (MySQL), compiled by Kura. Edit the `.schema` files, not this.

CREATE TABLE `countries` (
  `code`  VARCHAR(2)  NOT NULL,
  `name`  VARCHAR(64) NOT NULL,
  PRIMARY KEY (`code`)
)
ENGINE = InnoDB
DEFAULT CHARSET = utf8mb4;

CREATE TABLE `order_lines` (
  `order_id`  BIGINT      NOT NULL,
  `line`      INT         NOT NULL,
  `code`      VARCHAR(32) NOT NULL,
  PRIMARY KEY (`order_id`, `line`),
  CONSTRAINT `line_code` UNIQUE (`code`, `order_id`, `line`)
)
ENGINE = InnoDB
DEFAULT CHARSET = utf8mb4;

CREATE TABLE `codes` (
  `code_id`  BIGINT      NOT NULL,
  `code`     VARCHAR(32) NOT NULL,
  PRIMARY KEY (`code_id`),
  CONSTRAINT `codes_code_key` UNIQUE (`code`)
)
ENGINE = InnoDB
DEFAULT CHARSET = utf8mb4;

