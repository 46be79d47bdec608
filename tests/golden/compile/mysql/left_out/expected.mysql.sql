-- mysql (MySQL), compiled by Kura. Edit the `.schema` files, not this.

CREATE TABLE `t` (
  `id`      INT         NOT NULL,
  `region`  VARCHAR(10),
  PRIMARY KEY (`id`)
)
ENGINE = InnoDB
DEFAULT CHARSET = utf8mb4;

CREATE VIEW `v` AS
select id from `t`;

