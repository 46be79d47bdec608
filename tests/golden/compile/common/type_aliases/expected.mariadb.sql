-- mariadb (MariaDB), compiled by Kura. Edit the `.schema` files, not this.

CREATE TABLE `samples` (
  `sample_id`  BIGINT         NOT NULL,
  `is_good`    BOOLEAN,
  `small`      SMALLINT,
  `medium`     INT,
  `share`      DOUBLE,
  `price`      DECIMAL(18, 2),
  `name`       VARCHAR(200),
  `note`       LONGTEXT,
  `taken_at`   TIMESTAMP(6)   NULL,
  `read_at`    DATETIME(6),
  PRIMARY KEY (`sample_id`)
)
ENGINE = InnoDB
DEFAULT CHARSET = utf8mb4;

