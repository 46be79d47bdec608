-- mariadb (MariaDB), compiled by Kura. Edit the `.schema` files, not this.

CREATE TABLE `Line Items` (
  `index`   BIGINT      NOT NULL,
  `Name`    VARCHAR(64) NOT NULL,
  `order`   VARCHAR(64),
  `a "b"`   INT,
  `select`  INT         DEFAULT 0,
  `when`    DATE,
  PRIMARY KEY (`index`)
)
ENGINE = InnoDB
DEFAULT CHARSET = utf8mb4;

CREATE VIEW `Named Items` AS
select `index`, `Name` as `The Name`, `order` from `Line Items` where `order` <> '"Line Items"';

