-- mysql (MySQL), compiled by Kura. Edit the `.schema` files, not this.

CREATE TABLE `places` (
  `place_id`  BIGINT   NOT NULL,
  `spot`      POINT    SRID 4326,
  `town`      LONGTEXT CHARACTER SET latin1 NOT NULL INVISIBLE,
  PRIMARY KEY (`place_id`)
)
ENGINE = InnoDB
DEFAULT CHARSET = utf8mb4;

